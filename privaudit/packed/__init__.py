"""Files that lie packed in others: gzip and zstd of one file, zip archives of many.

limits      how much a packed file may hold
streams     a packed file -> its members, each readable from its start
unpacking   the members that somebody wants -> private files, within the limits
"""

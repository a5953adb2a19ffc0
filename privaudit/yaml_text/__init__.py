"""A YAML text as plain data that remembers its lines, with all that is wrong with its form: for registers and rule files.

document    text -> plain data with lines
scalars     what plain words mean
syntax      what is no YAML, in plain words
problems    what is wrong, before it is put into words with its place
"""

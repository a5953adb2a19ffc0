"""What names say: those of columns and tables, in the languages that a schema speaks.

languages       which languages those are, and the words that count there
phrases         their phrases, by their ends and beginnings
prefixes        what a schema puts before most names
naming          what the words of a column's name say
table_names     a table's name and those of its columns, freed of prefixes
named_columns   what the columns of a table name together
row_owners      whose the rows of a table are
table_kind      what a table is about
patients        which persons are patients, and who cares for them
"""

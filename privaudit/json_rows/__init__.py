"""JSON as tables: one object after the other is one row after the other.

records     the objects of a file, and the line on which each begins
columns     the keys of objects, also of those within them, as columns
table       a file of objects -> written rows, and the columns with their types
"""

"""Delimited text, as hostile as it comes: which delimiter and header it has, which rows can be read, on which line each begins.

dialect     bytes -> delimiter, quote, escape, and what stands above the table
headers     the first row -> names of columns, or data
lines       the records of a file, and the line on which each begins
mending     a file on which the engine stumbles -> the same without what is wrong, and the rows that it leaves out
start       the first rows -> names of columns, and where the data begin
written     rows of other sources, written as delimited text of ours
view        how the local engine reads a file
"""

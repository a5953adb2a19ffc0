"""Workbooks: sheets of cells -> rows of texts.

child       what reads a workbook, in a process of its own: a few bytes of a workbook can ask for all memory there is
size        what it holds unpacked, and how long reading that may take
apart       starts it, and tells how it ended
sheets      the sheets as rows of tables
cells       the sheets cell by cell, of a small workbook
texts       a cell as the text that an export as CSV has
"""

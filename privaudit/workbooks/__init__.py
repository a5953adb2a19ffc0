"""Workbooks: sheets of cells -> rows of texts.

child       what reads a workbook, in a process of its own: a few bytes of a workbook can ask for all memory there is
sheets      starts it, and tells what it found
texts       a cell as the text that an export as CSV has
"""

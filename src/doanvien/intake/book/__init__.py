"""A file of an office as sheets of cells, whatever it was saved as.

cells   a cell, a sheet, a book: what the other folders read
limits  how large a file may be, and the error that says in a sentence why a file cannot be read
opened  look at the first bytes of a file and hand it to the one that can read it
parts   the parts of an xlsx package: unpacked within limits, parsed without entities
styles  the number format of each style of a workbook
text    CSV with commas, semicolons or tabs, in UTF-8 or UTF-16
xlsx    read an xlsx workbook, with what a reader of values alone does not tell
"""

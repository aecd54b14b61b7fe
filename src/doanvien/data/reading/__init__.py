"""From bytes to cells: encodings, delimiters, headers, tables.

header  the first line of a file: which columns it has, lacks, misspells or must not have
plain   read a CSV file that needs no CSV reader: no quotation marks, no blank and no ragged row
tables  read one CSV file as text: every cell a string, every row with its true line number
text    read a file as text: UTF-8, and letters with their accents in one piece (Unicode form NF
texts   a column of texts in which each different text stands once
wanted  which rows of a file one report needs
"""

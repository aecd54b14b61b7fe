"""From bytes to cells: encodings, separators, headers, tables.

csv_file      read one CSV file as text: every cell a string, every row with its true line number
header        the first line of a file: its separator, which columns it has, lacks, must not have
located_yaml  YAML that remembers on which line everything stood; the one reader of YAML
plain         the fast way: a file without quotation marks, blank and ragged rows
table         a table of text: columns in which each different text stands once, rows on demand
text          a file as text: its encoding, letters with their accents in one piece
wanted        which rows of a file one report needs
"""

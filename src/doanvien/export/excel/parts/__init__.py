"""What sheets are made of.

cells         typed cells: numbers, dates, text that is never a formula
numbers_apart words kept out of the columns of numbers
numbers_said  a number written for a reader, read back with its format
widths        widths of columns and heights of rows
paper         how a sheet prints
excel_table   a range as an Excel table
excel_chart   a native chart
excel_names   names of sheets, tables and ranges
"""

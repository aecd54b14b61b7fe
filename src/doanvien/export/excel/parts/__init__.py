"""What sheets are made of.

cells         typed cells: numbers, dates, text that is never a formula
numbers_apart words kept out of the columns of numbers
numbers_said  a number written for a reader, read back with its format
widths        widths of columns and heights of rows
paper         how a sheet prints
excel_table   a range as an Excel table
excel_chart   a native chart
charted       which rows of a table its chart draws, and how they lie
chart_look    how a chart of Excel looks: size, axes, series told apart in grey
chart_text    what a chart shows, in words
excel_names   names of sheets, tables and ranges
"""

"""The kinds of sheet of a workbook.

front_sheets   the summary, and the list of the sheets
table_sheet    a large table, or the small ones of a chapter
chart_sheet    one chart that Excel draws
picture_sheet  one drawing, as the page has it
data_sheet     all numbers of a report, one a row
notes_sheet    how to read it, what to mind in each chapter
"""

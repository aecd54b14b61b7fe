"""Executed notebooks as one HTML page and one Excel workbook, and the index page of a batch.

chapters      executed notebooks read as the chapters of one document
content       what one cell of an executed notebook gives a reader
markdown      text cells as HTML
sanitise      HTML of others reduced to what may stand in a page
gate          the last look: nothing that runs or calls, nothing half-made
finish        what only the whole document can see: a caveat told before, the mark of simulation
page          a document as one HTML page; html is its nbconvert exporter
headings      headings, their levels and ids
templating    the templates of the pages
failure       the page of a report that could not be built
index         the index page of a batch; index_groups the front page of a very large one
exporter      what both nbconvert exporters do alike
workbook      a document as an Excel workbook, and its nbconvert exporter
              front_sheets, table_sheet, chart_sheet, data_sheet, notes_sheet write its sheets;
              cells, widths, paper, excel_table, excel_names, excel_chart their parts;
              numbers_apart and numbers_said keep words out of its numbers;
              package makes its bytes the same each time
tidy_csv      the rows of a table that goes along as a file
errors        what can go wrong between executed notebooks and a document
"""

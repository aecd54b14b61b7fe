"""A document as an Excel workbook.

workbook  a document as an Excel workbook, and its nbconvert exporter
sheets/   the kinds of sheet, a module each
parts/    what sheets are made of: cells, widths, paper, charts, names
package   the workbook's bytes, the same each time
tidy_csv  the rows of a table that goes along as a file
"""

"""Executed notebooks as one HTML page and one Excel workbook, and the index page of a batch.

reading/   from executed notebooks to the chapters of one document
pages/     a document as an HTML page; the index of a batch; the page of a report that failed
excel/     a document as an Excel workbook
exporter   what both nbconvert exporters do alike
templates/ the pages' HTML and CSS
"""

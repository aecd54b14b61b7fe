"""Executed notebooks as one HTML page and one Excel workbook, and the index page of a batch."""

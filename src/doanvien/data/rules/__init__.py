"""What a cell, a row and rows together have to obey.

between_cells  what the cells of one row owe each other
between_rows   check a table that has been read: its cells, its rows, and what its rows owe each
dates          iSO dates, and the ISO form of dates that are written otherwise
numbers        numbers as a data set may write them, and what to do about the others
schema         the files of a data set: their columns and what may stand in each cell
values         rules for single cells. A rule takes the text of a cell and returns a complaint o
"""

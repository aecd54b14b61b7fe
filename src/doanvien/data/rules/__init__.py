"""What a cell, a row, a file and a place have to obey. Mistakes stop a report, doubts do not.

dates    ISO dates, and the ISO form of dates that are written otherwise
doubts/  what is possible and yet most often a mistake: asked about by `doanvien check` only
letters  text that nobody can read (old encodings) and that nobody may (about persons)
numbers  numbers as a data set may write them, and what to do about the others
places   everything said of one place: spellings of its units, their sums
register what the register of units and the calendar owe each other and the figures
rows     which rules the rows of each file are asked by
row_rules/ what the cells of one row owe each other
schema   the files of a data set: their columns and what may stand in each cell
tables   one file: its cells, its rows, what its rows owe each other
times    results lie in the life of the data set
units    what is no unit, and which names are one
values   words, slugs, indicators, addresses, printed percentages
"""

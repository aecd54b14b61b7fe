"""What the words and numbers of a sheet mean.

by_items    read a vertical form: one line an indicator
by_units    read a table whose rows are units
columns     what the columns of a table mean, one after the other
days        days and periods in the words of a form
entries     what was read: numbers with their meaning and place, and what was left out
head        what stands above the tables: title, who reports, up to which day
lines       the numbers of one line, each as its column asks for it
numbers     a cell as a count or as a percentage
place       who reports: a federation, or one of its units
rows        what each row is: a unit, a total, a section, or the end of the table
sheets      read all sheets of a book
tables      where the tables of a sheet are, and what each column is called
titles/     titles: where they stand, and what their words mean
unit_names  names of units: as they are kept, and told from garbled ones
"""

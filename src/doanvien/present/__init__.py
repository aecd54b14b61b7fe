"""What a reader sees, whatever the chapter: things that are shown, and the words they share.

circulation    whether a report is for wide circulation, as the notebook or the batch says
first_line     the line that opens what is shown of a report: what it is about, and up to which day
look           the common look of all figures: fonts, colours, grid, and the numbers on the axes
opening        opening a report or a data set: parameters checked, figures read, the look set
place_of_data  what to tell somebody whose parameter `data` names no data set
report         one report: the figures of one place and period, measured once for all that is sh
results        results that show their tables when a cell ends with them
shown/         things that can be shown: tables, figures, tiles, sentences, the cover
words/         phrases and numbers as a reader reads them
"""

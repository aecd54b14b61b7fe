"""What a reader sees, whatever the chapter: things that are shown, and the words they share.

circulation    whether a report is for wide circulation, as the notebook or the batch says
figures        the figures of a report, or of a whole data set, as one labelled frame
first_line     the line that opens what is shown of a report: what it is about, and up to which day
in_two         work in two halves at once, the other one in a forked process
look           the common look of all figures: fonts, colours, grid, and the numbers on the axes
opening        opening a report or a data set: parameters checked, figures read, the look set
place          one place of a report, measured once for all that is shown of it
place_of_data  what to tell somebody whose parameter `data` names no data set
report         one report: the figures of one place and period, measured once for all that is shown
side_by_side   the reports of several places: read, and measured, in two processes
shown/         things that can be shown: tables, figures, tiles, sentences, the cover
words/         phrases and numbers as a reader reads them
"""

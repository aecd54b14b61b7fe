"""The data set that forms are written into.

commit   put several files in place, all or none, even if the machine stops on the way
lock     one intake at a time for each data set
merge    which facts are new, which revise an earlier one, which change nothing
refused  the files that were refused, for whoever asks who has reported
rows     the files of a data set as rows of text, read and written
sources  the source row of a form, and its approval
store    a data set while forms are written into it
units    lines of the register for units that forms name first
"""

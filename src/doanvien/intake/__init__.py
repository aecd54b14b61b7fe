"""Forms of union offices into a data set, and who has not sent one.

answers     what somebody answered to what a form leaves open: files of params/forms/
approve     approve forms that were taken in
batch_file  a first batch for a new data set
blank/      the form that is sent out, and its way back
book/       a file of an office as sheets of cells
checks      what the numbers of a form owe each other
continuity  the days of a form, and its opening against the last one's closing
facts       from the cells of a form to the facts of a data set
files       which files are meant: those that are named, and the forms in folders
findings    what there is to say about a form: problems, warnings, what was left out
reading/    what the words and numbers of a sheet mean
record/     the data set that forms are written into
register/   the units of a province, who has to report, and who has
outcome     what came of one file
questions   write down what a form leaves open, ready to be answered
request     what somebody said beside the files: options and answers
sent_back   a copy of a refused file with its bad cells marked
take        forms into a data set; all or nothing for each file
take_one    one file: read, checked, merged unless anything is wrong
told        what a file was understood to say, as lines of text
"""

"""What is asked for: a batch file, read and checked.

chapters      the chapters of a batch, read before anything runs
checks        find everything wrong with a batch and its data set before anything is built
file_names    names that files can have on every system that a report may be opened on
findings      the problems of one batch file while they are collected, each with its line and ke
form          the form of a batch file: which keys it has and what each may say
move_on       a batch file for another period, with periods, cut-offs and titles moved on
problems      what can be wrong with a batch, said so that it can be mended
read          read a batch file, check it, and resolve the reports it asks for
scopes        what the reports of a batch are about: the scopes that a batch file asks for
"""

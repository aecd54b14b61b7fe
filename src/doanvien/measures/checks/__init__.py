"""Rules that figures are held against.

checks      every rule that can be applied to the figures of a period
each_other  figures held against each other: accounts, sources, parts and wholes, targets
past        figures held against their own past: falls, what is usual, who reports no longer
finding     what a check says of a figure
digits      what copying does to a number
"""

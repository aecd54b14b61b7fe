"""Rules that figures are held against.

checks  checks of the reported figures against each other and against their own past
digits  what copying does to a number
"""

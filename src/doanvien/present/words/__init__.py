"""Phrases and numbers as a reader reads them.

formats  numbers and dates as a Vietnamese or an English reader writes them
tone     how a verdict is coloured
amounts  numbers and days in words: how many, how exact, of how many, when
phrases  the phrases about a place: its targets, who set them, verdicts, codes
letters  capital and small letters at the start of a text
"""

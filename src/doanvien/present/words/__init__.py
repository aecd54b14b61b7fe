"""Phrases and numbers as a reader reads them.

formats  numbers and dates as a Vietnamese or an English reader writes them
tone     how a verdict is coloured
phrases  the phrases that tables, charts and sentences share: amounts, dates, targets, verdicts
"""

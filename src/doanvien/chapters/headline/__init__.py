"""Chapter headline: the summary of a report.

answers  the results a report opens with, each with every target that it answers
text     the paragraph to paste into an official report, and what to know before quoting it
tiles    the key figures that open a report: value, against what, verdict in symbol and word
"""

"""The units of a province, who has to report, and who has.

calendar  who has to report on a period, and by which day
names     which unit of the register a name in a form is
page      the standings as a page
status    who has reported, on time or late, who was refused and why, who has not
"""

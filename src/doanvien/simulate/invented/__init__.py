"""A country that does not exist: what happens in it, month by month.

world    what may differ from one simulated country to another
scale    how large things are: rough sizes of the federations, yearly totals of the country
months   the months that are simulated, and what every year repeats: Tết, seasons, the pandemic
place    one province from 2019 on: before the merger by itself, after it with the others
units    the subordinate units of a province, before and after the merger
account  the account of a place's units, month by month: members and unions, in whole numbers
targets  year targets of a place and its units, set from what could be expected
waves    campaign waves: dates and participation vary, the true effect is known
"""

"""Invent a data set: plausible monthly figures of every province, to demonstrate and test with.

account   the account of a place's units, month by month: members and unions, in whole numbers
country   the whole country as the sum of its provinces, and what TLĐ asks of it
dataset   a simulated data set of the whole country, or of some provinces: every month, by unit
example   the small data set that the notebooks open with: twelve provinces, three of them by unit
figures   the figures of a place as lines of a CSV file
files     the files of a simulated data set: complete or not at all
months    the months that are simulated, and what every year repeats: Tết, seasons, the pandemic
place     one province from 2019 on: before the merger by itself, after it with the others
printed   what a real data set holds besides: percentages, rates, revisions, contradictions
scale     how large things are: rough sizes of the federations, yearly totals of the country
shared    the files that all provinces share: targets, campaign waves, sources
targets   year targets of a place and its units, set from what could be expected
truth     what is true of the simulated figures, and no real data set would tell
units     the subordinate units of a province, before and after the merger
waves     campaign waves: dates and participation vary, the true effect is known
world     what may differ from one simulated country to another
"""

from doanvien.simulate.dataset import simulate
from doanvien.simulate.example import simulate_example
from doanvien.simulate.files import NotSimulated

__all__ = ["NotSimulated", "simulate", "simulate_example"]

"""Invent a data set: plausible monthly figures of every province, to demonstrate and test with.

dataset    a simulated data set of the whole country, or of some provinces: every month, by unit
example    the small data set that the notebooks open with: twelve provinces, three of them by unit
country    the whole country as the sum of its provinces, and what TLĐ asks of it
invented/  what happens in that country, month by month
written/   the files of the data set
"""

from doanvien.simulate.dataset import simulate
from doanvien.simulate.example import simulate_example
from doanvien.simulate.written.files import NotSimulated

__all__ = ["NotSimulated", "simulate", "simulate_example"]

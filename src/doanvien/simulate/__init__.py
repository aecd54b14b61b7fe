"""Invent a data set: plausible monthly figures of every province, to demonstrate and test with."""

from doanvien.simulate.dataset import NotSimulated, simulate

__all__ = ["NotSimulated", "simulate"]

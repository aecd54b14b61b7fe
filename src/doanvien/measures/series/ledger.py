"""What an account or a forecast is made from: the flows and levels of a place or of its units."""

from __future__ import annotations

from typing import Protocol

from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.stocks import Stock


class Ledger(Protocol):
    """Series by indicator; ``unit`` "" is the whole place. Nothing known is an empty series."""

    def flow(self, indicator: str, unit: str = "") -> FlowSeries:
        """The flows of one indicator."""

    def stock(self, indicator: str, unit: str = "") -> tuple[Stock, ...]:
        """The levels of one indicator, in order of their days."""

"""Somebody who adds and subtracts everything that is told, and knows that no count is negative.

Every count of a unit is a variable. Known are the figures told, that units add up to their place,
the members' account, and what a net growth is; linear programming gives the least and the most that
each count can be then.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import lil_matrix

NEW, LOST, NET, MOVED, TOTAL = (
    *("members_new", "members_lost", "members_net_growth", "members_transferred"),
    "members_total",
)
SIGNED = (NET, MOVED)
Variable = tuple[str, str, int]
"""Unit ("" the place), indicator, and which of the spans, or of the days at their ends from -1."""


@dataclass(frozen=True)
class Recovered:
    """A count of 1 to 4 persons of a unit in some spans that can have one value only."""

    unit: str
    indicator: str
    spans: tuple[int, ...]
    value: float


@dataclass
class Adversary:
    """``told`` are rows of figures, ``units`` all that there are, ``ends`` the last days of the
    spans after ``before``, a day; ``parts`` add up to the new members."""

    told: pd.DataFrame
    units: Sequence[str]
    flows: Sequence[str]
    before: str
    ends: Sequence[str]
    account: bool = True
    parts: Sequence[str] = ()
    _index: dict[Variable, int] = field(default_factory=dict)
    _known: list[tuple[dict[int, float], float]] = field(default_factory=list)
    _possible: list[np.ndarray] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sums()
        self._parts()
        if self.account:
            self._accounts()
        self._figures()
        shape = len(self._known), len(self._index)
        self._matrix, self._right = lil_matrix(shape), np.zeros(shape[0])
        for row, (terms, value) in enumerate(self._known):
            self._right[row] = value
            for column, factor in terms.items():
                self._matrix[row, column] = factor
        self._matrix = self._matrix.tocsr()

    def recovered(self, raw: pd.DataFrame, every: int = 1) -> Iterator[Recovered]:
        """The small counts of ``raw``, the figures before anything was withheld, that are certain;
        one in ``every`` is tried."""
        tried = 0
        for unit in self.units:
            for code in self.flows:
                counts = self._counts(raw, unit, code)
                for spans in self._runs(counts):
                    value = sum(counts[span] for span in spans)
                    small = code != NET and 0 < abs(value) < 5
                    tried += small
                    if not small or tried % every:
                        continue
                    wanted = np.zeros(len(self._index))
                    wanted[[self._at(unit, code, span) for span in spans]] = 1.0
                    seen = [float(wanted @ possible) for possible in self._possible]
                    if seen and max(seen) - min(seen) > 1 - 1e-6:
                        continue
                    least, most = self._between(wanted)
                    assert least - 1e-6 <= value <= most + 1e-6, "the adversary reckons wrongly"
                    if math.floor(most + 1e-6) <= math.ceil(least - 1e-6):
                        yield Recovered(unit, code, tuple(spans), value)

    def _sums(self) -> None:
        for code in (*self.flows, *([TOTAL] if self.account else [])):
            for span in self._spans(code):
                terms = {self._at(unit, code, span): 1.0 for unit in self.units}
                self._known.append(({**terms, self._at("", code, span): -1.0}, 0.0))

    def _parts(self) -> None:
        for unit in ("", *self.units) if self.parts else ():
            for span in range(len(self.ends)):
                terms = {self._at(unit, part, span): 1.0 for part in self.parts}
                self._known.append(({**terms, self._at(unit, NEW, span): -1.0}, 0.0))

    def _accounts(self) -> None:
        terms = {NEW: -1.0, LOST: 1.0, MOVED: -1.0}
        for unit in ("", *self.units):
            for span in range(len(self.ends)):
                flows = {
                    self._at(unit, code, span): factor
                    for code, factor in terms.items()
                    if code in self.flows
                }
                levels = {self._at(unit, TOTAL, span): 1.0, self._at(unit, TOTAL, span - 1): -1.0}
                self._known.append(({**flows, **levels}, 0.0))
                if NET in self.flows:
                    net = {self._at(unit, code, span): terms[code] for code in (NEW, LOST)}
                    self._known.append(({**net, self._at(unit, NET, span): 1.0}, 0.0))

    def _figures(self) -> None:
        days = [pd.Timestamp(day) for day in (self.before, *self.ends)]
        at = {day: number - 1 for number, day in enumerate(days)}
        for row in self.told.itertuples():
            if pd.isna(row.period_start):
                if self.account and row.indicator == TOTAL and row.period_end in at:
                    place = self._at(row.unit, TOTAL, at[row.period_end])
                    self._known.append(({place: 1.0}, row.value))
                continue
            first, last = at.get(row.period_start - pd.Timedelta(days=1)), at.get(row.period_end)
            if row.indicator in self.flows and first is not None and last is not None:
                spans = range(first + 1, last + 1)
                terms = {self._at(row.unit, row.indicator, span): 1.0 for span in spans}
                self._known.append((terms, row.value))

    def _between(self, wanted: np.ndarray) -> tuple[float, float]:
        bounds = [(None if code in SIGNED else 0, None) for _, code, _ in self._index]
        found = []
        for sign in (1, -1):
            answer = linprog(
                sign * wanted, A_eq=self._matrix, b_eq=self._right, bounds=bounds, method="highs"
            )
            assert answer.status in (0, 3), answer.message
            self._possible += [answer.x] if answer.status == 0 else []
            found.append(sign * answer.fun if answer.status == 0 else -sign * np.inf)
        return found[0], found[1]

    def _counts(self, raw: pd.DataFrame, unit: str, code: str) -> dict[int, float]:
        rows = raw[(raw["unit"] == unit) & (raw["indicator"] == code)]
        ends = {pd.Timestamp(day): number for number, day in enumerate(self.ends)}
        known = rows[rows["period_end"].isin(list(ends))]
        return {ends[r.period_end]: r.value for r in known.itertuples()}

    def _runs(self, counts: dict[int, float]) -> Iterator[range]:
        """Spans that follow each other, of whichever length: over the end of a year, too."""
        for first, last in combinations(range(len(counts) + 1), 2):
            yield range(first, last)

    def _spans(self, code: str) -> range:
        return range(-1 if code == TOTAL else 0, len(self.ends))

    def _at(self, unit: str, code: str, span: int) -> int:
        return self._index.setdefault((unit, code, span), len(self._index))

"""Figures held against their own past: falls, what is usual, who reports no longer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import numpy as np

from doanvien.measures.checks.each_other import exceeds
from doanvien.measures.checks.finding import Finding, of_flow, of_stock
from doanvien.measures.days import LAST_DAY_OF_OLD_MAP
from doanvien.measures.series.flow import Flow
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.view import View
from doanvien.reference.indicators import (
    account_code,
    indicator,
    regular_levels,
)
from doanvien.reference.maps import OLD_MAP
from doanvien.reference.places import TERRITORY_CHANGE

FEWEST_BEFORE = 12  # figures of the same length that tell what is usual
MOST_BEFORE = 36
FAR = 6.0  # robust standard deviations of the logarithm
LEAST_SPREAD = 0.25  # of the logarithm: steady figures may move by a quarter without a question
FEWEST_PERSONS = 50  # smaller figures leap by nature
STALE_DAYS = 184  # from 30 June to 31 December: half a year at its longest
REPORTED_DAYS = 366  # who reported within a year is expected to go on


def falls(view: View) -> Iterator[Finding | None]:
    """A running total from one first day never falls."""
    for (unit, code), series in view.flows.items():
        if indicator(code).signed:
            continue
        totals: dict[date, list[Flow]] = defaultdict(list)
        for flow in series.used:
            totals[flow.start].append(flow)
        for flows in totals.values():
            for earlier, later in pairwise(flows):
                if later.end < view.period.start:
                    continue
                fell = exceeds(earlier, later)
                yield of_flow("fall", unit, code, later, earlier.value) if fell else None


def outliers(view: View) -> Iterator[Finding | None]:
    """A figure is held against the unit's own earlier ones for as many days, as logarithms."""
    for (unit, code), series in view.flows.items():
        measured = indicator(code)
        if not measured.regular or measured.signed or measured.unit != "members":
            continue
        for flow in series.within(view.period.start, view.cutoff):
            usual = _usual(series, flow)
            if usual is None:
                continue
            middle, spread = usual
            far = abs(np.log1p(flow.value) - middle) > FAR * spread
            usual_value = float(round(np.expm1(middle)))
            large = max(flow.value, usual_value) >= FEWEST_PERSONS
            yield of_flow("outlier", unit, code, flow, usual_value) if far and large else None


def _usual(series: FlowSeries, flow: Flow) -> tuple[float, float] | None:
    """Median and robust standard deviation of the logarithms of earlier figures as long."""
    before = [
        float(np.log1p(other.value))
        for other in series.used
        if other.end < flow.start and abs(other.days - flow.days) <= 3 and other.value >= 0
    ][-MOST_BEFORE:]
    if len(before) < FEWEST_BEFORE or flow.value < 0:
        return None
    middle = median(before)
    spread = 1.4826 * median(abs(value - middle) for value in before)
    return middle, max(spread, LEAST_SPREAD)


def missing(view: View) -> Iterator[Finding | None]:
    """Units that reported new members within a year, on the days to which most others report."""
    new = account_code("new")
    ends = {unit: set(days) for (unit, code), days in view.withheld.days.items() if code == new}
    for (unit, code), series in view.flows.items():
        if code == new:
            ends.setdefault(unit, set()).update(flow.end for flow in series.used)
    ends.pop("", None)
    for day in sorted(set().union(*ends.values())):
        if not view.period.start <= day <= view.cutoff:
            continue
        since = day - timedelta(days=REPORTED_DAYS)
        if day >= TERRITORY_CHANGE:
            since = max(since, TERRITORY_CHANGE)  # the units of the former map have ended
        expected = [unit for unit in ends if any(since <= end <= day for end in ends[unit])]
        if 2 * sum(day in ends[unit] for unit in expected) <= len(expected):
            continue
        for unit in sorted(expected):
            if day in ends[unit]:
                yield None
            else:
                yield Finding("missing", unit, indicator(new), None, day)


def stale(view: View) -> Iterator[Finding | None]:
    """A main figure of the place is not older than half a year on the cut-off date.

    A federation of the former map reported for the last time at its end.
    """
    last = min(view.cutoff, LAST_DAY_OF_OLD_MAP) if view.place.territory == OLD_MAP else view.cutoff
    for code in (account_code("new"), *(item.code for item in regular_levels())):
        flows, stocks = view.flow(code).used, view.stock(code)
        found = [
            *(
                Finding("stale", "", indicator(code), f.start, f.end, f.value, None, f.source)
                for f in flows
            ),
            *(of_stock("stale", "", code, stock, None) for stock in stocks),
        ]
        newest = max(found, key=lambda one: one.end, default=None)
        if newest is None or newest.end < last - timedelta(days=2 * REPORTED_DAYS):
            continue
        yield newest if (last - newest.end).days > STALE_DAYS else None

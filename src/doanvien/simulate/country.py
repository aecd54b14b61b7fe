"""The whole country as the sum of its provinces, and what the General Confederation asks of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from doanvien.simulate.invented.targets import Target
from doanvien.simulate.written.figures import Series

COUNTRY = "toan-quoc"


def country_series(places: Iterable[dict[str, Series]]) -> dict[str, Series]:
    """The whole of each place added up, day by day; nothing about units."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for found in places:
        for code, series in found.items():
            for span, value in zip(series.spans, series.values[0].tolist(), strict=True):
                sums[code][span] += value
    return {
        code: Series(list(days), np.array([list(days.values())])) for code, days in sums.items()
    }


def country_targets(targets: Iterable[Target]) -> list[Target]:
    """The whole-place targets that TLĐ assigned, added up by indicator and year."""
    sums: dict[tuple, int] = defaultdict(int)
    for target in targets:
        if target.assigned_by == "tld":
            sums[target.indicator, target.start, target.end] += target.low
    return [
        Target("", code, start, end, low, "tld") for (code, start, end), low in sorted(sums.items())
    ]

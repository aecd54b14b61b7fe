"""Units that did not exist before: their first months are growth, which no wave brought about.

A unit with nothing but zeros up to some day of the wave's year, and results in nearly every
interval after it, began on that day. It is left out of the comparison and named. A unit that simply
has few results begins with zeros as well; only where that would happen to one in a thousand is it
taken for a beginning.
"""

from __future__ import annotations

import numpy as np

from doanvien.measures.waves.effects.counted.panel import Mask, Panel

CHANCE = 0.001


def begun_in(panel: Panel, year: int, until: Mask) -> Mask:
    """Which units (G) began in ``year``, seen from intervals ``until`` (n) some day."""
    seen = panel.counts[:, until] > 0
    years = panel.years[until]
    if seen.shape[1] < 2 or seen[:, 0].all():
        return np.zeros(len(panel.units), dtype=bool)
    ever = seen.any(axis=1)
    first = np.where(ever, seen.argmax(axis=1), 0)
    after = seen.shape[1] - first
    # One interval is added half empty, so that a few full ones do not pass for certainty.
    filled = (seen.sum(axis=1) + 0.5) / (after + 1)
    chance = (1 - np.minimum(filled, 1.0)) ** first
    return ever & (first > 0) & (years[first] == year) & (chance < CHANCE)

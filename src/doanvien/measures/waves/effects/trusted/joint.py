"""Several contrasts of the same units tested at once: how far chance would take the largest.

One of several earlier years differs by chance more often than each by itself. What the units'
influences say of the contrasts together is drawn from a normal distribution with their
covariance, and the largest of the contrasts is held against the largest of the draws.

Chernozhukov, Chetverikov and Kato, Annals of Statistics 41 (2013), 2786–2819 (multiplier
bootstrap).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from doanvien.measures.waves.effects.counted.panel import Counts
from doanvien.measures.waves.effects.estimators.contrast import Contrast

DRAWS = 2000
FALSE_ALARMS = 0.025  # of one family of tests: of the two together one in twenty
SEED = 454  # draws are always the same: same figures, same verdict


def fired(contrasts: Sequence[Contrast]) -> tuple[bool, ...]:
    """Which of the contrasts differ from 1 by more than chance would let the largest of them do in
    one of forty cases; never one without a finite error.
    """
    scores = np.array([abs(one.score) for one in contrasts])
    usable = np.isfinite(scores) & (scores > 0)
    if not usable.any():
        return (False,) * len(contrasts)
    influences = [one.influence for one, use in zip(contrasts, usable, strict=True) if use]
    scaled = np.stack([found / np.sqrt((found**2).sum()) for found in influences], axis=1)
    largest = np.abs(_normals(len(scaled)) @ scaled).max(axis=1)
    at = int((1 - FALSE_ALARMS) * DRAWS)
    critical = float(np.partition(largest, at)[at])
    return tuple(bool(use and one > critical) for use, one in zip(usable, scores, strict=True))


@cache
def _normals(units: int) -> Counts:
    return np.random.default_rng(SEED).standard_normal((DRAWS, units))

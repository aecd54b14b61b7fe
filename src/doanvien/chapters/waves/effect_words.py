"""How ratios and intervals of wave effects are written, alike in every chapter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.estimate import Estimate, NetEffect
from doanvien.present.words.phrases import Words

BRACKETS = re.compile(r"\s*\([^()]*\)$")
FURTHEST_RATIO = 100.0
"""A limit beyond it, or under its inverse, is told as such: its digits would say nothing."""


def brief_names(names: Sequence[str]) -> list[str]:
    """Names of waves without what stands in brackets after them, where that still tells them apart:
    ``Tháng Công nhân 2026`` for ``Tháng Công nhân 2026 (Lớp đoàn viên tháng 5)``.
    """
    short = [BRACKETS.sub("", name) or name for name in names]
    return short if len(set(short)) == len(set(names)) else list(names)


def names_of(words: Words, effect: WaveEffect) -> str:
    """The name of a wave, or the brief names of adjoining ones told together."""
    names = [wave.name for wave in effect.waves]
    return words.t(" and ").join(names if len(names) == 1 else brief_names(names))


def days_of(words: Words, effect: WaveEffect) -> str:
    """The days of a wave, or of adjoining ones: ``15/4–31/5; 01/6–31/7``, in the year of a table
    that says which it is about.
    """
    return "; ".join(f"{_day(words, wave.start)}–{_day(words, wave.end)}" for wave in effect.waves)


def _day(words: Words, day: date) -> str:
    return words.day(day).removesuffix(str(day.year)).rstrip("/ ")


def ratio(words: Words, value: float) -> str:
    """A ratio with two places, or on which side of what can be read it lies."""
    if value > FURTHEST_RATIO:
        return words.t("over {ratio}", ratio=words.decimal(FURTHEST_RATIO))
    if value < 1 / FURTHEST_RATIO:
        return words.t("under {ratio}", ratio=words.decimal(1 / FURTHEST_RATIO, 2))
    return words.decimal(value, 2)


def interval(words: Words, limits: tuple[float, float] | None) -> str | None:
    """``0,57 đến 3,47``; None where the interval is withheld."""
    if limits is None:
        return None
    return words.t("{low} to {high}", low=ratio(words, limits[0]), high=ratio(words, limits[1]))


def extra_limits(net: NetEffect) -> tuple[float, float] | None:
    """95% limits of the net gain; None where withheld, or too far off to be a number of people."""
    limits = net.estimate.interval
    if limits is None or limits[0] < 1 / FURTHEST_RATIO:
        return None
    return net.extra_interval


def imprecise(net: NetEffect) -> bool:
    """Whether the net gain may be more or fewer, in an interval wider than what was counted or
    beyond reading: its digits would then say nothing in a sentence.
    """
    if not net.estimate.holds_one:
        return False
    limits = extra_limits(net)
    return limits is None or limits[1] - limits[0] > net.observed


def detectable(estimate: Estimate) -> float | None:
    """The smallest ratio that would have been seen; None where withheld or beyond reading."""
    found = estimate.detectable
    return found if found is not None and found <= FURTHEST_RATIO else None

"""Names of waves, their days, ratios and limits, written alike in every chapter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor, log10

from doanvien.measures.series.percentages import DISAGREES
from doanvien.measures.waves.description import Wave, WaveResult
from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words

BRACKETS = re.compile(r"\s*\([^()]*\)$")
FURTHEST_RATIO = 100.0
"""A limit beyond it, or under its inverse, is told as such: its digits would say nothing."""


def wave_name(wave: Wave, result: WaveResult | None) -> str:
    """The name of a wave, with the unit where the result is not of the whole place."""
    unit = result.unit if result else wave.unit
    return f"{wave.name} ({unit})" if unit else wave.name


def window_of(words: Words, wave: Wave) -> str:
    """The window announced, as far as it was published."""
    if wave.start and wave.end:
        return words.span(wave.start, wave.end)
    if wave.end:
        return words.t("to {day}", day=words.day(wave.end))
    if wave.start:
        return words.t("from {day}", day=words.day(wave.start))
    return words.t("days not published")


def brief_names(names: Sequence[str]) -> list[str]:
    """Names of waves without what stands in brackets after them, where that still tells them apart:
    ``Tháng Công nhân 2026`` for ``Tháng Công nhân 2026 (Lớp đoàn viên tháng 5)``.
    """
    short = [BRACKETS.sub("", name) or name for name in names]
    return short if len(set(short)) == len(set(names)) else list(names)


def names_of(words: Words, effect: WaveEffect) -> str:
    """The name of a wave, or the brief names of adjoining ones told together."""
    names = [wave.name for wave in effect.waves]
    return words.listed(names if len(names) == 1 else brief_names(names))


def days_of(words: Words, effect: WaveEffect) -> str:
    """The days of a wave, or of adjoining ones: ``15/4–31/5; 01/6–31/7``, in the year of a table
    that says which it is about.
    """
    days = words.day_of_year
    return "; ".join(f"{days(wave.start)}–{days(wave.end)}" for wave in effect.waves)


def ground_of(words: Words, count: CountEffect) -> str:
    """What the wave was compared with, in a few words."""
    years = words.listed([str(year) for year in count.years])
    if count.method == "placebo":
        return words.t("years without a wave: {years}", years=years)
    others = words.count(int((count.compared & ~count.takes_part).sum()))
    if count.method == "takes_part":
        return words.t("{count} {count:unit|units} that did not take part", count=others)
    return words.t(
        "{count} {count:unit|units} that did not take part, and both groups in {years}",
        count=others,
        years=years,
    )


def ratio(words: Words, value: float) -> str:
    """A ratio with two places, or on which side of what can be read it lies."""
    if value > FURTHEST_RATIO:
        return words.t("over {ratio}", ratio=words.decimal(FURTHEST_RATIO))
    if value < 1 / FURTHEST_RATIO:
        return words.t("under {ratio}", ratio=words.decimal(1 / FURTHEST_RATIO, 2))
    return words.decimal(value, 2)


def times_as_many(words: Words, value: Fraction | float) -> str:
    """A pace against another: "gấp 2,63 lần", "chỉ bằng 0,92 lần", "bằng nhau"."""
    told = words.decimal(value, 2)
    if told == words.decimal(1, 2):
        return words.t("as many")
    if value < 1:
        return words.t("only {ratio} times as many", ratio=told)
    return words.t("{ratio} times as many", ratio=told)


def interval(words: Words, limits: tuple[float, float]) -> str:
    """``0,57 đến 3,47``."""
    return words.t("{low} to {high}", low=ratio(words, limits[0]), high=ratio(words, limits[1]))


def two_figures(value: float) -> float:
    """A number to two significant figures, as precisely as an effect is known: 1339 is 1300."""
    if not value:
        return 0.0
    places = floor(log10(abs(value))) - 1
    return round(value / 10**places) * 10**places


def told_once(words: Words, about: Iterable[tuple[str, str]]) -> list[str]:
    """(name of a wave, text) as sentences: a text that holds for several waves once with their
    names, and what else there is to say of the same waves after it, without the names.
    """
    names: dict[str, list[str]] = {}
    for name, text in about:
        holders = names.setdefault(text, [])
        if name not in holders:
            holders.append(name)
    texts: dict[tuple[str, ...], list[str]] = {}
    for text, holders in names.items():
        texts.setdefault(tuple(holders), []).append(text)
    return [
        " ".join([capital(words.told_of(told, first)), *map(capital, rest)])
        for told, (first, *rest) in texts.items()
    ]


def share_told(words: Words, result: WaveResult) -> str:
    """The share of a result in its period, the same everywhere on a page: with the decimals that
    its source prints where that share is printed, else with one."""
    assert result.total is not None
    for check in result.printed:
        same = check.of == "share" and check.base == result.total.value
        if same and check.verdict not in (None, DISAGREES):
            return words.printed(check.printed)
    return words.share(result.value, result.total.value)

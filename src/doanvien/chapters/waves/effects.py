"""The effects of waves as frames: numbers only where their interval allows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from doanvien.chapters.waves.names import ground_of, names_of, two_figures
from doanvien.measures.waves.effects.comparison import Effects
from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.estimate import NetEffect
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.origin import Said, made_frame
from doanvien.present.words.phrases import capital
from doanvien.reference.indicators import indicator

COLUMNS = (
    *("wave", "label", "indicator", "conclusion", "compared_with", "observed"),
    *("ratio", "ratio_low", "ratio_high", "extra", "extra_low", "extra_high", "se", "df"),
)


def effects(report: Report) -> pd.DataFrame:
    """A row for each wave (or adjoining waves together) and count.

    ``conclusion`` says what may be concluded. ``observed`` was counted from 14 days before the wave
    to 45 days after it. ``ratio`` (counted ÷ expected without the wave) and ``extra`` (persons or
    unions, to two figures) are given only where their 95 % interval excludes no effect; where it
    holds it only the limits are given; where it is withheld or refused no number at all. ``se`` is
    the standard error of the log ratio, ``df`` its degrees of freedom, so that others can pool.
    """
    t = report.t
    rows = [
        _row(place, effect, count)
        for place in report.places
        for effect in place.wave_effects
        for count in effect.counts
    ]
    return made_frame(
        report,
        rows,
        COLUMNS,
        name="wave-effects",
        caption=t("Net effect of the waves"),
        notes=[
            t(
                "Counted from 14 days before the wave to 45 days after it, so that admissions held "
                "back for the wave or brought forward into it cancel out."
            )
        ]
        if rows
        else [],
    )


def other_ways(report: Report) -> pd.DataFrame:
    """A row for each other way in which the same net effect was calculated: without the largest
    unit, against earlier years, with shorter or longer time after the wave. ``ratio_low`` and
    ``ratio_high`` are its 95 % interval."""
    rows = [
        {
            "wave": place.named(names_of(place.words, effect)),
            "label": capital(indicator(count.indicator).label(place.language)),
            "indicator": count.indicator,
            "calculation": capital(text),
            "ratio_low": _limit(found, 0),
            "ratio_high": _limit(found, 1),
        }
        for place in report.places
        for effect, count, _ in estimated(place.wave_effects)
        for text, found in _ways(place, count)
    ]
    columns = ("wave", "label", "indicator", "calculation", "ratio_low", "ratio_high")
    caption = report.t("The net effect, calculated in other ways")
    return made_frame(report, rows, columns, name="wave-checks", caption=caption)


def estimated(
    effects: tuple[WaveEffect, ...],
) -> Iterator[tuple[WaveEffect, CountEffect, Effects]]:
    """Every wave and count for which an effect was estimated."""
    for effect in effects:
        for count in effect.counts:
            if count.effects is not None:
                yield effect, count, count.effects


def given(count: CountEffect) -> NetEffect | None:
    """The net effect of a count whose interval is given; None where it is withheld or refused."""
    if count.effects is None or count.effects.net.estimate.interval is None:
        return None
    return count.effects.net


def _row(place: Place, effect: WaveEffect, count: CountEffect) -> dict[str, Any]:
    net, t = given(count), place.t
    estimate = net.estimate if net else None
    limits = estimate.interval if estimate else None
    extra = net.extra_interval if net else None
    firm = net is not None and estimate is not None and not estimate.holds_one
    number = Said(None, t("not enough evidence") if net else t("withheld"))
    return {
        "wave": place.named(names_of(place.words, effect)),
        "label": capital(indicator(count.indicator).label(place.language)),
        "indicator": count.indicator,
        "conclusion": conclusion(place, count),
        "compared_with": capital(ground_of(place.words, count)) if count.method else "",
        "observed": round(net.observed) if net else None,
        "ratio": estimate.ratio if firm and estimate else number,
        "ratio_low": limits[0] if limits else None,
        "ratio_high": limits[1] if limits else None,
        "extra": two_figures(net.extra) if firm and net else number,
        "extra_low": two_figures(extra[0]) if extra else None,
        "extra_high": two_figures(extra[1]) if extra else None,
        "se": estimate.se if estimate else None,
        "df": estimate.df if estimate else None,
    }


def conclusion(place: Place, count: CountEffect) -> str:
    """What may be concluded, in a few words."""
    t, net = place.t, given(count)
    if count.effects is None:
        return t("no effect given")
    if net is None:
        return t("not enough ground for a number")
    if net.estimate.holds_one:
        return t("not enough evidence")
    return t("a net gain") if net.extra > 0 else t("a net loss")


def _ways(place: Place, count: CountEffect) -> Iterator[tuple[str, NetEffect]]:
    t, words = place.t, place.words
    largest = count.without_largest
    if largest is not None and largest.effects is not None:
        text = t(
            "without {unit} ({share} of its group)",
            unit=largest.unit,
            share=words.percent(largest.share),
        )
        yield text, largest.effects.net
    if count.second is not None:
        yield t("compared with earlier years"), count.second.net
    for days, net in count.by_post_days:
        yield t("with {days} days after the wave", days=words.count(days)), net


def _limit(net: NetEffect, end: int) -> float | None:
    limits = net.estimate.interval
    return None if limits is None else limits[end]

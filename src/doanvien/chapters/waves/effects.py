"""The effects of waves as frames: numbers only where their interval allows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from doanvien.chapters.waves.names import ground_of, names_of, two_figures
from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.measures.waves.effects.trusted.effect import (
    Effect,
    Given,
    Interval,
    Refused,
    Stated,
    Uncertain,
)
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.amounts import WITHHELD_CELL
from doanvien.present.words.letters import capital
from doanvien.reference.indicators import PERSONS, indicator

COLUMNS = (
    *("wave", "label", "indicator", "conclusion", "compared_with", "observed"),
    *("ratio", "ratio_low", "ratio_high", "extra", "extra_low", "extra_high", "se", "df"),
    *("breakdown", "cost_low", "cost_high"),
)


def effects(report: Report) -> pd.DataFrame:
    """A row for each wave (or adjoining waves together) and count.

    ``conclusion`` says what may be concluded. ``observed`` was counted from 14 days before the wave
    to 45 days after it. ``ratio`` (counted ÷ expected without the wave) and ``extra`` (persons or
    unions, to two figures) are given only where their 95 % interval excludes no effect; where it
    holds it only the limits of the ratio are given; where it is withheld or refused no number at
    all. ``se`` is the standard error of the log ratio, ``df`` its degrees of freedom, so that
    others can pool. ``breakdown`` is by what share the proportion of the two groups would have to
    shift for the conclusion to fall, ``cost_low`` and ``cost_high`` what each one more has cost
    (VND).
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
        caption=_concluded(report, rows),
        notes=[
            t(
                "Counted from 14 days before the wave to 45 days after it, so that admissions held "
                "back for the wave or brought forward into it cancel out."
            )
        ]
        if rows
        else [],
    )


def _concluded(report: Report, rows: list[dict[str, Any]]) -> str:
    """Of how many effects a number can be given."""
    given = sum(not isinstance(row["ratio"], Said) for row in rows)
    if not given:
        return report.t("The ground does not suffice for the number of any effect")
    some = report.words.some(given, len(rows))
    return report.t("A number can be given for {some} {some:effect|effects}", some=some)


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
            "ratio_low": found.low if found else None,
            "ratio_high": found.high if found else None,
        }
        for place in report.places
        for effect, count in estimated(place.wave_effects)
        for text, found in _ways(place, count)
    ]
    columns = ("wave", "label", "indicator", "calculation", "ratio_low", "ratio_high")
    caption = report.t("The net effect, calculated in other ways")
    return made_frame(report, rows, columns, name="wave-checks", caption=caption)


def estimated(effects: tuple[WaveEffect, ...]) -> Iterator[tuple[WaveEffect, CountEffect]]:
    """Every wave and count that has something to be compared with."""
    for effect in effects:
        for count in effect.counts:
            if not isinstance(count.effect, Refused):
                yield effect, count


def stated(effect: Effect | None) -> Stated | None:
    """An effect that has an interval; None where it is withheld or refused."""
    return effect if isinstance(effect, Given | Uncertain) else None


def _row(place: Place, effect: WaveEffect, count: CountEffect) -> dict[str, Any]:
    t, found, cost = place.t, stated(count.effect), count.cost_of_one
    interval = found.interval if found else None
    firm = count.effect if isinstance(count.effect, Given) else None
    extra = firm.extra_limits if firm else None  # no head count and no sign without evidence
    number = Said(None, t("not enough evidence") if found else t("withheld"))
    return {
        "wave": place.named(names_of(place.words, effect)),
        "label": capital(indicator(count.indicator).label(place.language)),
        "indicator": count.indicator,
        "conclusion": conclusion(place, count),
        "compared_with": capital(ground_of(place.words, count)) if count.method else "",
        "observed": _observed(place, count, found) if found else None,
        "ratio": firm.ratio if firm else number,
        "ratio_low": interval.low if interval else None,
        "ratio_high": interval.high if interval else None,
        "extra": two_figures(firm.extra) if firm else number,
        "extra_low": two_figures(extra[0]) if extra else None,
        "extra_high": two_figures(extra[1]) if extra else None,
        "se": interval.se if interval else None,
        "df": interval.df if interval else None,
        "breakdown": firm.breakdown if firm else None,
        "cost_low": two_figures(cost[0]) if cost else None,
        "cost_high": two_figures(cost[1]) if cost else None,
    }


def _observed(place: Place, count: CountEffect, found: Stated) -> Any:
    """What units counted together; it would tell what a report for wide circulation must not."""
    untold = place.view.uncut is not None and indicator(count.indicator).unit in PERSONS
    return WITHHELD_CELL if untold else round(found.observed)


def conclusion(place: Place, count: CountEffect) -> str:
    """What may be concluded, in a few words."""
    t = place.t
    match count.effect:
        case Refused():
            return t("no effect given")
        case Given() as found:
            return t("a net gain") if found.interval.low > 1 else t("a net loss")
        case Uncertain():
            return t("not enough evidence")
    return t("not enough ground for a number")


def _ways(place: Place, count: CountEffect) -> Iterator[tuple[str, Interval | None]]:
    """Beside an effect that is stated: what it would be otherwise."""
    t, words = place.t, place.words
    largest = count.without_largest
    if largest is not None and largest.effect is not None:
        text = t(
            "without {unit} ({share} of its group)",
            unit=largest.unit,
            share=words.percent(largest.share),
        )
        yield text, _interval(largest.effect)
    if count.second is not None:
        yield t("compared with earlier years"), _interval(count.second)
    for kind, effect in count.by_kind:
        yield t("units of the kind “{kind}” alone", kind=kind), _interval(effect)
    for days, effect in count.by_post_days:
        yield (
            t("with {days} {days:day|days} after the wave", days=words.count(days)),
            _interval(effect),
        )


def _interval(effect: Effect) -> Interval | None:
    found = stated(effect)
    return found.interval if found else None

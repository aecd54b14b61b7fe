"""The waves described, as frames: never their effect."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd

from doanvien.chapters.waves.names import share_told, wave_name, window_of
from doanvien.measures.waves.description import Wave, WaveResult
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame, source_of
from doanvien.present.words.amounts import WITHHELD_CELL
from doanvien.present.words.letters import capital, uncapital
from doanvien.reference.indicators import indicator


def waves_held(report: Report) -> pd.DataFrame:
    """A row for each wave of the period and result: ``window`` is what was announced, ``value``
    what was counted from ``counted_from`` to ``counted_to``, in the indicator's unit (NaN without
    a result)."""
    rows: list[dict[str, Any]] = [
        {
            "wave": place.named(wave_name(wave, result)),
            "told": told_name(place, wave, result),
            "window": window_of(place.words, wave),
            "label": capital(result.indicator.label(place.language)) if result else "",
            "indicator": result.indicator.code if result else "",
            "value": result.value if result else None,
            "counted_from": result.start if result else None,
            "counted_to": result.end if result else None,
        }
        for place in report.places
        for wave in place.waves.waves
        for result in (wave.results or (None,))
    ]
    columns = ("wave", "window", "label", "indicator", "value", "counted_from", "counted_to")
    return made_frame(report, rows, columns, name="waves", caption=_first_result(report, rows))


def _first_result(report: Report, rows: list[dict[str, Any]]) -> str:
    """What the first wave with a result brought; without one, how many waves there were."""
    for row in rows:
        if row["value"] is not None:
            label, value = uncapital(row["label"]), report.words.count(row["value"])
            return report.t("{wave}: {label} {value}", wave=row["told"], label=label, value=value)
    return report.t(
        "{count} {count:wave|waves} without a result", count=report.words.count(len(rows))
    )


def pace(report: Report) -> pd.DataFrame:
    """Two rows for each result: how many a day on the days counted, and on the others.

    ``where`` says which; ``a_day`` in the indicator's unit a day, ``days`` how many days, ``share``
    of the days counted in the period's total (1 = all of it), ``times`` inside ÷ outside.
    """
    t = report.t
    rows: list[dict[str, Any]] = []
    for place in report.places:
        for wave in place.waves.waves:
            for result in wave.results:
                if result.share is None or result.total is None or result.daily_outside is None:
                    continue
                if result.value < place.words.smallest_base:  # no rate of so few
                    continue
                known = {
                    "wave": place.named(wave_name(wave, result)),
                    "label": capital(result.indicator.label(place.language)),
                    "indicator": result.indicator.code,
                    "told": told_name(place, wave, result),
                    "span": place.words.span(result.total.start, result.total.end),
                }
                rows.append(
                    {
                        **known,
                        "where": t("days of the wave that were counted"),
                        "a_day": _a_day(place, result.daily_inside),
                        "days": result.days,
                        "wave_share": Said(float(result.share), share_told(place.words, result)),
                        "times": None if result.ratio is None else float(result.ratio),
                    }
                )
                rows.append(
                    {
                        **known,
                        "where": t("the other days of the period"),
                        "a_day": _a_day(place, result.daily_outside),
                        "days": (result.total.end - result.total.start).days + 1 - result.days,
                        "wave_share": None,
                        "times": None,
                    }
                )
    columns = ("wave", "label", "indicator", "where", "a_day", "days", "wave_share", "times")
    notes = [t("A share of the period is a description, not the effect of the wave.")]
    if rows:
        spans = sorted({row["span"] for row in rows})
        notes.insert(0, t("The period: {spans}.", spans="; ".join(spans)))
    caption = "".join(
        t(
            "{wave}: {share} of the {label} {span}",
            wave=row["told"],
            share=row["wave_share"].text,
            label=uncapital(row["label"]),
            span=row["span"],
        )
        for row in rows[:1]
    )
    return made_frame(report, rows, columns, name="wave-rates", caption=caption, notes=notes)


def told_name(place: Place, wave: Wave, result: WaveResult | None) -> str:
    """A wave as a caption names it: of a part of its days that part is told."""
    name = place.named(wave_name(wave, result))
    if result is None or "part_of_window" not in wave.limits:
        return name
    counted = place.words.span(result.start, result.end)
    return place.t("{wave}, counted {days}", wave=name, days=counted)


def _a_day(place: Place, value: Fraction) -> Said:
    return Said(float(value), place.words.a_day(value))


def pace_finding(pace: pd.DataFrame) -> str:
    """The first result's pace in and outside the wave, for a caption."""
    if pace.empty:
        return ""
    words = source_of(pace).words
    inside, outside = pace.iloc[0], pace.iloc[1]
    return words.t(
        "{label}: {inside} a day on the days of the wave that were counted, {outside} on the other "
        "days of the period",
        label=inside["label"],
        inside=words.a_day(inside["a_day"]),
        outside=words.a_day(outside["a_day"]),
    )


def pace_described(pace: pd.DataFrame) -> str:
    """Every bar in one sentence, for who cannot see them."""
    if pace.empty:
        return ""
    words = source_of(pace).words
    items = [
        words.t(
            "{wave}, {label}, {where}: {number}",
            wave=row["wave"],
            label=row["label"],
            where=row["where"],
            number=words.a_day(row["a_day"]),
        )
        for _, row in pace.iterrows()
    ]
    return words.t("Bars of the average a day: {items}.", items="; ".join(items))


def unit_parts(report: Report) -> pd.DataFrame:
    """A row for each unit whose part of a wave's result is known: ``value`` and its share."""
    rows: list[dict[str, Any]] = [
        {
            "wave": place.named(wave.name),
            "unit": capital(part.unit),
            "label": capital(result.indicator.label(place.language)),
            "indicator": result.indicator.code,
            "value": part.value,
            "part_share": Said(float(part.share), place.words.share(part.value, result.value)),
        }
        for place in report.places
        for wave in place.waves.waves
        for result in wave.results
        for part in result.units
    ]
    rows += [
        {
            "wave": place.named(name),
            "unit": capital(unit) or place.view.place.federation(place.language),
            "label": capital(indicator(code).label(place.language)),
            "indicator": code,
            "value": WITHHELD_CELL,
            "part_share": WITHHELD_CELL,
        }
        for place in report.places
        for unit, name, code, first, last in sorted(place.view.withheld.waves)
        if first <= place.view.cutoff and last >= place.view.period.start
    ]
    columns = ("wave", "unit", "label", "indicator", "value", "part_share")
    caption = "".join(
        report.t(
            "{unit}: {share} of {wave}",
            unit=row["unit"],
            share=row["part_share"].text,
            wave=row["wave"],
        )
        for row in rows[:1]
    )
    return made_frame(report, rows, columns, name="wave-units", caption=caption)

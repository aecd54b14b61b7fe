"""Wave effects as tables: net effect with its ground, gross ratio, and how firm both stand."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from doanvien.chapters.waves.effect_words import detectable, extra_limits, interval, names_of
from doanvien.measures.series.view import View
from doanvien.measures.waves.effects.comparison import Effects
from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.present.report import Report
from doanvien.present.shown.table import Column, Table
from doanvien.present.words.phrases import Words, capital
from doanvien.reference.indicators import indicator

Row = tuple[WaveEffect, CountEffect, Effects]


def net_tables(report: Report) -> list[Table]:
    """What was counted, what would have been without the wave, and the difference."""
    return [
        _net_table(report, view, rows)
        for view, effects in zip(report.views, report.wave_effects, strict=True)
        if (rows := list(estimated(effects)))
    ]


def gross_tables(report: Report) -> list[Table]:
    """Ratios with their intervals, the units behind them, and the smallest effect to be seen."""
    return [
        _gross_table(report, view, rows)
        for view, effects in zip(report.views, report.wave_effects, strict=True)
        if (rows := list(estimated(effects)))
    ]


def check_tables(report: Report) -> list[Table]:
    """The net effect once more: without the largest unit, by the other method, other windows."""
    tables = []
    for view, effects in zip(report.views, report.wave_effects, strict=True):
        rows = [row for found in estimated(effects) for row in _checks(report, found)]
        if rows:
            tables.append(_check_table(report, view, rows))
    return tables


def estimated(effects: tuple[WaveEffect, ...]) -> Iterator[Row]:
    """Every wave and count for which an effect is given."""
    for effect in effects:
        for count in effect.counts:
            if count.effects is not None:
                yield effect, count, count.effects


def ground_of(words: Words, count: CountEffect) -> str:
    """What the wave was compared with, in a few words."""
    if count.method == "takes_part":
        others = int((~count.takes_part).sum())
        return words.t("{count} units that did not take part", count=words.count(others))
    years = ", ".join(str(year) for year in count.years_without)
    return words.t("years without a wave: {years}", years=years)


def _net_table(report: Report, view: View, rows: list[Row]) -> Table:
    t, words = report.t, Words(report.language, view.place)
    intervals = [extra_limits(found.net) for _, _, found in rows]
    frame = pd.DataFrame(
        {
            "wave": [names_of(words, effect) for effect, _, _ in rows],
            "count": [_label(report, count) for _, count, _ in rows],
            "ground": [capital(ground_of(words, count)) for _, count, _ in rows],
            "observed": [round(found.net.observed) for _, _, found in rows],
            "expected": [round(found.net.counterfactual) for _, _, found in rows],
            "extra": [round(found.net.extra) for _, _, found in rows],
            "low": [round(limits[0]) if limits else None for limits in intervals],
            "high": [round(limits[1]) if limits else None for limits in intervals],
        }
    )
    withheld = t("withheld")
    columns = (
        Column("wave", t("Wave"), "text"),
        Column("count", t("Indicator"), "text"),
        Column("ground", t("Compared with"), "text"),
        Column("observed", t("Counted"), "count"),
        Column("expected", t("Without the wave (estimate)"), "count"),
        Column("extra", t("Net gain"), "signed"),
        Column("low", t("95% from"), "signed", missing=withheld),
        Column("high", t("95% to"), "signed", missing=withheld),
    )
    return Table(
        name=report.name("wave-net", view),
        caption=report.caption(t("Net effect of the waves"), view),
        columns=_telling(columns, frame),
        rows=frame,
        language=report.language,
        notes=(
            *_only_wave(report, frame),
            t(
                "Counted from 14 days before the wave to 45 days after it, so that admissions held "
                "back for the wave or brought forward into it cancel out."
            ),
        ),
    )


def _gross_table(report: Report, view: View, rows: list[Row]) -> Table:
    t, words = report.t, Words(report.language, view.place)
    lines = [
        (effect, count, found, wave, gross)
        for effect, count, found in rows
        for wave, gross in zip(
            effect.waves, found.gross or (None,) * len(effect.waves), strict=True
        )
    ]
    frame = pd.DataFrame(
        {
            "wave": [wave.name for _, _, _, wave, _ in lines],
            "count": [_label(report, count) for _, count, _, _, _ in lines],
            "gross": [gross.ratio if gross else None for *_, gross in lines],
            "gross_interval": [
                interval(words, gross.interval) if gross else None for *_, gross in lines
            ],
            "net": [found.net.estimate.ratio for _, _, found, _, _ in lines],
            "interval": [
                interval(words, found.net.estimate.interval) for _, _, found, _, _ in lines
            ],
            "kish": [_kish(words, found) for _, _, found, _, _ in lines],
            "detectable": [detectable(found.net.estimate) for _, _, found, _, _ in lines],
        }
    )
    columns = (
        Column("wave", t("Wave"), "text"),
        Column("count", t("Indicator"), "text"),
        Column("gross", t("Gross ratio a day"), "decimal", missing=t("not estimated")),
        Column("gross_interval", t("95% of the gross ratio"), "text", missing=t("withheld")),
        Column("net", t("Net ratio"), "decimal"),
        Column("interval", t("95% of the net ratio"), "text", missing=t("withheld")),
        Column("kish", t("Effective units"), "text", missing=t("by years")),
        Column("detectable", t("Smallest ratio to be seen"), "decimal", missing=t("not estimated")),
    )
    return Table(
        name=report.name("wave-ratios", view),
        caption=report.caption(t("Ratios and how firm they stand"), view),
        columns=columns,
        rows=frame,
        language=report.language,
        notes=(
            t(
                "The gross ratio still holds members who were held back or brought forward; only "
                "the net ratio says what the wave added."
            ),
        ),
    )


def _checks(report: Report, row: Row) -> list[tuple[WaveEffect, CountEffect, str, Effects | None]]:
    effect, count, found = row
    t, words = report.t, report.words
    checks: list[tuple[WaveEffect, CountEffect, str, Effects | None]] = []
    largest = count.without_largest
    if largest is not None:
        text = t(
            "without {unit} ({share} of its group)",
            unit=largest.unit,
            share=words.percent_of(largest.share),
        )
        checks.append((effect, count, text, largest.effects))
    if count.second is not None:
        checks.append((effect, count, t("compared with earlier years"), count.second))
    checks += [
        (
            effect,
            count,
            t("with {days} days after the wave", days=words.count(days)),
            Effects(net=net, gross=found.gross),
        )
        for days, net in count.by_post_days
    ]
    return checks


def _check_table(
    report: Report,
    view: View,
    rows: list[tuple[WaveEffect, CountEffect, str, Effects | None]],
) -> Table:
    t = report.t
    frame = pd.DataFrame(
        {
            "wave": [names_of(report.words, effect) for effect, _, _, _ in rows],
            "count": [_label(report, count) for _, count, _, _ in rows],
            "check": [capital(text) for _, _, text, _ in rows],
            "extra": [round(found.net.extra) if found else None for *_, found in rows],
            "ratio": [found.net.estimate.ratio if found else None for *_, found in rows],
        }
    )
    none = t("not estimated")
    columns = (
        Column("wave", t("Wave"), "text"),
        Column("count", t("Indicator"), "text"),
        Column("check", t("Calculation"), "text"),
        Column("extra", t("Net gain"), "signed", missing=none),
        Column("ratio", t("Net ratio"), "decimal", missing=none),
    )
    return Table(
        name=report.name("wave-checks", view),
        caption=report.caption(t("The net effect, calculated in other ways"), view),
        columns=_telling(columns, frame),
        rows=frame,
        language=report.language,
        notes=_only_wave(report, frame),
    )


def _telling(columns: tuple[Column, ...], frame: pd.DataFrame) -> tuple[Column, ...]:
    """Without the name of the wave where every line has the same; a note gives it then."""
    return columns if frame["wave"].nunique() > 1 else columns[1:]


def _only_wave(report: Report, frame: pd.DataFrame) -> tuple[str, ...]:
    if frame["wave"].nunique() > 1:
        return ()
    return (report.t("The wave: {name}.", name=frame["wave"].iloc[0]),)


def _kish(words: Words, found: Effects) -> str | None:
    if not found.net.estimate.kish:
        return None
    taking, others = (words.decimal(number, 1) for number in found.net.estimate.kish)
    return words.t("{taking} taking part, {others} others", taking=taking, others=others)


def _label(report: Report, count: CountEffect) -> str:
    return capital(indicator(count.indicator).label(report.language))

"""Campaign waves as tables: windows, results, daily rates, parts of single units."""

from __future__ import annotations

import pandas as pd

from doanvien.measures.waves.description import UnitPart, Wave, WaveReport, WaveResult
from doanvien.present.report import Report
from doanvien.present.shown.table import Column, Table
from doanvien.present.words.phrases import Words, capital


def wave_tables(report: Report) -> list[Table]:
    """Every wave of the period with its announced window and its result."""
    return [_wave_table(report, waves) for waves in report.waves if waves.waves]


def rate_tables(report: Report) -> list[Table]:
    """Share of the period and people a day inside and outside, where the figures allow it."""
    tables = []
    for waves in report.waves:
        rows = [
            (wave, result)
            for wave in waves.waves
            for result in wave.results
            if result.share is not None
        ]
        if rows:
            tables.append(_rate_table(report, waves, rows))
    return tables


def unit_tables(report: Report) -> list[Table]:
    """The part of single units in a wave's result."""
    tables = []
    for waves in report.waves:
        rows = [
            (wave, result, part)
            for wave in waves.waves
            for result in wave.results
            for part in result.units
        ]
        if rows:
            tables.append(_unit_table(report, waves, rows))
    return tables


def _wave_table(report: Report, waves: WaveReport) -> Table:
    t, words = report.t, Words(report.language, waves.view.place)
    rows = [(wave, result) for wave in waves.waves for result in (wave.results or (None,))]
    frame = pd.DataFrame(
        {
            "wave": [wave_name(wave, result) for wave, result in rows],
            "window": [window_of(words, wave) for wave, _ in rows],
            "indicator": [
                capital(result.indicator.label(report.language)) if result else None
                for _, result in rows
            ],
            "value": [result.value if result else None for _, result in rows],
            "counted": [
                words.span(result.start, result.end) if result else None for _, result in rows
            ],
        }
    )
    columns = (
        Column("wave", t("Wave"), "text"),
        Column("window", t("Window announced"), "text"),
        Column("indicator", t("Indicator"), "text"),
        Column("value", t("Result"), "count"),
        Column("counted", t("Days the result covers"), "text"),
    )
    return Table(
        name=report.name("waves", waves.view),
        caption=report.caption(t("Campaign waves"), waves.view),
        columns=columns,
        rows=frame,
        language=report.language,
    )


def _rate_table(report: Report, waves: WaveReport, rows: list[tuple[Wave, WaveResult]]) -> Table:
    t, words = report.t, Words(report.language, waves.view.place)
    frame = pd.DataFrame(
        {
            "wave": [wave_name(wave, result) for wave, result in rows],
            "indicator": [capital(r.indicator.label(report.language)) for _, r in rows],
            "share": [float(r.share) if r.share is not None else None for _, r in rows],
            "inside": [float(r.daily_inside) for _, r in rows],
            "outside": [
                float(r.daily_outside) if r.daily_outside is not None else None for _, r in rows
            ],
            "ratio": [float(r.ratio) if r.ratio is not None else None for _, r in rows],
        }
    )
    whole = {words.span(r.total.start, r.total.end) for _, r in rows if r.total}
    columns = (
        Column("wave", t("Wave"), "text"),
        Column("indicator", t("Indicator"), "text"),
        Column("share", t("Share of the period"), "percent"),
        Column("inside", t("A day inside"), "decimal", decimals=1),
        Column("outside", t("A day outside"), "decimal", decimals=1),
        Column("ratio", t("Times as many"), "decimal", decimals=2),
    )
    return Table(
        name=report.name("wave-rates", waves.view),
        caption=report.caption(t("Pace inside and outside the days counted"), waves.view),
        columns=columns,
        rows=frame,
        language=report.language,
        notes=(
            t("The period: {spans}.", spans="; ".join(sorted(whole))),
            t("A share of the period is a description, not the effect of the wave."),
        ),
    )


def _unit_table(
    report: Report, waves: WaveReport, rows: list[tuple[Wave, WaveResult, UnitPart]]
) -> Table:
    t = report.t
    frame = pd.DataFrame(
        {
            "wave": [wave.name for wave, _, _ in rows],
            "unit": [capital(part.unit) for _, _, part in rows],
            "indicator": [capital(r.indicator.label(report.language)) for _, r, _ in rows],
            "value": [part.value for _, _, part in rows],
            "share": [float(part.share) for _, _, part in rows],
        }
    )
    columns = (
        Column("wave", t("Wave"), "text"),
        Column("unit", t("Unit"), "text"),
        Column("indicator", t("Indicator"), "text"),
        Column("value", t("Result"), "count"),
        Column("share", t("Share of the wave"), "percent"),
    )
    return Table(
        name=report.name("wave-units", waves.view),
        caption=report.caption(t("Part of single units in the wave"), waves.view),
        columns=columns,
        rows=frame,
        language=report.language,
    )


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

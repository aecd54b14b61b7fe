"""Campaign waves as a reader sees them: windows, results, daily rates, and what they do not show."""

from __future__ import annotations

import pandas as pd

from doanvien.measures.waves import Wave, WaveReport, WaveResult
from doanvien.present.report import Report
from doanvien.present.table import Column, Table
from doanvien.present.words import Words, capital


def wave_tables(report: Report) -> list[Table]:
    """Every wave of the period with its announced window and its result."""
    tables = []
    for waves in report.waves:
        if waves.waves:
            tables.append(_wave_table(report, waves))
    return tables


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


def wave_sentences(report: Report) -> list[str]:
    """The description of each wave in words; never called an effect."""
    sentences = []
    for waves in report.waves:
        words = Words(report.language, waves.view.place)
        for wave in waves.waves:
            sentences += [_result_sentence(words, wave, result) for result in wave.results]
    return sentences


def wave_caveats(report: Report) -> list[str]:
    """What cannot be concluded, for each wave, and why."""
    sentences: list[str] = []
    for waves in report.waves:
        words = Words(report.language, waves.view.place)
        for wave in waves.waves:
            sentences += [_limit_sentence(words, wave, limit) for limit in wave.limits]
            sentences += [
                f"{capital(wave.name)}: {report.note(result.note, result.note_en)}"
                for result in wave.results
                if result.note
            ]
    return list(dict.fromkeys(sentences))


def _caption(report: Report, waves: WaveReport, caption: str) -> str:
    label = report.map_label(waves.view)
    return f"{caption} ({label})" if label else caption


def _wave_table(report: Report, waves: WaveReport) -> Table:
    t, words = report.t, Words(report.language, waves.view.place)
    rows = [
        (wave, result) for wave in waves.waves for result in (wave.results or (None,))
    ]
    frame = pd.DataFrame(
        {
            "wave": [_name(wave, result) for wave, result in rows],
            "window": [_window(words, wave) for wave, _ in rows],
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
        caption=_caption(report, waves, t("Campaign waves")),
        columns=columns,
        rows=frame,
        language=report.language,
    )


def _rate_table(
    report: Report, waves: WaveReport, rows: list[tuple[Wave, WaveResult]]
) -> Table:
    t, words = report.t, Words(report.language, waves.view.place)
    frame = pd.DataFrame(
        {
            "wave": [_name(wave, result) for wave, result in rows],
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
        caption=_caption(report, waves, t("Pace inside and outside the days counted")),
        columns=columns,
        rows=frame,
        language=report.language,
        notes=(
            t("The period: {spans}.", spans="; ".join(sorted(whole))),
            t("A share of the period is a description, not the effect of the wave."),
        ),
    )


def _unit_table(report: Report, waves: WaveReport, rows) -> Table:
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
        caption=_caption(report, waves, t("Part of single units in the wave")),
        columns=columns,
        rows=frame,
        language=report.language,
    )


def _name(wave: Wave, result: WaveResult | None) -> str:
    unit = result.unit if result else wave.unit
    return f"{wave.name} ({unit})" if unit else wave.name


def _window(words: Words, wave: Wave) -> str:
    if wave.start and wave.end:
        return words.span(wave.start, wave.end)
    if wave.end:
        return words.t("to {day}", day=words.day(wave.end))
    if wave.start:
        return words.t("from {day}", day=words.day(wave.start))
    return words.t("days not published")


def _result_sentence(words: Words, wave: Wave, result: WaveResult) -> str:
    t = words.t
    values = {
        "wave": _name(wave, result),
        "span": words.span(result.start, result.end),
        "amount": words.number(result.value, result.indicator),
        "label": result.indicator.label(words.language),
    }
    if result.share is None or result.total is None:
        return t("{wave}: {label} {span}: {amount}.", **values)
    values["share"] = words.percent(result.share)
    values["total"] = words.count(result.total.value)
    if result.daily_outside is None or result.ratio is None:
        return t(
            "{wave}: {label} {span}: {amount}, {share} of the period's {total}.", **values
        )
    return t(
        "{wave}: {label} {span}: {amount}, {share} of the period's {total}; {inside} a day "
        "against {outside} on the other days, {ratio} times as many.",
        inside=words.decimal(result.daily_inside),
        outside=words.decimal(result.daily_outside),
        ratio=words.decimal(result.ratio, 2),
        **values,
    )


def _limit_sentence(words: Words, wave: Wave, limit: str) -> str:
    t = words.t
    counted = [words.span(result.start, result.end) for result in wave.results]
    share = max((part.share for r in wave.results for part in r.units), default=None)
    return {
        "no_result": t("{wave}: no result of this wave has been published.", wave=wave.name),
        "open": t(
            "{wave}: the wave was still open on the cut-off date; its result is not final.",
            wave=wave.name,
        ),
        "part_of_window": t(
            "{wave}: the wave was announced {window}, but the result covers {counted} only; the "
            "share of the whole wave is not known.",
            wave=wave.name,
            window=_window(words, wave),
            counted=", ".join(dict.fromkeys(counted)),
        ),
        "total_not_published": t(
            "{wave}: the total of the period is not published, so neither the wave's share nor "
            "the pace outside it can be computed.",
            wave=wave.name,
        ),
        "one_unit": t(
            "{wave}: one unit alone brought {share} of the result, so the wave says little about "
            "the other units.",
            wave=wave.name,
            share=words.percent(share) if share is not None else "",
        ),
        "season": t(
            "{wave}: how many members joined because of the wave cannot be concluded: waves "
            "return at the same time each year, members may have been admitted earlier than they "
            "otherwise would have been, and there is no comparison with units or years without "
            "a wave.",
            wave=wave.name,
        ),
    }[limit]

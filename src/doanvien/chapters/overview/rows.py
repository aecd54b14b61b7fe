"""All results of an overview as tidy rows: one line a result and the target it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction

import pandas as pd

from doanvien.chapters.overview.overview import Overview
from doanvien.measures.growth.growth import Growth
from doanvien.measures.series.qualifiers import Qualifier
from doanvien.measures.targets.outcome import Result, Unanswered
from doanvien.measures.targets.targets import TargetReport
from doanvien.measures.waves.description import WaveReport
from doanvien.present.report import Report
from doanvien.present.shown.grid import Column, Kind
from doanvien.present.shown.table import Table
from doanvien.reference.indicators import Indicator

KINDS: dict[str, Kind] = {
    "value": "decimal",
    "target": "decimal",
    "target_high": "decimal",
    "share": "percent",
    "start": "date",
    "end": "date",
}


@dataclass(frozen=True)
class Row:
    """One result; what it lacks is None or "".

    value, target  in the indicator's unit; of a range, its lower and upper end
    share          of the target (1 = 100 %), of a wave's result, of the period's total
    basis          gross, net or none, of the result
    start          None for a level on ``end``
    source         the ids of the sources, as in ``sources.csv``
    """

    indicator: str
    province: str
    value: float
    basis: str
    target: float | None
    target_high: float | None
    assigned_by: str
    share: Fraction | None
    wave: str
    source: str
    period: str
    start: date | None
    end: date
    qualifier: str
    territory: int | None
    status: str


def result_tables(overview: Overview) -> list[Table]:
    """Every result of the provinces and of the country, for the workbook and the CSV file."""
    t = overview.t
    rows = [row for report in (overview.country, *overview.provinces) for row in _rows(report)]
    if not rows:
        return []
    names = [field.name for field in fields(Row)]
    frame = pd.DataFrame(
        {name: [getattr(row, name) for row in rows] for name in names}, dtype=object
    )
    return [
        Table(
            name="results",
            caption=overview.country.caption(t("All results of the provinces, as data")),
            # Column names are those of the data dictionary, in every language.
            columns=tuple(
                Column(name, name, KINDS.get(name, "text"), missing="", decimals=_places(name))
                for name in names
            ),
            rows=frame,
            language=overview.language,
            sheet=t("Data"),
            status=overview.country.figures.info.status,
            as_file=True,
        )
    ]


def _places(name: str) -> int | None:
    return 2 if KINDS.get(name) in ("decimal", "percent") else None


def _rows(report: Report) -> Iterator[Row]:
    for growth, targets, waves in zip(report.growth, report.targets, report.waves, strict=True):
        answered = list(_of_targets(report, targets))
        yield from answered
        told = {(row.indicator, row.start, row.end) for row in answered}
        for row in (*_of_growth(report, growth), *_of_waves(report, waves)):
            if row.wave or (row.indicator, row.start, row.end) not in told:
                yield row


def _of_targets(report: Report, targets: TargetReport) -> Iterator[Row]:
    for attainment in targets.of_province:
        if isinstance(attainment, Unanswered):
            continue
        result, target = attainment.result, attainment.target
        yield _row(
            report,
            targets.view.place.territory,
            result,
            target=attainment.base,
            target_high=target.high,
            assigned_by=target.assigned_by,
            share=attainment.share,
        )


def _of_growth(report: Report, growth: Growth) -> Iterator[Row]:
    territory = growth.view.place.territory
    for flow in growth.flows:
        for window in (flow.window, *flow.elsewhere) if not flow.unit else ():
            if window:
                result = _result(
                    flow.indicator,
                    window.value,
                    window.start,
                    window.end,
                    window.qualifier,
                    window.sources,
                )
                yield _row(report, territory, result)
    for level in growth.levels:
        if not level.unit:
            now = level.now
            result = _result(
                level.indicator, now.value, None, now.day, now.qualifier, (now.source,)
            )
            yield _row(report, territory, result)


def _of_waves(report: Report, waves: WaveReport) -> Iterator[Row]:
    for wave in waves.waves:
        for found in wave.results:
            if not found.unit:
                result = _result(
                    found.indicator, found.value, found.start, found.end, "exact", (found.source,)
                )
                yield _row(
                    report, waves.view.place.territory, result, share=found.share, wave=wave.name
                )


def _result(
    indicator: Indicator,
    value: float,
    start: date | None,
    end: date,
    qualifier: Qualifier,
    sources: Iterable[str],
) -> Result:
    return Result(indicator, value, start, end, qualifier, tuple(sources))


def _row(
    report: Report,
    territory: int,
    result: Result,
    *,
    target: float | None = None,
    target_high: float | None = None,
    assigned_by: str = "",
    share: Fraction | None = None,
    wave: str = "",
) -> Row:
    return Row(
        indicator=result.indicator.code,
        province=report.figures.scope.slug,
        value=result.value,
        basis=result.indicator.basis,
        target=target,
        target_high=target_high,
        assigned_by=assigned_by,
        share=share,
        wave=wave,
        source=" ".join(result.sources),
        period=report.figures.scope.period.code,
        start=result.start,
        end=result.end,
        qualifier="" if wave else result.qualifier,  # waves do not say how exact they are
        territory=territory or None,
        status=report.figures.info.status,
    )

"""All results of an overview as tidy rows: one line a result and the target it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from doanvien.chapters.overview.overview import Overview
from doanvien.measures.series.qualifiers import Qualifier
from doanvien.measures.targets.codes import BASIS_FLAGS
from doanvien.measures.targets.outcome import Result, Unanswered
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import made_frame
from doanvien.reference.indicators import Indicator

COLUMNS = (
    *("indicator", "province", "value", "basis", "low", "high", "assigned_by", "of_base"),
    *("wave", "source", "period", "period_start", "period_end", "qualifier", "territory", "status"),
)


def results(overview: Overview) -> pd.DataFrame:
    """Every result of the provinces and of the country, for the workbook and the CSV file.

    ``value`` and ``low`` (the target; ``high`` of a range) are in the indicator's unit; ``of_base``
    is value ÷ target where both count alike, of a wave's result ÷ the period's total; ``basis``
    gross, net or none;
    ``period_start`` is NaT for a level; ``source`` has the ids of sources.csv; ``territory`` 63 or
    34 where the province was merged.
    """
    rows = [row for report in (overview.country, *overview.provinces) for row in _rows(report)]
    return made_frame(
        overview,
        rows,
        COLUMNS,
        name="results",
        caption=overview.t("All results of the provinces, as data"),
        sheet=overview.t("Data"),
        as_file=True,
    )


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    for place in report.places:
        answered = list(_of_targets(report, place))
        yield from answered
        told = {(row["indicator"], row["period_start"], row["period_end"]) for row in answered}
        yield from (
            row
            for row in _of_growth(report, place)
            if (row["indicator"], row["period_start"], row["period_end"]) not in told
        )
        yield from _of_waves(report, place)


def _of_targets(report: Report, place: Place) -> Iterator[dict[str, Any]]:
    for one in place.targets.of_province:
        if isinstance(one, Unanswered):
            continue
        result, target = one.result, one.target
        yield _row(
            report,
            place,
            result,
            low=one.base,
            high=target.high,
            assigned_by=target.assigned_by,
            share=None if set(one.flags) & set(BASIS_FLAGS) else one.share,
        )


def _of_growth(report: Report, place: Place) -> Iterator[dict[str, Any]]:
    for flow in place.growth.own_flows:
        for window in (flow.window, *flow.elsewhere):
            if window:
                days = (window.start, window.end)
                result = _result(
                    flow.indicator, window.value, *days, window.qualifier, window.sources
                )
                yield _row(report, place, result)
    for level in place.growth.own_levels:
        now = level.now
        result = _result(level.indicator, now.value, None, now.day, now.qualifier, (now.source,))
        yield _row(report, place, result)


def _of_waves(report: Report, place: Place) -> Iterator[dict[str, Any]]:
    for wave in place.waves.waves:
        for found in wave.results:
            if not found.unit:
                days = (found.start, found.end)
                result = _result(found.indicator, found.value, *days, "exact", (found.source,))
                yield _row(report, place, result, share=found.share, wave=wave.name)


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
    place: Place,
    result: Result,
    *,
    low: float | None = None,
    high: float | None = None,
    assigned_by: str = "",
    share: Fraction | None = None,
    wave: str = "",
) -> dict[str, Any]:
    return {
        "indicator": result.indicator.code,
        "province": report.scope.slug,
        "value": result.value,
        "basis": result.indicator.basis,
        "low": low,
        "high": high,
        "assigned_by": assigned_by,
        "of_base": share,
        "wave": wave,
        "source": " ".join(result.sources),
        "period": report.scope.period.code,
        "period_start": result.start,
        "period_end": result.end,
        "qualifier": "" if wave else result.qualifier,  # waves do not say how exact they are
        "territory": str(place.view.place.territory or ""),
        "status": report.status,
    }

"""Results of the period as frames: its own days first, the year so far beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from doanvien.measures.growth.flow_results import Comparison, FlowResult
from doanvien.measures.series.flow import Window
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.reference.indicators import Indicator

COLUMNS = (
    *("label", "indicator", "value", "counted_from", "counted_to", "since_january"),
    *("since_january_to", "year_before", "change", "rate", "how"),
)


def flows(report: Report) -> pd.DataFrame:
    """A row for each result: the period's own, the total since 1 January, the year before.

    ``value`` covers ``counted_from`` to ``counted_to``, days of the period; ``since_january`` the
    days from 1 January to ``since_january_to`` (NaN where the period itself begins then);
    ``year_before`` the same days as ``value`` one year earlier, ``change`` the difference, ``rate``
    it as a fraction of the earlier one (NaN across June–July 2025). All in the indicator's unit.
    ``how`` says where a value was not printed as it stands but added or differenced.
    """
    t = report.t
    rows = [
        row
        for place in report.places
        for flow in place.growth.own_flows
        for row in _rows(place, flow)
    ]
    summed = any(item.summed for place in report.places for item in place.growth.comparisons)
    return made_frame(
        report,
        rows,
        COLUMNS,
        name="flows",
        caption=_finding(report.place) or t("Results of the period"),
        notes=[sum_note(report.place)] if summed else [],
    )


def _finding(place: Place) -> str:
    """How the first result stands to the year before; where it cannot be said, the result."""
    compared = {item.indicator.code: item for item in place.growth.comparisons}
    for flow in place.growth.own_flows:
        item = compared.get(flow.indicator.code)
        if flow.window is None or item is None or item.change is None:
            continue
        words, rate = place.words, _year_before(place, flow.indicator, item)["rate"]
        return words.t(
            "{label}: {amount}, {change} on the same days a year before",
            label=place.label(flow.indicator),
            amount=words.rough(flow.window.value, flow.indicator, flow.window.qualifier),
            change=words.grown(item.change, item.qualifier).text if rate is None else rate.text,
        )
    return _first_result(place)


def _first_result(place: Place) -> str:
    """The first result with its days; "" where the period has none."""
    for flow in place.growth.own_flows:
        for window in windows_of(flow):
            return _told_with_days(place, flow.indicator, window)
    return ""


def longer(report: Report, *, of_terms: bool = True) -> pd.DataFrame:
    """A row for each result that began before the period and ends in it: those of a term, over
    several years, or (``of_terms`` False) those within a year. ``value`` stands beside
    ``year_result``, what the year of its last day brought by then."""
    found = [
        (place, measured, window)
        for place in report.places
        for measured, window in place.growth.longer
        if (window.start.year < window.end.year) == of_terms
    ]
    rows = [
        {
            "label": place.label(measured),
            "indicator": measured.code,
            "value": said_window(place, measured, window),
            "counted_from": window.start,
            "counted_to": window.end,
            "year_result": _of_year(place, measured, window),
        }
        for place, measured, window in found
    ]
    columns = ("label", "indicator", "value", "counted_from", "counted_to", "year_result")
    caption = report.t("Results of a term and of other longer periods")
    for place, measured, window in found[:1]:
        caption = _told_with_days(place, measured, window)
    return made_frame(report, rows, columns, name="longer-flows", caption=caption)


def _told_with_days(place: Place, measured: Indicator, window: Window) -> str:
    words = place.words
    return words.t(
        "{label}: {amount} {span}",
        label=place.label(measured),
        amount=words.rough(window.value, measured, window.qualifier),
        span=words.span(window.start, window.end),
    )


def _of_year(place: Place, measured: Indicator, window: Window) -> Said | None:
    """The last total since 1 January of the year in which a window ends."""
    first = date(window.end.year, 1, 1)
    found = place.view.flow(measured.code).longest(first, place.view.cutoff)
    return said_window(place, measured, found) if found and window.start < first else None


def said_window(place: Place, measured: Indicator, window: Window) -> Said:
    """A result with what its source says of its exactness."""
    return place.words.said(window.value, measured, window.qualifier)


def sum_note(place: Place) -> str:
    """What the asterisk on a figure from before the merger means."""
    merged = sorted(one.short_name(place.language) for one in place.view.history.predecessors)
    return place.t(
        "* Sum of the provinces merged on 1 July 2025 ({provinces}); all of them have figures.",
        provinces=place.words.listed(merged),
    )


def windows_of(flow: FlowResult) -> list[Window]:
    """The flow from the first day of the period, then those published for parts of it."""
    return ([flow.window] if flow.window else []) + list(flow.elsewhere)


def _rows(place: Place, flow: FlowResult) -> Iterator[dict[str, Any]]:
    compared = {item.indicator.code: item for item in place.growth.comparisons}
    for window in windows_of(flow):
        item = compared.get(flow.indicator.code) if window is flow.window else None
        yield {
            "label": place.label(flow.indicator),
            "indicator": flow.indicator.code,
            "value": said_window(place, flow.indicator, window),
            "counted_from": window.start,
            "counted_to": window.end,
            **_since_january(place, flow, window),
            **_year_before(place, flow.indicator, item),
            "how": _how(place, window),
        }


def _since_january(place: Place, flow: FlowResult, window: Window) -> dict[str, Any]:
    begins_later = window.start > date(window.end.year, 1, 1)
    total = flow.since_january(window.end) if begins_later else None
    if total is None:
        return {"since_january": None, "since_january_to": None}
    return {
        "since_january": said_window(place, flow.indicator, total),
        "since_january_to": total.end,
    }


def _year_before(place: Place, measured: Indicator, item: Comparison | None) -> dict[str, Any]:
    if item is None:
        return {"year_before": None, "change": None, "rate": None}
    words = place.words
    earlier = words.rough(item.earlier.value, measured, item.earlier.qualifier)
    few = abs(item.earlier.value) < words.smallest_base or measured.signed
    return {
        "year_before": Said(item.earlier.value, f"{earlier} *" if item.summed else earlier),
        "change": Said(None, place.t("within the rounding"))
        if item.change is None
        else words.grown(item.change, item.qualifier),
        "rate": None
        if item.rate is None or few
        else Said(float(item.rate), words.change(item.rate)),
    }


def _how(place: Place, window: Window) -> str | None:
    return {
        "published": None,
        "added": place.t("adjoining figures added"),
        "differenced": place.t("difference of cumulative figures"),
    }[window.how]

"""The days of a row: in order, and as its indicator, its wave or its report asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.table import Row
from doanvien.data.rules.dates import KINDS_OF_REPORT, due_complaint, iso_date, report_complaint
from doanvien.data.rules.row_rules.rule import Rule
from doanvien.data.rules.schema import (
    CAMPAIGNS,
)
from doanvien.data.rules.values import find_indicator


def in_order(first: str, last: str, longest: int | None = None) -> Rule:
    """The days of a span are in order, and it is no longer than a flow can be."""

    def check(row: Row) -> Iterator[Problem]:
        start, end = iso_date(row[first]), iso_date(row[last])
        if start is None or end is None:
            return
        if start > end:
            told = wrong(
                "{value} lies after {last} ({end}).",
                "Correct one of the two dates.",
                last=last,
                end=end.isoformat(),
            )
            yield row.problem(first, told)
        elif longest and end.year - start.year > longest:
            told = wrong(
                "{value} begins a flow of {years} years.",
                "Correct one of the two dates; no flow covers more than {longest} years.",
                years=end.year - start.year,
                longest=longest,
            )
            yield row.problem(first, told)

    return Rule((first, last), check)


def start_by_kind(start: str, end: str, *, term: bool = False) -> Rule:
    """A flow has a first day; a stock or a rate has none, unless it is a target with a ``term``."""

    def check(row: Row) -> Iterator[Problem]:
        indicator = find_indicator(row["indicator"])
        if indicator is None:
            return
        if indicator.kind == "flow" and not row[start]:
            told = wrong(
                "the cell is empty, but {code} is a flow.",
                "Write the first day that is counted; 1 January for a cumulative figure.",
                code=indicator.code,
            )
            yield row.problem(start, told)
        elif indicator.kind != "flow" and row[start] and not term:
            told = wrong(
                "{value} is the start of a period, but {code} is no flow.",
                "Leave the cell empty and write the day of the figure in {end}.",
                code=indicator.code,
                end=end,
            )
            yield row.problem(start, told)

    return Rule(("indicator", start), check)


_RESULT_START = start_by_kind("result_start", "result_end")


def result_of_wave(row: Row) -> Iterator[Problem]:
    """A wave has a result (indicator, value and day together) or is announced without one."""
    if row["value"] or row["result_start"]:
        told = wrong(
            "the cell is empty, but the row gives a result.",
            "Fill indicator, result_end and value, or leave the whole result empty.",
        )
        missing = [name for name in ("indicator", "value", "result_end") if not row[name]]
        yield from (row.problem(name, told) for name in missing)
        if not missing:
            yield from _RESULT_START.check(row)
    elif row["indicator"]:
        told = wrong(
            "the cell is empty, but the row names an indicator.",
            "Leave indicator empty too: blank means not reported.",
        )
        yield row.problem("value", told)
    elif not any(row[column] for column in CAMPAIGNS.dated_by):
        told = wrong("the wave has no date.", "Write its start or its end, or delete the row.")
        yield row.problem("start", told)


def due_day(row: Row) -> Iterator[Problem]:
    """A period is due on a day, each period of a kind some days after its end."""
    days = row["due"].isdecimal()
    if due_complaint(row["due"]) or report_complaint(row["report"]):
        return
    if row["report"] in KINDS_OF_REPORT and not days:
        told = wrong(
            "{value} is one day, but {report} is a kind of periods.",
            "Write the number of days after the period's end, or one period, such as 2026Q3.",
            report=row["report"],
        )
        yield row.problem("due", told)
    elif row["report"] not in KINDS_OF_REPORT and days:
        told = wrong(
            "{value} is a number of days, but {report} is one period.",
            "Write the day, YYYY-MM-DD, or a kind of periods: {kinds}.",
            report=row["report"],
            kinds=", ".join(KINDS_OF_REPORT),
        )
        yield row.problem("due", told)

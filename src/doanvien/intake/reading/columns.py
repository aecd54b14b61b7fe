"""What the columns of a table mean, one after the other, and which days they cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from doanvien.intake.reading.entries import Column, letter
from doanvien.intake.reading.head import Head
from doanvien.intake.reading.tables import Table
from doanvien.intake.reading.titles.headings import Meaning, understood
from doanvien.intake.reading.titles.terms import taken_apart


def columns_of(table: Table, head: Head) -> list[Column]:
    """Every column beside that of the names, in order, with its meaning and days."""
    answers = {path: code for one in head.answers for path, code in one.columns.items()}
    columns: list[Column] = []
    for number in table.columns:
        path = table.paths[number]
        if not path:
            columns.append(Column(letter(number), (), Meaning("out", "no_heading")))
            continue
        before = _before(columns, path)
        meaning = understood(path, before, answers, head.subject)
        if meaning.use == "percent" and _is_open_target(columns[-2:]):
            # "Chỉ tiêu | Kết nạp mới | Tỷ lệ": the target of the result that stands behind it.
            target, result = columns[-2:]
            of_result = understood(target.path, result.meaning, answers, head.subject)
            columns[-2] = replace(target, meaning=of_result)
        columns.append(Column(letter(number), path, _of_group(meaning, columns, path)))
    return _without_sums(dated(with_targets(columns), head))


def dated(columns: Iterable[Column], head: Head) -> list[Column]:
    """The columns of figures and percentages with their first and last day."""
    columns = list(columns)
    whole = {
        column.meaning.indicator
        for column in columns
        if column.meaning.use == "figure" and column.meaning.span == "year"
    }
    found = []
    for column in columns:
        if column.meaning.use == "figure":
            beside = column.meaning.indicator in whole
            start, end = head.days_of(column.meaning, beside_total=beside)
            if _is_of_other_days(column.meaning, end, head):
                column = replace(column, meaning=Meaning("out", "undecided"))
            else:
                column = replace(column, start=start, end=end)
        found.append(column)
    return found


def _is_of_other_days(meaning: Meaning, end: date, head: Head) -> bool:
    """A year that is not the report's, or a quarter to come: nobody says on which day."""
    if meaning.printed:
        return False
    other_year = meaning.year not in (None, head.cut_off.year)
    return other_year or bool(meaning.months and end > head.cut_off)


def with_targets(columns: Iterable[Column]) -> list[Column]:
    """Each percentage of a target with the target it belongs to: the nearest before it."""
    columns = list(columns)
    found = []
    for position, column in enumerate(columns):
        meaning = column.meaning
        if meaning.use == "percent" and meaning.of == "target":
            targets = [
                other
                for other in columns[:position]
                if other.meaning.use == "target"
                and meaning.indicator in ("", other.meaning.indicator)
            ]
            if targets:
                nearest = targets[-1]
                meaning = replace(
                    meaning,
                    indicator=nearest.meaning.indicator,
                    assigner=meaning.assigner or nearest.meaning.assigner,
                )
                column = replace(column, meaning=meaning, target=nearest.place)
            else:
                column = replace(column, meaning=Meaning("out", "no_indicator", of="target"))
        found.append(column)
    return found


def _without_sums(columns: list[Column]) -> list[Column]:
    """ "Tăng: tổng số, kết nạp mới, chuyển đến": the sum of a group is not its first part."""
    named = {
        (column.meaning.indicator, column.start, column.end)
        for column in columns
        if column.meaning.use == "figure" and not _is_sum(column)
    }
    return [
        replace(column, meaning=Meaning("out", "no_indicator"))
        if column.meaning.use == "figure"
        and _is_sum(column)
        and (column.meaning.indicator, column.start, column.end) in named
        else column
        for column in columns
    ]


def _is_sum(column: Column) -> bool:
    own = taken_apart(column.path[-1]) if column.path else None
    return own is not None and bool(own.first("weak")) and not own.first("measure")


def _before(columns: list[Column], path: tuple[str, ...]) -> Meaning | None:
    """The meaning of the column before, in the same group; unknown words stay unknown."""
    if not columns:
        return None
    last = columns[-1]
    same_group = len(path) > 1 and last.path[:-1] == path[:-1]
    follows = len(path) == 1 and len(last.path) <= 1
    deeper = len(path) > 1 and last.path == path[:-1]
    return last.meaning if same_group or follows or deeper else None


def _is_open_target(two: list[Column]) -> bool:
    """Whether a target that does not say of what stands before the flow that it is for."""
    if len(two) < 2 or two[1].meaning.use != "figure" or two[1].meaning.found.kind != "flow":
        return False
    open_ = two[0].meaning.reason == "undecided"
    return open_ and taken_apart(two[0].path[-1]).first("kind") == "target"


def _of_group(meaning: Meaning, columns: list[Column], path: tuple[str, ...]) -> Meaning:
    """ "Chỉ tiêu", "Thực hiện", "Tỷ lệ %" in one group: the rate is that of the target."""
    flat = len(path) < 2
    if meaning.use != "percent" or meaning.of == "target" or (flat and meaning.indicator):
        return meaning
    group = [column for column in columns if column.path[:-1] == path[:-1]]
    group = columns[-2:] if flat else group
    if any(column.meaning.use == "target" for column in group):
        return replace(meaning, of="target")
    return meaning

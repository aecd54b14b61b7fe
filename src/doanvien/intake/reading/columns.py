"""What the columns of a table mean, one after the other, and which days they cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from doanvien.intake.reading.entries import Column, letter
from doanvien.intake.reading.head import Head
from doanvien.intake.reading.headings import Meaning, understood
from doanvien.intake.reading.tables import Table
from doanvien.intake.reading.terms import taken_apart


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
        if _of_another_year(column.meaning, head):
            column = replace(column, meaning=Meaning("out", "undecided"))
        elif column.meaning.use == "figure":
            beside = column.meaning.indicator in whole
            start, end = head.days_of(column.meaning, beside_total=beside)
            column = replace(column, start=start, end=end)
        found.append(column)
    return found


def _of_another_year(meaning: Meaning, head: Head) -> bool:
    """A heading with a year that is not the report's, and no day: nobody says on which day."""
    other = meaning.year not in (None, head.cut_off.year)
    return meaning.use == "figure" and other and not meaning.printed


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


def _of_group(meaning: Meaning, columns: list[Column], path: tuple[str, ...]) -> Meaning:
    """ "Chỉ tiêu", "Thực hiện", "Tỷ lệ %" in one group: the rate is that of the target."""
    if meaning.use != "percent" or meaning.of == "target" or len(path) < 2:
        return meaning
    group = [column for column in columns if column.path[:-1] == path[:-1]]
    if any(column.meaning.use == "target" for column in group):
        return replace(meaning, of="target")
    return meaning

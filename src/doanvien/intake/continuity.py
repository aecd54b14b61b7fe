"""The days of a form: none is still to come, and its opening is the last form's closing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from doanvien.intake.facts import Fact
from doanvien.intake.findings import Finding
from doanvien.intake.reading.entries import Column, SheetRead
from doanvien.intake.record.merge import Index, row_of
from doanvien.reference.places import Province
from doanvien.reference.sentences import sentence


def check_days(sheets: Iterable[SheetRead], received: date) -> Iterator[Finding]:
    """Figures of days that had not come when the form did, or that lie after its own last day."""
    for sheet in sheets:
        last = sheet.head.cut_off
        if last > received:
            message = sentence(
                "The figures go up to {day}, which is after the day of receipt, {received}.",
                day=last,
                received=received,
            )
            remedy = sentence("Correct the day in the file, or say with --received when it came.")
            yield Finding("problem", sheet.name, "", "", message, remedy)
            continue
        for table in sheet.tables:
            for one in table.columns:
                cells = [line.cells[one.place] for line in table.lines if one.place in line.cells]
                if one.meaning.use == "figure" and one.end and one.end > last and cells:
                    message = sentence(
                        "is of {day}, but the form goes up to {last}.", day=one.end, last=last
                    )
                    remedy = sentence(
                        "Correct the day in the heading, or the last day of the form."
                    )
                    yield Finding("problem", sheet.name, cells[0].ref, "", message, remedy)


def check_openings(
    sheets: Iterable[SheetRead], facts: Iterable[Fact], place: Province, index: Index
) -> Iterator[Finding]:
    """Whether a form that does not say from which day it counts means the year or the quarter.

    Without a word of the form, flows run from 1 January. Where its opening levels are those with
    which the last quarter closed, it means the quarter, and its flows would be taken for others.
    """
    facts = list(facts)
    for sheet in sheets:
        head = sheet.head
        if head.since_said or head.period is None or head.period.start <= head.since:
            continue
        if all(_says_its_days(column) for table in sheet.tables for column in table.columns):
            continue
        closed = head.period.start - timedelta(days=1)
        openings = [
            fact
            for fact in facts
            if fact.sheet == sheet.name and fact.start is None and fact.end == head.opening
        ]
        levels = [_level(replace(fact, end=closed), place, index) for fact in openings]
        known = [(fact, level) for fact, level in zip(openings, levels, strict=True) if level]
        same = [fact for fact, level in known if fact.value == level]
        quarter, year = head.period.start.isoformat(), head.since.isoformat()
        if len(same) * 2 > len(known):
            message = sentence(
                "is the level of {day}, so the form seems to count from the day after, and not "
                "from 1 January.",
                day=closed,
            )
            remedy = sentence(
                "Say which: --since {quarter} or --since {year}.", quarter=quarter, year=year
            )
            yield Finding("problem", sheet.name, same[0].ref, same[0].value, message, remedy)
            continue
        message = sentence(
            "The sheet does not say from which day it counts; flows were taken from {day}.",
            day=head.since,
        )
        remedy = sentence("If that is wrong, say it with --since {day}.", day=quarter)
        yield Finding("warning", sheet.name, "", "", message, remedy)


def _says_its_days(column: Column) -> bool:
    """Whether nothing depends on the day from which the form counts."""
    meaning = column.meaning
    if meaning.use != "figure" or meaning.day.startswith("opening"):
        return meaning.use != "figure"
    days = meaning.since or meaning.months or meaning.span in ("year", "period")
    return meaning.found.kind != "flow" or bool(days)


def _level(fact: Fact, place: Province, index: Index) -> str:
    row = index.in_force("figure", row_of(fact, place, ""), "")
    return row["value"].replace(".", "") if row else ""

"""What a file was understood to say, as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from doanvien.intake.outcome import Outcome
from doanvien.intake.reading.entries import Column, LeftOut, SheetRead, TableRead
from doanvien.intake.reading.head import Head
from doanvien.reference.calendar.days import write_day
from doanvien.reference.languages import Language, Translator, translator
from doanvien.reference.sentences import Sentence, sentence

REASONS: dict[str, Sentence] = {
    "no_indicator": sentence("no indicator"),
    "undecided": sentence("not clear what is counted"),
    "personal_data": sentence("personal data"),
    "address": sentence("an address"),
    "note": sentence("a note"),
    "no_heading": sentence("figures without a heading"),
    "subtotal": sentence("a subtotal"),
    "percentage": sentence("a percentage whose parts are not in the form"),
    "total_of_unit": sentence("the total of a union, not of the province"),
    "of_which": sentence("a part of the unit above"),
    "one_way": sentence("transfers in one direction only"),
    "hidden_sheet": sentence("a hidden sheet"),
    "no_table": sentence("no table was found in it"),
    "figure": sentence("a column beside the figures"),
    "target": sentence("a target"),
    "percent": sentence("a percentage"),
}
RESULTS = {
    "taken": sentence("taken: {added} {added:figure|figures} added, {revised} of them revised"),
    "unchanged": sentence("nothing new: the data set states all of it"),
    "refused": sentence("refused: {problems} {problems:problem|problems}"),
}


def headline(outcome: Outcome, language: Language) -> str:
    """One line: the file and what came of it."""
    found = RESULTS[outcome.result].text
    told = translator(language)(
        found, added=outcome.added, revised=outcome.revised, problems=len(outcome.problems)
    )
    return f"{outcome.path.name}: {told}"


def understanding(outcome: Outcome, language: Language) -> Iterator[str]:
    """Of each sheet: who, up to when, what each column is; then the units and what was left out."""
    t = translator(language)
    for sheet in outcome.sheets:
        yield f"  {sheet.name}: {_head(sheet.head, language)}"
        for table in sheet.tables:
            yield from _table(sheet, table, language, t)
    if outcome.units:
        changed = [(printed, name) for printed, name in outcome.units if printed != name]
        count = len({name for _, name in outcome.units})
        yield "  " + t("units: {count}", count=count)
        yield from (f"    {printed} → {name}" for printed, name in changed)
    if outcome.left_out:
        yield "  " + t("left out:")
        yield from (f"    {_left_out(one, language)}" for one in outcome.left_out)


def _head(head: Head, language: Language) -> str:
    return translator(language)(
        "{who}, figures up to {day}, flows from {since}",
        who=head.reporter.name,
        day=write_day(head.cut_off, language),
        since=write_day(head.since, language),
    )


def _table(sheet: SheetRead, table: TableRead, language: Language, t: Translator) -> Iterator[str]:
    if table.header[0] <= table.header[1]:
        yield "    " + t(
            "header in rows {first}–{last}", first=table.header[0], last=table.header[1]
        )
    for column in table.columns:
        if told := _column(column, language, t):
            yield f"    {column.place:<4} {' > '.join(column.path)} → {told}"
    totals = [line for line in table.lines if line.kind == "total"]
    for line in totals:
        yield "    " + t("total in row {row}", row=line.row)


def _column(column: Column, language: Language, t: Translator) -> str:
    meaning = column.meaning
    if meaning.use == "figure" and column.end:
        days = write_day(column.end, language)
        if column.start:
            days = f"{write_day(column.start, language)}–{days}"
        return f"{meaning.found.label(language)} ({meaning.indicator}), {days}"
    if meaning.use == "target":
        return t("target for {what}", what=meaning.found.label(language))
    if meaning.use == "percent" and meaning.indicator:
        return t("percentage, compared with its parts")
    return ""


def _left_out(one: LeftOut, language: Language) -> str:
    reason = REASONS[one.why].said(language)
    place = f"{one.sheet}!{one.place}" if one.place else one.sheet
    return f"{place} {one.title}: {reason}"

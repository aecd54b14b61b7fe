"""One file into the data set: read, checked, and merged unless anything is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from doanvien.data.layout import UNITS_FILE
from doanvien.intake.blank.read import read_own
from doanvien.intake.book.cells import Book
from doanvien.intake.book.limits import UnreadableBook
from doanvien.intake.book.opened import open_book
from doanvien.intake.checks import check_sheets
from doanvien.intake.continuity import check_days, check_openings
from doanvien.intake.facts import facts_of
from doanvien.intake.findings import Finding
from doanvien.intake.outcome import Outcome
from doanvien.intake.reading.entries import SheetRead
from doanvien.intake.reading.place import same_place
from doanvien.intake.reading.sheets import BookRead, read_book
from doanvien.intake.record.merge import Change, changes
from doanvien.intake.record.sources import Form
from doanvien.intake.record.store import Store
from doanvien.intake.register.names import Names
from doanvien.intake.request import Request
from doanvien.reference.places import Province
from doanvien.reference.sentences import sentence


def take_one(
    path: Path,
    store: Store,
    request: Request,
    received: date,
    barred: Mapping[str, Sequence[Finding]],
) -> Outcome:
    """Read one file into the store. ``barred`` says of sources what they would spoil."""
    try:
        book = open_book(path)
    except UnreadableBook as error:
        first, *rest = error.sentences
        found = Finding("problem", "", "", "", first, rest[0] if rest else None)
        return Outcome(path, "refused", (found,))
    read = read_own(book) or read_book(book, request)
    findings = [*read.findings, *(one for sheet in read.sheets for one in sheet.findings)]
    left_out = [*read.left_out, *(one for sheet in read.sheets for one in sheet.left_out)]
    if not read.sheets:
        return Outcome(path, "refused", tuple(findings), (), tuple(left_out), book)
    place, more = _place_of(read.sheets)
    findings += more
    spelt = {
        name: known
        for sheet in read.sheets
        for one in sheet.head.answers
        for name, known in one.units.items()
    }
    register = store.names(place.slug, spelt)
    names = register.with_names(_printed(read))
    stated = facts_of(read.sheets, names)
    findings += [*stated.findings, *check_sheets(read.sheets, names)]
    findings += check_days(read.sheets, received)
    findings += check_openings(read.sheets, stated.facts, place, store.index)
    near = _near_names(read, register)
    findings += [found for found, _ in near]
    outcome = Outcome(
        path,
        "refused",
        tuple(_once(findings)),
        read.sheets,
        (*left_out, *stated.left_out),
        book,
        units=_units(read, names),
        open_units=tuple(pair for _, pair in near),
    )
    if not stated.facts and not outcome.problems:
        message = sentence("No figure of the data set was found in the file.")
        remedy = sentence("Name the indicators of its columns in params/forms/.")
        nothing = Finding("problem", "", "", "", message, remedy)
        return replace(outcome, findings=(*outcome.findings, nothing))
    form = _form(book, read, received)
    outcome = replace(outcome, findings=(*outcome.findings, *barred.get(form.source, ())))
    if outcome.problems:
        return outcome
    new = changes(stated.facts, place, form.source, form.publisher, store.index)
    asked = {name for name, _ in outcome.open_units}
    units = dict.fromkeys(one.unit for one in stated.facts if one.unit and one.unit not in asked)
    registered = store.register(place, units, max(sheet.head.cut_off for sheet in read.sheets))
    store.add(form, place.slug, new)
    revised = [change for change in new if change.before]
    told = (*map(_revision, revised), *map(_registered, registered))
    return replace(
        outcome,
        result="taken" if new else "unchanged",
        findings=(*outcome.findings, *told),
        added=len(new),
        revised=len(revised),
    )


def _place_of(sheets: Sequence[SheetRead]) -> tuple[Province, list[Finding]]:
    """The province of a file, as it is on the last day that any of its sheets reports."""
    last = max(sheet.head.cut_off for sheet in sheets)
    slugs = dict.fromkeys(sheet.head.province.slug for sheet in sheets)
    first = next(iter(slugs))
    place = same_place(first, last) or sheets[0].head.province
    if len(slugs) == 1:
        return place, []
    message = sentence("The sheets are of several provinces: {slugs}.", slugs=", ".join(slugs))
    remedy = sentence("Make a file of each, or say which with --province.")
    return place, [Finding("problem", "", "", "", message, remedy)]


def _form(book: Book, read: BookRead, received: date) -> Form:
    head = read.sheets[0].head
    publishers = dict.fromkeys(sheet.head.reporter.name for sheet in read.sheets)
    federation = replace(head.reporter, unit="").name
    return Form(
        file=book.name,
        sheets=tuple(sheet.name for sheet in read.sheets),
        sha256=book.sha256,
        publisher=next(iter(publishers)) if len(publishers) == 1 else federation,
        title=head.title,
        received=received,
    )


def _near_names(read: BookRead, names: Names) -> list[tuple[Finding, tuple[str, str]]]:
    """New units whose names are nearly those of known ones."""
    found = {}
    for sheet in read.sheets:
        for table in sheet.tables:
            for line in table.lines:
                near = names.near(line.unit) if line.kind == "unit" and line.unit else ""
                if near:
                    message = sentence(
                        "is taken for a new unit, but is nearly {near!r}.", near=near
                    )
                    remedy = sentence("If it is the same, name it under 'units' in params/forms/.")
                    ref = f"{line.row}:{line.row}"
                    one = Finding("warning", table.sheet, ref, line.unit, message, remedy)
                    found[line.unit] = (one, (line.unit, near))
    return list(found.values())


def _units(read: BookRead, names: Names) -> tuple[tuple[str, str], ...]:
    return tuple((name, names.name_of(name)) for name in _printed(read))


def _printed(read: BookRead) -> tuple[str, ...]:
    """The units as the form spells them, each once."""
    return tuple(
        dict.fromkeys(
            line.name
            for sheet in read.sheets
            for table in sheet.tables
            for line in table.lines
            if line.kind == "unit" and line.unit
        )
    )


def _revision(change: Change) -> Finding:
    fact = change.fact
    assert change.before is not None
    before = change.before[{"figure": "value", "target": "low"}.get(fact.kind, "printed")]
    message = sentence(
        "revises {before} of source {source}; both figures stay.",
        before=before,
        source=change.before["source"],
    )
    return Finding("warning", fact.sheet, fact.ref, fact.printed or fact.value, message)


def _registered(unit: str) -> Finding:
    message = sentence("is new, and now stands in {file}.", file=UNITS_FILE)
    return Finding("warning", "", "", unit, message)


_MANY = 3


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Each place once, the worst first; what many cells of a sheet share is said of the first."""
    kept: dict[tuple[str, str, str], Finding] = {}
    alike: dict[tuple[str, str], list[Finding]] = {}
    for one in sorted(findings, key=lambda one: one.level != "problem"):
        kept.setdefault((one.sheet, one.ref, "" if one.ref else one.message.text), one)
    for one in kept.values():
        if one.message.text == "is a formula without a result.":
            alike.setdefault((one.sheet, one.message.text), []).append(one)
    found = list(kept.values())
    for group in alike.values():
        if len(group) > _MANY:
            message = sentence(
                "is a formula without a result, as {count:is|are} {count} more {count:cell|cells}.",
                count=len(group) - 1,
            )
            found = [one for one in found if one not in group]
            found.append(replace(group[0], message=message))
    return found

"""Take forms into a data set: read, check, merge; all or nothing for each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from doanvien.data.layout import UNITS_FILE
from doanvien.intake.blank.read import read_own
from doanvien.intake.book.cells import Book
from doanvien.intake.book.limits import UnreadableBook
from doanvien.intake.book.opened import open_book
from doanvien.intake.checks import check_sheets
from doanvien.intake.continuity import check_days, check_openings
from doanvien.intake.facts import facts_of
from doanvien.intake.findings import Finding
from doanvien.intake.reading.entries import LeftOut, SheetRead
from doanvien.intake.reading.place import same_place
from doanvien.intake.reading.sheets import BookRead, read_book
from doanvien.intake.record.commit import commit, recover
from doanvien.intake.record.lock import locked
from doanvien.intake.record.merge import Change, changes
from doanvien.intake.record.rows import Row
from doanvien.intake.record.sources import Form
from doanvien.intake.record.store import Store
from doanvien.intake.register.names import Names
from doanvien.intake.request import Request
from doanvien.reference.languages import NOTEBOOKS_IN
from doanvien.reference.places import Province
from doanvien.reference.sentences import sentence

Result = Literal["taken", "unchanged", "refused"]


@dataclass(frozen=True)
class Outcome:
    """What came of one file. ``book`` is None where it could not be opened, ``added`` and
    ``revised`` count rows of the data set, ``units`` are (name in the form, name it was given).
    """

    path: Path
    result: Result
    findings: tuple[Finding, ...]
    sheets: tuple[SheetRead, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    book: Book | None = None
    added: int = 0
    revised: int = 0
    units: tuple[tuple[str, str], ...] = ()
    open_units: tuple[tuple[str, str], ...] = field(default=())

    @property
    def problems(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level == "problem")


def take(
    paths: Sequence[Path],
    into: Path,
    request: Request,
    received: date,
    *,
    dry_run: bool = False,
    heard: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """Read some files and write what they state into a data set, in one step at the end.

    A file with a problem adds nothing; the others go on. ``heard`` is told of each file when it is
    done. Raises what Store, ``locked`` and the file system raise; then nothing was written.
    """
    barred: dict[str, list[Finding]] = {}
    with locked(into):
        recover(into)
        outcomes: list[Outcome] = []
        while True:
            store = Store(into)
            before, outcomes = outcomes, []
            for path in paths:
                outcome = _take_one(path, store, request, received, barred)
                if before and outcome.result == before[len(outcomes)].result:
                    outcome = before[len(outcomes)]  # it was told already
                else:
                    heard(outcome)
                outcomes.append(outcome)
            files = _files(store, outcomes, request, received)
            spoilt = store.mistakes(files)
            if not spoilt:
                break
            barred |= spoilt
        if files and not dry_run:
            commit(into, files)
    return outcomes


def _files(
    store: Store, outcomes: Sequence[Outcome], request: Request, received: date
) -> dict[str, bytes]:
    """What the data set is to hold after these files, refused ones noted."""
    refused = [one for one in outcomes if one.result == "refused"]
    done = [one for one in outcomes if one.result != "refused" and one.book]
    store.refuse(
        [row for one in refused for row in _refused_row(one, request, received)],
        [one.book.sha256 for one in done if one.book],
    )
    owner = next((one.sheets[0].head.reporter.name for one in done), "")
    return store.files(owner, received)


def _take_one(
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


def _refused_row(outcome: Outcome, request: Request, received: date) -> list[Row]:
    """What a list of refused files says of one; nothing of one whose province nobody knows."""
    head = outcome.sheets[0].head if outcome.sheets else None
    province = head.province if head else request.province
    if outcome.book is None or province is None:
        return []
    first = outcome.problems[0]
    return [
        {
            "received_on": received.isoformat(),
            "file": outcome.book.name,
            "sha256": outcome.book.sha256,
            "province": province.slug,
            "unit": head.reporter.unit if head else "",
            "cut_off": head.cut_off.isoformat() if head else "",
            "why": f"{first.place}: {first.message.said(NOTEBOOKS_IN)}",
        }
    ]


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

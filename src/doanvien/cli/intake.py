"""`doanvien intake`: forms into a data set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doanvien.cli.language import InLanguage, language_of
from doanvien.cli.mistakes import FAILED, errors_in_one_line

if TYPE_CHECKING:
    from doanvien.intake.outcome import Outcome
    from doanvien.intake.request import Request
    from doanvien.reference.languages import Language
    from doanvien.reference.places import Province

FEW = 5
"""Files whose understanding is printed without being asked for."""

Into = Annotated[Path, typer.Option("--into", metavar="FOLDER", help="The data set.")]


def intake(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="Workbooks, CSV files, or folders of them."),
    ] = None,
    into: Into = Path("data/mine"),
    province: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Where the forms do not say it.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Where the title does not say it.")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Last day of the figures."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="First day of flows; else 1 January."
        ),
    ] = None,
    received: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Day of receipt; else today."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and tell, write nothing.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Tell of every file what was understood.")
    ] = False,
    copies: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where marked copies to send back go.")
    ] = Path("output/intake"),
    approve: Annotated[
        bool, typer.Option("--approve", help="Approve forms that were taken in, by file or id.")
    ] = False,
    by: Annotated[
        str | None, typer.Option(metavar="OFFICE", help="With --approve: which office approves.")
    ] = None,
    language: InLanguage = None,
) -> None:
    """Take forms into a data set: all or nothing of each file.

    Exit status: 0 all taken, 1 some files were refused (the others are in), 2 nothing was done.
    """
    speaks = language_of(language)
    with errors_in_one_line(speaks, kept=False):
        if approve:
            _approve([str(file) for file in files or ()], into, by or "", received, speaks)
            return
        _take(
            files or [],
            into,
            _request(province, period, as_of, since),
            received.date() if received else date.today(),
            dry_run=dry_run,
            full=full,
            copies=copies,
            language=speaks,
        )


def province_named(name: str, day: date) -> Province:
    """The province of a name or slug on a day; raises UnknownProvince."""
    from doanvien.reference.provinces import UnknownProvince, find_province

    try:
        return find_province(name, day)
    except UnknownProvince as error:
        if error.elsewhere is None:
            raise
        return error.elsewhere


def _request(
    province: str | None, period: str | None, as_of: datetime | None, since: datetime | None
) -> Request:
    from doanvien.intake.answers import read_answers
    from doanvien.intake.request import Request
    from doanvien.reference.calendar.periods import parse_period

    about = parse_period(period) if period else None
    day = as_of.date() if as_of else about.end if about else date.today()
    return Request(
        province=province_named(province, day) if province else None,
        period=about,
        as_of=as_of.date() if as_of else None,
        since=since.date() if since else None,
        answers=read_answers(_answers_folder()),
    )


def _answers_folder() -> Path:
    from doanvien.batch.project import find_project

    return find_project(Path.cwd()).params / "forms"


def _propose_batch(outcomes: Sequence[Outcome], into: Path, language: Language) -> None:
    """Of a data set in the project's data/, a batch of its name, and how to build it."""
    from doanvien.batch.project import find_project
    from doanvien.intake.batch_file import write_batch
    from doanvien.reference.sentences import sentence

    project, folder = find_project(Path.cwd()), into.absolute()
    if not folder.is_relative_to(project.root / "data"):
        return
    place = project.params / f"{folder.name}.yaml"
    data = folder.relative_to(project.root).as_posix()
    if write_batch(outcomes, data, place):
        message = sentence(
            "Written: {file}. Its reports are made by: doanvien build {name}",
            file=project.show(place),
            name=folder.name,
        )
        typer.echo(message.said(language))
    elif not place.exists() and any(outcome.result == "taken" for outcome in outcomes):
        message = sentence(
            "{file} is not written: no form is a federation's own. Take one in, or write the file "
            "yourself (params/README.md).",
            file=project.show(place),
        )
        typer.echo(message.said(language))


def _take(
    files: list[Path],
    into: Path,
    request: Request,
    received: date,
    *,
    dry_run: bool,
    full: bool,
    copies: Path,
    language: Language,
) -> None:
    from doanvien.cli.told.intake import Teller
    from doanvien.intake.files import found_files
    from doanvien.intake.take import take

    paths = found_files(files)
    answers = _answers_folder()
    understood = full or len(paths) <= FEW
    with Teller(len(paths), understood, copies, answers, language, dry_run) as teller:
        outcomes = take(paths, into, request, received, dry_run=dry_run, heard=teller.heard)
    teller.sum_up(outcomes, into)
    if not dry_run:
        _propose_batch(outcomes, into, language)
    if any(outcome.result == "refused" for outcome in outcomes):
        raise typer.Exit(FAILED)


def _approve(
    which: list[str], into: Path, office: str, day: datetime | None, language: Language
) -> None:
    from doanvien.intake.approve import approve_forms
    from doanvien.reference.sentences import sentence

    count = approve_forms(into, which, office, day.date() if day else date.today())
    typer.echo(sentence("Approved forms: {count}.", count=count).said(language))

"""`doanvien status`: who has reported on a period."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doanvien.cli.language import InLanguage, language_of
from doanvien.cli.mistakes import FAILED, errors_in_one_line

if TYPE_CHECKING:
    from doanvien.intake.register.status import Standing
    from doanvien.reference.calendar.periods import Period
    from doanvien.reference.languages import Language


def status(
    data: Annotated[Path, typer.Argument(metavar="FOLDER", help="The data set.")],
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="As 2026Q3.")],
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Overdue on this day; else today."),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write it as a page.")
    ] = None,
    remind: Annotated[
        bool, typer.Option("--remind", help="Write a draft of a mail to each who has not.")
    ] = False,
    send: Annotated[bool, typer.Option("--send", help="Send the reminders, after asking.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Send without asking.")] = False,
    resend: Annotated[
        bool, typer.Option("--resend", help="Also to those who got this very reminder before.")
    ] = False,
    language: InLanguage = None,
) -> None:
    """Who has to report on a period, who has, on time or late, and who was refused and why.

    Whom to remind stands in params/recipients.yaml, under reminders. Exit status: 0 told, 1 some
    mailboxes were not reached, 2 nobody is known who has to report, or nothing could be done.
    """
    speaks = language_of(language)
    with errors_in_one_line(speaks):
        from doanvien.cli.told.progress import from_here
        from doanvien.intake.register.page import cells, heads, page, summary
        from doanvien.intake.register.status import standings
        from doanvien.reference.calendar.periods import parse_period

        about = parse_period(period)
        day = on.date() if on else date.today()
        found = standings(data, about, day)
        rows = [heads(speaks), *(cells(one, speaks) for one in found)]
        widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
        for row in rows:
            line = "  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True))
            typer.echo(line.rstrip())
        typer.echo(summary(found, about, speaks))
        if html:
            _write(html, page(found, about, speaks, day))
            typer.echo(from_here(html.absolute()))
        taken = _remind(found, about, day, speaks, send, resend, yes) if remind or send else True
    if not taken:
        raise typer.Exit(FAILED)


def _remind(
    found: Sequence[Standing],
    period: Period,
    day: date,
    language: Language,
    send: bool,
    resend: bool,
    yes: bool,
) -> bool:
    """Write the drafts, and send them if that is asked for; whether all of it was done."""
    from doanvien.batch.project import find_project
    from doanvien.cli.told.mailing import send_drafts, tell_drafts
    from doanvien.mail.people.recipients import read_recipients
    from doanvien.mail.reminders import make_reminders

    project = find_project(Path.cwd())
    recipients = read_recipients(project)
    folder = project.output / "reminders" / period.code
    drafted = make_reminders(found, period, day, recipients, folder, language)
    tell_drafts(drafted)
    return not send or send_drafts(drafted, project, recipients.server, resend, yes)


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as scratch:
        made = Path(scratch) / place.name
        made.write_text(text, encoding="utf-8")
        os.replace(made, place)

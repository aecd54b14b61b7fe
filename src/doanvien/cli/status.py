"""`doanvien status`: who has reported on a period."""

from __future__ import annotations

import os
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from doanvien.cli.intake import InLanguage, language_of, told_in


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
    language: InLanguage = None,
) -> None:
    """Who has to report on a period, who has, on time or late, and who was refused and why.

    Exit status: 0 told, 2 nobody is known who has to report.
    """
    speaks = language_of(language)
    with told_in(speaks):
        from doanvien.cli.progress import from_here
        from doanvien.intake.register.page import cells, heads, page, summary
        from doanvien.intake.register.status import standings
        from doanvien.reference.periods import parse_period

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


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as scratch:
        made = Path(scratch) / place.name
        made.write_text(text, encoding="utf-8")
        os.replace(made, place)

"""`doanvien new`: a batch file for another period, from one there is."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated

import typer

from doanvien.cli.language import InLanguage, language_of
from doanvien.cli.mistakes import errors_in_one_line


def new(
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="As 2026Q3.")],
    source: Annotated[
        str, typer.Option("--from", metavar="BATCH", help="A batch, by name or by path.")
    ],
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Of the new batch; else by its period.")
    ] = "",
    language: InLanguage = None,
) -> None:
    """Copy a batch file with periods, cut-offs and titles moved on, and show what differs.

    Exit status: 0 written, 2 not.
    """
    speaks = language_of(language)
    with errors_in_one_line(speaks, kept=False):
        from doanvien.batch.project import find_batch
        from doanvien.batch.request.move_on import moved_on, period_of, place_for, same_kind
        from doanvien.batch.request.problems import BatchError
        from doanvien.reference.calendar.periods import parse_period
        from doanvien.reference.sentences import SpokenError, sentence

        try:
            project, file = find_batch(source, Path.cwd())
            before = file.read_text(encoding="utf-8")
            old = period_of(before, project.show(file))
        except BatchError as error:
            typer.echo(error.said(speaks), err=True)
            raise typer.Exit(2) from error
        about = parse_period(period)
        if same_kind(old, about).code != about.code:
            raise SpokenError(
                sentence(
                    "The batch is about {old}, not about a period like {period}. Write {same}.",
                    old=old.code,
                    period=about.code,
                    same=same_kind(old, about).code,
                )
            )
        place = place_for(file, old, about, name)
        if place.exists():
            raise SpokenError(
                sentence("{file} exists already. Choose another --name.", file=project.show(place))
            )
        after = moved_on(before, old, about)
        place.write_text(after, encoding="utf-8", newline="")
        lines = difflib.unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            project.show(file),
            project.show(place),
            n=0,
        )
        for line in lines:
            typer.echo(line, nl=not line.endswith("\n"))
        typer.echo(sentence("Written: {file}", file=project.show(place)).said(speaks))

"""`doanvien form`: a form to be filled in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from doanvien.cli.intake import province_named
from doanvien.cli.language import InLanguage, language_of
from doanvien.cli.mistakes import errors_in_one_line


def form(
    province: Annotated[str, typer.Argument(metavar="PROVINCE", help="Slug or name.")],
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="As 2026Q3.")],
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Last day of the figures; else that of the period.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.xlsx", help="Else output/forms/PROVINCE_PERIOD.xlsx."),
    ] = None,
    data: Annotated[
        Path, typer.Option(metavar="FOLDER", help="The data set with units and opening totals.")
    ] = Path("data/mine"),
    language: InLanguage = None,
) -> None:
    """Write a form for a province's units; `intake` reads it back exactly.

    Exit status: 0 written, 2 not.
    """
    speaks = language_of(language)
    with errors_in_one_line(speaks, kept=False):
        from doanvien.cli.told.progress import from_here
        from doanvien.intake.blank.fill import plan_form
        from doanvien.intake.blank.write import write_form
        from doanvien.reference.calendar.periods import parse_period
        from doanvien.reference.sentences import sentence

        about = parse_period(period)
        cut_off = as_of.date() if as_of else None
        place = province_named(province, cut_off or about.end)
        plan = plan_form(data, place, about, cut_off)
        target = out or Path("output/forms") / f"{place.slug}_{about.code}.xlsx"
        write_form(plan, target)
        message = sentence(
            "Form with {count} {count:unit|units}: {file}",
            count=len(plan.units),
            file=from_here(target.absolute()),
        )
        typer.echo(message.said(speaks))
        if not plan.units:
            nothing = sentence(
                "{data} names no units of the place. Say with --data where its figures or its "
                "register are, or write the units into the form.",
                data=from_here(data.absolute()),
            )
            typer.echo(nothing.said(speaks), err=True)

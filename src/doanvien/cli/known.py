"""`doanvien provinces` and `doanvien periods`: what there is."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from doanvien.cli.language import language_of_terminal
from doanvien.cli.mistakes import NOT_STARTED, errors_in_one_line
from doanvien.reference.languages import (
    translator,
)


def provinces(
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="As 2025-06-30; else today."),
    ] = None,
) -> None:
    """Codes, slugs and names of the provinces in force on a date."""
    from doanvien.reference.languages import NOTEBOOKS_IN
    from doanvien.reference.provinces import provinces_on

    for place in provinces_on(on.date() if on else date.today()):
        typer.echo(f"{place.code}  {place.slug:<18}  {place.full_name(NOTEBOOKS_IN)}")


def periods(
    province: Annotated[
        str | None, typer.Argument(metavar="PROVINCE", help="Only this one, year by year.")
    ] = None,
    data: Annotated[Path, typer.Option(metavar="FOLDER", help="The data set.")] = Path(
        "data/published"
    ),
) -> None:
    """Which periods have figures for which places.

    The day at the end of a line is the last one with a figure. Exit status: 0, or 2 if there is no
    such data set, or no figure of that place in it.
    """
    from doanvien.cli.told.periods import lines_of_places, lines_of_years
    from doanvien.data import available
    from doanvien.reference.provinces import TERRITORY_CHANGE, place_on_either_map
    from doanvien.reference.sentences import SpokenError

    with errors_in_one_line():
        try:
            slugs = [place_on_either_map(province, TERRITORY_CHANGE).slug] if province else None
        except SpokenError as error:
            typer.echo(error.said(language_of_terminal()), err=True)
            raise typer.Exit(NOT_STARTED) from error
        found = available(data, slugs)
    if found.empty:
        t = translator(language_of_terminal())
        told = (
            t("No figures of {place} in {data}.", place=slugs[0], data=str(data))
            if slugs
            else t("No figures in {data}.", data=str(data))
        )
        typer.echo(told, err=True)
        raise typer.Exit(NOT_STARTED)
    for line in (lines_of_years if slugs else lines_of_places)(found):
        typer.echo(line)

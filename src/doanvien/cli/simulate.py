"""`doanvien simulate`: an invented data set."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from doanvien.cli.language import language_of_terminal
from doanvien.cli.mistakes import errors_in_one_line


def simulate(
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the data set goes.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same figures.")] = 1,
    provinces: Annotated[
        list[str] | None,
        typer.Option(metavar="SLUG", help="Only this province and its merger; repeatable."),
    ] = None,
    first: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m"], metavar="MONTH", help="First month.")
    ] = datetime(2019, 1, 1),
    last: Annotated[
        datetime, typer.Option("--to", formats=["%Y-%m"], metavar="MONTH", help="Last month.")
    ] = datetime(2026, 9, 1),
    example: Annotated[
        bool, typer.Option("--example", help="The small one that the notebooks open with.")
    ] = False,
    world: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="How the country moves by the year: usual, steady, half, double."
        ),
    ] = "usual",
) -> None:
    """Invent a data set, monthly and by unit, to demonstrate and test with.

    --example is always the same, whatever seed, provinces and months are named.
    Exit status: 0 written, 2 nothing was written.
    """
    from doanvien.reference.provinces import TERRITORY_CHANGE, place_on_either_map
    from doanvien.reference.sentences import sentence
    from doanvien.simulate import simulate as write_data_set
    from doanvien.simulate import simulate_example
    from doanvien.simulate.invented.months import Month
    from doanvien.simulate.invented.world import world_of

    with errors_in_one_line():
        named = [place_on_either_map(name, TERRITORY_CHANGE) for name in provinces or ()]
        months = (Month(first.year, first.month), Month(last.year, last.month))
        if example:
            rows = simulate_example(out)
        else:
            rows = write_data_set(out, seed, named or None, *months, world_of(world))
    told = sentence("Simulated data set with {count} figures: {out}", count=rows, out=str(out))
    typer.echo(told.said(language_of_terminal()))

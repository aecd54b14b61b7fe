"""The command itself: its version, its streams, and how Ctrl-C reaches it."""

import io
import sys
from importlib import metadata
from typing import Annotated

import typer

from doanvien.cli.interrupted import ends_once

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"doanvien {metadata.version('doanvien')}")
        raise typer.Exit


@app.callback()
def doanvien(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Reports on trade-union membership, for every province and period."""
    context.with_resource(ends_once())
    # Where the encoding of the system is narrow, "Đắk Lắk" cannot be printed in it; what no
    # encoding has, as half a letter in the name of a file, is printed as its code.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

"""Notebooks run cell by cell in this process, without a kernel: what each puts into its outputs."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
from matplotlib import pyplot

from doanvien.data.province import ProvinceFigures, read_province
from doanvien.present import opening
from doanvien.present.shown import display
from doanvien.present.shown.figures.figure import FIGURE_MIME
from doanvien.present.shown.nothing import is_nothing
from doanvien.present.shown.sentences import TEXT_MIME
from doanvien.present.shown.tables.table import TABLE_MIME, Table, table_from_resource
from doanvien.present.shown.tiles import TILES_MIME
from doanvien.reference.scope import ReportScope

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CHAPTERS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
OF_A_PLACE = [name for name in CHAPTERS if name != "national_overview"]
NEVER_VISIBLE = re.compile(r"\bnan\b|\bNaT\b|\bNone\b|\bTrue\b|\bFalse\b|\d\.0\b(?!\d)|\de\d|[{}]")
CONNECTING = re.compile(r"\b(của|được|chưa|không|và|đến|là)\b")
"""Words that stand in every Vietnamese sentence and in no name."""


@dataclass(frozen=True)
class Shown:
    """What one notebook shows: the bundles of its outputs, those that show something."""

    bundles: list[dict[str, Any]]
    empty: int

    @property
    def tables(self) -> list[Table]:
        return [table_from_resource(b[TABLE_MIME]) for b in self.bundles if TABLE_MIME in b]

    @property
    def sentences(self) -> list[str]:
        return [one for b in self.bundles if TEXT_MIME in b for one in b[TEXT_MIME]["sentences"]]

    @property
    def texts(self) -> list[str]:
        """Every text that a reader meets."""
        found = list(self.sentences)
        for bundle in self.bundles:
            tiles = bundle.get(TILES_MIME, {}).get("tiles", ())
            found += [" ".join(str(part) for part in tile.values()) for tile in tiles]
            if FIGURE_MIME in bundle:
                found.append(bundle[FIGURE_MIME]["caption"] + bundle[FIGURE_MIME]["alt"])
        for table in self.tables:
            found += [table.caption, *table.notes, *(column.title for column in table.columns)]
            if table.as_file:
                continue
            for row in range(len(table.values)):
                for index, column in enumerate(table.columns):
                    if column.name != "url":
                        found.append(table.cell_text(row, index))
        return found


def run(name: str, **parameters: Any) -> Shown:
    """Run a shipped notebook with parameters; `data` is a folder, the others as papermill's."""
    bundles: list[dict[str, Any]] = []
    empty = 0

    def show(
        bundle: dict[str, Any], raw: bool = False, metadata: dict[str, Any] | None = None
    ) -> None:
        nonlocal empty
        if is_nothing(metadata or {}):
            empty += 1
        else:
            bundles.append(bundle)

    names: dict[str, Any] = {}
    pyplot.close("all")  # else a cell draws into what another test left open
    with pytest.MonkeyPatch.context() as patch, _in_notebooks():
        patch.setattr(display, "display", show)
        for source, is_parameters in _code(name):
            exec(source, names)
            if is_parameters:
                names |= parameters
        pyplot.close("all")
    return Shown(bundles, empty)


@contextmanager
def read_once() -> Iterator[None]:
    """The chapters of a report share what was read for the first, as in a batch; so do reports of
    the same place and day in another language."""
    kept: dict[tuple[Path, str, Any, date], ProvinceFigures] = {}

    def read(folder: Path, scope: ReportScope) -> ProvinceFigures:
        key = (folder.resolve(), scope.slug, scope.period, scope.cutoff)
        if key not in kept:
            kept[key] = read_province(folder, scope)
        return replace(kept[key], scope=scope)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "read_province", read)
        yield


@cache
def _code(name: str) -> tuple[tuple[Any, bool], ...]:
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return tuple(
        (
            compile(cell.source, f"{name}, cell {number}", "exec"),
            "parameters" in cell.metadata.get("tags", ()),
        )
        for number, cell in enumerate(cells)
    )


@contextmanager
def _in_notebooks() -> Iterator[None]:
    before = Path.cwd()
    os.chdir(NOTEBOOKS)
    try:
        yield
    finally:
        os.chdir(before)

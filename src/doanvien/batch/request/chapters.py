"""The chapters of a batch, read before anything runs: what in a notebook would fail every report.

Each notebook must be readable, begin its code with one cell tagged ``parameters`` that holds plain
values for all parameters, and call only functions ``show_…`` that exist.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doanvien.reference.sentences import Sentence, meant, sentence
from doanvien.reference.text.names import nearest

PARAMETERS = ("province", "period", "as_of", "language", "data")
SHOWS = {name: name for name in ("show_table", "show_figure", "show_text", "show_tiles")}


def chapter_problems(path: Path) -> tuple[Sentence, ...]:
    """What is wrong with one notebook; nothing where a batch can run it."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell.get("cell_type") == "code"]
        return (*_parameter_problems(path.name, code), *_show_problems(path.name, cells))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        told = sentence(
            "{file} cannot be read or written: {reason}.", file=path.name, reason=reason
        )
        return (told,)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return (
            sentence(
                "{name} cannot be read as a notebook. Open and save it in JupyterLab.",
                name=path.name,
            ),
        )


def _parameter_problems(name: str, code: list[dict[str, Any]]) -> Iterator[Sentence]:
    tagged = [cell for cell in code if "parameters" in cell.get("metadata", {}).get("tags", ())]
    if not tagged or tagged[0] is not code[0]:
        yield sentence(
            "{name}: the first code cell has no tag 'parameters', so no province can be handed "
            "over. Add the tag (Property Inspector, Cell Tags).",
            name=name,
        )
        return
    lacking = [wanted for wanted in PARAMETERS if wanted not in _assigned(_source(tagged[0]))]
    if lacking:
        yield sentence(
            "{name}: the cell of parameters lacks {names}. Copy it from a shipped notebook.",
            name=name,
            names=", ".join(lacking),
        )


def _assigned(source: str) -> set[str]:
    """Names that a cell gives plain values."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return set()
    return {
        target.id
        for statement in statements
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def _show_problems(name: str, cells: list[dict[str, Any]]) -> Iterator[Sentence]:
    for number, cell in enumerate(cells, start=1):
        if cell.get("cell_type") != "code":
            continue
        for called in sorted(_called(_source(cell))):
            if called.startswith("show_") and called not in SHOWS:
                yield sentence(
                    "{name}, cell {number}: there is no function {called}.",
                    name=name,
                    number=number,
                    called=called,
                )
                yield from meant(nearest(called, SHOWS))


def _called(source: str) -> set[str]:
    """Names of functions that a cell calls; none of a cell that is no plain Python (magics)."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {func.id for func in calls if isinstance(func, ast.Name)}


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)

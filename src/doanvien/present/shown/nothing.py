"""A line in JupyterLab for a cell that has nothing to show; page and workbook leave it out."""

from __future__ import annotations

from html import escape
from typing import Any

from doanvien.reference.languages import Language, translator

EMPTY = {"doanvien": {"empty": True}}
"""The metadata of such an output, by which exporters know it."""


def bundle(language: Language) -> dict[str, Any]:
    """One grey line that says so."""
    line = translator(language)("Nothing to show here: the data set has no such figures.")
    return {
        "text/plain": line,
        "text/html": f'<p style="opacity:.6;margin:.2em 0"><em>{escape(line)}</em></p>',
    }


def is_nothing(metadata: Any) -> bool:
    """Whether the metadata of an output are those of a line that nothing is shown."""
    return bool(metadata.get("doanvien", {}).get("empty"))

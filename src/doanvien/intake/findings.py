"""What there is to say about a form: problems that refuse it, warnings, and what was left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from doanvien.intake.book.cells import Cell, one_line
from doanvien.reference.languages import Language
from doanvien.reference.sentences import Sentence

Level = Literal["problem", "warning", "note"]
LONGEST_QUOTE = 60
_FIGURE_LIKE = re.compile(r"(?=.*\d)[\d.,\s()%+/-]{1,20}|\D{0,3}")
_LONG_NUMBER = re.compile(r"(?:\d[ .-]?){9,}")


@dataclass(frozen=True)
class Finding:
    """One thing to say of one place of a file.

    ``ref`` is a cell ("G14"), a row ("14:14"), a column ("G:G") or "" for the sheet; ``sheet`` ""
    means the file. ``value`` is what stands there, "" where it must not be repeated.
    """

    level: Level
    sheet: str
    ref: str
    value: str
    message: Sentence
    remedy: Sentence | None = None

    @property
    def place(self) -> str:
        """ "Biểu 1!G14"."""
        return "!".join(part for part in (self.sheet, self.ref) if part)

    def said(self, language: Language) -> str:
        """The place, the value, what is wrong and what to write."""
        quoted = f"'{self.value}' " if self.value else ""
        told = f"{quoted}{self.message.said(language)}"
        if self.remedy:
            told += f" {self.remedy.said(language)}"
        return f"{self.place}: {told}" if self.place else told


def problem_at(
    sheet: str, cell: Cell, message: Sentence, remedy: Sentence, *, name: bool = False
) -> Finding:
    """A problem of one cell; ``name`` says that it holds a unit's name, which may be repeated."""
    return Finding("problem", sheet, cell.ref, quoted(cell, name=name), message, remedy)


def quoted(cell: Cell, *, name: bool = False) -> str:
    """What stands in a cell, as far as it is a figure gone wrong or the name of a unit.

    A person's name or telephone number that stands where a count belongs is not repeated.
    """
    text = one_line(cell.value if isinstance(cell.value, str) else _written(cell))
    if _LONG_NUMBER.search(text) or not (name or _repeatable(text)):
        return ""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def _repeatable(text: str) -> bool:
    """Begins as a number does, or is only a mark."""
    return bool(_FIGURE_LIKE.match(text)) and (text[:1].isdigit() or len(text) <= 8)


def _written(cell: Cell) -> str:
    if isinstance(cell.value, float):
        return f"{cell.value:.15g}"
    return "" if cell.kind == "no_result" else str(cell.value)

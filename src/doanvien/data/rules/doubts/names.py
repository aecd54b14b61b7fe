"""Units whose names may be one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.table import Row, Table
from doanvien.data.rules.units import UnitName, unit_name
from doanvien.reference.text.names import plain_words
from doanvien.reference.text.words import words

_EITHER_WAY = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


def alike_names(figures: Table) -> Iterator[Problem]:
    """Units whose names differ by what people leave out, the level or accents, or write either
    way, y or i."""
    alike: dict[str, dict[UnitName, str]] = {}
    for text in filter(None, figures.column("unit").distinct):
        name = unit_name(text)
        others = alike.setdefault(plain_words(name.name).replace("y", "i"), {})
        for other, written in others.items():
            if _written_less(text, written) or (
                name.name == other.name and not (name.level and other.level)
            ):
                at = int(np.argmax(figures.column("unit").holds({text})))
                told = wrong(
                    "{value} may be the unit '{other}'.",
                    "Write both alike if they are one; else say in the note that they are two.",
                    other=written,
                )
                row: Row = figures.row(at)
                if not row["note"]:
                    yield row.problem("unit", told, "doubt")
        others.setdefault(name, text)


def _written_less(text: str, other: str) -> bool:
    """Whether each word is the other's, or one of the two without accents, or y for i: Sơn and Son,
    Quý and Quí; Hòa and Họa are two names."""
    pairs = zip(words(text.casefold()), words(other.casefold()), strict=False)
    return text.isascii() or other.isascii() or all(map(_same_word, pairs))


def _same_word(pair: tuple[str, str]) -> bool:
    one, other = (word.translate(_EITHER_WAY) for word in pair)
    return one == other or one.isascii() or other.isascii()

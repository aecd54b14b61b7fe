"""What is wrong with a data set, said so that it can be put right without asking anybody.

A problem keeps its sentences; they are put into words, in either language, when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from doanvien.reference.languages import MESSAGES_IN, Language, translator
from doanvien.reference.sentences import ExplainedError, Sentences, said, sentence

LONGEST_QUOTE = 60
MOST_APART = 5
"""So many different values with one kind of mistake are told one by one; more are told once."""
MOST_SPANS = 12  # of rows, in words

_OTHERS = {
    "mistake": sentence("The other rows make the same mistake with other values."),
    "doubt": sentence("The other rows raise the same doubt with other values."),
}

Severity = Literal["mistake", "doubt"]
"""A mistake stops the reports that need its row; a doubt is told by `doanvien check` only."""


def wrong(message: str, remedy: str, /, **values: object) -> Sentences:
    """What is wrong, and what to do; both may speak of ``{value}``, the cell, which is quoted."""
    return sentence(message, **values), sentence(remedy, **values)


@dataclass(frozen=True)
class Problem:
    """One thing to put right.

    ``rows`` are line numbers in the file (the header is line 1), none where the file as a whole is
    meant. ``value`` is the cell as written, "" where no single cell is meant.
    """

    file: str
    rows: tuple[int, ...]
    column: str
    value: str
    told: Sentences
    severity: Severity = "mistake"

    @classmethod
    def of_file(
        cls, file: str, told: Sentences, row: int | None = None, column: str = ""
    ) -> Problem:
        """What is wrong with a file as a whole, or with one of its lines."""
        return cls(file, () if row is None else (row,), column, "", told)

    @property
    def row(self) -> int | None:
        """The first row."""
        return self.rows[0] if self.rows else None

    def said(self, language: Language) -> str:
        """On one line: where, what is wrong, what to do."""
        t = translator(language)
        place = [self.file]
        if self.rows:
            place.append(_rows_in_words(self.rows, language))
        if self.column:
            place.append(t("column {column}", column=self.column))
        quoted = ("value", _quoted(self.value))
        told = (replace(one, values=(quoted, *one.values)) for one in self.told)
        return f"{', '.join(place)}: {said(told, language)}"

    def __str__(self) -> str:
        return self.said(MESSAGES_IN)


class DataError(ExplainedError):
    """A data set that cannot be used. ``problems`` holds all that is wrong, not the first only."""

    def __init__(self, problems: Iterable[Problem], language: Language = MESSAGES_IN) -> None:
        self.problems = tuple(problems)
        self.language = language
        # The arguments themselves, so that the error survives the way from a worker process to its
        # parent.
        super().__init__(self.problems, language)

    def __str__(self) -> str:
        return "\n".join(problem.said(self.language) for problem in self.problems)


def each_once(problems: Iterable[Problem]) -> list[Problem]:
    """Every mistake once, with all of its rows, where it first appears.

    Where many values share a kind of mistake, the first speaks for all.
    """
    kinds: dict[tuple[str, str, Severity, str], dict[Problem, list[int]]] = {}
    order: dict[Problem, None] = {}
    for problem in problems:
        mistake = replace(problem, rows=())
        order[mistake] = None
        kind = problem.file, problem.column, problem.severity, problem.told[0].text
        kinds.setdefault(kind, {}).setdefault(mistake, []).extend(problem.rows)
    found: dict[Problem, Problem] = {}
    for alike in kinds.values():
        for mistake, rows in alike.items():
            found[mistake] = replace(mistake, rows=tuple(sorted(set(rows))))
            if len(alike) > MOST_APART:
                told = (*mistake.told, _OTHERS[mistake.severity])
                every = {row for rows in alike.values() for row in rows}
                found[mistake] = replace(mistake, told=told, rows=tuple(sorted(every)))
                break
    return [found[mistake] for mistake in order if mistake in found]


def _rows_in_words(rows: tuple[int, ...], language: Language) -> str:
    """ "row 7", "rows 2, 5–9, 601"; of very many the first and how many they are."""
    t = translator(language)
    if len(rows) == 1:
        return t("row {row}", row=rows[0])
    breaks = [0, *(at for at, (a, b) in enumerate(pairwise(rows), 1) if b != a + 1), len(rows)]
    spans = [(rows[first], rows[last - 1]) for first, last in pairwise(breaks)]
    words = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans[:MOST_SPANS])
    if len(spans) > MOST_SPANS:
        return t("rows {rows}, … ({count} in all)", rows=words, count=len(rows))
    return t("rows {rows}", rows=words)


def _quoted(value: str) -> str:
    """A value on one line, cut where it is long."""
    line = " ".join(value.split())
    if len(line) > LONGEST_QUOTE:
        line = line[: LONGEST_QUOTE - 1] + "…"
    return f"'{line}'"

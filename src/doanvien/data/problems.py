"""What is wrong with a data set, said so that it can be put right without asking anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from doanvien.reference.languages import MESSAGES_IN, Language
from doanvien.reference.sentences import ExplainedError, sentence

LONGEST_QUOTE = 60


class Complaint(NamedTuple):
    """What is wrong with one value: a predicate ("is not a whole number") and a full sentence."""

    message: str
    remedy: str


@dataclass(frozen=True)
class Problem:
    """One thing to put right.

    ``row`` is the line number in the file (the header is line 1), or None where the file as a
    whole is meant. ``value`` is the cell as written, "" where no single cell is meant.
    """

    file: str
    row: int | None
    column: str
    value: str
    message: str
    remedy: str

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        subject = f"{_quoted(self.value)} " if self.value else ""
        return f"{place}: {subject}{self.message}. {self.remedy}"


class DataError(ExplainedError):
    """A data set that cannot be used. ``problems`` holds all that is wrong, not the first only.

    The problems are in English, as `doanvien check` prints them; in a report in another language
    a sentence before them says what they are.
    """

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem], language: Language = MESSAGES_IN) -> None:
        self.problems = tuple(problems)
        self.language = language
        # The arguments themselves, so that the error survives the way from a worker process to its
        # parent.
        super().__init__(self.problems, language)

    def __str__(self) -> str:
        opening = sentence("The data set cannot be used. `doanvien check` says the same.")
        told = [opening.said(self.language)] if self.language != MESSAGES_IN else []
        return "\n".join([*told, *map(str, self.problems)])


def _quoted(value: str) -> str:
    """A value on one line, cut where it is long."""
    line = " ".join(value.split())
    if len(line) > LONGEST_QUOTE:
        line = line[: LONGEST_QUOTE - 1] + "…"
    return f"'{line}'"

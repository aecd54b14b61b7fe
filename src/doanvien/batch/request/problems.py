"""What can be wrong with a batch, said so that it can be mended."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from doanvien.reference.languages import MESSAGES_IN, Language, translator
from doanvien.reference.sentences import Sentences, SpokenError, meant, said, sentence
from doanvien.reference.text.names import nearest

LONGEST = 1000
"""Letters of one message; a value of a file may be of any length."""

MOST_ALIKE = 5
"""Mistakes of one kind that are told one by one."""
_NUMBER = re.compile(r"#\d+")


@dataclass(frozen=True)
class ParameterProblem:
    """One thing wrong in a batch file or in what was asked of it; `said` is one line for a person.

    `told` is in whole sentences and says what to write instead. `line` counts from 1; `key` is
    the way to the key, e.g. "reports #2 province".
    """

    file: str
    told: Sentences
    line: int | None = None
    key: str = ""

    def said(self, language: Language) -> str:
        """Where, what is wrong, what to write."""
        t = translator(language)
        place = [self.file] if self.file else []
        if self.line is not None:
            place.append(t("line {line}", line=self.line))
        if self.key:
            place.append(t("key {key}", key=self.key))
        # A message of several lines (an error quoted whole) must not look like several problems.
        message = " ".join(said(self.told, language).split())
        message = message if len(message) <= LONGEST else f"{message[:LONGEST]}…"
        return f"{', '.join(place)}: {message}" if place else message

    def __str__(self) -> str:
        return self.said(MESSAGES_IN)


class BatchError(ValueError):
    """The batch cannot start. `problems` has everything that is wrong, not only the first."""

    def __init__(self, problems: Sequence[ParameterProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.said(MESSAGES_IN))

    def said(self, language: Language) -> str:
        """A line for each problem."""
        return "\n".join(problem.said(language) for problem in self.problems)


def few_of_a_kind(problems: Iterable[ParameterProblem]) -> list[ParameterProblem]:
    """In the order of the lines, the first of many alike, then how many more there are."""
    found = sorted(problems, key=lambda one: one.line or 0)
    kinds: dict[tuple[str, str], list[ParameterProblem]] = {}
    for one in found:
        # Where the entries of a list, or of a key, all say the same wrong thing.
        place = _NUMBER.sub("", one.key.rpartition(" ")[0])
        kinds.setdefault((place, one.told[0].text), []).append(one)
    told = []
    for alike in kinds.values():
        told += alike[:MOST_ALIKE]
        if (left := len(alike) - MOST_ALIKE) > 0:
            more = sentence(
                "{count} more {count:entry makes|entries make} the same mistake.", count=left
            )
            told.append(replace(alike[MOST_ALIKE], told=(more,)))
    return sorted(told, key=lambda one: one.line or 0)


def told(error: Exception) -> Sentences:
    """What an error says, in its sentences where it is made of some."""
    return error.sentences if isinstance(error, SpokenError) else verbatim(str(error))


def verbatim(text: str) -> Sentences:
    """A text that has no other languages."""
    return (sentence("{text}", text=text),)


def suggestion(text: str, known: Iterable[str]) -> Sentences:
    """The question "Did you mean 'headline'?"; else the known words if they are few."""
    words = list(known)
    near = nearest(text, {word: word for word in words if word != text}, limit=1)
    if near:
        return meant(near)
    if 0 < len(words) <= 12:
        return (sentence("There is: {words}.", words=", ".join(words)),)
    return ()

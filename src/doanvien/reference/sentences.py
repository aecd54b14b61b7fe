"""Sentences for whoever typed something wrong, in any language of reports.

Commands and logs speak English; a notebook speaks the language of its report. So an error keeps its
sentences with their values, and is put into words when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from doanvien.reference.calendar.days import write_day
from doanvien.reference.languages import MESSAGES_IN, Language, translator

_BOLD_RED, _PLAIN = "\x1b[1;31m", "\x1b[0m"


class All(tuple[str, ...]):
    """Things that are listed in a sentence, all of which are meant."""


@runtime_checkable
class Told(Protocol):
    """What can be said in every language: a sentence, an error made of sentences."""

    def said(self, language: Language) -> str: ...


@dataclass(frozen=True)
class Sentence:
    """An English sentence of the catalogues and the values of its placeholders.

    A value that is a day is written as the language writes days, one that is a tuple as
    alternatives ("'a', 'b' or 'c'"), one that is `All` as a list ("a, b and c"), one that is said
    itself in the same language.
    """

    text: str
    values: tuple[tuple[str, object], ...] = ()

    def said(self, language: Language) -> str:
        """In words."""
        words = {name: _worded(value, language) for name, value in self.values}
        return translator(language)(self.text, **words)


Sentences = tuple[Sentence, ...]


def sentence(text: str, /, **values: object) -> Sentence:
    """``sentence("Unknown province {text!r}.", text="lao cay")``."""
    return Sentence(text, tuple(values.items()))


def said(sentences: Iterable[Sentence], language: Language) -> str:
    """Sentences one after the other."""
    return " ".join(sentence.said(language) for sentence in sentences)


def listed(items: Sequence[str], language: Language) -> str:
    """Things in a sentence: "Hà Nội, Lào Cai và Huế"."""
    if len(items) < 2:
        return "".join(items)
    t = translator(language)
    return t("{first} and {last}", first=", ".join(items[:-1]), last=items[-1])


def meant(suggestions: tuple[str, ...]) -> Sentences:
    """The question "Did you mean 'a', 'b' or 'c'?", or nothing without suggestions."""
    quoted = [repr(suggestion) for suggestion in suggestions]
    if not quoted:
        return ()
    if len(quoted) == 1:
        return (sentence("Did you mean {suggestion}?", suggestion=quoted[0]),)
    first, last = ", ".join(quoted[:-1]), quoted[-1]
    return (sentence("Did you mean {first} or {last}?", first=first, last=last),)


class ExplainedError(ValueError):
    """An error that says by itself what to do: Jupyter shows its words and no traceback."""

    def _render_traceback_(self) -> list[str]:
        """What IPython asks of an exception that renders itself; lines, colours included."""
        return [f"{_BOLD_RED}{line}{_PLAIN}" for line in str(self).splitlines()]


class SpokenError(ExplainedError):
    """An error made of sentences; ``str()`` is in English, as commands speak."""

    def __init__(self, *sentences: Sentence) -> None:
        super().__init__(*sentences)
        self.sentences: Sentences = sentences

    def __str__(self) -> str:
        return self.said(MESSAGES_IN)

    def said(self, language: Language) -> str:
        """In words."""
        return said(self.sentences, language)


@dataclass(frozen=True)
class Alternatives:
    """Words of which one is to be written: "a, b or c"."""

    words: tuple[str, ...]


def _worded(value: object, language: Language) -> object:
    if isinstance(value, Told):
        return value.said(language)
    if isinstance(value, date):
        return write_day(value, language)
    if isinstance(value, All):
        return listed(value, language)
    if isinstance(value, Alternatives):
        return _alternatives(value.words, language)
    if isinstance(value, tuple):
        return _alternatives([repr(one) for one in value], language)
    return value


def _alternatives(items: Sequence[str], language: Language) -> str:
    if len(items) < 2:
        return "".join(items)
    t = translator(language)
    return t("{first} or {last}", first=", ".join(items[:-1]), last=items[-1])

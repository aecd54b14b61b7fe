"""Sentences for whoever typed something wrong, in either language.

Commands and logs speak English; a notebook speaks the language of its report. So an error keeps its
sentences with their values, and is put into words when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from doanvien.reference.days import english_date, vietnamese_date
from doanvien.reference.languages import Language, translator

_BOLD_RED, _PLAIN = "\x1b[1;31m", "\x1b[0m"


@dataclass(frozen=True)
class Sentence:
    """An English sentence of the catalogues and the values of its placeholders."""

    text: str
    values: tuple[tuple[str, object], ...] = ()

    def said(self, language: Language) -> str:
        """In words: days as the language writes them, several suggestions joined by "or"."""
        words = {name: _worded(value, language) for name, value in self.values}
        return translator(language)(self.text, **words)


Sentences = tuple[Sentence, ...]


def sentence(text: str, /, **values: object) -> Sentence:
    """``sentence("Unknown province {text!r}.", text="lao cay")``."""
    return Sentence(text, tuple(values.items()))


def said(sentences: Iterable[Sentence], language: Language) -> str:
    """Sentences one after the other."""
    return " ".join(sentence.said(language) for sentence in sentences)


def meant(suggestions: tuple[str, ...]) -> Sentences:
    """The question "Did you mean 'a' or 'b'?", or nothing without suggestions."""
    return (sentence("Did you mean {suggestions}?", suggestions=suggestions),) * bool(suggestions)


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """The same question in English with a leading space, to be put after a sentence."""
    return "".join(f" {question.said('en')}" for question in meant(suggestions))


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
        return said(self.sentences, "en")


def _worded(value: object, language: Language) -> object:
    if isinstance(value, date):
        return vietnamese_date(value) if language == "vi" else english_date(value)
    if isinstance(value, tuple):
        return (" hay " if language == "vi" else " or ").join(map(repr, value))
    return value

"""What to tell an analyst whose call of a function `show_…` cannot be shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from doanvien.present.shown.tables.grid import KINDS
from doanvien.reference.languages import (
    NOTEBOOKS_IN,
    UnknownLanguage,
    language_or_usual,
    parse_language,
)
from doanvien.reference.scope import unknown_language
from doanvien.reference.sentences import ExplainedError, Sentence, meant, said, sentence
from doanvien.reference.text.names import name_key, nearest


class NotShown(ExplainedError):
    """Something cannot be shown as it was handed over; says what to write instead."""

    def __init__(self, language: str, *sentences: Sentence) -> None:
        super().__init__(language, *sentences)
        self.language = language_or_usual(language)
        self.sentences = sentences

    def __str__(self) -> str:
        return said(self.sentences, self.language)


def check_language(language: str) -> None:
    """Raises NotShown for anything but a language of reports."""
    try:
        parse_language(language)
    except UnknownLanguage as error:
        raise NotShown(NOTEBOOKS_IN, unknown_language(error)) from None


def check_caption(caption: object, example: str, language: str) -> None:
    """Raises NotShown where there is no caption; `example` is the call with one."""
    if not isinstance(caption, str) or not caption.strip():
        raise NotShown(
            language, sentence("The caption is missing. Write {example}.", example=example)
        )


def check_columns(
    said_of: Collection[str], argument: str, columns: Collection[str], language: str
) -> None:
    """Raises NotShown where `kinds` or `titles` speak of a column that the frame does not have."""
    for name in said_of:
        if name not in columns:
            near = nearest(name_key(name), {name_key(column): column for column in columns})
            unknown = sentence(
                "{argument} names the column {name!r}, which the table does not have.",
                argument=argument,
                name=name,
            )
            raise NotShown(language, unknown, *meant(near))


def check_kinds(kinds: Mapping[str, str], language: str) -> None:
    """Raises NotShown for a kind that no column can have."""
    for name, kind in kinds.items():
        if kind not in KINDS:
            raise NotShown(
                language,
                sentence(
                    "There is no kind {kind!r} for the column {name!r}. Write one of {known}.",
                    kind=kind,
                    name=name,
                    known=tuple(KINDS),
                ),
                *meant(nearest(str(kind), dict(zip(KINDS, KINDS, strict=True)), limit=1)),
            )

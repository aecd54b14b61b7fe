"""The languages of reports: a line of ``languages.csv`` for each, and its catalogues.

The English sentence is the message id; ``data/reference/labels/<language>/`` holds one catalogue a
room. What a reference table says in words stands in a column for each language (``label_vi``). A
new language is a line, a folder and its columns; tests/unit/test_labels.py names what is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NewType, Protocol

from doanvien.reference.files import read_table, reference_folder
from doanvien.reference.text.raw import fill

Language = NewType("Language", str)
"""The code of a line of ``languages.csv``; `parse_language` makes one of a text."""

PUBLISHED = "published"
"""The status of figures that anybody can look up. The status of others is their context."""

REPORTED = "reported"
"""The context (msgctxt) of sentences as they read of figures that nobody has published."""

MESSAGES_IN = Language("en")
"""The language of message ids, in which commands and logs speak too."""

NOTEBOOKS_IN = Language("vi")
"""The language of text cells, of what data sets say, and of a report that names none."""


@dataclass(frozen=True)
class LanguageLine:
    """One line of ``languages.csv``.

    ``name`` is English, ``own_name`` what its readers call it, ``locale`` one of Unicode's (numbers
    are laid out by it); ``date``, ``day_of_year`` and ``month_of_year`` are patterns, as
    `reference.calendar.days` fills them.
    """

    code: str
    name: str
    own_name: str
    locale: str
    date: str
    day_of_year: str
    month_of_year: str


class Translator(Protocol):
    """``t(message, **values)``: the message in one language, its placeholders filled."""

    def __call__(self, message: str, /, **values: object) -> str:
        """The sentence that a reader sees."""


class MissingTranslation(LookupError):
    """A sentence or a word has no version in a language."""


class UnknownLanguage(ValueError):
    """A text that is the code of no language; ``known`` are those that are."""

    def __init__(self, text: object) -> None:
        super().__init__(text)
        self.text, self.known = text, tuple(languages())

    def __str__(self) -> str:
        return f"Unknown language {self.text!r}. Write {' or '.join(map(repr, self.known))}."


def languages() -> tuple[Language, ...]:
    """Every language that a report can be written in, in the order of the table."""
    return tuple(_lines())


def parse_language(text: object) -> Language:
    """``text`` as a language code; raises UnknownLanguage for what the table does not hold."""
    for code in languages():
        if text == code:
            return code
    raise UnknownLanguage(text)


def language_or_usual(text: object) -> Language:
    """The language to tell somebody in that ``text`` is none: then the usual one of reports."""
    return Language(text) if isinstance(text, str) and text in languages() else NOTEBOOKS_IN


def language_line(language: Language) -> LanguageLine:
    """What the table says of a language; raises UnknownLanguage."""
    return _lines()[parse_language(language)]


def text_of(row: Mapping[str, str], name: str, language: Language) -> str:
    """What a row of a reference table says in a language, in its column ``<name>_<language>``.

    Empty where it says nothing in any language; raises MissingTranslation where it does in another.
    """
    column = f"{name}_{language}"
    text = row.get(column, "")
    if not text and any(row.get(f"{name}_{other}") for other in languages()):
        raise MissingTranslation(
            f"No {language_line(language).name} for {next(iter(row.values()))!r}. Fill the column "
            f"{column} of its table in data/reference."
        )
    return text


def translated(row: Mapping[str, str], name: str, language: Language) -> str:
    """What a data set says in its column ``name``, in the language of a report (``note_en`` beside
    ``note``); without a translation, as written."""
    return row.get(f"{name}_{language}") or row[name]


def translator(language: Language, status: str = PUBLISHED) -> Translator:
    """The function ``t("{count} new members", count="1.128")`` of a language.

    A sentence that says of figures that they are published has another version for those of another
    ``status`` (reported by an office, simulated), in the catalogue ``reported.po`` of each language
    (English, too); a sentence without one is the same of both.

    Values arrive formatted: the translator inserts text, it does not format numbers. A message that
    no catalogue of the language holds raises MissingTranslation; a placeholder without value raises
    KeyError; None, a truth value or a number that is none, RawValue. Raises UnknownLanguage.
    """
    return _translators()[parse_language(language), status in ("", PUBLISHED)]


def message_ids(language: Language) -> frozenset[str]:
    """Every English sentence that the catalogues of a language translate."""
    return frozenset(_catalogue(language))


def read_catalogues(
    folder: Path, pattern: str = "*.po", context: str | None = None
) -> dict[str, str]:
    """Message → translation of all catalogues of a folder, of those in a context; fuzzy and empty
    entries are left out.

    Raises ValueError where two catalogues translate one sentence differently.
    """
    # Babel is slow to import and an English report never needs it.
    from babel.messages.pofile import read_po

    sentences: dict[str, str] = {}
    for path in sorted(folder.glob(pattern)):
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        for message in catalogue:
            english, translation = message.id, message.string
            if not isinstance(english, str) or not isinstance(translation, str):
                raise ValueError(
                    f"{path.name} gives {english!r} plural forms. Write whole sentences instead."
                )
            if not english or not translation or message.fuzzy or message.context != context:
                continue
            if sentences.setdefault(english, translation) != translation:
                raise ValueError(
                    f"{path.name} translates {english!r} differently from another catalogue. "
                    "Keep one of the two, or make the English sentences differ."
                )
    return sentences


def text_cell(source: str, language: Language) -> str:
    """A text cell of a shipped notebook, written in Vietnamese, in the language of the report.

    The catalogue is ``labels/<language>/notebooks.po``; a cell that it does not hold is an
    analyst's own and stays as it is.
    """
    return source if language == NOTEBOOKS_IN else _text_cells(language).get(source.strip(), source)


@cache
def _lines() -> dict[Language, LanguageLine]:
    rows = read_table("languages.csv")
    return {code: LanguageLine(**row) for row in rows if (code := Language(row["code"]))}


@cache
def _translators() -> dict[tuple[Language, bool], Translator]:
    return {
        (code, published): _translator_of(code, published=published)
        for code in languages()
        for published in (True, False)
    }


def _translator_of(language: Language, *, published: bool) -> Translator:
    def translate(message: str, /, **values: object) -> str:
        sentence = None if published else _of_reported(language).get(message)
        if sentence is None:
            sentence = message if language == MESSAGES_IN else _catalogue(language).get(message)
        if sentence is None:
            raise MissingTranslation(
                f"No {language_line(language).name} for {message!r}. Add it as a msgid with its "
                f"msgstr to a catalogue in data/reference/labels/{language}."
            )
        return fill(sentence, values)

    return translate


@cache
def _catalogue(language: Language) -> dict[str, str]:
    return read_catalogues(reference_folder() / "labels" / language)


@cache
def _of_reported(language: Language) -> dict[str, str]:
    return read_catalogues(reference_folder() / "labels" / language, "reported.po", REPORTED)


@cache
def _text_cells(language: Language) -> dict[str, str]:
    return read_catalogues(reference_folder() / "labels" / language, "notebooks.po")

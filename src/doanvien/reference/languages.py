"""The two languages of a report, and the catalogues that turn English sentences into Vietnamese.

The English sentence is the message id; ``data/reference/labels/vi/`` holds one catalogue a room.
"""

from functools import cache
from pathlib import Path
from typing import Literal, Protocol

from doanvien.reference.files import reference_folder

Language = Literal["vi", "en"]


NOTEBOOKS_IN: Language = "vi"
"""The language in which text cells of notebooks are written."""


class Translator(Protocol):
    """``t(message, **values)``: the message in one language, its placeholders filled."""

    def __call__(self, message: str, /, **values: object) -> str:
        """The sentence that a reader sees."""


class MissingTranslation(LookupError):
    """A sentence has no Vietnamese version in any catalogue."""


def parse_language(text: object) -> Language:
    """``text`` as a language code; raises ValueError for anything but "vi" and "en"."""
    if text == "vi":
        return "vi"
    if text == "en":
        return "en"
    raise ValueError(f"Unknown language {text!r}. Write 'vi' or 'en'.")


def translator(language: Language) -> Translator:
    """The function ``t("{count} new members", count="1.128")`` of a language.

    Values arrive formatted: the translator inserts text, it does not format numbers. For "vi", a
    message that no catalogue holds raises MissingTranslation; a placeholder without value raises
    KeyError in both languages. Raises ValueError for an unknown language.
    """
    return _vietnamese if parse_language(language) == "vi" else _english


def message_ids() -> frozenset[str]:
    """Every English sentence that the catalogues translate."""
    return frozenset(_catalogue())


def read_catalogues(folder: Path, pattern: str = "*.po") -> dict[str, str]:
    """Message → translation of all catalogues of a folder; fuzzy and empty entries are left out.

    Raises ValueError where two catalogues translate one sentence differently.
    """
    # Babel is slow to import and an English report never needs it.
    from babel.messages.pofile import read_po

    sentences: dict[str, str] = {}
    for path in sorted(folder.glob(pattern)):
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        for message in catalogue:
            english, vietnamese = message.id, message.string
            if not isinstance(english, str) or not isinstance(vietnamese, str):
                raise ValueError(
                    f"{path.name} gives {english!r} plural forms. Write whole sentences instead."
                )
            if not english or not vietnamese or message.fuzzy:
                continue
            if sentences.setdefault(english, vietnamese) != vietnamese:
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
def _text_cells(language: Language) -> dict[str, str]:
    return read_catalogues(reference_folder() / "labels" / language, "notebooks.po")


def _english(message: str, /, **values: object) -> str:
    return message.format(**values)


def _vietnamese(message: str, /, **values: object) -> str:
    sentence = _catalogue().get(message)
    if sentence is None:
        raise MissingTranslation(
            f"No Vietnamese for {message!r}. Add it as a msgid with its msgstr to a catalogue in "
            "data/reference/labels/vi."
        )
    return sentence.format(**values)


@cache
def _catalogue() -> dict[str, str]:
    return read_catalogues(reference_folder() / "labels" / "vi")

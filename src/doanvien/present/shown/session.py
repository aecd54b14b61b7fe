"""The reports that a notebook has opened: their language for what is shown without saying it, and
their end, when `open_report` refuses the parameters of another one.

A cell below must not run on the figures of a province that the parameters no longer name, whatever
the order in which cells are run.
"""

from __future__ import annotations

from typing import Protocol
from weakref import WeakSet

from doanvien.present.shown.misuse import NotShown
from doanvien.reference.languages import NOTEBOOKS_IN, Language
from doanvien.reference.sentences import sentence


class Opened(Protocol):
    """A report, or an overview of several."""

    @property
    def language(self) -> Language: ...
    def close(self) -> None: ...


_opened: WeakSet[Opened] = WeakSet()
_language: Language = NOTEBOOKS_IN


def remember(opened: Opened) -> None:
    """From now on things are shown in its language, and it ends when another one is refused."""
    global _language
    _opened.add(opened)
    _language = opened.language


def close_all() -> None:
    """End every report: its parameters were replaced by others that cannot be used."""
    for opened in list(_opened):
        opened.close()
    _opened.clear()


def language_in_use() -> Language:
    """The language of the report opened last; Vietnamese before any."""
    return _language


def closed_error(language: Language) -> NotShown:
    """What a cell is told that works on with a report that has ended."""
    return NotShown(
        language,
        sentence(
            "This report was closed, because the parameters now in the notebook were refused. "
            "Correct them and run the notebook again from its first cell."
        ),
    )

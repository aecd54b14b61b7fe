"""The reports that a notebook has opened: their language for what is shown without saying it, and
their end, when `open_report` refuses the parameters of another one.

A cell below must not run on the figures of a province that the parameters no longer name, whatever
the order in which cells are run.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol
from weakref import WeakSet

from doanvien.present.shown.misuse import NotShown
from doanvien.reference.languages import NOTEBOOKS_IN, Language
from doanvien.reference.sentences import sentence


class Opened(Protocol):
    """A report, or an overview of several."""

    @property
    def language(self) -> Language: ...
    @property
    def cutoff(self) -> date: ...
    @property
    def public(self) -> bool: ...
    def close(self) -> None: ...


_opened: WeakSet[Opened] = WeakSet()
_language: Language = NOTEBOOKS_IN
_cutoff: date | None = None
_public = False
_refused = False


def remember(opened: Opened) -> None:
    """From now on things are shown in its language, and it ends when another one is refused."""
    global _language, _cutoff, _public, _refused
    _opened.add(opened)
    _language, _cutoff, _refused = opened.language, opened.cutoff, False
    _public = opened.public


def close_all() -> None:
    """End every report: its parameters were replaced by others that cannot be used. Until others
    are accepted nothing is shown, whatever is left in variables of the notebook."""
    global _refused
    _refused = bool(_opened) or _refused
    for opened in list(_opened):
        opened.close()
    _opened.clear()


def check_not_refused(language: Language) -> None:
    """Raises NotShown where the last parameters were refused after a report had been open."""
    if _refused:
        raise closed_error(language)


def cutoff_in_use() -> date | None:
    """The cut-off date of the report opened last; None before any."""
    return _cutoff


def public_in_use() -> bool:
    """Whether the report opened last is for wide circulation; no before any."""
    return _public


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

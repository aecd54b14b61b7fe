"""What stands alone as a cell's last line: a frame by the rules of `show_table`, a report by its
cover and its tiles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from doanvien.present.shown import session
from doanvien.present.shown.misuse import NotShown
from doanvien.present.shown.tables.frames import table_from_frame
from doanvien.reference.languages import translator

MOST_ROWS = 60


def show_bare_frames() -> None:
    """From now on IPython shows bare frames as tables; nothing outside IPython."""
    shell = _shell()
    if shell is not None:
        shell.display_formatter.mimebundle_formatter.for_type(pd.DataFrame, _bundle)


def show_alone(kind: type, show: Callable[[Any], None]) -> None:
    """From now on IPython shows a thing of that type, alone in a cell, by calling ``show``."""
    shell = _shell()
    if shell is not None:
        shell.display_formatter.ipython_display_formatter.for_type(kind, show)


def _shell() -> Any:
    from IPython.core.getipython import get_ipython

    return get_ipython()


def _bundle(frame: pd.DataFrame, include: Any = None, exclude: Any = None) -> Any:
    """The table, of a long frame its first rows with a note of how many there are.

    A frame that cannot be a table is left to pandas.
    """
    t = translator(session.language_in_use())
    notes = None
    if len(frame) > MOST_ROWS:
        told = t(
            "The first {shown} of {count} {count:row|rows}; show_table(…) shows all.",
            shown=MOST_ROWS,
            count=len(frame),
        )
        notes = (told,)
    for caption in ("", t("Table")):  # its own, else that of any table
        try:
            return table_from_frame(frame.head(MOST_ROWS), caption, notes=notes).bundle()
        except (NotShown, ValueError):
            continue
    return None

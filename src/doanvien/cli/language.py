"""The language of what is said: asked for, else that of the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from doanvien.reference.languages import Language

InLanguage = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Speak vi or en; else as the terminal does."),
]


def language_of(asked: str | None) -> Language:
    """The language that was asked for, else that of the terminal."""
    from doanvien.reference.languages import UnknownLanguage, parse_language

    if asked is None:
        return language_of_terminal()
    try:
        return parse_language(asked)
    except UnknownLanguage as error:
        raise typer.BadParameter(str(error), param_hint="--language") from error


def language_of_terminal() -> Language:
    """The language of messages: that of the terminal where reports are written in it."""
    from doanvien.reference.languages import MESSAGES_IN, languages

    names = ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG")
    asked = next(filter(None, map(os.environ.get, names)), None) or _language_of_windows()
    return next((code for code in languages() if asked.startswith(code)), MESSAGES_IN)


def _language_of_windows() -> str:
    """Windows sets no variable; it is asked itself, such as "vi_VN". "" elsewhere."""
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""

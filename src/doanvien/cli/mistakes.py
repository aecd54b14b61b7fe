"""What a user can put right, said in a line for each mistake instead of a traceback."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from doanvien.reference.languages import Language
    from doanvien.reference.sentences import Sentence
from doanvien.cli.language import language_of_terminal

FAILED, NOT_STARTED, INTERRUPTED = 1, 2, 130
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_SHARED = (32, 33)
"""What Windows answers where another program holds a file open (ERROR_SHARING_VIOLATION, …)."""


@contextmanager
def errors_in_one_line(language: Language | None = None, *, kept: bool = True) -> Iterator[None]:
    """Whatever goes wrong for a reason that a user can change ends with exit status 2 and says so.

    The rooms are imported inside, so that Ctrl-C while they are read is one line, too; ``kept``
    says whether something may have been finished by then.
    """
    try:
        yield
    except KeyboardInterrupt as error:
        typer.echo(_interrupted(kept).said(language or language_of_terminal()), err=True)
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError:
        raise  # who listened has gone; the command line framework ends quietly
    except OSError as error:
        typer.echo(in_words(error, language or language_of_terminal()), err=True)
        raise typer.Exit(NOT_STARTED) from error
    except ValueError as error:
        if not isinstance(error, _explained()):
            raise
        typer.echo(_told(error, language), err=True)
        raise typer.Exit(NOT_STARTED) from error


def _interrupted(kept: bool) -> Sentence:
    from doanvien.reference.sentences import sentence

    if kept:
        return sentence("Interrupted. What was finished is kept.")
    return sentence("Interrupted. Nothing was written.")


def _told(error: ValueError, language: Language | None) -> str:
    from doanvien.data.problems import DataError
    from doanvien.reference.sentences import Told

    if isinstance(error, Told):
        return error.said(language or language_of_terminal())
    if isinstance(error, DataError):
        return str(DataError(error.problems, language or language_of_terminal()))
    return str(error)


def in_words(error: OSError, language: Language) -> str:
    """The file, what is wrong with it and what to do: one sentence, or two."""
    name = error.filename2 or error.filename
    if isinstance(name, (str, bytes)) and name:
        return _cause(error, _shown(os.fsdecode(name))).said(language)
    return _without_name(error).said(language)


def _cause(error: OSError, place: str) -> Sentence:
    from doanvien.reference.sentences import sentence

    if getattr(error, "winerror", None) in _SHARED:
        return sentence(
            "{file} is open in another program, in Excel perhaps. Close it there, then give the "
            "command again.",
            file=place,
        )
    if isinstance(error, PermissionError):
        return sentence(
            "{file} may not be read or written. Close it where it is open, or ask for the right to "
            "it.",
            file=place,
        )
    if error.errno == errno.EROFS:
        return sentence("{file} lies on a disk that cannot be written to.", file=place)
    if error.errno in _FULL:
        return _without_name(error)
    if isinstance(error, IsADirectoryError):
        return sentence("{file} is a folder, where a file is expected. Move it away.", file=place)
    if isinstance(error, (NotADirectoryError, FileExistsError)):
        return sentence("{file} stands where a folder is expected. Move it away.", file=place)
    if isinstance(error, FileNotFoundError):
        return sentence("{file} is not there. Check the path.", file=place)
    if error.errno == errno.ENAMETOOLONG:
        return sentence("The name {file} is too long. Give a shorter one.", file=_cut(place))
    if error.errno == errno.ELOOP:
        return sentence("{file} is a link that leads to itself. Remove it.", file=place)
    return sentence(
        "{file} cannot be read or written: {reason}.",
        file=place,
        reason=error.strerror or str(error),
    )


def _without_name(error: OSError) -> Sentence:
    from doanvien.reference.sentences import sentence

    if error.errno in _FULL:
        return sentence("The disk is full. Make room, then give the command again.")
    return sentence(
        "A file cannot be read or written: {reason}.", reason=error.strerror or str(error)
    )


def _shown(name: str) -> str:
    """As one would write it from here: no folders of the machine above the project."""
    path, here = Path(name), Path.cwd()
    if not path.is_absolute():
        return name
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.name


def _cut(name: str) -> str:
    return f"{name[:40]}…" if len(name) > 40 else name


def _explained() -> tuple[type[ValueError], ...]:
    """Errors that say by themselves what to do."""
    from doanvien.batch.request.problems import BatchError
    from doanvien.data.problems import DataError
    from doanvien.reference.sentences import ExplainedError

    return (BatchError, DataError, ExplainedError)

"""Which files are meant: those that are named, and the forms in folders that are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from doanvien.intake.book.opened import OTHER_SUFFIXES, SUFFIXES
from doanvien.reference.sentences import SpokenError, sentence

MOST_FILES = 5_000


class NoFiles(SpokenError):
    """Nothing to take in."""


def found_files(named: Iterable[Path]) -> list[Path]:
    """The files in the order in which they are named, those of a folder by name, each once.

    Files that a program keeps while a workbook is open ("~$…") are left alone. Raises NoFiles.
    """
    found: dict[Path, None] = {}
    for path in named:
        if path.is_dir():
            inside = sorted(path.rglob("*"))
            found |= dict.fromkeys(one for one in inside if _is_form(one))
        elif path.is_file():
            found[path] = None
        else:
            raise NoFiles(sentence("There is no file {name!r}.", name=path.name))
    if not found:
        raise NoFiles(sentence("Name the files to take in, or a folder that holds some."))
    if len(found) > MOST_FILES:
        raise NoFiles(sentence("More than {most} files at once; take a part.", most=MOST_FILES))
    return list(found)


def _is_form(path: Path) -> bool:
    known = path.suffix.lower() in (*SUFFIXES, *OTHER_SUFFIXES)
    return known and path.is_file() and not path.name.startswith(("~", "."))

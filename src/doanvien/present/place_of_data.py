"""What to tell somebody whose parameter `data` names no data set."""

from __future__ import annotations

import os
from pathlib import Path

from doanvien.data.layout import INFO_FILE
from doanvien.reference.files import reference_folder
from doanvien.reference.sentences import Sentence, Sentences, sentence


def data_problem(data: object) -> Sentences:
    """Where `data` was looked for and what to write instead; nothing where it is a data set."""
    folder = Path(str(data))
    if (folder / INFO_FILE).is_file():
        return ()
    told = [sentence("There is no data set in {folder!r}.", folder=str(data))]
    if not folder.is_absolute():
        place = os.path.normpath(folder.absolute())
        told.append(
            sentence(
                "The notebook runs in {here}, so it was looked for in {place}.",
                here=str(Path.cwd()),
                place=place,
            )
        )
    return (*told, _remedy(folder.name))


def _remedy(name: str) -> Sentence:
    """The data set of that name in this project, else any that it has."""
    known = sorted(path.parent for path in reference_folder().parent.glob(f"*/{INFO_FILE}"))
    chosen = next((folder for folder in known if folder.name == name), None) or next(
        iter(known), None
    )
    if chosen is None:
        return sentence("Name a folder that holds a file {file}.", file=INFO_FILE)
    return sentence('Write data = "{written}".', written=_as_written_here(chosen))


def _as_written_here(folder: Path) -> str:
    """The way to a folder from here while both are in the project, else the whole path."""
    here = Path.cwd().resolve()
    project = reference_folder().parents[1]
    if here.is_relative_to(project):
        return Path(os.path.relpath(folder, here)).as_posix()
    return folder.as_posix()

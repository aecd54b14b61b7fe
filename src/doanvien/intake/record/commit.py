"""Put several files in place, all or none, even if the machine stops on the way.

The new files are written beside the data set first, then a list of them. From the moment the list
stands, the change is made: whoever comes next finishes it. Before, it never happened.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

LIST = "commit.json"


def commit(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files of a data set by their names inside it, the first of them first."""
    staging = _staging(folder)
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    names = list(files)
    for position, name in enumerate(names):
        _write(staging / str(position), files[name])
    written = staging / f"{LIST}.new"
    _write(written, json.dumps(names, ensure_ascii=False).encode())
    os.replace(written, staging / LIST)
    recover(folder)


def recover(folder: Path) -> None:
    """Finish what an interrupted commit had decided, and clear away what it had not."""
    staging = _staging(folder)
    listing = staging / LIST
    if listing.is_file():
        for position, name in enumerate(json.loads(listing.read_bytes())):
            made, place = staging / str(position), folder / name
            if made.is_file():  # or it is in its place already
                place.parent.mkdir(parents=True, exist_ok=True)
                os.replace(made, place)
    shutil.rmtree(staging, ignore_errors=True)


def _staging(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.intake"


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())

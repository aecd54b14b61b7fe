"""What was worked out from a whole data set, kept so that each report need not do it again.

It is kept in the user's cache folder under the checksum of all that it was made from, this package
included: whatever changes gives another name, and nothing kept is ever out of date. Where the
folder cannot be written, or a file in it cannot be read, it is worked out anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import doanvien
from doanvien.reference.files import reference_folder

MOST = 40  # files kept; the ones not made use of for longest go first


def kept(name: str, files: Iterable[Path], make: Callable[[], Any]) -> Any:
    """What ``make`` gives, plain data as JSON knows it; made only if it is not kept already.

    ``name`` says what it is and which parameters it has, ``files`` are those that it is made from.
    """
    place = _folder() / f"{_checksum(name, files)}.json"
    try:
        found = json.loads(place.read_text("utf-8"))
        os.utime(place)
    except (OSError, ValueError):
        found = json.loads(text := json.dumps(make()))  # alike, whether it was kept or not
        _keep(place, text)
    return found


def _folder() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "doanvien"


def _keep(place: Path, text: str) -> None:
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        # Complete or not at all: two reports may work it out at the same time.
        with tempfile.NamedTemporaryFile(
            "w", dir=place.parent, delete=False, encoding="utf-8"
        ) as new:
            new.write(text)
        Path(new.name).replace(place)
        others = sorted(place.parent.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in others[:-MOST]:
            path.unlink(missing_ok=True)


def _checksum(name: str, files: Iterable[Path]) -> str:
    total = hashlib.sha256(f"{_code()}\n{name}\n".encode())
    for file in files:
        total.update(f"{file.name} {_checksum_of(file)}\n".encode())
    return total.hexdigest()


def _checksum_of(file: Path) -> str:
    try:
        now = file.stat()
    except OSError:
        return ""
    try:
        return _checksum_as_of(file, now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino)
    except OSError:
        return "unreadable"  # open in another program: its own report says so, the others go on


@cache
def _checksum_as_of(file: Path, *_written: int) -> str:
    """Read once in a process, and again when the file was written since."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


@cache
def _code() -> str:
    """Of this package and the reference tables."""
    total = hashlib.sha256()
    package = Path(doanvien.__file__).parent
    for file in (*sorted(package.rglob("*.py")), *sorted(reference_folder().glob("*.csv"))):
        total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()

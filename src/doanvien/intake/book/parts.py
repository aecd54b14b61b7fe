"""The parts of an xlsx package: unpacked within limits, parsed without entities or network."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from doanvien.intake.book.limits import MOST_PARTS, MOST_UNPACKED, UnreadableBook
from doanvien.reference.sentences import sentence

SAVE_AGAIN = sentence("Open it in Excel and save it again as .xlsx.")
TOO_LARGE = sentence(
    "The file is too large for a form. Copy the sheets with figures into a workbook of their own."
)
_OFFICE = "/officeDocument"


class Package:
    """The parts of an open workbook by name; what is unpacked of it is counted."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged() from error
        names = self._zip.namelist()
        if len(names) > MOST_PARTS:
            raise UnreadableBook(TOO_LARGE)
        self.names = frozenset(names)
        self._left = MOST_UNPACKED

    def read(self, name: str) -> bytes:
        """What a part holds. Raises UnreadableBook for what is missing, damaged or too large."""
        if name not in self.names:
            raise damaged()
        try:
            with self._zip.open(name) as part:
                data = part.read(self._left + 1)
        except RuntimeError as error:  # parts with a password
            raise locked() from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise damaged() from error
        if len(data) > self._left:
            raise UnreadableBook(TOO_LARGE)
        self._left -= len(data)
        return data

    def root(self, name: str) -> Any:
        """The root element of a small part."""
        try:
            return etree.fromstring(self.read(name), _parser())
        except etree.XMLSyntaxError as error:
            raise damaged() from error

    def elements(self, name: str, *tags: str) -> Iterator[Any]:
        """The elements of some local names in a part, each when it is complete, then emptied."""
        source = io.BytesIO(self.read(name))
        wanted = [f"{{*}}{tag}" for tag in tags]
        try:
            for _, element in etree.iterparse(
                source, tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
            ):
                yield element
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise damaged() from error

    def main(self) -> str:
        """The name of the part that lists the sheets."""
        for kind, target in self.relations("").values():
            if kind.endswith(_OFFICE):
                return target
        return "xl/workbook.xml"

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Id → (type, name of the part) of what a part refers to inside the package."""
        folder, _, base = name.rpartition("/")
        listing = posixpath.join(folder, "_rels", f"{base}.rels")
        if listing not in self.names:
            return {}
        found = {}
        for element in self.root(listing).iterfind("{*}Relationship"):
            target = element.get("Target", "")
            if element.get("TargetMode") == "External" or "\x00" in target:
                continue
            joined = target if target.startswith("/") else posixpath.join("/", folder, target)
            place = posixpath.normpath(joined).lstrip("/")
            found[element.get("Id", "")] = (element.get("Type", ""), place)
        return found


def damaged() -> UnreadableBook:
    return UnreadableBook(sentence("The file is damaged."), SAVE_AGAIN)


def locked() -> UnreadableBook:
    return UnreadableBook(
        sentence(
            "The file has a password, or was saved in the form of Excel 97–2003 (.xls). Open it in "
            "Excel and save it as .xlsx without a password."
        )
    )


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)

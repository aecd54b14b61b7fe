"""Read a file as text: its encoding, and letters with their accents in one piece (Unicode NFC)."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from doanvien.data.problems import Problem, wrong
from doanvien.reference.sentences import Sentences

# What XML, and so a page and a workbook, cannot hold.
IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARK = codecs.BOM_UTF8  # spreadsheets put it before UTF-8


class UnreadableText(ValueError):
    """A file that is missing, locked or in no known encoding; ``problem`` says which."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_bytes(path: Path, file: str, missing: Sentences) -> bytes:
    """What a file holds, as UTF-8 without a mark where it is text in Unicode.

    ``file`` names it in a problem, ``missing`` says what is to be told of one that is not there.
    "Unicode Text" of a spreadsheet is UTF-16 with a mark. Raises UnreadableText.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableText(Problem.of_file(file, missing)) from None
    except OSError as error:
        told = wrong(
            "the file cannot be read ({reason}).",
            "Close it in other programs, and see that it is a file which you may read.",
            reason=error.strerror or type(error).__name__,
        )
        raise UnreadableText(Problem.of_file(file, told)) from None
    if data.startswith(UTF16):
        try:
            return data.decode("utf-16").encode()
        except UnicodeError:
            raise not_utf8(file, 1) from None
    if data[1::2][:100].count(0) > len(data[1::2][:100]) // 2:
        told = wrong(
            "the text is UTF-16 without the mark that says so.",
            "Save the file in UTF-8 ('CSV UTF-8' in a spreadsheet).",
        )
        raise UnreadableText(Problem.of_file(file, told))
    return data.removeprefix(_MARK)


def decoded(data: bytes, file: str) -> str:
    """The text of UTF-8; raises UnreadableText for any other."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise not_utf8(file, data.count(b"\n", 0, error.start) + 1) from None


def not_utf8(file: str, line: int) -> UnreadableText:
    """What is said of a byte on a line that belongs to no letter of UTF-8."""
    told = wrong("the text is not UTF-8.", "Save the file in UTF-8 ('CSV UTF-8' in a spreadsheet).")
    return UnreadableText(Problem.of_file(file, told, line))


def is_nfc(texts: Iterable[str]) -> bool:
    """Whether all the letters of some texts have their accents in one piece."""
    return unicodedata.is_normalized("NFC", "\n".join(texts))


def not_nfc(file: str, line: int) -> Problem:
    """A line whose text is in another form looks the same and never compares equal."""
    told = wrong(
        "the text is not in Unicode form NFC: its accents are separate characters.",
        "Convert the file to NFC.",
    )
    return Problem.of_file(file, told, line)

"""Read a file as text: UTF-8, and letters with their accents in one piece (Unicode form NFC)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from doanvien.data.problems import Problem


class UnreadableText(ValueError):
    """A file that is missing or not UTF-8; ``problem`` says which."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_text(path: Path, file: str, expected: str) -> str:
    """The text of a file, line ends as they are; ``file`` names it in a problem.

    ``expected`` says what a missing file has to hold. Raises UnreadableText.
    """
    return decoded(read_bytes(path, file, expected), file)


def read_bytes(path: Path, file: str, expected: str) -> bytes:
    """What a file holds; raises UnreadableText where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problem = Problem(file, None, "", "", "the file is missing", f"Create it; {expected}")
        raise UnreadableText(problem) from None


def decoded(data: bytes, file: str) -> str:
    """The text of UTF-8; raises UnreadableText for any other."""
    try:
        return data.decode("utf-8-sig")  # spreadsheets put a byte order mark before UTF-8
    except UnicodeDecodeError as error:
        raise not_utf8(file, data.count(b"\n", 0, error.start) + 1) from None


def not_utf8(file: str, line: int) -> UnreadableText:
    """What is said of a byte on a line that belongs to no letter of UTF-8."""
    remedy = "Save the file in UTF-8 ('CSV UTF-8' in a spreadsheet)."
    return UnreadableText(Problem(file, line, "", "", "the text is not UTF-8", remedy))


def is_nfc(texts: Iterable[str]) -> bool:
    """Whether all the letters of some texts have their accents in one piece."""
    return unicodedata.is_normalized("NFC", "\n".join(texts))


def unicode_problems(file: str, text: str) -> list[Problem]:
    """At most one: text in another form than NFC looks the same and never compares equal."""
    if is_nfc([text]):
        return []
    lines = enumerate(text.split("\n"), start=1)
    return not_nfc(file, [number for number, line in lines if not is_nfc([line])])


def not_nfc(file: str, lines: Sequence[int]) -> list[Problem]:
    """The one problem of all lines whose text is in another form; none where there are none."""
    if not lines:
        return []
    count = f" ({len(lines)} lines in all)" if len(lines) > 1 else ""
    message = f"the text is not in Unicode form NFC{count}: its accents are separate characters"
    return [Problem(file, lines[0], "", "", message, "Convert the file to NFC.")]

"""Read a file as text: UTF-8, and letters with their accents in one piece (Unicode form NFC)."""

from __future__ import annotations

import unicodedata
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
        line = data.count(b"\n", 0, error.start) + 1
        remedy = "Save the file in UTF-8 ('CSV UTF-8' in a spreadsheet)."
        raise UnreadableText(Problem(file, line, "", "", "the text is not UTF-8", remedy)) from None


def unicode_problems(file: str, text: str) -> list[Problem]:
    """At most one: text in another form than NFC looks the same and never compares equal."""
    if unicodedata.is_normalized("NFC", text):
        return []
    lines = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if not unicodedata.is_normalized("NFC", line)
    ]
    count = f" ({len(lines)} lines in all)" if len(lines) > 1 else ""
    message = f"the text is not in Unicode form NFC{count}: its accents are separate characters"
    return [Problem(file, lines[0], "", "", message, "Convert the file to NFC.")]

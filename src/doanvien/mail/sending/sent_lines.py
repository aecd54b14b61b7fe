"""The lines of the log of what was sent, read with tolerance: nothing they tell is lost.

A full disk, an editor that adds a mark or another encoding, a hand that joins two lines: whatever
can still be read of an entry counts, and of a line that cannot be read its text is kept.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from doanvien.reference.sentences import Sentence, sentence

Step = Literal["sending", "sent", "refused", "failed", "unreadable"]
"""sending     handed to the server, whose answer is not known yet
sent        the server took it; refused  it said no for good; failed  it never got it whole
unreadable  a damaged line, its text in `said`: whom it names may have got a mail"""

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    # Before those of UTF-16, one of which it begins with.
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True)
class Entry:
    """`key` is that of the report's contents: a report with other figures is another report."""

    report: str
    key: str
    to: str
    step: Step
    at: str
    said: str = ""


@dataclass(frozen=True)
class ReadLog:
    """The entries in order; `damaged` are the numbers of lines that were not written like this.

    `whole` is false where the file has to be written anew before anything is added to it. `lost`
    says that there is something, and that not even an address of it can be read.
    """

    entries: tuple[Entry, ...]
    damaged: tuple[int, ...]
    whole: bool
    lost: bool


def write_entry(entry: Entry) -> bytes:
    """An entry as its line."""
    return json.dumps(asdict(entry), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def read_entries(content: bytes) -> ReadLog:
    """Whatever a log tells, whoever wrote into it."""
    text, plain = _text(content)
    entries: list[Entry] = []
    damaged: list[int] = []
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found, left_over = _entries(line)
        entries += found
        if not left_over:
            continue
        damaged.append(number)
        if not found:
            entries.append(Entry("", "", "", "unreadable", "", line.strip()))
    whole = plain and not damaged and not lines[-1]
    cut = text.startswith(_BEGINNING[: len(text)])  # the very first entry, on a disk that was full
    told = any(entry.step != "unreadable" for entry in entries) or _ADDRESS.search(text)
    return ReadLog(tuple(entries), tuple(damaged), whole, bool(damaged) and not (told or cut))


def _text(content: bytes) -> tuple[str, bool]:
    """The text, and whether it is plain UTF-8 as this program writes it."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), False
    # UTF-16 without its mark, or blocks that a crash left empty, are letters between zeros.
    text = content.decode("utf-8", "surrogateescape").replace("\0", "")
    return text, text.encode("utf-8", "replace") == content


def _entries(line: str) -> tuple[list[Entry], bool]:
    """The entries that stand in a line, and whether there is anything else in it."""
    found, at, rest = [], 0, False
    while (start := line.find("{", at)) >= 0:
        rest |= bool(line[at:start].strip())
        value, end = _object(line, start)
        entry = _entry(value)
        if entry is None:
            rest, at = True, start + 1
        else:
            found.append(entry)
            at = end
    return found, rest or bool(line[at:].strip())


def _object(line: str, start: int) -> tuple[Any, int]:
    try:
        return json.JSONDecoder(strict=False).raw_decode(line, start)
    except (ValueError, RecursionError):
        return None, start + 1


def _entry(value: Any) -> Entry | None:
    """The entry that an object of JSON is; None where it lacks what an entry must say."""
    if not isinstance(value, dict):
        return None
    told = {name: value.get(name, "") for name in _NAMES}
    if not all(isinstance(word, str) for word in told.values()):
        return None
    if told["step"] not in get_args(Step) or not (told["to"] or told["said"]):
        return None
    return Entry(**told)


_NAMES: Sequence[str] = tuple(field.name for field in fields(Entry))
_BEGINNING = '{"report": "'
_ADDRESS = re.compile(r"[\w.+-]@[\w-]+\.\w")


def named_in(entry: Entry, key: str, to: str) -> bool:
    """Whether a damaged line may tell of this mail: it has the address, and no other key."""
    if to.casefold() not in entry.said.casefold():
        return False
    return key in entry.said or not re.search(r"\b[0-9a-f]{32}\b", entry.said)


def told(damaged: Sequence[int], name: str) -> Iterator[Sentence]:
    """What there is to say about damaged lines, for whoever sends."""
    if damaged:
        lines = ", ".join(map(str, damaged[:5])) + (" …" if len(damaged) > 5 else "")
        yield sentence(
            "{file}: damaged at line {lines}. What could be read counts; a mailbox named in a line "
            "that could not be read counts as unsure.",
            file=name,
            lines=lines,
        )

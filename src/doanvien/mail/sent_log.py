"""Who was sent what: a line for each step, so that a run that is cut short can be taken up again.

It stands in params/ beside the recipients, not in output/: what can be built again may be deleted,
but whoever forgets what was sent sends it twice.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from doanvien.mail.errors import MailError

Step = Literal["sending", "sent", "refused", "failed"]
"""sending  handed to the server, whose answer is not known yet
sent     the server took it; refused  it said no for good; failed  it never got it whole"""


@dataclass(frozen=True)
class Entry:
    """`key` is that of the report's contents: a report with other figures is another report."""

    report: str
    key: str
    to: str
    step: Step
    at: str
    said: str = ""


class SentLog:
    """The log of a project. What was written is on the disk before the next step is taken."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._last: dict[tuple[str, str, str], Entry] = {}
        self._times: Counter[tuple[str, str, str]] = Counter()
        for number, line in enumerate(_lines(file), 1):
            try:
                self._keep(Entry(**json.loads(line)))
            except (TypeError, ValueError) as error:
                raise MailError(
                    f"{file.name}, line {number}: this is not an entry of the log of what was "
                    "sent. Delete the line; the mail it told of may be sent a second time."
                ) from error

    def step(self, report: str, key: str, to: str) -> Step | None:
        """How far this very report got on its way to a mailbox; None if it was never sent."""
        entry = self._last.get((report, key, to))
        return entry.step if entry else None

    def had_earlier(self, report: str, key: str, to: str) -> bool:
        """Whether the mailbox got this report with other contents."""
        return any(
            count and (sent, mailbox) == (report, to) and other != key
            for (sent, other, mailbox), count in self._times.items()
        )

    def times(self, report: str, key: str, to: str) -> int:
        """How often a mailbox got this very report."""
        return self._times[report, key, to]

    def add(self, report: str, key: str, to: str, step: Step, said: str = "") -> None:
        """Write one step; it is on the disk when this returns."""
        entry = Entry(report, key, to, step, datetime.now(UTC).isoformat(timespec="seconds"), said)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._keep(entry)

    def _keep(self, entry: Entry) -> None:
        what = (entry.report, entry.key, entry.to)
        self._last[what] = entry
        self._times[what] += entry.step == "sent"


def _lines(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return [line for line in text.splitlines() if line.strip()]

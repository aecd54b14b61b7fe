"""Who was sent what: a line for each step, so that a run that is cut short can be taken up again.

It stands in params/ beside the recipients, not in output/: what can be built again may be deleted,
but whoever forgets what was sent sends it twice.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from doanvien.batch.record.lock import Taken, lock
from doanvien.batch.record.manifest import write_atomically
from doanvien.mail.errors import MailError
from doanvien.mail.sending.sent_lines import Entry, Step, named_in, read_entries, told, write_entry
from doanvien.reference.sentences import sentence


@contextlib.contextmanager
def open_log(file: Path) -> Iterator[SentLog]:
    """The log, while nobody else sends. Raises `MailError` where somebody does, or where the log
    cannot be read or written: without it nothing is sent."""
    try:
        file = file.resolve()  # a log that several checkouts share has one lock
        file.parent.mkdir(parents=True, exist_ok=True)
        held = lock(file.parent)
    except Taken as error:
        raise MailError(
            sentence(
                "Mails of this project are being sent already. Wait until that has ended, or end "
                "it."
            )
        ) from error
    except OSError as error:
        raise _unusable(file, error) from error
    try:
        yield SentLog(file)
    finally:
        os.close(held)


class SentLog:
    """The log of a project, for the one process that holds its lock (`open_log`).

    What was written is on the disk before the next step is taken. A damaged file is written anew
    with all that could be read; `notes` say so.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._last: dict[tuple[str, str, str], Entry] = {}
        self._times: dict[tuple[str, str], Counter[str]] = {}
        self._unreadable: list[Entry] = []
        try:
            read = read_entries(file.read_bytes() if file.exists() else b"")
            if read.lost:
                raise MailError(
                    sentence(
                        "Nothing in {file} can be read, so nobody knows who was sent what. Put the "
                        "former file in its place, from a copy or from git, and nothing is sent "
                        "twice. Move it away only if no mail was ever sent.",
                        file=file.name,
                    )
                )
            if not read.whole:
                write_atomically(file, b"".join(map(write_entry, read.entries)))
        except OSError as error:
            raise _unusable(file, error) from error
        for entry in read.entries:
            self._keep(entry)
        self.notes = tuple(told(read.damaged, file.name))

    def step(self, report: str, key: str, to: str) -> Step | None:
        """How far this very report got on its way to a mailbox; None if it was never sent."""
        entry = self._last.get((report, key, to))
        if entry is not None:
            return entry.step
        doubtful = any(named_in(entry, key, to) for entry in self._unreadable)
        return "unreadable" if doubtful else None

    def had_earlier(self, report: str, key: str, to: str) -> bool:
        """Whether the mailbox got this report with other contents."""
        return any(other != key for other in self._times.get((report, to), ()))

    def times(self, report: str, key: str, to: str) -> int:
        """How often a mailbox got this very report."""
        return self._times.get((report, to), Counter())[key]

    def add(self, report: str, key: str, to: str, step: Step, said: str = "") -> None:
        """Write one step; it is on the disk when this returns.

        Raises `MailError` where that cannot be, and then nothing of it is in the file.
        """
        entry = Entry(report, key, to, step, datetime.now(UTC).isoformat(timespec="seconds"), said)
        try:
            self._write(write_entry(entry))
        except OSError as error:
            raise _unusable(self._file, error) from error
        self._keep(entry)

    def _write(self, line: bytes) -> None:
        with self._file.open("ab", buffering=0) as file:
            size = file.tell()
            try:
                if file.write(line) != len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(file.fileno())
            except OSError:
                file.truncate(size)
                raise

    def _keep(self, entry: Entry) -> None:
        if entry.step == "unreadable":
            self._unreadable.append(entry)
            return
        self._last[entry.report, entry.key, entry.to] = entry
        if entry.step == "sent":
            self._times.setdefault((entry.report, entry.to), Counter())[entry.key] += 1


def _unusable(file: Path, error: OSError) -> MailError:
    return MailError(
        sentence(
            "{file} cannot be read or written: {reason}. It tells who was sent what, so nothing "
            "more is sent without it. Mend that, then give the same command again.",
            file=file.name,
            reason=error.strerror or str(error),
        )
    )

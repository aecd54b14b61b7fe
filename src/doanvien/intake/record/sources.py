"""The source row of a form, and its approval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from doanvien.data.rules.letters import text_complaint
from doanvien.intake.reading.titles.terms import names_office
from doanvien.intake.record.rows import Row
from doanvien.reference.sentences import SpokenError, sentence

PREFIX = "form-"
DIGITS = 12
"""Of the checksum in the id: enough that no two forms of a federation share them."""


class NotApproved(SpokenError):
    """Nothing was approved; the sentences say why."""


@dataclass(frozen=True)
class Form:
    """A file as a source: who reports in it, what it is called, when it came."""

    file: str
    sheets: tuple[str, ...]
    sha256: str
    publisher: str
    title: str
    received: date

    @property
    def source(self) -> str:
        """The same file has the same id wherever and whenever it comes in."""
        return f"{PREFIX}{self.sha256[:DIGITS]}"


def source_row(form: Form, revised: Iterable[str]) -> Row:
    """The row of a form in ``sources.csv``.

    ``revised`` are the dates of publication of the figures that it replaces: a correction that
    comes in on the day of what it corrects counts from the day after, so that it is the later one.
    """
    day = form.received
    for text in revised:
        day = max(day, _last_day(text) + timedelta(days=1))
    return {
        "source": form.source,
        "publisher": form.publisher,
        "title": "" if text_complaint(form.title) else form.title,  # a data set has no such text
        "url": "",
        "published_on": day.isoformat(),
        "kind": "original",
        "file": form.file,
        "sheet": "; ".join(form.sheets),
        "sha256": form.sha256,
        "received_on": form.received.isoformat(),
        "approved_on": "",
        "approved_by": "",
    }


def approved(rows: list[Row], which: Iterable[str], office: str, day: date) -> list[Row]:
    """The rows with those approved that are named by id or file; all forms where none is named.

    Raises NotApproved where a name fits no form, or where ``office`` is no office.
    """
    if not names_office(office):
        raise NotApproved(
            sentence(
                "Say which office approves, not a person, such as --by {office}.",
                office="'Ban Thường vụ LĐLĐ tỉnh Lào Cai'",
            )
        )
    wanted = set(which)
    forms = [row for row in rows if row.get("sha256")]
    unknown = wanted - {name for row in forms for name in (row["source"], row["file"])}
    if unknown:
        raise NotApproved(
            sentence(
                "No form {name!r} was taken in. sources.csv lists them.", name=sorted(unknown)[0]
            )
        )
    return [
        {**row, "approved_on": day.isoformat(), "approved_by": office}
        if row.get("sha256")
        and not row.get("approved_on")
        and (not wanted or wanted & {row["source"], row["file"]})
        else row
        for row in rows
    ]


def _last_day(published: str) -> date:
    """A day of publication; of a month or a year that is all that is known, the first."""
    return date.fromisoformat((published + "-01-01")[:10]) if published else date.min

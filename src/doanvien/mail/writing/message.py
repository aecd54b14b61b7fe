"""One mail: story and attachments as a MIME message whose bytes never vary."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Literal

from doanvien.mail.errors import TooLarge
from doanvien.mail.people.addresses import Mailbox
from doanvien.mail.writing.body import html_body, plain_body
from doanvien.mail.writing.headers import POLICY
from doanvien.mail.writing.story import Story
from doanvien.reference.languages import translator
from doanvien.reference.sentences import sentence

VIETNAM = timezone(timedelta(hours=7))
MOST_HTML, MOST_MESSAGE = 40_000, 1_000_000
"""Bytes. Gmail shows no more than 102 kB of a mail's HTML; gateways hold back large mails."""
TYPES = {
    "pdf": ("application", "pdf"),
    "html": ("text", "html"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("text", "csv"),
}
Purpose = Literal["first page", "report", "page", "workbook", "data"]
PURPOSES: dict[Purpose, str] = {
    "first page": "the first page (PDF)",
    "report": "the full report (PDF)",
    "workbook": "the tables (Excel)",
    "page": "the report for a browser (HTML)",
    "data": "the data (CSV)",
}


@dataclass(frozen=True)
class File:
    """An attachment; `name` is in ASCII and ends in pdf, html, xlsx or csv."""

    name: str
    content: bytes
    purpose: Purpose

    @property
    def kind(self) -> str:
        return self.name.rpartition(".")[2]


@dataclass(frozen=True)
class Envelope:
    """From whom, to whom, and where answers go."""

    sender: Mailbox
    to: tuple[Mailbox, ...]
    reply_to: Mailbox | None = None


def report_key(report: str, made: Sequence[tuple[str, bytes]]) -> str:
    """What makes a report the same report: its id, and name and every byte of page and workbook."""
    digest = hashlib.sha256(report.encode())
    for name, content in made:
        digest.update(b"\0" + name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()[:32]


def compose(story: Story, key: str, files: Sequence[File], envelope: Envelope) -> EmailMessage:
    """The mail of a report; the same arguments give the same bytes.

    Date is the morning of the cut-off day and Message-ID comes from `key`, so neither depends on
    when or where the draft was made. Raises `TooLarge`.
    """
    t = translator(story.language)
    attached = [t(PURPOSES[file.purpose]) for file in files]
    html = html_body(story, attached)
    if len(html.encode()) > MOST_HTML:
        raise TooLarge(
            sentence(
                "the text of the mail has {size} bytes, {most} at most",
                size=str(len(html.encode())),
                most=str(MOST_HTML),
            )
        )

    mail = EmailMessage(POLICY)
    _set_headers(mail, story.subject, story.cover.cutoff, key, envelope)
    mail.set_content(plain_body(story, attached), cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    for file in files:
        main, sub = TYPES[file.kind]
        mail.add_attachment(file.content, main, sub, filename=file.name)
    mail["Content-Language"] = story.language
    _fix_boundaries(mail, key)
    size = len(mail.as_bytes())
    if size > MOST_MESSAGE:
        raise TooLarge(
            sentence(
                "the whole mail has {size} bytes, {most} at most",
                size=str(size),
                most=str(MOST_MESSAGE),
            )
        )
    return mail


def compose_text(subject: str, text: str, day: date, key: str, envelope: Envelope) -> EmailMessage:
    """A mail of a few lines, dated the morning of a day; the same arguments give the same bytes."""
    mail = EmailMessage(POLICY)
    _set_headers(mail, subject, day, key, envelope)
    mail.set_content(text, cte="quoted-printable")
    return mail


def _set_headers(mail: EmailMessage, subject: str, day: date, key: str, envelope: Envelope) -> None:
    morning = datetime.combine(day, time(8), VIETNAM)
    mail["From"] = _address(envelope.sender)
    if envelope.to:
        mail["To"] = [_address(mailbox) for mailbox in envelope.to]
    if envelope.reply_to:
        mail["Reply-To"] = _address(envelope.reply_to)
    mail["Subject"] = subject
    mail["Date"] = morning
    mail["Message-ID"] = f"<{key}@{envelope.sender.domain}>"
    mail["X-Unsent"] = "1"  # Outlook opens such a file for editing, with a button to send


def _address(mailbox: Mailbox) -> Address:
    return Address(display_name=mailbox.name, addr_spec=mailbox.address)


def _fix_boundaries(mail: EmailMessage, key: str) -> None:
    """Boundaries that do not vary; "=_" can stand in neither of the two encodings used."""
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_doanvien_{key[:16]}_{number}")

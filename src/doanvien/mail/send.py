"""Send drafts, each mailbox by itself, so that every one is known to have got it or not.

Before a mail is handed over the log says so; after the server's answer it says which. Where the
connection breaks in between, nobody can know whether the mail went out: it is then not sent again
unless that is asked for.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Literal

from doanvien.mail.addresses import Mailbox
from doanvien.mail.drafts import Draft
from doanvien.mail.errors import MailError
from doanvien.mail.sent_log import SentLog
from doanvien.mail.server import Server, connect

Result = Literal["sent", "already", "unsure", "refused", "failed"]


@dataclass(frozen=True)
class Errand:
    """One report on its way to one mailbox; `earlier` if it got a former version of the report."""

    draft: Draft
    to: Mailbox
    earlier: bool = False


@dataclass(frozen=True)
class Delivery:
    """What came of an errand, and what the server said where it said no."""

    errand: Errand
    result: Result
    said: str = ""


@dataclass(frozen=True)
class Plan:
    """What is to be sent, and what is left alone because it was sent, or may have been."""

    errands: tuple[Errand, ...]
    left_alone: tuple[Delivery, ...]


def plan_sending(drafts: Sequence[Draft], log: SentLog, resend: bool) -> Plan:
    """Everything that no mailbox has got yet; with `resend`, everything."""
    errands, left_alone = [], []
    for draft in drafts:
        for mailbox in draft.to:
            step = log.step(draft.report, draft.key, mailbox.key)
            earlier = log.had_earlier(draft.report, draft.key, mailbox.key)
            errand = Errand(draft, mailbox, earlier)
            if resend or step in (None, "refused", "failed"):
                errands.append(errand)
            else:
                left_alone.append(Delivery(errand, "already" if step == "sent" else "unsure"))
    return Plan(tuple(errands), tuple(left_alone))


def send(errands: Sequence[Errand], server: Server, log: SentLog) -> Iterator[Delivery]:
    """Send one after the other and tell of each. A mailbox that is refused stops no other.

    Raises `MailError` where there is no connection to the server at all, or no longer: what was
    done until then is in the log, and the same command takes up from there.
    """
    line = _Line(server, errands[0].draft.sender.domain if errands else "")
    try:
        for errand in errands:
            delivery = _deliver(errand, line, log)
            if delivery.result in ("sent", "refused", "failed"):
                _note(log, errand, delivery.result, delivery.said)
            yield delivery
    finally:
        line.close()


class _Line:
    """The connection, opened when it is needed and again after it broke."""

    def __init__(self, server: Server, greeting: str) -> None:
        self._server, self._greeting = server, greeting
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = connect(self._server, self._greeting)
            except (smtplib.SMTPException, OSError) as error:
                raise MailError(
                    f"No connection to {self._server.host}:{self._server.port}: {_said(error)}. "
                    "Nothing more was sent; the same command goes on where this one stopped."
                ) from error
        return self._smtp

    def drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def close(self) -> None:
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except (smtplib.SMTPException, OSError):
                self._smtp.close()
            self._smtp = None


def _deliver(errand: Errand, line: _Line, log: SentLog) -> Delivery:
    smtp = line.open()
    handed_over = False
    try:
        for code, answer in _opening(smtp, errand):
            if code >= 400:
                smtp.rset()
                result: Result = "refused" if code >= 500 else "failed"
                return Delivery(errand, result, _answer(code, answer))
        code, answer = smtp.docmd("DATA")
        if code != 354:
            smtp.rset()
            return Delivery(errand, "failed", _answer(code, answer))
        content = _on_the_wire(errand, log)
        _note(log, errand, "sending")
        smtp.send(content)  # raises unless all of it, with the dot that ends it, went out
        handed_over = True
        code, answer = smtp.getreply()
    except (smtplib.SMTPException, OSError) as error:
        line.drop()
        return Delivery(errand, "unsure" if handed_over else "failed", _said(error))
    if code == 250:
        return Delivery(errand, "sent")
    return Delivery(errand, "refused" if code >= 500 else "failed", _answer(code, answer))


def _opening(smtp: smtplib.SMTP, errand: Errand) -> Iterator[tuple[int, bytes]]:
    yield smtp.mail(errand.draft.sender.address)
    yield smtp.rcpt(errand.to.address)


def _on_the_wire(errand: Errand, log: SentLog) -> bytes:
    """The draft as it is sent: dated now, not marked as a draft, a dot before every dot (RFC 5321,
    4.5.2). What a mailbox has had is sent again under a Message-ID of its own, because servers drop
    a second mail of one id; where it is unsure whether it had it, that is just what is wanted."""
    draft = errand.draft
    mail = sendable(draft.mail, lambda: datetime.now(UTC))
    times = log.times(draft.report, draft.key, errand.to.key)
    if times:
        del mail["Message-ID"]
        mail["Message-ID"] = f"<{draft.key}.{times + 1}@{draft.sender.domain}>"
    lines = mail.as_bytes().replace(b"\r\n.", b"\r\n..")
    return lines + (b"" if lines.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def sendable(draft: EmailMessage, now: Callable[[], datetime]) -> EmailMessage:
    """A draft as it may be sent: with the date of sending and without the mark of a draft."""
    mail = deepcopy(draft)
    del mail["X-Unsent"]
    del mail["Date"]
    mail["Date"] = now()
    return mail


def _note(
    log: SentLog,
    errand: Errand,
    step: Literal["sending", "sent", "refused", "failed"],
    said: str = "",
) -> None:
    log.add(errand.draft.report, errand.draft.key, errand.to.key, step, said)


def _answer(code: int, answer: bytes) -> str:
    return f"{code} {' '.join(answer.decode('utf-8', 'replace').split())}"


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        raw = error.smtp_error
        return _answer(error.smtp_code, raw if isinstance(raw, bytes) else str(raw).encode())
    return " ".join(str(error).split()) or type(error).__name__

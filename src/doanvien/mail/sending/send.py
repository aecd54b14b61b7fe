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

from doanvien.mail.drafts import Draft
from doanvien.mail.errors import MailError
from doanvien.mail.people.addresses import Mailbox
from doanvien.mail.sending.line import CLOSING, Line, answered, said
from doanvien.mail.sending.sent_log import SentLog
from doanvien.mail.server import Server

Result = Literal["sent", "already", "unsure", "refused", "failed"]
GO_ON = 354
"""The server waits for the text of the mail."""


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

    Raises `MailError` where there is no connection to the server at all, or no longer, where it
    takes nothing from anybody, and where the log cannot be written: what was done until then is in
    the log, and the same command takes up from there.
    """
    line = Line(server, errands[0].draft.sender.domain if errands else "")
    try:
        for errand in errands:
            delivery = _deliver(errand, line, log)
            try:
                if delivery.result in ("sent", "refused", "failed"):
                    _note(log, errand, delivery.result, delivery.said)
            except MailError:
                yield delivery  # it is done, on record or not
                raise
            yield delivery
    finally:
        line.close()


def _deliver(errand: Errand, line: Line, log: SentLog) -> Delivery:
    smtp = line.open()
    handed_over = False
    try:
        code, answer = _opened(smtp, errand, line)
        if code != GO_ON:
            return _not_taken(errand, code, answer, line)
        content = _on_the_wire(errand, log)
        try:
            _note(log, errand, "sending")
        except MailError:
            line.drop()  # without the dot that ends it the server forgets the mail
            raise
        smtp.send(content)  # raises unless all of it, with the dot that ends it, went out
        handed_over = True
        code, answer = smtp.getreply()
    except (smtplib.SMTPException, OSError) as error:
        line.drop()
        return Delivery(errand, "unsure" if handed_over else "failed", said(error))
    if 200 <= code < 300:
        return Delivery(errand, "sent")
    if 400 <= code < 600:
        return _not_taken(errand, code, answer, line)
    line.drop()
    return Delivery(errand, "unsure", answered(code, answer))


def _opened(smtp: smtplib.SMTP, errand: Errand, line: Line) -> tuple[int, bytes]:
    """The answer to DATA, or the first one before it that was a no."""
    code, answer = smtp.mail(errand.draft.sender.address)
    line.refuse(code, answer, to_sender=True)
    if 200 <= code < 300:
        code, answer = smtp.rcpt(errand.to.address)
        line.refuse(code, answer, to_sender=False)
        if 200 <= code < 300:
            code, answer = smtp.docmd("DATA")
            line.refuse(code, answer, to_sender=False)
    return code, answer


def _not_taken(errand: Errand, code: int, answer: bytes, line: Line) -> Delivery:
    if code == CLOSING:
        line.drop()
    else:
        line.reset()
    return Delivery(errand, "refused" if code >= 500 else "failed", answered(code, answer))


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
    answer: str = "",
) -> None:
    log.add(errand.draft.report, errand.draft.key, errand.to.key, step, answer)

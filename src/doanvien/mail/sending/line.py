"""The connection to the server while mails go out, and what its answers mean."""

from __future__ import annotations

import smtplib

from doanvien.mail.errors import MailError
from doanvien.mail.server import Server, connect
from doanvien.reference.sentences import Sentence, sentence

CLOSING = 421
_ABOUT_THE_SERVER = frozenset({530, 534, 535, 538})
"""Answers that ask for login or TLS (RFC 4954, RFC 3207): no mailbox can do anything about them."""
_TOO_LARGE = 552


class Line:
    """The connection, opened when it is needed and again after it broke."""

    def __init__(self, server: Server, greeting: str) -> None:
        self._server, self._greeting = server, greeting
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> smtplib.SMTP:
        """Raises `MailError` where there is no connection."""
        if self._smtp is None:
            try:
                self._smtp = connect(self._server, self._greeting)
            except (smtplib.SMTPException, OSError, UnicodeError) as error:
                raise self._no_more(
                    sentence("No connection to {server}: {reason}.", **self._about(said(error)))
                ) from error
        return self._smtp

    def refuse(self, code: int, answer: bytes, to_sender: bool) -> None:
        """Raises `MailError` where an answer is about the server or the sender, for then every
        other mailbox would hear it too; `to_sender` if it was given before any mailbox was named.
        """
        if code in _ABOUT_THE_SERVER or (to_sender and code >= 500 and code != _TOO_LARGE):
            about = self._about(answered(code, answer))
            raise self._no_more(sentence("Nothing is taken by {server}: {reason}.", **about))

    def reset(self) -> None:
        """Ready for the next mail: the same connection, or a new one if this one is gone."""
        try:
            if self._smtp is not None:
                self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self.drop()

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

    def _about(self, reason: str) -> dict[str, str]:
        return {"server": f"{self._server.host}:{self._server.port}", "reason": reason}

    def _no_more(self, why: Sentence) -> MailError:
        return MailError(
            why,
            sentence("Nothing more was sent; the same command goes on where this one stopped."),
        )


def answered(code: int, answer: bytes) -> str:
    """The server's answer on one line."""
    return f"{code} {' '.join(answer.decode('utf-8', 'replace').split())}"


def said(error: Exception) -> str:
    """What an error of the connection says, on one line."""
    if isinstance(error, smtplib.SMTPResponseException):
        raw = error.smtp_error
        return answered(error.smtp_code, raw if isinstance(raw, bytes) else str(raw).encode())
    return " ".join(str(error).split()) or type(error).__name__

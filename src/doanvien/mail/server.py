"""The server that takes the mails, and the two ways to it that nobody can listen in on."""

from __future__ import annotations

import base64
import ipaddress
import smtplib
import ssl
from dataclasses import dataclass
from enum import Enum

TIMEOUT = 30
"""Seconds in which a server must answer."""


class Tls(Enum):
    """STARTTLS begins in the clear and must turn to TLS before anything is said; IMPLICIT is TLS
    from the first byte; NONE is for a server on this machine only."""

    STARTTLS = "starttls"
    IMPLICIT = "implicit"
    NONE = "none"


@dataclass(frozen=True)
class Server:
    """Where to send; `user` and `password` are empty for a server that asks for none."""

    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:  # a password must not get into a traceback
        return f"Server({self.host}:{self.port}, {self.tls.value})"


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine itself."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def connect(server: Server, greeting: str) -> smtplib.SMTP:
    """A connection that is encrypted, checked against the server's name, and logged in.

    `greeting` is the name given in EHLO, so that the name of this machine is not told. Raises
    smtplib.SMTPException or OSError (which ssl.SSLError is) where there is no such connection.
    """
    context = ssl.create_default_context()
    if server.tls is Tls.IMPLICIT:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, greeting, timeout=TIMEOUT, context=context
        )
    else:
        if server.tls is Tls.NONE and not is_loopback(server.host):
            raise ssl.SSLError(f"{server.host} is another machine: TLS is needed")
        smtp = smtplib.SMTP(server.host, server.port, greeting, timeout=TIMEOUT)
    try:
        if server.tls is Tls.STARTTLS:
            # Raises where the server, or somebody between, says that it cannot.
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if server.user:
            _log_in(smtp, server)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _log_in(smtp: smtplib.SMTP, server: Server) -> None:
    """Log in with one try where the server takes AUTH PLAIN: smtplib tries every way it knows, and
    three wrong passwords lock an account. In UTF-8, which RFC 4616 asks for and smtplib refuses."""
    if "PLAIN" not in smtp.esmtp_features.get("auth", "").upper().split():
        smtp.login(server.user, server.password)
        return
    token = base64.b64encode(f"\0{server.user}\0{server.password}".encode()).decode("ascii")
    code, answer = smtp.docmd("AUTH", f"PLAIN {token}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, answer)

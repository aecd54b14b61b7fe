"""Why mails cannot be made or sent at all."""

from __future__ import annotations


class MailError(ValueError):
    """Nothing can be sent: str() is one line for a person, with what to do."""


class TooLarge(ValueError):
    """One mail is larger than mail programs and gateways take; str() says what and how large."""

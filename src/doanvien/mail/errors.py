"""Why mails cannot be made or sent at all."""

from __future__ import annotations

from doanvien.reference.sentences import SpokenError


class MailError(SpokenError):
    """Nothing can be sent: sentences for a person, with what to do; str() is in English."""


class TooLarge(SpokenError):
    """One mail is larger than mail programs and gateways take; it says what and how large."""

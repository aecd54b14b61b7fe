"""Addresses of people: one name and one mailbox, nothing that could become a second header."""

from __future__ import annotations

import re
from dataclasses import dataclass

from doanvien.present.shown.tables.table import clean_text

LONGEST = 254
_MAILBOX = re.compile(
    r"(?!\.)(?!.*\.\.)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}(?<!\.)"
    r"@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<mailbox>[^<>]*)>")


class AddressError(ValueError):
    """A text is not the address of one mailbox."""


@dataclass(frozen=True)
class Mailbox:
    """`name` is what a reader sees, "" for none; `address` is in ASCII, as a server takes it."""

    name: str
    address: str

    @property
    def key(self) -> str:
        """The same for two writings of one address: servers do not tell letters' case apart."""
        return self.address.casefold()

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2].lower()

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


def parse_mailbox(text: str) -> Mailbox:
    """ "Văn phòng <a@b.vn>" or "a@b.vn"; `AddressError` with what to write instead."""
    if re.search(r"[\x00-\x1f\x7f\u0085\u2028\u2029]", text):
        raise AddressError(f"{text!r} holds a line break or a control character. Write one line.")
    named = _NAMED.fullmatch(text.strip())
    name, address = (named["name"], named["mailbox"]) if named else ("", text)
    address = address.strip()
    if not _MAILBOX.fullmatch(address) or len(address) > LONGEST:
        raise AddressError(
            f"{text!r} is not the address of one mailbox. Write name@place.vn or "
            "Name <name@place.vn>, the address in ASCII, each one on a line of its own."
        )
    return Mailbox(clean_text(name.strip().strip('"')), address)

"""Header lines written by our own hand.

Python before 3.13 loses the spaces between encoded words when it folds a header (python/cpython
issue 92081), and "Liên đoàn Lao động" would arrive as "Liên đoànLao động". Here every space stands
inside an encoded word, and what stands between two of them (RFC 2047, 6.2) is never text.
"""

from __future__ import annotations

import base64
from email.policy import SMTP, EmailPolicy
from typing import Any

SHORT = 60
"""Characters of ASCII that stand on one line with every header name."""
WORD_BYTES = 39
"""Bytes in one encoded word: with its frame and the header's name at most 76 characters."""
TEXTS, ADDRESSES = frozenset({"subject"}), frozenset({"from", "to", "reply-to"})


def encoded(text: str) -> str:
    """`text` (one line) as it stands in a header: plain ASCII, or encoded words, a line each."""
    if text.isascii() and text.isprintable() and len(text) <= SHORT and "=?" not in text:
        return text
    return "\r\n ".join(
        f"=?utf-8?B?{base64.b64encode(chunk).decode('ascii')}?=" for chunk in _chunks(text)
    )


class HeaderPolicy(EmailPolicy):
    """SMTP's rules with our own folding of subjects and addresses; refuses line breaks as ever."""

    def fold(self, name: str, value: Any) -> str:
        return _own_line(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        return _own_line(name, value).encode("ascii") or super().fold_binary(name, value)


POLICY = HeaderPolicy(linesep=SMTP.linesep, max_line_length=SMTP.max_line_length, cte_type="7bit")


def _own_line(name: str, value: Any) -> str:
    """The line of a subject or of addresses; "" for every other header."""
    if name.lower() in TEXTS:
        return f"{name}: {encoded(str(value))}\r\n"
    if name.lower() in ADDRESSES:
        return f"{name}: {_addresses(value)}\r\n"
    return ""


def _addresses(value: Any) -> str:
    """One address a line; a name is quoted, or encoded where ASCII does not have it."""
    return ",\r\n ".join(_address(found.display_name, found.addr_spec) for found in value.addresses)


def _address(name: str, address: str) -> str:
    if not name:
        return address
    if name.isascii() and len(name) <= SHORT and "=?" not in name:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{address}>'
    return f"{encoded(name)}\r\n <{address}>"


def _chunks(text: str) -> list[bytes]:
    """`text` in pieces of at most `WORD_BYTES`, none of which ends inside a letter."""
    chunks = [b""]
    for letter in text:
        more = letter.encode("utf-8")
        if len(chunks[-1]) + len(more) > WORD_BYTES:
            chunks.append(b"")
        chunks[-1] += more
    return chunks

"""Capital and small letters at the start of a text."""

from __future__ import annotations


def subject(label: str, unit: str) -> str:
    """The label of a row: ``Đoàn viên kết nạp mới``, ``quận Ba Đình: Đoàn viên kết nạp mới``."""
    return f"{unit}: {capital(label)}" if unit else capital(label)


def capital(text: str) -> str:
    """The text with a capital first letter, for the start of a cell or sentence."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text with a small first letter inside a sentence; abbreviations (TLĐ, CĐCS) stay."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]

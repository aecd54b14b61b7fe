"""Short ASCII names made from what a reader sees, for ids, anchors and Excel names."""

from __future__ import annotations

import re

from doanvien.reference.text.names import plain_words


def slug(text: str) -> str:
    """Lower-case ASCII with hyphens, "Đoàn viên (2022)" → "doan-vien-2022"; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", plain_words(text)).strip("-")


def name_from(caption: str, fallback: str) -> str:
    """A name made from a caption; `fallback` leads where the caption begins with no letter."""
    key = slug(caption)[:60].strip("-")
    return key if key[:1].isalpha() else f"{fallback}-{key}".strip("-")

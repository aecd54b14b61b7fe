"""Short ASCII names made from what a reader sees, for ids, anchors and Excel names."""

from __future__ import annotations

import re

from doanvien.reference.names import plain_words


def slug(text: str) -> str:
    """Lower-case ASCII with hyphens, "Đoàn viên (2022)" → "doan-vien-2022"; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", plain_words(text)).strip("-")

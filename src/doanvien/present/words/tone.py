"""How a verdict is coloured; the colour only repeats what the words say."""

from __future__ import annotations

from typing import Literal

Tone = Literal["good", "near", "behind", "neutral"]

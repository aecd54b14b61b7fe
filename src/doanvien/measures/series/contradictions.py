"""What the figures of one series contradict each other in."""

from __future__ import annotations

from dataclasses import dataclass

from doanvien.measures.series.flow import Flow, Window


@dataclass(frozen=True)
class Conflict:
    """Two sources print different values for the same dates; ``used`` goes first."""

    used: Flow
    other: Flow


@dataclass(frozen=True)
class Fall:
    """A running total that is lower on a later day: a correction or an error of the source."""

    earlier: Flow
    later: Flow


@dataclass(frozen=True)
class Overlap:
    """Two flows that share days without one holding the other: they cannot be combined."""

    first: Flow
    second: Flow


@dataclass(frozen=True)
class Mismatch:
    """A printed flow that differs from what the other flows give for the same dates."""

    printed: Flow
    computed: Window

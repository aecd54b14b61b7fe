"""The ids of a page, each once."""

from __future__ import annotations


class Ids:
    """The ids of a page. `take` gives the wanted one, or the next free one with a counter."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        candidate, count = wanted, 1
        while candidate in self._taken:
            count += 1
            candidate = f"{wanted}-{count}"
        self._taken.add(candidate)
        return candidate

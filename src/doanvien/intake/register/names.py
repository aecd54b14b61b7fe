"""Which unit of the register a name in a form is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from doanvien.data.rules.units import UnitName, unit_name
from doanvien.intake.reading.unit_names import tidy_name

NEAR = 0.88
"""Two names this alike are one unit misspelt more often than two units."""


@dataclass(frozen=True)
class Names:
    """``known`` are the units of a province, as its data set and register spell them; ``spelt``
    other spellings of them, from the register and from files of answers.
    """

    known: tuple[str, ...]
    spelt: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, printed: str) -> str:
        """The register's name of a unit, or its own, tidied, where the register has none."""
        if not printed:
            return ""
        key = unit_name(printed)
        return self._by_spelling.get(key) or self._by_key.get(key) or tidy_name(printed)

    def near(self, printed: str) -> str:
        """A known unit that an unknown name is nearly; "" where it is known, or like none."""
        if not self.known or self.is_known(printed):
            return ""
        key = " ".join(unit_name(printed))
        matcher = SequenceMatcher(None, b=key, autojunk=False)
        best, likeness = "", NEAR
        # "Khu vực 1" and "Khu vực 2" are two units, however alike they are.
        for other, name in self._by_digits.get(_digits(unit_name(printed)), ()):
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() < likeness or matcher.quick_ratio() < likeness:
                continue
            if (found := matcher.ratio()) >= likeness:
                best, likeness = name, found
        return best

    def is_known(self, printed: str) -> bool:
        return unit_name(self.name_of(printed)) in self._by_key

    @cached_property
    def _by_key(self) -> dict[UnitName, str]:
        return {unit_name(name): name for name in self.known}

    @cached_property
    def _by_digits(self) -> dict[tuple[str, ...], list[tuple[str, str]]]:
        found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for key, name in self._by_key.items():
            found.setdefault(_digits(key), []).append((" ".join(key), name))
        return found

    @cached_property
    def _by_spelling(self) -> dict[UnitName, str]:
        return {unit_name(other): name for other, name in self.spelt.items()}

    def with_names(self, names: Iterable[str]) -> Names:
        """The same register with units that were not in it."""
        new: dict[UnitName, str] = {}
        for name in names:
            if not self.is_known(name):
                new.setdefault(unit_name(name), tidy_name(name))
        return Names((*self.known, *new.values()), self.spelt)


def _digits(key: UnitName) -> tuple[str, ...]:
    return tuple(word for word in key.name.split() if word.isdecimal())

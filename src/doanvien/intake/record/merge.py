"""Which facts of a form are new to a data set, which revise an earlier one, which add nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from doanvien.intake.facts import Fact
from doanvien.intake.record.rows import Row, territory_of
from doanvien.reference.maps import NEW_MAP, OLD_MAP, map_in_force
from doanvien.reference.places import Province

FILE_OF = {"target": "targets.csv", "percentage": "percentages.csv"}
_VALUES = {"figure": "value", "target": "low", "percentage": "printed"}
_SAME = ("province", "unit", "indicator", "period_start", "period_end")
_OWN = {"figure": (), "target": ("assigned_by",), "percentage": ("of", "assigned_by")}


@dataclass
class Index:
    """The rows of a data set by what they state.

    ``published`` maps a source to its publisher and day of publication.
    """

    published: dict[str, tuple[str, str]]
    rows: dict[tuple[object, ...], list[Row]] = field(default_factory=dict)

    def add(self, kind: str, rows: Iterable[Row]) -> None:
        for row in rows:
            self.rows.setdefault(_key(kind, row), []).append(row)

    def in_force(self, kind: str, row: Row, publisher: str) -> Row | None:
        """The row that now holds for a fact: the publisher's own latest, else anybody's latest."""
        found = self.rows.get(_key(kind, row), [])
        own = [one for one in found if self.published.get(one["source"], ("", ""))[0] == publisher]
        return max(
            own or found,
            key=lambda one: self.published.get(one["source"], ("", ""))[1],
            default=None,
        )


@dataclass(frozen=True)
class Change:
    """A row to be added. ``before`` is the row it revises or contradicts, None for a new fact."""

    fact: Fact
    row: Row
    before: Row | None = None


def changes(
    facts: Iterable[Fact],
    place: Province,
    source: str,
    publisher: str,
    index: Index,
) -> list[Change]:
    """The rows that the facts of one form add to a data set.

    A fact that the data set states already adds nothing, and neither does one whose form had been
    taken in before a later one changed it.
    """
    found = []
    known = index.published.get(source)
    for fact in facts:
        row = row_of(fact, place, source)
        before = index.in_force(fact.kind, row, publisher)
        value = _VALUES[fact.kind]
        if before is not None and (
            _plain(before[value]) == _plain(row[value])
            or before["source"] == source
            or (known and index.published[before["source"]][1] >= known[1])
        ):
            continue
        found.append(Change(fact, row, before))
    return found


def row_of(fact: Fact, place: Province, source: str) -> Row:
    """The row of a fact; its territory is written out only where its last day would mislead."""
    row = {
        "province": place.slug,
        "territory": "",
        "unit": fact.unit,
        "indicator": fact.indicator,
        "period_start": fact.start.isoformat() if fact.start else "",
        "period_end": fact.end.isoformat(),
        "source": source,
        "note": "",
    }
    if place.territory in (OLD_MAP, NEW_MAP) and map_in_force(fact.end) != place.territory:
        row["territory"] = str(place.territory)
    if fact.kind == "figure":
        return {**row, "value": fact.value, "qualifier": "exact"}
    if fact.kind == "target":
        return {**row, "low": fact.value, "rule": "point", "assigned_by": fact.assigner}
    return {
        **row,
        "value": fact.value,
        "printed": fact.printed,
        "of": fact.of,
        "base_indicator": fact.base_indicator,
        "base": fact.base,
        "assigned_by": fact.assigner,
    }


def _key(kind: str, row: Mapping[str, str]) -> tuple[object, ...]:
    own = tuple(row.get(name, "") for name in _OWN[kind])
    return (kind, *(row[name] for name in _SAME), territory_of(dict(row)), *own)


def _plain(number: str) -> str:
    """1128 and 1.128 are one count; a rate keeps its decimals."""
    groups = number.split(".")
    return (
        "".join(groups) if len(groups) > 1 and all(len(one) == 3 for one in groups[1:]) else number
    )

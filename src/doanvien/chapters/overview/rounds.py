"""The effects of one round of waves, province by province, as frames and sentences need them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from doanvien.chapters.overview.overview import Overview
from doanvien.measures.waves.effects.country.national import NationalEffect
from doanvien.measures.waves.effects.country.rounds import Round
from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.measures.waves.effects.trusted.effect import Refused
from doanvien.measures.waves.effects.trusted.verdict import Reason
from doanvien.reference.provinces import Province


@dataclass(frozen=True, eq=False)
class RoundRow:
    """One province's own result on one count."""

    place: Province
    effect: WaveEffect
    count: CountEffect

    @property
    def doubts(self) -> tuple[Reason, ...]:
        """What is withheld or flagged, of this count and of the counts together."""
        return tuple(dict.fromkeys((*self.count.reasons, *self.effect.reasons)))


@dataclass(frozen=True, eq=False)
class RoundCount:
    """One round and count: a row for each province with an effect, and what they say together."""

    round: Round
    number: int
    indicator: str
    rows: tuple[RoundRow, ...]
    common: NationalEffect

    @property
    def compared(self) -> int:
        """How many provinces compare units."""
        return sum(row.count.compares_units for row in self.rows)

    @property
    def left_out(self) -> dict[Reason, list[Province]]:
        """Provinces that compare units and do not stand behind the common effect, and why."""
        found: dict[Reason, list[Province]] = {}
        for row in self.rows:
            reason = self.common.left_out.get(row.place.slug)
            if reason is not None:
                found.setdefault(reason, []).append(row.place)
        return found


def round_counts(overview: Overview) -> Iterator[RoundCount]:
    """Every round and count for which a province gives an effect."""
    for number, found in enumerate(overview.rounds, start=1):
        for code in _codes(found):
            common = found.common(code)
            rows = tuple(_rows(overview, found, code))
            if rows:
                yield RoundCount(found, number, code, rows, common)


def refusals_by_reason(overview: Overview) -> dict[Reason, dict[Province, tuple[str, ...]]]:
    """Why no effect is given: reason → province → codes of the counts concerned."""
    found: dict[Reason, dict[Province, tuple[str, ...]]] = {}
    for one in overview.rounds:
        for code in _codes(one):
            for slug, count in one.of(code).items():
                if isinstance(count.effect, Refused):
                    places = found.setdefault(count.reasons[0], {})
                    place = _place(overview, slug)
                    places[place] = tuple(dict.fromkeys((*places.get(place, ()), code)))
    return found


def _rows(overview: Overview, found: Round, code: str) -> Iterator[RoundRow]:
    for slug, count in found.of(code).items():
        if not isinstance(count.effect, Refused):
            yield RoundRow(_place(overview, slug), found.effects[slug], count)


def _codes(found: Round) -> list[str]:
    counts = (count for effect in found.effects.values() for count in effect.counts)
    return list(dict.fromkeys(count.indicator for count in counts))


def _place(overview: Overview, slug: str) -> Province:
    places = (report.place.view.place for report in overview.provinces)
    return next(place for place in places if place.slug == slug)

"""The effects of one round of waves, province by province, as frames and sentences need them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from doanvien.chapters.overview.overview import Overview
from doanvien.measures.waves.effects.effects import NationalEffect, WaveEffect
from doanvien.measures.waves.effects.estimate import Estimate
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.measures.waves.effects.rounds import Round
from doanvien.measures.waves.effects.verdict import Reason
from doanvien.reference.provinces import Province


@dataclass(frozen=True, eq=False)
class RoundRow:
    """One province's own result on one count; ``drawn`` is what the others make of it: ratio and
    limits, None where its interval is withheld or there are no others.
    """

    place: Province
    effect: WaveEffect
    count: CountEffect
    drawn: tuple[float, float, float] | None

    @property
    def estimate(self) -> Estimate:
        assert self.count.effects is not None
        return self.count.effects.net.estimate

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
        """How many provinces compare units, and so stand behind the common ratio."""
        return sum(row.count.method == "takes_part" for row in self.rows)

    @property
    def pooled(self) -> Estimate | None:
        """Their common effect; None for one province, which has nobody to be pooled with."""
        return self.common.pooled if self.compared > 1 else None


def round_counts(overview: Overview) -> Iterator[RoundCount]:
    """Every round and count for which a province gives an effect."""
    for number, found in enumerate(overview.rounds, start=1):
        for code in _codes(found):
            common = found.common(code)
            rows = tuple(_rows(overview, found, code, common))
            if rows:
                yield RoundCount(found, number, code, rows, common)


def refusals_by_reason(overview: Overview) -> dict[Reason, dict[Province, tuple[str, ...]]]:
    """Why no effect is given: reason → province → codes of the counts concerned."""
    found: dict[Reason, dict[Province, tuple[str, ...]]] = {}
    for one in overview.rounds:
        for code in _codes(one):
            for slug, count in one.of(code).items():
                if count.effects is None:
                    places = found.setdefault(count.reasons[0], {})
                    place = _place(overview, slug)
                    places[place] = tuple(dict.fromkeys((*places.get(place, ()), code)))
    return found


def _rows(
    overview: Overview, found: Round, code: str, common: NationalEffect
) -> Iterator[RoundRow]:
    drawn: dict[str, tuple[float, float, float]] = {}
    if common.drawn is not None and len(common.provinces) > 1:
        limits = zip(common.drawn.means, common.drawn.lows, common.drawn.highs, strict=True)
        drawn = dict(zip(common.provinces, limits, strict=True))
    for slug, count in found.of(code).items():
        if count.effects is not None:
            place = _place(overview, slug)
            yield RoundRow(place, found.effects[slug], count, drawn.get(slug))


def _codes(found: Round) -> list[str]:
    counts = (count for effect in found.effects.values() for count in effect.counts)
    return list(dict.fromkeys(count.indicator for count in counts))


def _place(overview: Overview, slug: str) -> Province:
    places = (report.place.view.place for report in overview.provinces)
    return next(place for place in places if place.slug == slug)

"""Waves of several provinces at about the same time, and what they say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from doanvien.measures.waves.effects.country.national import NationalEffect, national_effect
from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.one_count import CountEffect


@dataclass(frozen=True, eq=False)
class Round:
    """The effects of waves held at about the same time, at most one of each province (slug →)."""

    effects: Mapping[str, WaveEffect]

    @cached_property
    def start(self) -> date:
        """The first day of the earliest wave."""
        return min(wave.start for effect in self.effects.values() for wave in effect.waves)

    @cached_property
    def end(self) -> date:
        """The last day of the latest wave."""
        return max(wave.end for effect in self.effects.values() for wave in effect.waves)

    def of(self, indicator: str) -> dict[str, CountEffect]:
        """Each province's own result on one count."""
        return {
            slug: count
            for slug, effect in self.effects.items()
            for count in effect.counts
            if count.indicator == indicator
        }

    def common(self, indicator: str) -> NationalEffect:
        """Estimator C over those results."""
        return national_effect(self.of(indicator))


def rounds(effects: Mapping[str, tuple[WaveEffect, ...]]) -> tuple[Round, ...]:
    """Put the provinces' effects (slug → those of its waves) together by the days of their waves.

    An effect joins the first round whose days it shares and in which its province has none yet, so
    each stands in exactly one round and no province is pooled twice. Rounds are in order of their
    dates, provinces in the order given.
    """
    found: list[Round] = []
    dated = [(slug, effect) for slug, own in effects.items() for effect in own]
    for slug, effect in sorted(dated, key=lambda pair: pair[1].waves[0].start):
        alone = Round({slug: effect})
        at = next((n for n, known in enumerate(found) if _meets(known, alone)), None)
        if at is None:
            found.append(alone)
        else:
            found[at] = Round({**found[at].effects, slug: effect})
    return tuple(Round({s: r.effects[s] for s in effects if s in r.effects}) for r in found)


def _meets(known: Round, alone: Round) -> bool:
    free = not known.effects.keys() & alone.effects.keys()
    return free and known.start <= alone.end and alone.start <= known.end

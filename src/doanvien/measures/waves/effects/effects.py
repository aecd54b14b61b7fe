"""The front door: the effect of every wave of one place, on members and on grassroots unions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from doanvien.measures.waves.effects.counted.panel import Panel
from doanvien.measures.waves.effects.counted.windows import WaveWindow, adjoining
from doanvien.measures.waves.effects.one_count import CountEffect, count_effect
from doanvien.measures.waves.effects.trusted.verdict import Reason, disagree


@dataclass(frozen=True, eq=False)
class WaveEffect:
    """One wave, or adjoining waves with one joint net effect: a result for each count.

    ``reasons`` are those that concern the counts together.
    """

    waves: tuple[WaveWindow, ...]
    counts: tuple[CountEffect, ...]
    reasons: tuple[Reason, ...]


def wave_effects(
    panels: Mapping[str, Panel],
    waves: Sequence[WaveWindow],
    cutoff: date,
    changed_units: frozenset[str] = frozenset(),
    kinds: Mapping[str, str] | None = None,
) -> tuple[WaveEffect, ...]:
    """The effect of every wave that began by the cut-off date, in order of their dates.

    ``panels``: indicator code → counts of the units up to ``cutoff``, over several years where
    there are; ``waves``: all waves of the place in those years, with the units that took part;
    ``kinds``: unit → kind, as the register of units has it.

    The simplest call, from a frame of one row a figure (unit, period_start, period_end, value)::

        panel = panel_from_frame(figures, until=date(2022, 12, 31))
        may = WaveWindow("May", date(2022, 4, 15), date(2022, 5, 31), frozenset({"A", "B", "C"}))
        (effect,) = wave_effects({"members_new": panel}, [may], cutoff=date(2022, 12, 31))
        effect.counts[0].effect, effect.counts[0].reasons

    Nothing is raised for lack of data: each result says what is refused, withheld or flagged.
    Raises ValueError where estimator B needs a year outside the table of Tết.
    """
    begun = [wave for wave in waves if wave.start <= cutoff]
    effects = []
    for group in adjoining(begun, tuple(panels.values())):
        others = [wave for wave in begun if wave not in group]
        counts = tuple(
            count_effect(indicator, panel, group, others, cutoff, changed_units, kinds)
            for indicator, panel in panels.items()
        )
        effects.append(WaveEffect(group, counts, _together(counts)))
    return tuple(effects)


def _together(counts: Sequence[CountEffect]) -> tuple[Reason, ...]:
    if any(disagree(one.effect, other.effect) for one, other in combinations(counts, 2)):
        return (Reason("counts_disagree"),)
    return ()

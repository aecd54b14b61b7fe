"""The front door: the effect of every wave of one place, on members and on grassroots unions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from doanvien.measures.waves.effects.estimate import Estimate, NetEffect
from doanvien.measures.waves.effects.one_count import CountEffect, count_effect
from doanvien.measures.waves.effects.panel import Panel
from doanvien.measures.waves.effects.pooling import Pooled, mantel_haenszel, shrink
from doanvien.measures.waves.effects.verdict import Reason, disagree
from doanvien.measures.waves.effects.windows import WaveWindow, adjoining


@dataclass(frozen=True, eq=False)
class WaveEffect:
    """One wave, or adjoining waves with one joint net effect: a result for each count.

    ``reasons`` are those that concern the counts together.
    """

    waves: tuple[WaveWindow, ...]
    counts: tuple[CountEffect, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, eq=False)
class NationalEffect:
    """What several provinces say together.

    ``pooled`` is the common net effect (None where no province compares units), ``provinces`` the
    slugs behind ``drawn``, in its order; ``drawn`` is None where no province has an interval.
    """

    pooled: Estimate | None
    provinces: tuple[str, ...]
    drawn: Pooled | None
    reasons: tuple[Reason, ...]


def wave_effects(
    panels: Mapping[str, Panel],
    waves: Sequence[WaveWindow],
    cutoff: date,
    changed_units: frozenset[str] = frozenset(),
) -> tuple[WaveEffect, ...]:
    """The effect of every wave that began by the cut-off date, in order of their dates.

    ``panels``: indicator code → counts of the units up to ``cutoff``, over several years where
    there are; ``waves``: all waves of the place in those years, with the units that took part.

    The simplest call, from a frame of one row a figure (unit, period_start, period_end, value)::

        panel = panel_from_frame(figures, until=date(2022, 12, 31))
        may = WaveWindow("May", date(2022, 4, 15), date(2022, 5, 31), frozenset({"A", "B", "C"}))
        (effect,) = wave_effects({"members_new": panel}, [may], cutoff=date(2022, 12, 31))
        effect.counts[0].effects.net.extra, effect.counts[0].reasons

    Nothing is raised for lack of data: each result says what is refused, withheld or flagged.
    Raises ValueError where estimator B needs a year outside the table of Tết.
    """
    begun = [wave for wave in waves if wave.start <= cutoff]
    effects = []
    for group in adjoining(begun, tuple(panels.values())):
        others = [wave for wave in begun if wave not in group]
        counts = tuple(
            count_effect(indicator, panel, group, others, cutoff, changed_units)
            for indicator, panel in panels.items()
        )
        effects.append(WaveEffect(group, counts, _together(counts)))
    return tuple(effects)


def national_effect(effects: Mapping[str, CountEffect]) -> NationalEffect:
    """Estimator C over the provinces' results on one count (slug → result).

    The common effect is from all provinces that compare units, also those whose own interval is
    withheld; only those whose interval is not withheld are drawn together, by either method.
    """
    nets = {slug: found.effects.net for slug, found in effects.items() if found.effects is not None}
    tables = [net.table for net in nets.values() if net.table is not None]
    pooled = mantel_haenszel(tables) if tables else None
    drawn = {slug: net.estimate for slug, net in nets.items() if _has_error(net)}
    reasons = []
    if pooled is None:
        reasons.append(Reason("no_comparison"))
    elif pooled.withheld:
        reasons.append(Reason("few_provinces"))
    elif pooled.holds_one:
        reasons.append(Reason("not_enough_evidence"))
    return NationalEffect(
        pooled=pooled,
        provinces=tuple(drawn),
        drawn=shrink(
            [estimate.log_ratio for estimate in drawn.values()],
            [estimate.se**2 for estimate in drawn.values()],
        )
        if drawn
        else None,
        reasons=tuple(reasons),
    )


def _together(counts: Sequence[CountEffect]) -> tuple[Reason, ...]:
    estimates = [found.effects.net.estimate for found in counts if found.effects is not None]
    if any(disagree(one, other) for one, other in combinations(estimates, 2)):
        return (Reason("counts_disagree"),)
    return ()


def _has_error(net: NetEffect) -> bool:
    return not net.estimate.withheld and net.estimate.se > 0

"""The effect of a wave on one count, new members or new grassroots unions, with its checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from doanvien.measures.waves.effects.counted.panel import Mask, Panel
from doanvien.measures.waves.effects.counted.windows import (
    Split,
    WaveWindow,
    same_season,
    share_inside,
)
from doanvien.measures.waves.effects.description import Description, describe
from doanvien.measures.waves.effects.estimators.compared import Compared, Table
from doanvien.measures.waves.effects.estimators.comparison import Comparison, Method
from doanvien.measures.waves.effects.estimators.identification import LEAST_INDEX
from doanvien.measures.waves.effects.trusted import stated
from doanvien.measures.waves.effects.trusted.effect import (
    Effect,
    Given,
    Interval,
    Refused,
    Uncertain,
)
from doanvien.measures.waves.effects.trusted.trust import TrustTest
from doanvien.measures.waves.effects.trusted.verdict import (
    Reason,
    disagree,
    doubts_of_comparison,
    doubts_of_effect,
    doubts_of_figures,
    doubts_of_units,
    doubts_of_windows,
)

POST_WINDOWS = (30, 45, 60)  # shown where the post-window is cut off or shared


@dataclass(frozen=True, eq=False)
class WithoutLargest:
    """The same without the unit that has most results inside, which are ``share`` (0 to 1) of its
    group's. ``effect`` is None where nothing can be estimated without it.
    """

    unit: str
    share: float
    effect: Effect | None


@dataclass(frozen=True, eq=False)
class Tables:
    """T1, T0, C1, C0 in the wave's year, in the earlier years together, and in each of them: what
    estimator C adds up over the provinces, and nobody is shown.
    """

    wave: Table
    earlier: Table
    by_year: Mapping[int, Table]


@dataclass(frozen=True, eq=False)
class CountEffect:
    """The effect of one wave, or of adjoining waves together, on one indicator.

    ``method`` is what ``effect`` rests on: other units, over the same weeks of earlier years
    ("triple") or without such years ("takes_part"), else earlier years alone ("placebo"); None
    where it is refused. ``second`` is the effect by earlier years alone where units are compared
    too. ``gross`` has the gross rate ratio of each wave. ``takes_part`` (G) marks units of the
    panel, ``compared`` (G) those compared; ``years`` are the earlier years that it rests on.
    ``kinds`` are those within which units are compared, ``by_kind`` the effect in each.
    ``by_post_days`` holds the net effect for post-windows of 30, 45 and 60 days where the post-
    window is cut off or shared. All of these are empty where nothing may be said.
    """

    indicator: str
    waves: tuple[WaveWindow, ...]
    panel: Panel
    description: Description | None
    method: Method | None
    effect: Effect
    tests: tuple[TrustTest, ...]
    gross: tuple[Interval | None, ...]
    second: Effect | None
    without_largest: WithoutLargest | None
    by_kind: tuple[tuple[str, Effect], ...]
    by_post_days: tuple[tuple[int, Effect], ...]
    takes_part: Mask
    compared: Mask
    kinds: tuple[str, ...]
    years: tuple[int, ...]
    split: Split
    index: float
    tables: Tables | None
    reasons: tuple[Reason, ...]

    def has(self, code: str) -> bool:
        """Whether a reason with that code applies."""
        return any(reason.code == code for reason in self.reasons)

    @property
    def compares_units(self) -> bool:
        return self.method in ("triple", "takes_part")

    @property
    def left_out(self) -> tuple[str, ...]:
        """Units of the panel that are not compared: begun this year, or of another kind."""
        return tuple(
            unit for unit, used in zip(self.panel.units, self.compared, strict=True) if not used
        )

    @property
    def cost_of_one(self) -> tuple[float, float] | None:
        """Limits of what each one more has cost, in VND; None where the cost of a wave is not known
        or no gain is established.
        """
        costs = [wave.cost for wave in self.waves]
        if not isinstance(self.effect, Given) or self.effect.extra_limits[0] <= 0:
            return None
        if any(cost is None for cost in costs):
            return None
        low, high = self.effect.extra_limits
        total = sum(cost for cost in costs if cost is not None)
        return total / high, total / low


def count_effect(
    indicator: str,
    panel: Panel,
    waves: tuple[WaveWindow, ...],
    others: Sequence[WaveWindow],
    cutoff: date,
    changed_units: frozenset[str] = frozenset(),
    kinds: Mapping[str, str] | None = None,
) -> CountEffect:
    """The effect of ``waves`` (one, or adjoining ones in order) on the counts of ``panel``.

    ``others`` are the other waves of the same place in any year; their windows are dropped. Units
    in ``changed_units`` changed their borders; ``kinds`` (unit → kind) is as the register has it.
    What cannot be estimated is a reason, no error.
    """
    comparison = Comparison(panel, waves, tuple(others), kinds=kinds or {})
    compared, years = comparison.by_units(), comparison.by_years()
    second = None
    if compared is not None:
        found = stated.by_units(comparison, compared)
        second = None if years is None else stated.by_years(comparison, years)
    elif years is not None:
        found = stated.by_years(comparison, years)
    else:
        found = stated.Found(Refused(_refusal(comparison)), ())
    said = isinstance(found.effect, Given | Uncertain)
    method = _method(compared, refused=isinstance(found.effect, Refused))
    reasons = list(doubts_of_effect(found.effect))
    if method is not None:
        reasons += doubts_of_windows(panel, waves, cutoff)
        reasons += doubts_of_comparison(comparison, compared)
        if second is not None and disagree(found.effect, second.effect):
            reasons.append(Reason("methods_disagree"))
        reasons += doubts_of_figures(panel, comparison.split.used, changed_units)
    reasons += doubts_of_units(panel, waves)
    codes = {reason.code for reason in reasons}
    return CountEffect(
        indicator=indicator,
        waves=waves,
        panel=panel,
        description=describe(panel, waves, cutoff),
        method=method,
        effect=found.effect,
        tests=found.tests,
        gross=stated.gross(comparison, compared) if said and compared else (),
        second=second.effect if said and second else None,
        without_largest=_without_largest(comparison, compared) if said else None,
        by_kind=tuple(_by_kind(comparison, compared)) if said and compared else (),
        by_post_days=tuple(_by_post_days(comparison, codes)) if said else (),
        takes_part=comparison.takes_part,
        compared=comparison.takes_part if compared is None else compared.kept,
        kinds=() if compared is None else compared.kinds,
        years=_years(comparison, compared, method),
        split=comparison.split,
        index=comparison.index,
        tables=_tables(compared, found),
        reasons=tuple(dict.fromkeys(reasons)),
    )


def _method(compared: Compared | None, *, refused: bool) -> Method | None:
    if refused:
        return None
    if compared is None:
        return "placebo"
    return "takes_part" if compared.frame is None else "triple"


def _years(
    comparison: Comparison, compared: Compared | None, method: Method | None
) -> tuple[int, ...]:
    if compared is not None:
        return () if compared.frame is None else compared.frame.years
    return comparison.years_without if method == "placebo" else ()


def _refusal(comparison: Comparison) -> str:
    panel = comparison.panel
    if not panel.counts.any():
        return "no_comparison"
    if not comparison.is_in_figures:
        return "wave_without_figures"
    # With coarse figures the index is low on other grounds as well, so the sentence is checked.
    comes_back = any(
        same_season(wave, other)
        for wave in comparison.waves
        for other in comparison.others
        if wave.start.year != other.start.year
        and share_inside(panel, [other]).any()
        and panel.members_of(other.units).all()
    )
    alike = comes_back and not comparison.years_without and comparison.takes_part.all()
    if alike and comparison.index < LEAST_INDEX:
        return "every_year_alike"
    return "one_side_empty" if len(panel.units) > 1 else "no_comparison"


def _tables(compared: Compared | None, found: stated.Found) -> Tables | None:
    """None where units are not compared over earlier years, or a test fired."""
    if compared is None or compared.frame is None or stated.fires(found.tests):
        return None
    wave, earlier = compared.tables()
    assert earlier is not None
    years = compared.frame.years
    return Tables(wave, earlier, {year: compared.earlier_table([year]) for year in years})


def _without_largest(comparison: Comparison, compared: Compared | None) -> WithoutLargest | None:
    """Of the units that are compared; None where there is only one."""
    panel = comparison.panel
    if len(panel.units) < 2:
        return None
    used = comparison.takes_part if compared is None else compared.kept
    inside = panel.counts[:, comparison.split.inside].sum(axis=1) * used
    at = int(inside.argmax())
    group = used & (comparison.takes_part == comparison.takes_part[at])
    keep = np.arange(len(panel.units)) != at
    if compared is None:
        years = comparison.by_years(keep)
        effect = None if years is None else stated.again_by_years(years)
    else:
        effect = stated.again(comparison, comparison.by_units(keep))
    share = float(inside[at] / inside[group].sum()) if inside[at] else 0.0
    return WithoutLargest(panel.units[at], share, effect)


def _by_kind(comparison: Comparison, compared: Compared) -> Iterator[tuple[str, Effect]]:
    if len(compared.kinds) < 2:
        return
    labels = np.array([comparison.kinds.get(unit, "") for unit in comparison.panel.units])
    for kind in compared.kinds:
        effect = stated.again(comparison, comparison.by_units(labels == kind))
        if effect is not None:
            yield kind, effect


def _by_post_days(comparison: Comparison, codes: set[str]) -> Iterator[tuple[int, Effect]]:
    if not {"post_window_cut", "post_window_overlaps"} & codes:
        return
    for days in POST_WINDOWS:
        other = Comparison(
            comparison.panel, comparison.waves, comparison.others, days, comparison.kinds
        )
        effect = stated.again(other, other.by_units())
        if effect is None and (years := other.by_years()) is not None:
            effect = stated.again_by_years(years)
        if effect is not None:
            yield days, effect

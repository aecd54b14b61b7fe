"""The effect of a wave on one count, new members or new grassroots unions, with its checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from doanvien.measures.waves.effects.comparison import Comparison, Effects, Method
from doanvien.measures.waves.effects.description import Description, describe
from doanvien.measures.waves.effects.estimate import NetEffect
from doanvien.measures.waves.effects.identification import LEAST_INDEX
from doanvien.measures.waves.effects.panel import Mask, Panel
from doanvien.measures.waves.effects.verdict import (
    Reason,
    disagree,
    doubts_of_estimate,
    doubts_of_figures,
    doubts_of_units,
    doubts_of_windows,
)
from doanvien.measures.waves.effects.windows import Split, WaveWindow, same_season, share_inside

POST_WINDOWS = (30, 45, 60)  # shown where the post-window is cut off or shared


@dataclass(frozen=True, eq=False)
class WithoutLargest:
    """The same without the unit that has most results inside, which are ``share`` (0 to 1) of its
    group's. ``effects`` is None where nothing can be estimated without it.
    """

    unit: str
    share: float
    effects: Effects | None


@dataclass(frozen=True, eq=False)
class CountEffect:
    """The effect of one wave, or of adjoining waves together, on one indicator.

    ``method`` is what ``effects`` rests on: A ("takes_part") where it is possible, else B
    ("placebo"), None where no effect is given; ``reasons`` begin with why. ``second`` is B where A
    is possible too. ``takes_part`` (G) marks units of the panel; ``years_without`` are the earlier
    years without a wave. ``by_post_days`` holds the net effect for post-windows of 30, 45 and 60
    days where the post-window is cut off or shared.
    """

    indicator: str
    waves: tuple[WaveWindow, ...]
    panel: Panel
    description: Description | None
    method: Method | None
    effects: Effects | None
    second: Effects | None
    without_largest: WithoutLargest | None
    by_post_days: tuple[tuple[int, NetEffect], ...]
    takes_part: Mask
    years_without: tuple[int, ...]
    split: Split
    index: float
    reasons: tuple[Reason, ...]

    def has(self, code: str) -> bool:
        """Whether a reason with that code applies."""
        return any(reason.code == code for reason in self.reasons)


def count_effect(
    indicator: str,
    panel: Panel,
    waves: tuple[WaveWindow, ...],
    others: Sequence[WaveWindow],
    cutoff: date,
    changed_units: frozenset[str] = frozenset(),
) -> CountEffect:
    """The effect of ``waves`` (one, or adjoining ones in order) on the counts of ``panel``.

    ``others`` are the other waves of the same place in any year; their windows are dropped. Units
    in ``changed_units`` changed their borders. What cannot be estimated is a reason, no error.
    """
    comparison = Comparison(panel, waves, tuple(others))
    by_units, by_years = comparison.by_units(), comparison.by_years()
    effects = by_units or by_years
    method: Method | None = None
    reasons: list[Reason] = []
    if effects is None:
        reasons.append(_refusal(comparison))
    else:
        method = "placebo" if by_units is None else "takes_part"
        reasons += doubts_of_estimate(effects.net.estimate)
        gross_withheld = any(gross is not None and gross.withheld for gross in effects.gross)
        if gross_withheld and not effects.net.estimate.withheld:
            reasons.append(Reason("few_units_gross"))
        reasons += doubts_of_windows(panel, waves, cutoff)
        reasons += _doubts_of_checks(comparison, effects, by_years)
        reasons += doubts_of_figures(panel, comparison.split.used, changed_units)
    reasons += doubts_of_units(panel, waves)
    return CountEffect(
        indicator=indicator,
        waves=waves,
        panel=panel,
        description=describe(panel, waves, cutoff),
        method=method,
        effects=effects,
        second=None if by_units is None else by_years,
        without_largest=None if method is None else _without_largest(comparison, method),
        by_post_days=tuple(_by_post_days(comparison, method, reasons)),
        takes_part=comparison.takes_part,
        years_without=comparison.years_without,
        split=comparison.split,
        index=comparison.index,
        reasons=tuple(dict.fromkeys(reasons)),
    )


def _refusal(comparison: Comparison) -> Reason:
    panel = comparison.panel
    if not panel.counts.any():
        return Reason("no_comparison")
    if not comparison.is_in_figures:
        return Reason("wave_without_figures")
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
        return Reason("every_year_alike")
    return Reason("one_side_empty" if len(panel.units) > 1 else "no_comparison")


def _doubts_of_checks(
    comparison: Comparison, effects: Effects, by_years: Effects | None
) -> Iterator[Reason]:
    if comparison.placebo_differs(effects):
        yield Reason("placebo_differs")
    if by_years is not None and disagree(effects.net.estimate, by_years.net.estimate):
        yield Reason("methods_disagree")


def _without_largest(comparison: Comparison, method: Method) -> WithoutLargest | None:
    """Of the units that the method compares; None where there is only one."""
    panel = comparison.panel
    if len(panel.units) < 2:
        return None
    inside = panel.counts[:, comparison.split.inside].sum(axis=1)
    if method == "placebo":
        inside = inside * comparison.takes_part
    at = int(inside.argmax())
    group = comparison.takes_part == comparison.takes_part[at]
    return WithoutLargest(
        unit=panel.units[at],
        share=float(inside[at] / inside[group].sum()) if inside[at] else 0.0,
        effects=comparison.by(method, keep=np.arange(len(panel.units)) != at),
    )


def _by_post_days(
    comparison: Comparison, method: Method | None, reasons: list[Reason]
) -> Iterator[tuple[int, NetEffect]]:
    shown = {"post_window_cut", "post_window_overlaps"}
    if method is None or not shown & {reason.code for reason in reasons}:
        return
    for days in POST_WINDOWS:
        other = Comparison(comparison.panel, comparison.waves, comparison.others, days)
        found = other.by(method)
        if found is not None:
            yield days, found.net

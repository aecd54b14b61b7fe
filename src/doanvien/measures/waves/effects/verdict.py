"""When no effect is given, when its interval is withheld, and what is flagged: reasons as data."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from doanvien.measures.days import crosses_break
from doanvien.measures.series.flows import ONE_DAY
from doanvien.measures.waves.effects.estimate import Estimate
from doanvien.measures.waves.effects.identification import UPPER
from doanvien.measures.waves.effects.messages import REASONS, REMEDIES
from doanvien.measures.waves.effects.panel import Mask, Panel
from doanvien.measures.waves.effects.windows import WaveWindow

RATHER_FEW_UNITS = 6.0

Kind = Literal["refused", "withheld", "flag"]

REFUSALS = ("every_year_alike", "no_comparison", "wave_without_figures", "one_side_empty")
WITHHOLDINGS = ("few_units", "few_windows", "few_provinces")


@dataclass(frozen=True)
class Reason:
    """One reason, by its code: ``refused`` no effect is given, ``withheld`` the number is given
    without its interval, ``flag`` both are given and the reader is told.

    ``message`` and ``remedy`` are message ids of the catalogue; a flag needs no remedy ("").
    """

    code: str

    def __post_init__(self) -> None:
        if self.code not in REASONS:
            raise ValueError(f"No reason has the code {self.code!r}; see wave_effects.messages.")

    @property
    def kind(self) -> Kind:
        if self.code in REFUSALS:
            return "refused"
        return "withheld" if self.code in WITHHOLDINGS else "flag"

    @property
    def message(self) -> str:
        return REASONS[self.code]

    @property
    def remedy(self) -> str:
        return REMEDIES.get(self.code, "")


def doubts_of_estimate(estimate: Estimate) -> Iterator[Reason]:
    """What an estimate's own numbers say: too few units or windows, few units, holds no effect."""
    if estimate.withheld:
        yield Reason("few_units" if estimate.kish else "few_windows")
    elif min(estimate.kish, default=math.inf) <= RATHER_FEW_UNITS:
        yield Reason("rather_few_units")
    if estimate.holds_one:
        yield Reason("not_enough_evidence")


def doubts_of_windows(
    panel: Panel, waves: tuple[WaveWindow, ...], cutoff: date
) -> Iterator[Reason]:
    """What the windows say: a straddling interval, days without figures, a post-window cut off or
    shared, an open wave.

    ``waves`` are one wave, or adjoining ones in order of their dates.
    """
    last_day = max(wave.end for wave in waves)
    known_until = min(cutoff, panel.ends[-1].item()) if len(panel.ends) else cutoff
    if any(_straddled(panel, wave) for wave in waves):
        yield Reason("straddling_interval")
    if not all(_known(panel, wave, known_until) for wave in waves):
        yield Reason("days_missing")
    if last_day > known_until:
        yield Reason("wave_open")
    if max(wave.reach[1] for wave in waves) > known_until:
        yield Reason("post_window_cut")
    if len(waves) > 1:
        yield Reason("post_window_overlaps")


def doubts_of_units(panel: Panel, waves: tuple[WaveWindow, ...]) -> Iterator[Reason]:
    """Whether units named as taking part are not among those that report."""
    reporting = {*panel.units, *panel.left_out} - {""}  # the unit of a place's own total
    if reporting and any(wave.units is not None and wave.units - reporting for wave in waves):
        yield Reason("units_unknown")


def doubts_of_figures(panel: Panel, used: Mask, changed_units: frozenset[str]) -> Iterator[Reason]:
    """What the figures used (n) say: merged or rounded, units left out, units with new borders."""
    if panel.merged[used].any():
        yield Reason("merged_interval")
    if panel.rounded[used].any():
        yield Reason("rounded_figures")
    if panel.left_out:
        yield Reason("units_left_out")
    days = panel.starts[used].min().item(), panel.ends[used].max().item()
    if crosses_break(*days) or changed_units & set(panel.units):
        yield Reason("borders_changed")


def _straddled(panel: Panel, wave: WaveWindow) -> bool:
    """Whether one interval holds days of the pre-window and of the wave."""
    held_back = panel.days_in(wave.reach[0], wave.start - ONE_DAY)
    return bool(np.any((held_back > 0) & (panel.days_in(wave.start, wave.end) > 0)))


def _known(panel: Panel, wave: WaveWindow, until: date) -> bool:
    """Whether every day from hold-back to bring-forward, up to ``until``, is in the figures."""
    first, last = wave.reach
    return first > until or panel.covers(first, min(last, until))


def disagree(one: Estimate | None, other: Estimate | None) -> bool:
    """Whether two estimates of one wave differ by more than chance: |d₁ − d₂| > t·√(SE₁² + SE₂²).

    t is Student's 97,5% point with the smaller degrees of freedom. The two are treated as
    independent; as they share the wave's days, that leans towards agreement. False where one is
    missing or its interval withheld.
    """
    from scipy.special import stdtrit  # slow to import, and only effects need it

    if one is None or other is None or one.withheld or other.withheld:
        return False
    margin = float(stdtrit(min(one.df, other.df), UPPER)) * math.hypot(one.se, other.se)
    return abs(one.log_ratio - other.log_ratio) > margin

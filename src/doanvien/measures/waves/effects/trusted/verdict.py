"""When no effect is given, when its interval is withheld, and what is flagged: reasons as data."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from doanvien.measures.days import ONE_DAY, crosses_break
from doanvien.measures.waves.effects.counted.frame import held_back_cut
from doanvien.measures.waves.effects.counted.panel import Mask, Panel
from doanvien.measures.waves.effects.counted.windows import WaveWindow
from doanvien.measures.waves.effects.estimators.compared import Compared
from doanvien.measures.waves.effects.estimators.comparison import Comparison
from doanvien.measures.waves.effects.estimators.identification import UPPER
from doanvien.measures.waves.effects.trusted.effect import (
    Effect,
    Given,
    Refused,
    Uncertain,
    Withheld,
)
from doanvien.measures.waves.effects.trusted.messages import REASONS, REMEDIES

RATHER_FEW_UNITS = 6.0

Kind = Literal["refused", "withheld", "flag"]

REFUSALS = ("every_year_alike", "no_comparison", "wave_without_figures", "one_side_empty")
WITHHOLDINGS = (
    *("few_units", "few_windows", "few_provinces", "kinds_differ", "season_hidden"),
    "season_unbounded",
    *("placebo_fires", "trend_fires", "selection_fires", "late_fires", "lumps_fires"),
)


@dataclass(frozen=True)
class Reason:
    """One reason, by its code: ``refused`` there is nothing to compare with, ``withheld`` there is
    not enough ground for any number, ``flag`` an effect is stated and the reader is told.

    ``message`` and ``remedy`` are message ids of the catalogue; a flag needs no remedy ("").
    """

    code: str

    def __post_init__(self) -> None:
        if self.code not in REASONS:
            raise ValueError(f"No reason has the code {self.code!r}; see trusted/messages.py.")

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


def doubts_of_effect(effect: Effect) -> Iterator[Reason]:
    """What an effect says of itself: why there is none, few units, or that it holds no effect."""
    match effect:
        case Refused(code):
            yield Reason(code)
        case Withheld(codes):
            yield from map(Reason, codes)
        case Given(interval=interval) | Uncertain(interval=interval):
            if min(interval.kish, default=math.inf) <= RATHER_FEW_UNITS:
                yield Reason("rather_few_units")
            if isinstance(effect, Uncertain):
                yield Reason("not_enough_evidence")
            yield from (Reason(f"{code}_widened") for code in interval.widened)


def doubts_of_comparison(comparison: Comparison, compared: Compared | None) -> Iterator[Reason]:
    """What the comparison of units takes for granted, or had to leave out."""
    if compared is None:
        return
    if compared.frame is None and compared.kinds:
        yield Reason("season_assumed")
    elif compared.frame is not None and held_back_cut(comparison.waves):
        yield Reason("hold_back_cut")
    if comparison.begun.any():
        yield Reason("units_begun")
    if compared.kinds and (~compared.kept & ~comparison.begun).any():
        yield Reason("kinds_unmatched")


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


def disagree(one: Effect | None, other: Effect | None) -> bool:
    """Whether two effects of one wave differ by more than chance: |d₁ − d₂| > t·√(SE₁² + SE₂²).

    d is the middle of the limits, t Student's 97,5% point with the smaller degrees of freedom. The
    two are treated as independent; as they share the wave's days, that leans towards agreement.
    False where one has no interval.
    """
    from scipy.special import stdtrit  # slow to import, and only effects need it

    if not isinstance(one, Given | Uncertain) or not isinstance(other, Given | Uncertain):
        return False
    first, second = one.interval, other.interval
    se, df = math.hypot(first.se, second.se), min(first.df, second.df)
    apart = math.log(first.low / second.low) + math.log(first.high / second.high)
    return abs(apart) / 2 > float(stdtrit(df, UPPER)) * se

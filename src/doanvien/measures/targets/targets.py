"""Target attainment: every target of every assigner against the result that answers it.

Attainment is result ÷ target, never capped; the verdict follows the one rule of ``verdicts``. Days
elapsed are counted to the day the result was counted, both ends included.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

import pandas as pd

from doanvien.measures.series.flows import Flow, Window
from doanvien.measures.series.percentages import PrintedCheck
from doanvien.measures.series.rows import rows_of
from doanvien.measures.series.stocks import Stock, latest_stock
from doanvien.measures.series.view import View
from doanvien.measures.targets.forecast import Forecast, forecast_year
from doanvien.measures.targets.verdicts import final_verdict, pace_by_forecast, pace_by_time
from doanvien.reference.indicators import Indicator, all_indicators, indicator
from doanvien.reference.numbers import exact
from doanvien.reference.provinces import TERRITORY_CHANGE

CHIEF = ("members_new", "members_net_growth", "grassroots_unions_new")
SUBJECTS = ("members_", "grassroots_unions_", "elite_members_")
ASSIGNERS = ("tld", "congress", "province", "district", "unknown")
PER_YEAR = "_per_year"


@dataclass(frozen=True)
class Target:
    """A target as assigned; ``start`` is None for a level due on ``end``.

    ``low`` and ``high`` are in the indicator's unit; ``high`` is None unless the rule is a range.
    ``per_year`` tells that the amount is due in each whole year of the printed term; ``start`` and
    ``end`` are then the report's year, or the whole years to come where none has begun.
    ``sources`` are all that print this same target.
    """

    unit: str
    indicator: Indicator
    start: date | None
    end: date
    low: float
    high: float | None
    rule: str
    per_year: bool
    assigned_by: str
    sources: tuple[str, ...]
    note: str
    note_en: str


@dataclass(frozen=True)
class Result:
    """What answers a target: a flow over a window, or a level on a day (``start`` None)."""

    indicator: Indicator
    value: float
    start: date | None
    end: date
    qualifier: str
    sources: tuple[str, ...]
    notes: tuple[tuple[str, str], ...] = ()
    how: str = "published"


@dataclass(frozen=True)
class Attainment:
    """One target, assessed.

    Shares are exact fractions (1 = 100 %). ``share`` is against the target or the lower end of a
    range, ``share_of_high`` against the upper end. ``remaining`` is in the indicator's unit,
    ``needed_per_month`` rounded up and never more than what remains, ``days_left`` to the end.
    ``flags`` and ``reason`` are codes that ``present`` words:

    - flags: ``gross_for_net``, ``net_for_gross``, ``level_not_progress``, ``rounded``, ``floor``,
      ``per_union``, ``summed`` (partly the sum of the provinces merged in the place);
    - reason (no share): ``not_published``, ``partial``, ``earlier`` (``result`` ended before the
      period), ``denominator_not_published``.
    """

    target: Target
    result: Result | None
    share: Fraction | None
    share_of_high: Fraction | None
    elapsed_days: int | None
    total_days: int | None
    remaining: float | None
    needed_per_month: int | None
    days_left: int
    verdict: str
    flags: tuple[str, ...]
    reason: str | None
    absolute_target: float | None = None
    partial: Flow | None = None
    baseline: Stock | None = None
    printed: tuple[PrintedCheck, ...] = ()
    forecast: Forecast | None = None

    def __repr__(self) -> str:
        target = self.target
        of = f"{target.low:g} {target.indicator.code}{target.unit and f' of {target.unit}'}"
        found = self.reason or "no share"
        if self.result and self.share is not None:
            found = f"{self.result.value:g}, share {float(self.share):.4f}, {self.verdict}"
        return f"<Attainment of {of} by {target.end}, set by {target.assigned_by}: {found}>"

    @property
    def running(self) -> bool:
        """Whether the target's period goes on after the day counted to."""
        return self.elapsed is not None and self.elapsed < 1

    @property
    def elapsed(self) -> Fraction | None:
        if self.elapsed_days is None or not self.total_days:
            return None
        return Fraction(self.elapsed_days, self.total_days)


@dataclass(frozen=True)
class TargetReport:
    """Targets of one place: those in force in the period, and the plan for the next one.

    ``without_target`` are printed percentages of a target that is not itself published.
    """

    view: View
    current: tuple[Attainment, ...]
    plan: tuple[Target, ...]
    without_target: tuple[PrintedCheck, ...]

    def __repr__(self) -> str:
        return f"<TargetReport, {len(self.current)} targets, {len(self.plan)} plans: {self.view!r}>"

    @property
    def of_province(self) -> tuple[Attainment, ...]:
        return tuple(a for a in self.current if not a.target.unit)

    @property
    def of_units(self) -> tuple[Attainment, ...]:
        return tuple(a for a in self.current if a.target.unit)


def target_attainment(view: View, *, units: bool = True) -> TargetReport:
    """Assess every target of a place in force in the period; ``units`` False: its own only."""
    rows = [target for target in _targets(view) if units or not target.unit]
    targets = sorted(_merged(rows), key=_order)
    current = [_assess(view, target) for target in targets if _in_force(view, target)]
    horizon = view.period.end + timedelta(days=366)
    plan = [
        target
        for target in targets
        if target.start is not None and view.cutoff < target.start <= horizon
    ]
    answered = {check for attainment in current for check in attainment.printed}
    start = pd.Timestamp(view.period.start)
    without = [
        check
        for check in view.printed
        if check.of == "target" and check.end >= start and check not in answered
    ]
    return TargetReport(view, tuple(current), tuple(plan), tuple(without))


def months_left(after: date, end: date) -> Fraction:
    """Calendar months from the day after ``after`` to ``end``, a part of a month as its share.

    30 June to 31 December is 6; 8 July to 31 December is 23/31 + 5.
    """
    left = Fraction(0)
    day = after + timedelta(days=1)
    while day <= end:
        length = monthrange(day.year, day.month)[1]
        last = min(end, date(day.year, day.month, length))
        left += Fraction((last - day).days + 1, length)
        day = last + timedelta(days=1)
    return left


def _targets(view: View) -> Iterable[Target]:
    for row in rows_of(view.targets):
        per_year = row.rule.endswith(PER_YEAR)
        start = None if pd.isna(row.period_start) else row.period_start.date()
        end = row.period_end.date()
        if per_year and start is not None:
            start, end = _year_due(start, end, view.period.start.year)
        yield Target(
            unit=row.unit,
            indicator=indicator(row.indicator),
            start=start,
            end=end,
            low=row.low,
            high=None if math.isnan(row.high) else row.high,
            rule=row.rule.removesuffix(PER_YEAR),
            per_year=per_year,
            assigned_by=row.assigned_by,
            sources=(row.source,),
            note=row.note,
            note_en=row.note_en,
        )


def _year_due(start: date, end: date, year: int) -> tuple[date, date]:
    """The year of the term that a yearly amount is due in; a term's opening stub is not a year."""
    first = start.year if (start.month, start.day) == (1, 1) else start.year + 1
    if year < first:
        return date(first, 1, 1), end
    return date(year, 1, 1), min(end, date(year, 12, 31))


def _merged(targets: Iterable[Target]) -> list[Target]:
    """One target for each that several sources print alike; the first note is kept."""
    merged: dict[Target, Target] = {}
    for target in targets:
        key = replace(target, sources=(), note="", note_en="")
        if target.indicator.kind == "stock":  # a total due on a day, whenever its term began
            key = replace(key, start=None)
        seen = merged.get(key)
        if seen is None:
            merged[key] = target
            continue
        noted = seen if seen.note else target
        sources = tuple(dict.fromkeys(seen.sources + target.sources))
        merged[key] = replace(noted, sources=sources)
    return list(merged.values())


def _order(target: Target) -> tuple:
    """Province before units, this year before the term, members before unions, TLĐ first."""
    code = target.indicator.code
    subject = next((n for n, start in enumerate(SUBJECTS) if code.startswith(start)), len(SUBJECTS))
    position = [item.code for item in all_indicators()].index(code)
    return (
        target.unit,
        target.end,
        target.indicator.kind != "flow",
        code not in CHIEF,
        subject,
        position,
        ASSIGNERS.index(target.assigned_by),
        target.low,
        target.sources,
    )


def _in_force(view: View, target: Target) -> bool:
    return (
        target.end >= view.period.start
        and (target.start or date.min) <= view.cutoff
        and (target.start is None or target.start <= target.end)
    )


def _assess(view: View, target: Target) -> Attainment:
    if target.indicator.unit == "per_union":
        attainment = _assess_per_union(view, target)
    elif target.indicator.kind == "flow":
        attainment = _assess_flow(view, target)
    else:
        attainment = _assess_level(view, target)
    return _with_printed(attainment, view.printed)


def _assess_flow(view: View, target: Target) -> Attainment:
    start = target.start or date(target.end.year, 1, 1)
    until = min(view.cutoff, target.end)
    for code, flags in _answering_indicators(target.indicator):
        series = view.flow(code, target.unit)
        window = series.longest(start, until)
        if window is None:
            series = view.history.flow(code, target.unit)
            window = series.longest(start, until)
            flags = (*flags, "summed")
        if window is None:
            continue
        result = _flow_result(indicator(code), window)
        if window.end >= view.period.start:
            forecast = _forecast(view, target, start, result)
            return _measure_flow(target, start, result, target.low, flags, forecast)
        return _unanswered(target, "earlier", result=result)
    own = view.flow(target.indicator.code, target.unit).within(start, until)
    recent = [flow for flow in own if flow.end >= view.period.start]
    partial = max(recent, key=lambda flow: (flow.days, flow.end), default=None)
    return _unanswered(target, "partial" if partial else "not_published", partial=partial)


def _answering_indicators(target: Indicator) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The target's own indicator, then the same thing on the other basis, flagged."""
    yield target.code, ()
    if target.counterpart:
        yield target.counterpart, ("gross_for_net" if target.basis == "net" else "net_for_gross",)


def _flow_result(measured: Indicator, window: Window) -> Result:
    return Result(
        indicator=measured,
        value=window.value,
        start=window.start,
        end=window.end,
        qualifier=window.qualifier,
        sources=window.sources,
        notes=tuple((flow.note, flow.note_en) for _, flow in window.parts if flow.note),
        how=window.how,
    )


def _forecast(view: View, target: Target, start: date, result: Result) -> Forecast | None:
    """The whole year foretold, where the target is for a calendar year that is still running."""
    year = start.year
    whole_year = (start, target.end) == (date(year, 1, 1), date(year, 12, 31))
    if not whole_year or result.start != start or result.end >= target.end:
        return None
    paths = view.years_before(result.indicator.code, target.unit, year)
    signed = result.indicator.signed
    return forecast_year(result.value, result.end, paths, signed=signed)


def _measure_flow(
    target: Target,
    start: date,
    result: Result,
    low: float,
    flags: tuple[str, ...],
    forecast: Forecast | None = None,
) -> Attainment:
    share = exact(result.value) / exact(low)
    elapsed_days = (result.end - start).days + 1
    total_days = (target.end - start).days + 1
    remaining = max(0.0, low - result.value)
    left = months_left(result.end, target.end)
    verdict = (
        final_verdict(result.value, low, target.high)
        or ("missed" if result.end >= target.end else None)
        or (pace_by_forecast(forecast.central, forecast.high, low) if forecast else None)
        or pace_by_time(share, Fraction(elapsed_days, total_days))
    )
    return Attainment(
        target=target,
        result=result,
        share=share,
        share_of_high=None if target.high is None else exact(result.value) / exact(target.high),
        elapsed_days=elapsed_days,
        total_days=total_days,
        remaining=remaining,
        needed_per_month=_a_month(remaining, left),
        days_left=(target.end - result.end).days,
        verdict=verdict,
        flags=flags + _qualifier_flags(result.qualifier),
        reason=None,
        absolute_target=None if low == target.low else low,
        forecast=forecast,
    )


def _a_month(remaining: float, left: Fraction) -> int | None:
    """What is needed a month, rounded up; in the last month all that remains."""
    if not remaining or not left:
        return None
    return math.ceil(exact(remaining) / max(left, Fraction(1)))


def _assess_per_union(view: View, target: Target) -> Attainment:
    """A minimum per union needs the number of unions; without it only the result is given."""
    start = target.start or date(target.end.year, 1, 1)
    until = min(view.cutoff, target.end)
    window = view.flow(target.indicator.numerator, target.unit).longest(start, until)
    if window is None:
        return _unanswered(target, "not_published")
    result = _flow_result(indicator(target.indicator.numerator), window)
    unions = latest_stock(view.stock(target.indicator.denominator, target.unit), until)
    if unions is None:
        return _unanswered(target, "denominator_not_published", result=result)
    low = target.low * unions.value
    return _measure_flow(target, start, result, low, ("per_union",))


def _assess_level(view: View, target: Target) -> Attainment:
    """A stock or a rate: the last level inside the target's own time, compared as a level."""
    levels = view.stock(target.indicator.code, target.unit)
    until = min(view.cutoff, target.end)
    level = latest_stock(levels, until)
    opened = target.start or view.period.start
    if level is None or level.day < max(opened, view.period.start):
        return _unanswered(target, "not_published")
    result = Result(
        indicator=target.indicator,
        value=level.value,
        start=None,
        end=level.day,
        qualifier=level.qualifier,
        sources=(level.source,),
        notes=((level.note, level.note_en),) if level.note else (),
    )
    is_stock = target.indicator.kind == "stock"
    reached = level.value >= target.low
    return Attainment(
        target=target,
        result=result,
        share=exact(level.value) / exact(target.low) if is_stock else None,
        share_of_high=None,
        elapsed_days=None,
        total_days=None,
        remaining=max(0.0, target.low - level.value),
        needed_per_month=None,
        days_left=(target.end - level.day).days,
        verdict="reached" if reached else "not_yet",
        flags=(("level_not_progress",) if is_stock else ()) + _qualifier_flags(level.qualifier),
        reason=None,
        baseline=_baseline(levels, target, level) if is_stock else None,
    )


def _baseline(levels: tuple[Stock, ...], target: Target, now: Stock) -> Stock | None:
    """The level at the opening of the term, if one is known and no break lies between."""
    if target.start is None:
        return None
    opening = [level for level in levels if target.start <= level.day < now.day]
    first = min(opening, key=lambda level: level.day, default=None)
    crosses = first is not None and first.day < TERRITORY_CHANGE <= now.day
    return None if crosses else first


def _unanswered(
    target: Target, reason: str, *, result: Result | None = None, partial: Flow | None = None
) -> Attainment:
    return Attainment(
        target=target,
        result=result,
        share=None,
        share_of_high=None,
        elapsed_days=None,
        total_days=None,
        remaining=None,
        needed_per_month=None,
        days_left=0,
        verdict="not_published" if reason != "denominator_not_published" else "not_computable",
        flags=_qualifier_flags(result.qualifier) if result else (),
        reason=reason,
        partial=partial,
    )


def _qualifier_flags(qualifier: str) -> tuple[str, ...]:
    return {"about": ("rounded",), "at_least": ("floor",)}.get(qualifier, ())


def _with_printed(attainment: Attainment, printed: tuple[PrintedCheck, ...]) -> Attainment:
    """Attach the percentages that the union itself printed for this target and result."""
    target, result = attainment.target, attainment.result
    if result is None:
        return attainment
    matching = tuple(
        check
        for check in printed
        if check.of == "target"
        and check.unit == target.unit
        and check.indicator in (target.indicator.code, result.indicator.code)
        and check.value == result.value
        and (check.base is None or check.base in (target.low, target.high))
        and check.assigned_by in ("", "unknown", target.assigned_by)
    )
    return replace(attainment, printed=matching)

"""One target against the figures: which outcome it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from doanvien.measures.days import ONE_DAY
from doanvien.measures.series.flow import Window
from doanvien.measures.series.qualifiers import ROUNDED, Qualifier
from doanvien.measures.series.stocks import Stock, latest_stock
from doanvien.measures.series.view import View
from doanvien.measures.targets.assigned import Target
from doanvien.measures.targets.codes import BASIS_FLAGS, Flag, LevelVerdict, Reason, Verdict
from doanvien.measures.targets.flow_answers import flow_answer, partial_answer
from doanvien.measures.targets.forecast import Forecast, forecast_year
from doanvien.measures.targets.months import months_left, needed_a_month
from doanvien.measures.targets.outcome import Answered, Attainment, LevelReached, Result, Unanswered
from doanvien.measures.targets.verdicts import (
    final_verdict,
    is_too_early,
    is_too_young,
    least_share_on_pace,
    limit_verdict,
    pace,
)
from doanvien.reference.indicators import Indicator, indicator
from doanvien.reference.text.numbers import exact


def assess(view: View, target: Target) -> Attainment:
    """The outcome of a target by its end or the report's cut-off, whichever comes first."""
    if _is_withheld(view, target):
        return Unanswered(target, "withheld")
    found = _assess(view, target)
    # Nothing of a unit is told after the last quarter of some months, small or not.
    untold = view.uncut and isinstance(found, Unanswered) and _assess(view.uncut, target)
    return found if not untold or isinstance(untold, Unanswered) else Unanswered(target, "withheld")


def _assess(view: View, target: Target) -> Attainment:
    if target.indicator.unit == "per_union":
        return _assess_per_union(view, target)
    if target.indicator.kind == "flow":
        return _assess_flow(view, target)
    return _assess_level(view, target)


def _is_withheld(view: View, target: Target) -> bool:
    """Whether the last figure that would answer is not told."""
    unit, until = target.unit, min(view.cutoff, target.end)
    code = target.indicator.numerator or target.indicator.code
    if indicator(code).kind == "flow":
        told = view.flow(code, unit).longest(target.first_day, until)
        last = told.end if told else None
    else:
        level = latest_stock(view.stock(code, unit), until)
        last = level.day if level else None
    return view.withheld.after(
        unit, code, max(last or date.min, view.period.start - ONE_DAY), until
    )


def _assess_flow(view: View, target: Target) -> Answered | Unanswered:
    found = flow_answer(view, target)
    if found is None:
        partial = partial_answer(view, target)
        return Unanswered(target, "partial" if partial else "not_published", partial=partial)
    result = _flow_result(found.indicator, found.window)
    if result.end < view.period.start:
        return Unanswered(target, "earlier", result, flags=_qualifier_flags(result.qualifier))
    return _answered(view, target, result, found.window.start, target.low, found.flags)


def _assess_per_union(view: View, target: Target) -> Answered | Unanswered:
    """A minimum per union needs the number of unions; without it only the result is given."""
    until = min(view.cutoff, target.last_day)
    counted = indicator(target.indicator.numerator)
    window = view.flow(counted.code, target.unit).longest(target.first_day, until)
    if window is None:
        return Unanswered(target, "not_published")
    result = _flow_result(counted, window)
    unions = latest_stock(view.stock(target.indicator.denominator, target.unit), until)
    if unions is None or not unions.value:
        reason: Reason = "denominator_not_published" if unions is None else "denominator_zero"
        return Unanswered(target, reason, result, flags=_qualifier_flags(result.qualifier))
    return _answered(view, target, result, window.start, target.low * unions.value, ("per_union",))


def _answered(
    view: View, target: Target, result: Result, start: date, base: float, flags: tuple[Flag, ...]
) -> Answered:
    """``start`` is the first day of the result, ``base`` what was assigned in its unit."""
    twelve_months = "twelve_months" in flags
    end = result.end if twelve_months else target.end
    elapsed_days, total_days = (result.end - start).days + 1, (end - start).days + 1
    share, elapsed = exact(result.value) / exact(base), Fraction(elapsed_days, total_days)
    verdict = _verdict(target, result, share, elapsed, flags)
    if_closed = _by_cutoff(target, result, share, (start, end), flags)
    remaining = 0.0 if target.is_limit else max(0.0, base - result.value)
    return Answered(
        target=target,
        result=result,
        base=base,
        share=share,
        share_of_high=None
        if target.high is None
        else share * exact(target.low) / exact(target.high),
        elapsed_days=elapsed_days,
        total_days=total_days,
        remaining=remaining,
        needed_per_month=None
        if target.closed or "other_measure" in flags
        else needed_a_month(remaining, months_left(result.end, end)),
        verdict="unsettled" if if_closed else verdict,
        flags=flags + _qualifier_flags(result.qualifier),
        must_remain=_must_remain(target, result, base, elapsed, flags),
        forecast=None if target.closed else _forecast(view, target, result),
        if_closed=if_closed,
    )


def _by_cutoff(
    target: Target,
    result: Result,
    share: Fraction,
    span: tuple[date, date],
    flags: tuple[Flag, ...],
) -> tuple[tuple[date, Verdict], ...]:
    """The verdict by each day that an open cut-off may be; none where all give the same."""
    start, end = span

    def verdict(day: date) -> Verdict:
        elapsed = Fraction((day - start).days + 1, (end - start).days + 1)
        return _verdict(target, replace(result, end=day), share, elapsed, flags)

    days = (result.earliest_end or result.end, result.end)
    found = tuple((day, verdict(day)) for day in days)
    return found if found[0][1] != found[1][1] else ()


def _verdict(
    target: Target,
    result: Result,
    share: Fraction,
    elapsed: Fraction,
    flags: tuple[Flag, ...],
) -> Verdict:
    if set(flags) & set(BASIS_FLAGS):
        return "other_basis"
    low, high = exact(target.low), None if target.high is None else exact(target.high)
    if target.is_limit:
        found = limit_verdict(share * low, high or low, over=elapsed >= 1)
        return "ended" if target.closed and found == "below_limit" else found
    if final := final_verdict(share * low, low, high):
        return final
    if elapsed >= 1:
        return "missed"
    if target.closed:
        return "ended"
    of_year = target.of_calendar_year and is_too_early(result.end, target.end.year)
    if of_year or is_too_young(elapsed):
        return "too_early"
    return pace(share, elapsed)


def _must_remain(
    target: Target, result: Result, base: float, elapsed: Fraction, flags: tuple[Flag, ...]
) -> Fraction | None:
    if "gross_for_net" not in flags or result.value <= 0:
        return None
    too_early = target.of_calendar_year and is_too_early(result.end, target.end.year)
    if too_early and elapsed < 1:
        return None
    needed = least_share_on_pace(elapsed)
    return needed * exact(base) / exact(result.value) if needed > 0 else None


def _forecast(view: View, target: Target, result: Result) -> Forecast | None:
    """The whole year foretold, where the target is for a calendar year that is still running."""
    running = result.start == target.first_day and result.end < target.end
    if target.is_limit or not (target.of_calendar_year and running):
        return None
    return forecast_year(view, result.indicator.code, target.unit, result.end)


def _assess_level(view: View, target: Target) -> LevelReached | Unanswered:
    """A stock or a rate: the last level inside the target's own time, compared as a level."""
    level = latest_stock(
        view.stock(target.indicator.code, target.unit), min(view.cutoff, target.last_day)
    )
    opened = target.start or view.period.start
    if level is None or level.day < max(opened, view.period.start):
        return Unanswered(target, "not_published")
    is_stock = target.indicator.kind == "stock"
    missing: LevelVerdict = "ended" if target.closed else "not_yet"
    flags: tuple[Flag, ...] = ("level_not_progress",) if is_stock else ()
    limit, value = target.low, level.value
    reached = value <= limit if target.is_limit else value >= limit
    return LevelReached(
        target=target,
        result=_level_result(target.indicator, level),
        share=exact(level.value) / exact(target.low) if is_stock else None,
        remaining=0.0 if target.is_limit else max(0.0, target.low - value),
        verdict="reached" if reached else missing,
        flags=flags + _qualifier_flags(level.qualifier),
    )


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
        earliest_end=window.earliest_end,
    )


def _level_result(measured: Indicator, level: Stock) -> Result:
    return Result(
        indicator=measured,
        value=level.value,
        start=None,
        end=level.day,
        qualifier=level.qualifier,
        sources=(level.source,),
        notes=((level.note, level.note_en),) if level.note else (),
    )


def _qualifier_flags(qualifier: Qualifier) -> tuple[Flag, ...]:
    if qualifier in ROUNDED:
        return ("rounded",)
    return ("floor",) if qualifier == "at_least" else ()

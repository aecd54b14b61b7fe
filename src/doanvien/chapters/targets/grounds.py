"""What a verdict stands on, in the row that gives it; or why there is none."""

from __future__ import annotations

from doanvien.measures.series.percentages import exact
from doanvien.measures.targets.targets import Attainment
from doanvien.present.place import Place


def ground(place: Place, one: Attainment) -> str:
    """ "75,5% khi đã qua 74,8% thời gian"; for a target without a result the reason in words."""
    words, t = place.words, place.t
    if one.reason is not None or one.result is None:
        return _reason(place, one)
    day = words.day(one.result.end)
    if one.share is None or one.elapsed is None:
        return t("The level on {day}", day=day)
    if one.elapsed >= 1:
        return t("Counted to {day}, the end of the target's time", day=day)
    return t(
        "{share} with {elapsed} of the time gone, to {day}",
        share=words.share(one.result.value, one.absolute_target or one.target.low),
        elapsed=words.percent(one.elapsed),
        day=day,
    )


def _reason(place: Place, one: Attainment) -> str:
    words, t, target = place.words, place.t, one.target
    if one.reason == "partial" and one.partial:
        part = one.partial
        ends = [target.low] if target.high is None else [target.high, target.low]
        return t(
            "Only {amount} {span} are published, {shares} of the target; the rest of its period "
            "is not, so nothing can be concluded",
            amount=words.amount(part.value, target.indicator, part.qualifier),
            span=words.span(part.start, part.end),
            shares="–".join(words.percent(exact(part.value) / exact(end)) for end in ends),
        )
    if one.reason == "earlier" and one.result:
        return t(
            "Not published for this period; the last was {amount} to {day}",
            amount=words.amount(one.result.value, one.result.indicator, one.result.qualifier),
            day=words.day(one.result.end),
        )
    if one.reason == "denominator_not_published" and one.result:
        return t(
            "Result: {amount} to {day}; the target is an amount for each union, and their number "
            "is not published",
            amount=words.amount(one.result.value, one.result.indicator),
            day=words.day(one.result.end),
        )
    return t("Result not published")

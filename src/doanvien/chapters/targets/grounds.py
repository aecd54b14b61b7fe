"""What a verdict stands on, in the row that gives it; or why there is none."""

from __future__ import annotations

from doanvien.measures.targets.outcome import Answered, Attainment, LevelReached, Unanswered
from doanvien.present.place import Place
from doanvien.present.words.letters import uncapital
from doanvien.reference.text.numbers import exact


def ground(place: Place, one: Attainment) -> str:
    """ "Đã qua 74,8% thời gian", with the day where that is not the report's; without a result the
    reason in words."""
    match one:
        case Unanswered():
            return _reason(place, one)
        case LevelReached():
            return place.t("The level on {day}", day=place.words.day(one.result.end))
        case Answered():
            return "; ".join(filter(None, (_share(place, one), condition(place, one))))


def condition(place: Place, one: Answered) -> str:
    """What would have to remain of gross admissions for a net target, or what a target counts that
    is answered by another measure; else nothing."""
    if "other_measure" in one.flags:
        return place.t(
            "the target counts {counted}", counted=one.target.indicator.label(place.language)
        )
    if one.must_remain is None:
        return ""
    t, share = place.t, place.words.percent(one.must_remain)
    if one.must_remain > 1:
        return (
            t("on pace only with more than all of the admissions remaining")
            if one.running
            else t("met only with more than all of the admissions remaining")
        )
    if one.running:
        return t("on pace only if at least {share} of the admissions remain", share=share)
    return t("met only if at least {share} of the admissions remain", share=share)


def by_cutoff(place: Place, one: Answered) -> str:
    """What the verdict would be by each day that the figure may have been closed on."""
    words, t = place.words, place.t
    items = [
        t(
            "{verdict} if it was {day}",
            verdict=uncapital(words.verdict(code).word),
            day=words.day(day),
        )
        for day, code in one.if_closed
    ]
    return t("The source leaves the cut-off open: {items}", items=words.listed(items))


def _share(place: Place, one: Answered) -> str:
    words, t, day = place.words, place.t, place.words.day(one.result.end)
    if one.verdict == "ended":
        return t("Counted to {day}; the target has ended early", day=day)
    if one.if_closed:
        return by_cutoff(place, one)
    if not one.running:
        return t("Counted to {day}, the end of the target's time", day=day)
    elapsed = words.percent(one.elapsed)
    if one.result.end == place.view.cutoff:  # the page says so at its head
        return t("With {elapsed} of the time gone", elapsed=elapsed)
    return t("With {elapsed} of the time gone, to {day}", elapsed=elapsed, day=day)


def _reason(place: Place, one: Unanswered) -> str:
    words, t, target = place.words, place.t, one.target
    if one.reason == "withheld" and target.unit and place.view.period.kind in ("month", "months"):
        return t(
            "Withheld: figures of units are given by quarter, none that is a count of 1 to 4 "
            "persons or would tell one"
        )
    if one.reason == "withheld":
        return t("Withheld: the figure, or one that it would tell, counts 1 to 4 persons")
    if one.partial:
        part = one.partial
        ends = [target.low] if target.high is None else [target.high, target.low]
        return t(
            "Only {amount} {span} are published, {shares} of the target; the rest of its period "
            "is not, so nothing can be concluded",
            amount=words.amount(part.value, target.indicator, part.qualifier),
            span=words.span(part.start, part.end),
            shares="–".join(words.percent(exact(part.value) / exact(end)) for end in ends),
        )
    if target.closed:
        return t("The target ended early, by {day}", day=words.day(target.closed))
    if one.result is None:
        return t("No result yet")
    amount = words.amount(one.result.value, one.result.indicator, one.result.qualifier)
    day = words.day(one.result.end)
    if one.reason == "earlier":
        return t(
            "Not published for this period; the last was {amount} to {day}", amount=amount, day=day
        )
    if one.reason == "denominator_zero":
        return t(
            "Result: {amount} to {day}; the target is an amount for each union, and there is none",
            amount=amount,
            day=day,
        )
    return t(
        "Result: {amount} to {day}; the target is an amount for each union, and their number is "
        "not published",
        amount=amount,
        day=day,
    )

"""Targets in words: the rule, how many stand where, and what each needs explained."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from doanvien.measures.targets.codes import BEHIND, GOOD, LATE
from doanvien.measures.targets.league import League
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.measures.targets.verdicts import ON_PACE_LIMIT, SLOW_LIMIT
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import said_in, source_of
from doanvien.present.words.letters import capital, subject, uncapital
from doanvien.present.words.phrases import Words


def rule(report: Report) -> list[str]:
    """The rule behind every verdict with its thresholds; nothing where no verdict is given."""
    answered = [one for place in report.places for one in place.targets.answered]
    if not answered:
        return []
    t, words = report.t, report.words
    rules = [
        t(
            "Rule: a target is exceeded or met by its own amount. While its period runs, the share "
            "still lacking is divided by the share of time left: on pace if at most {on_pace}, "
            "behind pace if at most {slow}, at risk of missing the target if more.",
            on_pace=words.decimal(ON_PACE_LIMIT),
            slow=words.decimal(SLOW_LIMIT),
        ),
        t(
            "A target is not judged in the first {young} of its time, a year's target not by a "
            "result counted to a day before 1 April, and none by a result counted on another "
            "basis.",
            young=words.percent(1 - 1 / ON_PACE_LIMIT),
        ),
    ]
    if any(one.forecast for one in answered):
        rules.append(
            t(
                "Where earlier years allow a forecast, it stands beside the verdict and does not "
                "change it."
            )
        )
    return rules


def finding(attainment: pd.DataFrame) -> str:
    """How many targets stand where, for a caption: "3 trên 6 chỉ tiêu đúng tiến độ, 2 chậm"."""
    measured = attainment.dropna(subset="share")
    if measured.empty:
        return ""
    words, timed = source_of(attainment).words, measured.dropna(subset="elapsed")
    if len(measured) == 1 or len(timed) == 1:
        only = (measured if timed.empty else timed).iloc[0]
        verdict = uncapital(words.verdict(only["verdict"]).word)
        return words.t("{target}: {verdict}", target=only["target"], verdict=verdict)
    if timed.empty:  # levels, which have no pace
        reached = words.some(int(measured["verdict"].eq("reached").sum()), len(measured))
        return capital(words.t("{some} levels reached", some=reached))
    return capital(_tally(words, timed))


def _tally(words: Words, timed: pd.DataFrame) -> str:
    """How many of several targets are met, on pace, behind, and how many have no verdict."""
    codes, t = timed["verdict"], words.t
    count, good, behind = len(codes), int(codes.isin(GOOD).sum()), int(codes.isin(BEHIND).sum())
    if not good + behind:
        if codes.eq("ended").all():
            return t("{count} targets that ended early", count=words.count(count))
        return t("{count} targets that cannot be judged yet", count=words.count(count))
    over = timed["elapsed"][codes.ne("ended")].min() >= 1
    limits = int(codes.eq("below_limit").sum())
    some = words.some(good or behind, count)
    rest = codes[~codes.isin((*GOOD, *BEHIND, "below_limit"))]
    if not good:
        told = t("{some} targets {late}", some=some, late=_late(words, codes))
    elif over:
        told = t("{some} targets met", some=some)
    elif good == count:
        told = t("{some} targets that are judged are met or on pace", some=some)
    else:
        told = t("{some} targets met or on pace", some=some)
    if good and behind and (not over or limits or len(rest)):
        late = _late(words, codes)
        told = t("{met}, {behind} {late}", met=told, behind=words.count(behind), late=late)
    if limits:
        told = t("{told}, {count} below the limit so far", told=told, count=words.count(limits))
    if rest.empty:
        return told
    left = words.count(len(rest))
    if rest.eq("ended").all():
        return t("{told}, {left} ended early", told=told, left=left)
    if rest.isin(("too_early", "unsettled")).all():
        return t("{told}, {left} not judged yet", told=told, left=left)
    return t("{told}, {left} not judged", told=told, left=left)


def _late(words: Words, codes: pd.Series) -> str:
    """What those behind have in common: which of the two, while running, or over, or both."""
    t, running = words.t, set(codes[codes.isin(LATE)])
    if codes.isin([*set(BEHIND) - set(LATE)]).any():
        return t("behind, at risk or not met") if running else t("not met")
    if len(running) > 1:
        return t("behind or at risk")
    return t("at risk of being missed") if "at_risk" in running else t("behind pace")


def described(attainment: pd.DataFrame) -> str:
    """The shares of all targets in one sentence, for who cannot see the bars."""
    measured = attainment.dropna(subset="share")
    if measured.empty:
        return ""
    words = source_of(attainment).words
    items = [
        words.t(
            "{target} ({amount}): {share}",
            target=row["target"],
            amount=said_in(attainment, label, "low"),
            share=said_in(attainment, label, "share"),
        )
        for label, row in measured.iterrows()
    ]
    return words.t("Bars of the share attained of each target: {items}.", items="; ".join(items))


def caveats(report: Report) -> list[str]:
    """Differences of basis, rounding and scope, each with the target it concerns."""
    told = report.marked(
        (
            place,
            [
                one
                for attainment in place.targets.current
                for one in (*_flags(place, attainment), *_notes(place, attainment))
            ],
        )
        for place in report.places
    )
    return list(dict.fromkeys(told))


def units_summary(report: Report) -> list[str]:
    """How many units stand where against their own targets."""
    return report.marked(
        (
            place,
            [
                *(_standing(place, league) for league in place.leagues),
                *(_withheld(place, league) for league in place.leagues if league.withheld),
            ],
        )
        for place in report.places
    )


def _standing(place: Place, league: League) -> str:
    t, words = place.t, place.words
    met, on_pace, slow, at_risk = (
        league.count("exceeded", "met"),
        league.count("on_pace"),
        league.count("slow"),
        league.count("at_risk", "missed"),
    )
    told = (
        (met, t("{met} {met:has|have} met or exceeded the target", met=words.count(met))),
        (on_pace, t("{on_pace} {on_pace:is|are} on pace", on_pace=words.count(on_pace))),
        (slow, t("{slow} {slow:is|are} behind pace", slow=words.count(slow))),
        (
            at_risk,
            t(
                "{at_risk} {at_risk:is|are} at risk or did not meet it",
                at_risk=words.count(at_risk),
            ),
        ),
    )
    return t(
        "{label}, {units} {units:unit|units}: {counts}.",
        label=capital(league.indicator.label(place.language)),
        units=words.count(len(league.standings)),
        counts=", ".join(text for count, text in told if count),
    )


def _withheld(place: Place, league: League) -> str:
    return place.t(
        "{label}: results of {units} more {units:unit|units} are withheld ([c]).",
        label=capital(league.indicator.label(place.language)),
        units=place.words.count(league.withheld),
    )


def _flags(place: Place, one: Attainment) -> Iterator[str]:
    t = place.t
    name = subject(one.target.indicator.label(place.language), one.target.unit)
    texts = {
        "gross_for_net": t(
            "{target}: the target counts net growth, the result counts new members before losses; "
            "the two bases differ, and the share overstates net attainment.",
            target=name,
        ),
        "net_for_gross": t(
            "{target}: the target counts new members, the result is net growth after losses; the "
            "share understates attainment.",
            target=name,
        ),
        "other_measure": t(
            "{target}: what there is instead is {result}; the two are not counted alike, and the "
            "share says nothing certain of attainment.",
            target=name,
            result=one.result.indicator.label(place.language) if one.result else "",
        ),
        "level_not_progress": t(
            "{target}: this is a target for a total; the share compares two levels and is not the "
            "progress made.",
            target=name,
        ),
        "summed": t(
            "{target}: the result before 1 July 2025 is the sum of the provinces merged then.",
            target=name,
        ),
        "derived": t(
            "{target}: the result is new members less members lost; it was not published itself.",
            target=name,
        ),
        "whole_years": t(
            "{target}: the result is counted from the first 1 January of the term; the weeks "
            "before it are not published.",
            target=name,
        ),
        "per_union": t(
            "{target}: the target is an amount for each union; it was multiplied by the number of "
            "unions.",
            target=name,
        ),
    }
    yield from (texts[flag] for flag in one.flags if flag in texts)
    if isinstance(one, Answered) and one.share_of_high is not None:
        yield t(
            "{target}: {low} of the lower end, {high} of the upper end of the range.",
            target=name,
            low=place.words.percent(one.share),
            high=place.words.percent(one.share_of_high),
        )


def _notes(place: Place, one: Attainment) -> Iterator[str]:
    target = one.target
    if target.note:
        name = subject(target.indicator.label(place.language), target.unit)
        yield place.words.told_of([name], uncapital(place.note(target.note, target.note_en)))

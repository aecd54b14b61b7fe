"""Targets in words: the rule, a verdict for each, what to do, and what each needs explained."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from doanvien.chapters.targets.grounds import condition
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.measures.targets.verdicts import ON_PACE_LIMIT, SLOW_LIMIT
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.origin import said_in, source_of
from doanvien.present.words.phrases import capital, subject, uncapital

MOST_ACTIONS = 3


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
            "A year's target is not judged by a result counted to a day before 1 April, nor by a "
            "result counted on another basis than the target."
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
    """What the shares say, for a caption: the first target with a share, against the time gone."""
    measured = attainment.dropna(subset="share")
    if measured.empty:
        return ""
    words, first = source_of(attainment).words, measured.index[0]
    row = measured.loc[first]
    share = said_in(attainment, first, "share")
    if pd.notna(row["elapsed"]) and row["elapsed"] < 1:
        return words.t(
            "{target}: {share} of the target with {elapsed} of the time gone",
            target=row["target"],
            share=share,
            elapsed=words.percent(row["elapsed"]),
        )
    return words.t("{target}: {share} of the target", target=row["target"], share=share)


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


def what_to_do(attainment: pd.DataFrame) -> list[str]:
    """What is still lacking, in the target's unit, of those that are behind; largest first."""
    words = source_of(attainment).words
    behind = attainment[attainment["verdict"].isin(["slow", "at_risk"])]
    behind = behind.dropna(subset=["missing", "a_month"]).sort_values("missing", ascending=False)
    return [
        words.t(
            "{target}: {missing} still lacking, {a_month} needed a month until {day}.",
            target=row["target"],
            missing=words.count(row["missing"]),
            a_month=words.count(row["a_month"]),
            day=words.day(row["due"].date()),
        )
        for _, row in behind.head(MOST_ACTIONS).iterrows()
    ]


def verdicts(report: Report) -> list[str]:
    """One sentence for each target answered by a result, in the order of the table."""
    return report.marked(
        (
            place,
            [
                _verdict(place, one)
                for one in place.targets.answered
                if one.target.indicator.kind == "flow"
            ],
        )
        for place in report.places
    )


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
                place.t(
                    "{label}, {units} units: {met} have met or exceeded their target, {on_pace} "
                    "are on pace, {slow} are slow, {at_risk} are at risk or did not meet it.",
                    label=capital(league.indicator.label(place.language)),
                    units=place.words.count(len(league.standings)),
                    met=place.words.count(league.count("exceeded", "met")),
                    on_pace=place.words.count(league.count("on_pace")),
                    slow=place.words.count(league.count("slow")),
                    at_risk=place.words.count(league.count("at_risk", "missed")),
                )
                for league in place.leagues
            ],
        )
        for place in report.places
    )


def _verdict(place: Place, one: Answered) -> str:
    t, words, target, result = place.t, place.words, one.target, one.result
    verdict = uncapital(words.verdict(one.verdict).word)
    if needed := condition(place, one):
        verdict = t("{verdict}, {condition}", verdict=verdict, condition=needed)
    values = {
        "label": capital(result.indicator.label(place.language)),
        "amount": words.rough(result.value, result.indicator, result.qualifier),
        "share": words.share(result.value, one.base),
        "target": words.assigned_target(target.assigned_by),
        "period": words.target_period(target),
        "verdict": verdict,
    }
    if one.running:
        return t(
            "{label}: {amount}, {share} of {target} for {period}, with {elapsed} of the time "
            "elapsed: {verdict}.",
            **values,
            elapsed=words.percent(one.elapsed),
        )
    return t("{label}: {amount}, {share} of {target} for {period}: {verdict}.", **values)


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
        "level_not_progress": t(
            "{target}: this is a target for a total; the share compares two levels and is not the "
            "progress made.",
            target=name,
        ),
        "summed": t(
            "{target}: the result before 1 July 2025 is the sum of the provinces merged then.",
            target=name,
        ),
        "per_union": t(
            "{target}: the target is an amount for each union; it was multiplied by the number of "
            "unions published.",
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

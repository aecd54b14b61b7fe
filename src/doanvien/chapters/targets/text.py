"""Targets in words: the rule, a verdict for each, and what each needs explained."""

from __future__ import annotations

from collections.abc import Iterable

from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.measures.targets.verdicts import ON_PACE_LIMIT, SLOW_LIMIT
from doanvien.present.report import Report
from doanvien.present.words.phrases import Words, capital, subject, uncapital


def rule_of_verdict(report: Report) -> list[str]:
    """The rule behind every verdict, in words, shown before the first figure where one is given."""
    judged = any(
        attainment.share is not None
        for targets in report.targets
        for attainment in targets.of_province
    )
    if not judged:
        return []
    t, words = report.t, report.words
    rule = t(
        "Rule: a target is exceeded or met by its own amount. While its period runs, the share "
        "still lacking is divided by the share of time left: on pace if at most {on_pace}, behind "
        "pace if at most {slow}, at risk of missing the target if more.",
        on_pace=words.decimal(ON_PACE_LIMIT),
        slow=words.decimal(SLOW_LIMIT),
    )
    rules = [
        rule,
        t(
            "A year's target is not judged by a result counted to a day before 1 April, nor by a "
            "result counted on another basis than the target."
        ),
    ]
    if not any(one.forecast for targets in report.targets for one in targets.answered):
        return rules
    return [
        *rules,
        t(
            "Where earlier years allow a forecast, it stands beside the verdict and does not "
            "change it."
        ),
    ]


def target_sentences(report: Report) -> list[str]:
    """One verdict sentence for each target answered by a result, in the order of the table."""
    sentences: list[str] = []
    for targets in report.targets:
        words = Words(report.language, targets.view.place)
        own = [
            _verdict_sentence(words, attainment)
            for attainment in targets.answered
            if attainment.target.indicator.kind == "flow"
        ]
        sentences += report.marked(own, targets.view)
    return sentences


def target_caveats(report: Report) -> list[str]:
    """Differences of basis, rounding and scope, each with the target it concerns."""
    sentences: list[str] = []
    for targets in report.targets:
        words = Words(report.language, targets.view.place)
        own: list[str] = []
        for attainment in targets.current:
            own += _flag_sentences(report, words, attainment)
            own += _note_sentences(report, attainment)
        sentences += report.marked(own, targets.view)
    return list(dict.fromkeys(sentences))


def _verdict_sentence(words: Words, attainment: Answered) -> str:
    t, target, result = words.t, attainment.target, attainment.result
    verdict = words.verdict(attainment)
    share = words.percent(attainment.share)
    label = capital(result.indicator.label(words.language))
    amount = words.number(result.value, result.indicator)
    if attainment.running:
        return t(
            "{label}: {amount}, {share} of {target} for {period}, with {elapsed} of the time "
            "elapsed: {verdict}.",
            label=label,
            amount=amount,
            share=share,
            target=words.assigned_target(target.assigned_by),
            period=words.target_period(target),
            elapsed=words.percent(attainment.elapsed),
            verdict=uncapital(verdict.word),
        )
    return t(
        "{label}: {amount}, {share} of {target} for {period}: {verdict}.",
        label=label,
        amount=amount,
        share=share,
        target=words.assigned_target(target.assigned_by),
        period=words.target_period(target),
        verdict=uncapital(verdict.word),
    )


def _flag_sentences(report: Report, words: Words, attainment: Attainment) -> Iterable[str]:
    t = report.t
    name = subject(attainment.target.indicator.label(report.language), attainment.target.unit)
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
    return [texts[flag] for flag in attainment.flags if flag in texts]


def _note_sentences(report: Report, attainment: Attainment) -> Iterable[str]:
    target = attainment.target
    if target.note:
        name = subject(target.indicator.label(report.language), target.unit)
        yield f"{name}: {uncapital(report.note(target.note, target.note_en))}"

"""The sentences to paste into an official report: each with its days, its target and its caveat."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from doanvien.chapters.headline.awaited import awaited_of
from doanvien.chapters.headline.results import (
    Counted,
    Result,
    counts_net,
    results_of,
)
from doanvien.measures.growth.levels import Level
from doanvien.measures.growth.workload import Workload
from doanvien.measures.series.percentages import DISAGREES, PrintedCheck
from doanvien.measures.targets.outcome import Answered
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import Indicator, headline_levels, indicator

MOST_TARGETS = 2  # of one result; all of them stand in the table
MOST_LEVELS = 3
MOST_SENTENCES = 3  # of the report; every result stands in its tables
MOST_WORDS = 50  # syllables, in Vietnamese; about what is read aloud in one breath or two

Ranked = tuple[int, str]
"""A sentence with how soon it is told: the lower the sooner."""
FIRST, NEXT, LAST = range(3)


def quoted(report: Report) -> list[str]:
    """The sentences an officer would paste into an official report, at most ``MOST_SENTENCES`` of
    one place, or one of each of several that have some.

    The period's own results first, then the totals since 1 January with the targets they answer,
    parts after their whole, totals of a day last.
    """
    ranked = [(place, found) for place in report.places if (found := _told(place))]
    most = max(1, MOST_SENTENCES // max(1, len(ranked)))
    told = report.marked((place, _first(most, found)) for place, found in ranked)
    return [*told, *workload_sentences(report)[: max(0, MOST_SENTENCES - len(told))]]


def _first(most: int, ranked: list[Ranked]) -> list[str]:
    """The sentences that a reader misses most, in the order in which they are told."""
    kept = sorted(range(len(ranked)), key=lambda index: (ranked[index][0], index))[:most]
    return [ranked[index][1] for index in sorted(kept)]


def _told(place: Place) -> list[Ranked]:
    words, results = place.words, results_of(place)
    found: list[Ranked] = []
    for (start, end), spans in _by_days(results).items():
        wholes = [(one, number) for one, number in spans if not _is_part(one, spans)]
        parts = [(one, number) for one, number in spans if _is_part(one, spans)]
        opening = _of_days(words, start, end, wholes)
        found += [(FIRST, told) for told in opening[:1]] + [(LAST, told) for told in opening[1:]]
        found += [(NEXT, told) for told in _parts(words, wholes, parts)]
    found += [(FIRST, told) for told in awaited_of(place)]
    return found + [(FIRST, told) for told in level_sentences(place)]


def _by_days(results: list[Result]) -> dict[tuple[date, date], list[tuple[Result, Counted]]]:
    """Numbers by the days they cover: the period's own, and those since 1 January that a target
    asks for. What every report opens with is told of the period; of the rest what has a target."""
    spans: dict[tuple[date, date], list[tuple[Result, Counted]]] = defaultdict(list)
    for one in results:
        if one.own and (one.indicator.regular or one.since is None or not one.attainments):
            spans[one.own.start, one.own.end].append((one, one.own))
    for one in results:
        if one.since and (one.attainments or one.own is None):
            spans[one.since.start, one.since.end].append((one, one.since))
    return spans


def _is_part(one: Result, spans: list[tuple[Result, Counted]]) -> bool:
    return any(other.indicator.code == one.indicator.part_of for other, _ in spans)


def _when(words: Words, start: date, end: date, *, since: bool) -> str:
    """The days; a total since 1 January beside the period's own number says so."""
    if since:
        return words.t("From 1 January to {day}", day=words.day(end))
    return words.when(start, end)


def _of_days(words: Words, start: date, end: date, told: list[tuple[Result, Counted]]) -> list[str]:
    said: list[tuple[str, str]] = []
    clauses = _packed(words, [_clause(words, one, number, said) for one, number in told])
    if not clauses:
        return []
    since = any(number is one.since for one, number in told)
    first, *more = clauses
    values = {
        "when": _when(words, start, end, since=since),
        "unions": words.unions_of_place,
        "clauses": first,
    }
    opening = words.t("{when}, {unions} {clauses}.", **values)
    return [opening, *(capital(words.t("They {clauses}.", clauses=clause)) for clause in more)]


def _parts(
    words: Words, wholes: list[tuple[Result, Counted]], parts: list[tuple[Result, Counted]]
) -> list[str]:
    """Parts that have a target, in a sentence for each whole that repeats what they are part of."""
    sentences = []
    for whole, number in wholes:
        mine = [
            (one, count)
            for one, count in parts
            if one.indicator.part_of == whole.indicator.code and one.attainments
        ]
        if not mine:
            continue
        items = _packed(words, [_part(words, one, count, whole.indicator) for one, count in mine])
        named = words.labelled(number.value, whole.indicator, number.qualifier)
        sentences += [
            words.t("The {whole} included {parts}.", whole=named, parts=item) for item in items
        ]
    return sentences


def _part(words: Words, one: Result, number: Counted, whole: Indicator) -> str:
    told = words.labelled(number.value, one.indicator, number.qualifier)
    mine = [a for a in one.attainments if (a.result.start, a.result.end) == _days(number)]
    if not mine:
        return told
    shares = [_share_of(words, attainment) for attainment in mine[:MOST_TARGETS]]
    if any(_without_share(words, attainment) for attainment in mine):
        return words.t("{action} ({shares})", action=told, shares=words.listed(shares))
    if all(attainment.same_basis for attainment in mine):
        return words.t("{told}, reaching {shares}", told=told, shares=words.listed(shares))
    return words.t("{told}, equal to {shares}", told=told, shares=words.listed(shares))


def _packed(words: Words, clauses: list[str]) -> list[str]:
    """Clauses joined while they can be read in one breath: at most ``MOST_WORDS`` a sentence."""
    packed: list[list[str]] = []
    for clause in clauses:
        if packed and len(" ".join([*packed[-1], clause]).split()) <= MOST_WORDS:
            packed[-1].append(clause)
        else:
            packed.append([clause])
    return [_joined(words, found) for found in packed]


def _joined(words: Words, clauses: list[str]) -> str:
    *first, last = clauses
    if not first:
        return last
    return words.t("{clauses}; and {last}", clauses="; ".join(first), last=last)


def _clause(words: Words, one: Result, number: Counted, said: list[tuple[str, str]]) -> str:
    """What was done, and its share of each target; a target named before is named in short."""
    action = done(words, one.indicator, number)
    if number.how == "differenced":
        action = words.t("{action} (a difference of cumulative figures)", action=action)
    if number.how == "derived":
        action = words.t("{action} (derived, not published)", action=action)
    mine = [a for a in one.attainments if (a.result.start, a.result.end) == _days(number)]
    mine = mine[:MOST_TARGETS]
    several = len(mine) > 1
    shares = [_share(words, attainment, said, named=several) for attainment in mine]
    printed = [check for check in one.without_target if check.value == number.value]
    shares += [_share_as_printed(words, one.indicator, check) for check in printed]
    if not shares:
        return action
    listed = words.listed(shares)
    if any(_without_share(words, attainment) for attainment in mine):
        return words.t("{action} ({shares})", action=action, shares=listed)
    alike = not any(counts_net(one.indicator, check) for check in printed)
    if alike and all(attainment.same_basis for attainment in mine):
        return words.t("{action}, reaching {shares}", action=action, shares=listed)
    return words.t("{action}, equal to {shares}", action=action, shares=listed)


def _share_as_printed(words: Words, item: Indicator, check: PrintedCheck) -> str:
    values = {
        "share": words.printed(check.printed),
        "target": words.assigned_target(check.assigned_by),
    }
    if counts_net(item, check):
        return words.t(
            "{share} of {target} as published, the target itself, of net growth since 2024, not "
            "being published; losses not yet deducted",
            **values,
        )
    return words.t(
        "{share} of {target} as published, the target itself not being published", **values
    )


def done(words: Words, item: Indicator, number: Counted) -> str:
    """What was done, in persons or unions; of nothing "chưa có CĐCS thành lập mới", of less than
    nothing "thực giảm 388 đoàn viên"."""
    if number.value < 0 and item.basis == "net":
        lost = words.amount(-number.value, item, number.qualifier)
        return words.t("shrank by {amount} net", amount=lost)
    if not number.value and not item.signed:
        return words.t("had no {label}", label=item.label(words.language))
    return item.told(words.rough(number.value, item, number.qualifier), words.language)


def _days(number: Counted) -> tuple[date, date]:
    return number.start, number.end


def _share(words: Words, attainment: Answered, said: list[tuple[str, str]], *, named: bool) -> str:
    """What was reached of a target, which is ``named`` even if the one before was of the same
    body."""
    target = attainment.target
    key = (target.assigned_by, words.target_period(target))
    if _without_share(words, attainment) or (said[-1:] == [key] and not named):
        return _share_of(words, attainment)
    values = {
        "share": words.share(attainment.result.value, attainment.base),
        "target": words.assigned_target(target.assigned_by),
        "period": key[1],
        "amount": _basis_amount(words, attainment),
    }
    known = key in said
    said.append(key)
    if known:
        return words.t("{share} of {target} ({amount})", **values)
    return words.t("{share} of {target} for {period} ({amount})", **values)


def _without_share(words: Words, attainment: Answered) -> bool:
    """Whether nothing is said to be reached: of a handful, or by a loss."""
    return attainment.base < words.smallest_base or attainment.result.value < 0


def _share_of(words: Words, attainment: Answered) -> str:
    if _without_share(words, attainment):
        return words.t("the target being {amount}", amount=_basis_amount(words, attainment))
    return words.t(
        "{share} of the target ({amount})",
        share=words.share(attainment.result.value, attainment.base),
        amount=_basis_amount(words, attainment),
    )


def _basis_amount(words: Words, attainment: Answered) -> str:
    """The amount assigned; where result and target differ in basis, how."""
    amount = words.target_figures(attainment.target)
    if "gross_for_net" in attainment.flags:
        return words.t("{amount}, net growth; losses not yet deducted", amount=amount)
    if "net_for_gross" in attainment.flags:
        return words.t("{amount}, new members; losses already deducted", amount=amount)
    if "other_measure" in attainment.flags:
        counted = attainment.target.indicator.label(words.language)
        return words.t("{amount}, counting {counted}", amount=amount, counted=counted)
    return amount


def levels_of(place: Place) -> list[Level]:
    """The totals and rates that the report opens with; where it has none of them, the first few of
    those that it has."""
    found = [level for item in headline_levels() if (level := place.growth.level(item.code))]
    return found or list(place.growth.own_levels[:MOST_LEVELS])


def level_sentences(place: Place) -> list[str]:
    """Totals and rates, those of one day in one sentence."""
    by_day: dict[date, list[Level]] = defaultdict(list)
    for level in levels_of(place):
        by_day[level.now.day].append(level)
    return [_levels_on(place, day, levels) for day, levels in sorted(by_day.items())]


def _levels_on(place: Place, day: date, levels: list[Level]) -> str:
    words = place.words
    amounts = [
        words.amount(level.now.value, level.indicator, level.now.qualifier)
        for level in levels
        if level.indicator.kind == "stock"
    ]
    rates = [
        words.t(
            "the {label} was {amount}",
            label=level.indicator.label(words.language),
            amount=_rate(place, level),
        )
        for level in levels
        if level.indicator.kind == "rate"
    ]
    values = {
        "day": words.day(day),
        "place": words.whole_place,
        "amounts": words.listed(amounts),
        "rates": words.listed(rates),
    }
    if not rates:
        return words.t("By {day}, {place} had {amounts}.", **values)
    if not amounts:
        return words.t("By {day}, {rates}.", **values)
    return words.t("By {day}, {place} had {amounts}; {rates}.", **values)


def _rate(place: Place, level: Level) -> str:
    """A rate as printed; where the two numbers printed with it give another, with that one."""
    words, now = place.words, level.now
    amount = words.amount(now.value, level.indicator, now.qualifier)
    for check in place.printed:
        same = (check.indicator, check.unit, check.end.date()) == (
            level.indicator.code,
            "",
            now.day,
        )
        if same and check.of == "stock" and check.verdict == DISAGREES and check.base:
            return words.t(
                "{amount} as published, though {value} of {base} is {share}",
                amount=amount,
                value=words.count(check.value),
                base=words.count(check.base),
                share=words.share(check.value, check.base),
            )
    return amount


def workload_sentences(report: Report) -> list[str]:
    """How many unions the full-time officers of a federation, or of one upper-level union, have."""
    return [_workload_sentence(report, workload) for workload in report.place.workloads]


def _workload_sentence(report: Report, workload: Workload) -> str:
    words, t, unions = report.words, report.t, indicator("grassroots_unions_total")
    values = {
        "officers": words.count(workload.officers),
        "unions": words.amount(workload.unions, unions, workload.unions_qualifier),
        "each": words.amount(float(round(workload.per_officer)), unions),
    }
    if workload.unit:
        return t(
            "One upper-level union had {officers} full-time {officers:officer|officers} "
            "for {unions}, about {each} for each officer.",
            **values,
        )
    return t(
        "{federation} had {officers} full-time {officers:officer|officers} for "
        "{unions}, about {each} for each officer.",
        federation=report.place.view.place.federation(report.language),
        **values,
    )

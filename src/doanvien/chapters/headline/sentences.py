"""The paragraph to paste into an official report, and what to know before quoting it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from doanvien.chapters.growth.sentences import break_sentences, note_sentences
from doanvien.chapters.headline.answers import Answer, answers_of, of_term
from doanvien.measures.growth.growth import Growth, Level
from doanvien.measures.growth.workload import Workload
from doanvien.measures.series.percentages import DISAGREES
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.measures.targets.targets import TargetReport
from doanvien.measures.waves.description import WaveReport, WaveResult
from doanvien.present.report import Report
from doanvien.present.words.phrases import Words, capital
from doanvien.reference.indicators import (
    Indicator,
    account_code,
    all_indicators,
    headline_levels,
    indicator,
    main_flows,
)
from doanvien.reference.provinces import TERRITORY_CHANGE

MOST_WORDS = 50  # syllables, in Vietnamese; about what is read aloud in one breath or two
LEAST_MONTH = 28  # days: below it, an amount a month says nothing


def paragraph(report: Report) -> list[str]:
    """The sentences an officer would paste into an official report."""
    sentences: list[str] = []
    for place in report.places:
        words, growth, targets = place.words, place.growth, place.targets
        own = _flow_sentences(words, answers_of(growth, targets))
        own += _awaited_sentences(words, targets)
        own += _level_sentences(words, growth)
        sentences += place.marked(own)
    return sentences + _workload_sentences(report)


def outlook(report: Report) -> list[str]:
    """What the waves brought and what the rest of the year still has to bring."""
    sentences: list[str] = []
    for place in report.places:
        words, targets, waves = place.words, place.targets, place.waves
        own = _need_sentences(words, targets) + _wave_sentences(words, waves)
        sentences += place.marked(own)
    return sentences


def caveats(report: Report) -> list[str]:
    """What a reader must know before quoting the figures above."""
    sentences = _map_sentences(report)
    flags = {
        flag
        for place in report.places
        for attainment in place.targets.of_province
        for flag in attainment.flags
    }
    t = report.t
    if "gross_for_net" in flags:
        sentences.append(
            t(
                "The target counts net growth, while the published result counts new members, "
                "before losses; the share above follows the published way of counting and "
                "overstates net attainment."
            )
        )
    if "net_for_gross" in flags:
        sentences.append(
            t(
                "The target counts new members, while the published result is net growth, after "
                "losses; the share above therefore understates attainment."
            )
        )
    sentences += [
        t(
            "{figure}: {printed} was published, but {value} of {base} is {recomputed}.",
            figure=capital(indicator(check.indicator).label(report.language)),
            printed=report.words.printed(check.printed),
            value=report.words.count(check.value),
            base=report.words.count(check.base or 0),
            recomputed=report.words.percent(check.ratio),
        )
        for place in report.places
        for check in place.printed
        if check.verdict == DISAGREES and check.ratio is not None and not check.unit
    ]
    for place in report.places:
        sentences += break_sentences(place)
    return list(dict.fromkeys(sentences)) + _key_notes(report)


def not_published(report: Report) -> list[str]:
    """One sentence that names the core figures the period lacks; none where nothing is lacking."""
    t = report.t
    known: set[str] = set()
    for place in report.places:
        growth, targets = place.growth, place.targets
        known |= {flow.indicator.code for flow in growth.flows if not flow.unit}
        known |= {level.indicator.code for level in growth.levels if not level.unit}
        known |= {a.result.indicator.code for a in targets.of_province if a.share and a.result}
        known |= {item.code for item, _ in growth.longer}
        if growth.balance and growth.balance.lost is not None:
            known.add(account_code("lost"))
    missing = [item.label(report.language) for item in _core() if item.code not in known]
    if not any(p.targets.of_province or p.targets.without_target for p in report.places):
        missing.append(t("targets for the period"))
    if not any(p.waves.waves for p in report.places):
        missing.append(t("results of campaign waves"))
    if not missing:
        return []
    return [t("Not published for this period: {items}.", items=report.words.listed(missing))]


def _core() -> list[Indicator]:
    """What a period's report is incomplete without: main results as counted, and the members."""
    main = main_flows()
    return [i for i in all_indicators() if (i in main and not i.signed) or i.account == "total"]


def _flow_sentences(words: Words, answers: list[Answer]) -> list[str]:
    """One sentence for the main results of each window, then their parts, then the rest."""
    t = words.t
    by_window: dict[tuple[date, date], list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.start is not None:
            by_window[answer.start, answer.end].append(answer)
    sentences = []
    for (start, end), found in by_window.items():
        said: set[tuple[str, str]] = set()
        wholes = {answer.indicator.code for answer in found}
        main, parts = (
            _packed(
                [
                    _clause(words, answer, said)
                    for answer in found
                    if (answer.indicator.part_of in wholes) == is_part
                ]
            )
            for is_part in (False, True)
        )
        first, *more = main
        sentences.append(
            t(
                "{when}, {unions} {clauses}.",
                when=words.when(start, end),
                unions=words.unions_of_place,
                clauses=first,
            )
        )
        sentences += [capital(t("They {clauses}.", clauses=clauses)) for clauses in more]
        if parts:
            first, *more = parts
            sentences.append(t("Of these, they {clauses}.", clauses=first))
            sentences += [capital(t("They {clauses}.", clauses=clauses)) for clauses in more]
    return sentences


def _packed(clauses: list[str]) -> list[str]:
    """Clauses joined while they can be read in one breath: at most ``MOST_WORDS`` a sentence."""
    packed: list[str] = []
    for clause in clauses:
        joined = f"{packed[-1]}; {clause}" if packed else ""
        if packed and len(joined.split()) <= MOST_WORDS:
            packed[-1] = joined
        else:
            packed.append(clause)
    return packed


def _awaited_sentences(words: Words, targets: TargetReport) -> list[str]:
    """The targets of the period, where no result of it has been published; a sentence a group."""
    if any(a.share is not None for a in targets.of_province):
        return []
    groups: dict[tuple[str, str], list[Attainment]] = defaultdict(list)
    for attainment in targets.of_province:
        if attainment.reason in ("not_published", "earlier") and not of_term(attainment):
            target = attainment.target
            named = words.assigned_target(target.assigned_by)
            groups[named, words.target_period(target)].append(attainment)
    return [
        words.t(
            "{target} for {period}: {items}; results not published for this period.",
            target=capital(named),
            period=period,
            items="; ".join(_awaited_item(words, attainment) for attainment in found),
        )
        for (named, period), found in groups.items()
    ]


def _awaited_item(words: Words, attainment: Attainment) -> str:
    item = words.t(
        "{label}: {amount}",
        label=attainment.target.indicator.label(words.language),
        amount=words.target_amount(attainment.target),
    )
    result = attainment.result
    if result is None:
        return item
    return words.t(
        "{item} (last published: {result} to {day})",
        item=item,
        result=words.rough(result.value, result.indicator, result.qualifier),
        day=words.day(result.end),
    )


def _wave_sentences(words: Words, waves: WaveReport) -> list[str]:
    """What each wave with a result of the place brought; a share, never an effect."""
    sentences = []
    for wave in waves.waves:
        found = [result for result in wave.results if not result.unit]
        if not found:
            continue
        items = [
            words.t(
                "{amount} ({share} of the period)",
                amount=_result_phrase(words, result),
                share=words.percent(result.share),
            )
            if result.share is not None
            else _result_phrase(words, result)
            for result in sorted(found, key=lambda result: -result.value)
        ]
        counted = words.span(found[0].start, found[0].end)
        sentences.append(
            words.t(
                "{wave}: {items} {counted}; this describes the wave and is not its effect.",
                wave=wave.name,
                items=words.listed(items),
                counted=counted,
            )
        )
    return sentences


def _result_phrase(words: Words, result: WaveResult) -> str:
    return words.counted(words.count(result.value), result.indicator.label(words.language))


def _map_sentences(report: Report) -> list[str]:
    """Which map the figures stand on, where the period alone would mislead."""
    place, scope, t = report.read.place, report.scope, report.t
    if place.territory == 34 and scope.period.end < TERRITORY_CHANGE:
        return [
            t(
                "The figures are those of the merged {place}, added up by its federation after "
                "1 July 2025.",
                place=place.full_name(report.language),
            )
        ]
    if place.territory == 63 and scope.period.end >= TERRITORY_CHANGE:
        return [
            t(
                "The figures are those of the former {place} inside the merged province.",
                place=place.full_name(report.language),
            )
        ]
    return []


def _key_notes(report: Report) -> list[str]:
    """The notes of the main results, because they are quoted first."""
    noted = []
    for place in report.places:
        for item in main_flows():
            flow = place.growth.flow(item.code)
            if flow and flow.window:
                label = flow.indicator.label(report.language)
                noted += [("", label, part.note, part.note_en) for _, part in flow.window.parts]
    return note_sentences(report.place, noted)


def _clause(words: Words, answer: Answer, said: set[tuple[str, str]]) -> str:
    """What was done, and its share of each target; a target named before is named in short."""
    shares = [_share(words, attainment, said) for attainment in answer.attainments]
    shares += [
        words.t(
            "{share} of {target} as published, the target itself not being published",
            share=words.printed(check.printed),
            target=words.assigned_target(check.assigned_by),
        )
        for check in answer.without_target
    ]
    action = _action(words, answer)
    if answer.how == "differenced":
        action = words.t("{action} (a difference of cumulative figures)", action=action)
    if not shares:
        return action
    return words.t("{action}, equal to {shares}", action=action, shares=words.listed(shares))


def _share(words: Words, attainment: Answered, said: set[tuple[str, str]]) -> str:
    target = attainment.target
    key = (target.assigned_by, words.target_period(target))
    values = {
        "share": words.share(attainment.result.value, attainment.base),
        "amount": _basis_amount(words, attainment),
    }
    if key in said:
        return words.t("{share} of the target ({amount})", **values)
    said.add(key)
    return words.t(
        "{share} of {target} for {period} ({amount})",
        target=words.assigned_target(target.assigned_by),
        period=key[1],
        **values,
    )


def _basis_amount(words: Words, attainment: Answered) -> str:
    amount = words.target_amount(attainment.target)
    if "gross_for_net" in attainment.flags:
        return words.t("{amount}, net growth", amount=amount)
    if "net_for_gross" in attainment.flags:
        return words.t("{amount}, new members", amount=amount)
    return amount


def _action(words: Words, answer: Answer) -> str:
    """What the unions did, as the verb phrase an official text uses."""
    number = words.rough(answer.value, answer.indicator, answer.qualifier)
    return answer.indicator.told(number, words.language)


def _level_sentences(words: Words, growth: Growth) -> list[str]:
    """Totals and rates, those of one day in one sentence."""
    by_day: dict[date, list[Level]] = defaultdict(list)
    for item in headline_levels():
        level = growth.level(item.code)
        if level is not None:
            by_day[level.now.day].append(level)
    sentences = []
    for day, levels in sorted(by_day.items()):
        amounts = [
            words.amount(level.now.value, level.indicator, level.now.qualifier)
            for level in levels
            if level.indicator.kind == "stock"
        ]
        rates = [
            words.t(
                "{label} was {amount}",
                label=level.indicator.label(words.language),
                amount=words.amount(level.now.value, level.indicator, level.now.qualifier),
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
            sentences.append(words.t("By {day}, {place} had {amounts}.", **values))
        elif not amounts:
            sentences.append(words.t("By {day}, {rates}.", **values))
        else:
            sentences.append(words.t("By {day}, {place} had {amounts}; {rates}.", **values))
    return sentences


def _need_sentences(words: Words, targets: TargetReport) -> list[str]:
    """For the first members' target still open: time elapsed, what is lacking, what a month."""
    for attainment in targets.answered:
        target, elapsed, result = attainment.target, attainment.elapsed, attainment.result
        needed, remaining = attainment.needed_per_month, attainment.remaining
        if not needed:
            continue
        if of_term(attainment) or target.indicator.unit != "members":
            continue
        values = {
            "elapsed": words.count(attainment.elapsed_days),
            "total": words.count(attainment.total_days),
            "share": words.percent(elapsed),
            "amount": words.amount(remaining, target.indicator),
            "target": words.assigned_target(target.assigned_by),
            "period": words.target_period(target),
            "monthly": words.amount(needed, target.indicator),
            "days": words.count(attainment.days_left),
            "first": words.day(result.end + timedelta(days=1)),
            "end": words.day(target.end),
        }
        if attainment.days_left < LEAST_MONTH:
            text = words.t(
                "{elapsed} of {total} days ({share}) of the target's period had passed. {amount} "
                "are still lacking from {target} for {period}, with {days} days left.",
                **values,
            )
        else:
            text = words.t(
                "{elapsed} of {total} days ({share}) of the target's period had passed. {amount} "
                "are still lacking from {target} for {period}: at least {monthly} a month on "
                "average from {first} to {end}.",
                **values,
            )
        basis = [
            words.t("What is lacking was counted on new members, before losses; net, it is more.")
        ]
        return [text, *(basis if "gross_for_net" in attainment.flags else [])]
    return []


def _workload_sentences(report: Report) -> list[str]:
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
            "One upper-level union had {officers} full-time officers for {unions}, about "
            "{each} for each officer.",
            **values,
        )
    return t(
        "{federation} had {officers} full-time officers for {unions}, about {each} for each "
        "officer.",
        federation=report.place.view.place.federation(report.language),
        **values,
    )

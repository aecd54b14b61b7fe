"""What to know before quoting the figures, and what the period lacks."""

from __future__ import annotations

from doanvien.chapters.checks.sentences import of_main_results
from doanvien.chapters.growth.sentences import break_sentences, note_sentences
from doanvien.measures.series.coverage import coverage
from doanvien.measures.series.percentages import DISAGREES
from doanvien.present.report import Report
from doanvien.present.words.letters import capital
from doanvien.reference.indicators import (
    Indicator,
    account_code,
    all_indicators,
    headline_levels,
    indicator,
    main_flows,
)
from doanvien.reference.provinces import TERRITORY_CHANGE

MOST_NAMED = 5
"""Units without figures that are named; of more it is said how many."""


def caveats(report: Report) -> list[str]:
    """What a reader must know before quoting; differences of basis stand in the sentences
    themselves."""
    sentences = [
        *_map_sentences(report),
        *of_main_results(report),
        *_coverage(report),
        *_key_notes(report),
    ]
    t = report.t
    sentences += [
        t(
            "{figure}: the source has {printed}, but {value} of {base} is {recomputed}.",
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
    return list(dict.fromkeys(sentences))


def not_published(report: Report) -> list[str]:
    """One sentence that names the core figures the period lacks; none where nothing is lacking."""
    t = report.t
    known: set[str] = set()
    for place in report.places:
        growth, targets = place.growth, place.targets
        known |= {flow.indicator.code for flow in growth.own_flows}
        known |= {level.indicator.code for level in growth.own_levels}
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


def _coverage(report: Report) -> list[str]:
    """How many of the units on the register the figures cover, and which are missing."""
    found, t, words = coverage(report.read), report.t, report.words
    if found is None:
        return []
    every = words.count(len(found.units))
    if not found.silent:
        return [
            t(
                "The figures cover {count:the one unit|all {count} units} on the register.",
                count=every,
            )
        ]
    if not found.covered:
        return [
            t(
                "None of the {count} {count:unit|units} on the register has figures of its own "
                "in the period.",
                count=every,
            )
        ]
    names = list(found.silent[:MOST_NAMED])
    if left := len(found.silent) - len(names):
        names.append(t("{count} more", count=words.count(left)))
    return [
        t(
            "The figures cover {count} of the {all} {all:unit|units} on the register; none "
            "from {names}.",
            count=words.count(found.covered),
            all=every,
            names=words.listed(names),
        )
    ]


def _core() -> list[Indicator]:
    """What a period's report is incomplete without: main results as counted, and the members."""
    main = main_flows()
    total = account_code("total")
    return [i for i in all_indicators() if (i in main and not i.signed) or i.code == total]


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
    """The notes of the results and totals that the first page quotes."""
    noted = []
    for place in report.places:
        for item in main_flows():
            flow = place.growth.flow(item.code)
            if flow and flow.window:
                label = flow.indicator.label(report.language)
                noted += [("", label, part.note, part.note_en) for _, part in flow.window.parts]
        for item in headline_levels():
            level = place.growth.level(item.code) if item.regular else None
            if level:
                label = level.indicator.label(report.language)
                noted.append(("", label, level.now.note, level.now.note_en))
    return note_sentences(report.place, noted)

"""Growth in words: changes of totals, the members' account, gaps and notes."""

from __future__ import annotations

from datetime import timedelta

from doanvien.measures.growth import Balance, Comparison, Growth, Level
from doanvien.present.growth_tables import windows_of
from doanvien.present.report import Report
from doanvien.present.words import Words, capital
from doanvien.reference.indicators import indicator


def growth_sentences(report: Report) -> list[str]:
    """The verdict on growth in words: changes of level, the account, what was not published."""
    sentences: list[str] = []
    for growth in report.growth:
        words = Words(report.language, growth.view.place)
        sentences += [
            _level_sentence(words, level)
            for level in growth.levels
            if not level.unit and level.change is not None and level.indicator.kind == "stock"
        ]
        sentences += [_comparison_sentence(words, item) for item in growth.comparisons]
        if growth.balance:
            sentences += _balance_sentences(words, growth.balance)
    return sentences


def growth_caveats(report: Report) -> list[str]:
    """Breaks, gaps, and what the sources themselves leave in doubt."""
    t = report.t
    sentences: list[str] = []
    for growth in report.growth:
        words = Words(report.language, growth.view.place)
        if any(level.reason == "break" for level in growth.levels):
            sentences.append(
                t(
                    "Totals before and after June–July 2025 are not compared: unions of state "
                    "bodies were dissolved by 15 June and provinces merged on 1 July 2025."
                )
            )
        sentences += _gap_sentences(words, growth)
        sentences += _note_sentences(report, growth)
    return list(dict.fromkeys(sentences))


def note_sentences(report: Report, noted: list[tuple[str, str, str, str]]) -> list[str]:
    """Notes of (unit, label, note, English note) as sentences, each note once."""
    subjects: dict[tuple[str, str], list[str]] = {}
    for unit, label, note, note_en in noted:
        if note:
            names = subjects.setdefault((unit, report.note(note, note_en)), [])
            if label not in names:
                names.append(label)
    return [
        f"{capital(unit)}, {', '.join(names)}: {note}"
        if unit
        else f"{capital(', '.join(names))}: {note}"
        for (unit, note), names in subjects.items()
    ]


def _level_sentence(words: Words, level: Level) -> str:
    assert level.earlier is not None
    assert level.change is not None
    t = words.t
    grew = level.change > 0
    values = {
        "label": capital(level.indicator.label(words.language)),
        "earlier": words.count(level.earlier.value),
        "earlier_day": words.day(level.earlier.day),
        "now": words.count(level.now.value),
        "day": words.day(level.now.day),
        "change": words.count(abs(level.change)),
        "rate": words.percent(abs(level.rate)) if level.rate is not None else "",
    }
    if level.change == 0:
        return t("{label} stood at {now} on {day}, the same as on {earlier_day}.", **values)
    if grew:
        return t(
            "{label} rose from {earlier} ({earlier_day}) to {now} ({day}), by {change} or {rate}.",
            **values,
        )
    return t(
        "{label} fell from {earlier} ({earlier_day}) to {now} ({day}), by {change} or {rate}.",
        **values,
    )


def _comparison_sentence(words: Words, item: Comparison) -> str:
    t = words.t
    values = {
        "label": capital(item.indicator.label(words.language)),
        "now": words.rough(item.now.value, item.indicator, item.now.qualifier),
        "earlier": words.rough(item.earlier.value, item.indicator, item.earlier.qualifier),
        "rate": words.percent(abs(item.rate)) if item.rate is not None else "",
    }
    if item.rate is None or item.change == 0:
        return t("{label}: {now}, against {earlier} in the same days of the year before.", **values)
    if item.change > 0:
        return t(
            "{label}: {now}, up {rate} on the same days of the year before ({earlier}).", **values
        )
    return t(
        "{label}: {now}, down {rate} on the same days of the year before ({earlier}).", **values
    )


def _balance_sentences(words: Words, balance: Balance) -> list[str]:
    t = words.t
    sentences = []
    if "lost" in balance.derived and balance.new is not None and balance.net is not None:
        sentences.append(
            t(
                "{new} new members and a net growth of {net} imply {lost} members lost "
                "{span}; this number was derived, not published.",
                new=words.count(balance.new),
                net=words.count(balance.net),
                lost=_derived(words, balance, balance.lost),
                span=words.span(balance.start, balance.end),
            )
        )
    elif "net" in balance.derived and balance.new is not None and balance.lost is not None:
        sentences.append(
            t(
                "{new} new members less {lost} lost give a net growth of {net} {span}; this "
                "number was derived, not published.",
                new=words.count(balance.new),
                net=_derived(words, balance, balance.net),
                lost=words.count(balance.lost),
                span=words.span(balance.start, balance.end),
            )
        )
    elif balance.net_residual == 0:
        sentences.append(t("New members less members lost equal the published net growth."))
    elif balance.net_residual is not None:
        sentences.append(
            t(
                "New members less members lost differ from the published net growth by "
                "{difference} persons.",
                difference=words.count(abs(balance.net_residual)),
            )
        )
    if balance.residual == 0:
        sentences.append(
            t("Opening and closing totals agree with the published flows between them.")
        )
    elif balance.residual is not None:
        sentences.append(
            t(
                "Opening and closing totals differ from the published flows between them by "
                "{difference} persons.",
                difference=words.count(abs(balance.residual)),
            )
        )
    elif balance.opening is None or balance.closing is None:
        sentences.append(
            t(
                "Whether opening and closing totals agree with these flows cannot be checked: "
                "totals on {opening} and {closing} have not both been published.",
                opening=words.day(balance.start - timedelta(days=1)),
                closing=words.day(balance.end),
            )
        )
    return sentences


def _derived(words: Words, balance: Balance, value: float | None) -> str:
    """A derived number of members, rounded where one of its terms was."""
    qualifier = "about" if balance.rounded else "exact"
    return words.rough(value or 0, indicator("members_lost"), qualifier)


def _gap_sentences(words: Words, growth: Growth) -> list[str]:
    """The days of the period that no figure covers, indicators with the same gaps together."""
    by_gaps: dict[tuple, list[str]] = {}
    for flow in growth.flows:
        if not flow.unit and flow.gaps:
            label = flow.indicator.label(words.language)
            by_gaps.setdefault(flow.gaps, []).append(label)
    return [
        words.t(
            "{labels}: no figure covers the days {spans}.",
            labels=capital(", ".join(labels)),
            spans="; ".join(words.span(first, last) for first, last in gaps),
        )
        for gaps, labels in by_gaps.items()
    ]


def _note_sentences(report: Report, growth: Growth) -> list[str]:
    """The notes of the figures shown; one that stands at several figures is given once."""
    noted: list[tuple[str, str, str, str]] = []
    for flow in growth.flows:
        label = flow.indicator.label(report.language)
        for window in windows_of(flow):
            noted += [(flow.unit, label, part.note, part.note_en) for _, part in window.parts]
    for level in growth.levels:
        label = level.indicator.label(report.language)
        noted.append((level.unit, label, level.now.note, level.now.note_en))
    return note_sentences(report, noted)

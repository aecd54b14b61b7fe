"""Checks in words: how many percentages agree, what sources contradict, how it was done."""

from __future__ import annotations

from collections.abc import Iterator

from doanvien.measures.checks.digits import one_digit_apart
from doanvien.measures.growth.doubts import Doubts
from doanvien.measures.series.percentages import DISAGREES
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.letters import capital, subject
from doanvien.reference.indicators import main_flows


def printed_summary(report: Report) -> list[str]:
    """One sentence that sums the recomputed percentages up."""
    t = report.t
    printed = [check for place in report.places for check in place.printed]
    checked = [check for check in printed if check.verdict is not None]
    wrong = [check for check in checked if check.verdict == DISAGREES]
    if not checked:
        return []
    count = report.words.count(len(checked))
    if len(checked) == 1 and not wrong:
        return [t("One printed percentage was recomputed; it agrees.")]
    if not wrong:
        return [t("{count} printed percentages were recomputed; all agree.", count=count)]
    return [
        t(
            "{count} printed {count:percentage was|percentages were} recomputed; {wrong} "
            "{wrong:does|do} not agree.",
            count=count,
            wrong=report.words.count(len(wrong)),
        )
    ]


def rules_summary(report: Report) -> list[str]:
    """One sentence that sums the checks of each place up."""
    return report.marked((place, list(_checked(place))) for place in report.places)


def contradictions(report: Report) -> list[str]:
    """Conflicts between sources, falls of running totals, overlaps and sums that do not fit."""
    told = report.marked((place, list(_doubts(report, place))) for place in report.places)
    return list(dict.fromkeys(told))


def of_main_results(report: Report) -> list[str]:
    """What contradicts the results that every report opens with, for whoever quotes them."""
    return report.marked(
        (
            place,
            [
                text
                for doubts in place.growth.doubts
                if not doubts.unit and doubts.indicator in main_flows()
                for text in _doubt_sentences(report, place, doubts)
            ],
        )
        for place in report.places
    )


def _checked(place: Place) -> Iterator[str]:
    run = sum(check.run for check in place.checks)
    broken = sum(len(check.findings) for check in place.checks)
    if not run:
        return
    values = {"run": place.words.count(run), "found": place.words.count(broken)}
    if broken:
        yield place.t(
            "{run} {run:check was|checks were} run; {found} "
            "{found:figure needs|figures need} to be looked at.",
            **values,
        )
    else:
        yield place.t(
            "{run} {run:check was|checks were} run; nothing was found.", run=values["run"]
        )


def _doubts(report: Report, place: Place) -> Iterator[str]:
    words, t = place.words, place.t
    for doubts in place.growth.doubts:
        yield from _doubt_sentences(report, place, doubts)
    for unit, measured, stock in place.growth.level_conflicts:
        for other in stock.conflicts:
            values = {
                "label": subject(measured.label(place.language), unit),
                "day": words.day(stock.day),
                "used": words.number(stock.value, measured),
                "other": words.number(other.value, measured),
                "source": _publisher(report, stock.source),
                "other_source": _publisher(report, other.source),
            }
            if values["source"] == values["other_source"]:
                yield t(
                    "{label} on {day}: {used} is used, as revised by {source}; it was {other} "
                    "before.",
                    **values,
                )
            else:
                yield t(
                    "{label} on {day}: {used} ({source}) is used; another source has {other} "
                    "({other_source}).",
                    **values,
                )


def method(report: Report) -> list[str]:
    """How the report was made, in four sentences; and what one for wide circulation leaves out."""
    t = report.t
    withheld = t(
        "For wide circulation, counts of 1 to 4 persons in a unit or a part of the place are "
        "replaced by [c], and so are those that would tell them; units are counted by the quarter, "
        "small net growth is a balance and stands unless it tells one of them. Effects of waves "
        "are estimated from all figures."
    )
    return [
        t(
            "All figures come from the data set “{title}”; none was estimated.",
            title=report.data_set_title,
        ),
        t(
            "Cumulative figures of one year are subtracted from each other and adjoining ones "
            "added; where the figures do not give a window, it stays empty."
        ),
        t(
            "Where sources differ, an original goes before a translation, then the later one; the "
            "other figure is listed."
        ),
        t("Percentages are rounded half up, to one decimal; to two where rounding is checked."),
        *([withheld] if report.public else []),
    ]


def _doubt_sentences(report: Report, place: Place, doubts: Doubts) -> Iterator[str]:
    t, words = place.t, place.words
    label = capital(doubts.indicator.label(report.language))
    if doubts.unit:
        label = f"{capital(doubts.unit)}, {doubts.indicator.label(report.language)}"
    for conflict in doubts.conflicts:
        yield t(
            "{label} {span}: {used} ({source}) is used; another source has {other} "
            "({other_source}).",
            label=label,
            span=words.span(conflict.used.start, conflict.used.end),
            used=words.count(conflict.used.value),
            other=words.count(conflict.other.value),
            source=_publisher(report, conflict.used.source),
            other_source=_publisher(report, conflict.other.source),
        )
        if one_digit_apart(conflict.used.value, conflict.other.value):
            yield t(
                "{used} and {other} differ by a single digit, which one of the sources lost or "
                "added in copying.",
                used=words.count(conflict.used.value),
                other=words.count(conflict.other.value),
            )
    for fall in doubts.falls:
        yield t(
            "{label}: the running total fell from {earlier} ({earlier_day}) to {later} ({day}); "
            "one of the two figures was corrected or is wrong.",
            label=label,
            earlier=words.count(fall.earlier.value),
            earlier_day=words.day(fall.earlier.end),
            later=words.count(fall.later.value),
            day=words.day(fall.later.end),
        )
    for overlap in doubts.overlaps:
        yield t(
            "{label}: the figures {first} and {second} overlap and cannot be combined.",
            label=label,
            first=words.span(overlap.first.start, overlap.first.end),
            second=words.span(overlap.second.start, overlap.second.end),
        )
    for mismatch in doubts.mismatches:
        yield t(
            "{label} {span}: the source has {printed}, but the other figures give {computed}.",
            label=label,
            span=words.span(mismatch.printed.start, mismatch.printed.end),
            printed=words.count(mismatch.printed.value),
            computed=words.count(mismatch.computed.value),
        )


def _publisher(report: Report, source: str) -> str:
    sources = report.read.sources
    return str(sources.at[source, "publisher"]) if source in sources.index else source

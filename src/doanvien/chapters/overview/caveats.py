"""What to mind of the national overview: who is missing, and what figures cannot say."""

from __future__ import annotations

from datetime import date

from doanvien.chapters import headline
from doanvien.chapters.overview.overview import Overview
from doanvien.chapters.overview.sentences import MEMBERS_NEW, MOST_NATIONAL, has_national
from doanvien.measures.country.overview import total
from doanvien.measures.series.coverage import coverage

LARGE_GAP = 0.01
"""A sum and a published figure that differ by more than this share of it are said to differ."""


def missing(overview: Overview) -> list[str]:
    """Whose figures are wrong, who has none at all, then who has none of new members."""
    t, words = overview.t, overview.words
    sentences = []
    if overview.unreadable:
        sentences.append(
            t(
                "Left out, because mistakes in their data files stop them from being read: "
                "{names}. `doanvien check` names every mistake.",
                names=overview.names(overview.unreadable),
            )
        )
    if overview.left_out:
        names = overview.names(overview.left_out)
        sentences.append(
            t("Not part of this report, though they have figures: {names}.", names=names)
        )
    if overview.missing:
        sentences.append(
            t(
                "No figures for the period from {count} of {all} {all:province|provinces}: "
                "{names}.",
                count=words.count(len(overview.missing)),
                all=words.count(len(overview.expected)),
                names=overview.names(overview.missing),
            )
        )
    told = {(s.place.slug, s.place.territory) for s in overview.members}
    silent = [
        one.place for one in overview.measured if (one.place.slug, one.place.territory) not in told
    ]
    if silent:
        sentences.append(
            t(
                "Other figures, but none of new members over these days, from: {names}.",
                names=overview.names(silent),
            )
        )
    return sentences


def caveats(overview: Overview) -> list[str]:
    """What a reader must know before quoting the overview."""
    return [
        *(headline.caveats(overview.country)[:MOST_NATIONAL] if has_national(overview) else ()),
        *_caveat_of_units(overview),
        *_caveat_of_sum(overview),
        *_caveat_of_days(overview),
        *_caveat_of_targets(overview),
        *_caveat_of_maps(overview),
    ]


def _caveat_of_units(overview: Overview) -> list[str]:
    """How many of the units on the registers of the provinces have figures."""
    t, words = overview.t, overview.words
    known = [
        (report.place.view.place, found)
        for report in overview.provinces
        if (found := coverage(report.read))
    ]
    if not known:
        return []
    units = sum(len(found.units) for _, found in known)
    told = t(
        "The figures cover {some} {some:unit|units} on the registers of {provinces} "
        "{provinces:province|provinces}.",
        some=words.some(sum(found.covered for _, found in known), units),
        provinces=words.count(len(known)),
    )
    short = [
        t(
            "{place} ({count} of {all})",
            place=place.short_name(overview.language),
            count=words.count(found.covered),
            all=words.count(len(found.units)),
        )
        for place, found in known
        if found.silent
    ]
    if not short:
        return [told]
    return [told, t("Not all units: {provinces}.", provinces=words.listed(short))]


def _caveat_of_sum(overview: Overview) -> list[str]:
    members = total(overview.measured, MEMBERS_NEW)
    national = total([overview.national], MEMBERS_NEW)
    if not members or not national:
        return []
    if abs(members.value - national.value) <= LARGE_GAP * national.value:
        return []
    words = overview.words
    return [
        overview.t(
            "The sum of the provinces is not the figure of the country: {national} as published, "
            "which also counts provinces without figures here and central sector unions.",
            national=words.labelled(national.value, national.indicator, national.qualifier),
        )
    ]


def _caveat_of_days(overview: Overview) -> list[str]:
    ends = {standing.end for standing in overview.members}
    if len(ends) < 2:
        return []
    days = _days(overview, min(ends), max(ends))
    return [
        overview.t(
            "Not all provinces count to the same day ({days}); a later day favours its province.",
            days=days,
        )
    ]


def _caveat_of_targets(overview: Overview) -> list[str]:
    ranked = [s.attainment for s in overview.members if s.attainment]
    t, sentences = overview.t, []
    if len({attainment.target.assigned_by for attainment in ranked}) > 1:
        sentences.append(
            t(
                "Targets of different bodies stand side by side; for the same result, the target "
                "of the General Confederation and a province's own may differ widely."
            )
        )
    if not all(attainment.same_basis for attainment in ranked):
        sentences.append(
            t("* Target and result are on different bases: one counts losses, the other does not.")
        )
    return sentences


def _caveat_of_maps(overview: Overview) -> list[str]:
    in_force = {(place.slug, place.territory) for place in overview.expected}
    other = [
        one.place
        for one in overview.measured
        if one.place.code and (one.place.slug, one.place.territory) not in in_force
    ]
    if not other:
        return []
    return [
        overview.t(
            "On the other map, that of the {label}: {names}.",
            label=(
                overview.t("merged province, since 1 July 2025")
                if other[0].territory == 34
                else overview.t("former province, until 30 June 2025")
            ),
            names=overview.names(other),
        )
    ]


def _days(overview: Overview, first: date, last: date) -> str:
    words = overview.words
    if first == last:
        return overview.t("to {day}", day=words.day(last))
    return overview.t("from {first} to {last}", first=words.day(first), last=words.day(last))

"""The national overview in words: the lead, the tiles, what to do, the spread, who moved."""

from __future__ import annotations

from dataclasses import replace

from doanvien.chapters import headline, targets
from doanvien.chapters.overview.overview import Overview
from doanvien.measures.country.overview import (
    Standing,
    Total,
    compared,
    distribution,
    target_total,
    total,
)
from doanvien.measures.days import crosses_break
from doanvien.measures.targets.codes import LATE
from doanvien.present.shown.tiles import Tile
from doanvien.present.words.letters import capital, uncapital
from doanvien.reference.indicators import account_code
from doanvien.reference.provinces import Province

MEMBERS_NEW = "members_new"

MOST_TILES, MOST_NATIONAL, MOST_NAMED = 4, 2, 5


def tiles(overview: Overview) -> list[Tile]:
    """What was published for the whole country, then how many provinces have figures; where the
    country has none, what the provinces recruited, how much of TLĐ's targets, the middle one."""
    t, words = overview.t, overview.words
    spoken = len(overview.expected) - len(overview.missing)
    members = total(overview.measured, MEMBERS_NEW)
    national = headline.tiles(overview.country) if has_national(overview) else []
    provinces = Tile(
        label=t("Provinces with figures"),
        value=words.count(spoken),
        against=t(
            "of {count} {count:province|provinces}", count=words.count(len(overview.expected))
        ),
    )
    if national:
        total_members = overview.country.place.growth.level(account_code("total"))
        last = national[MOST_TILES - 1 :] if total_members else [provinces]
        return [*national[: MOST_TILES - 1], *last]
    found = [provinces]
    if members:
        found.append(
            Tile(
                label=capital(members.indicator.short_label(overview.language)),
                value=words.rough(members.value, members.indicator, members.qualifier),
                against=t(
                    "{count} {count:province|provinces} added up",
                    count=words.count(len(members.places)),
                ),
                note=capital(_span(overview, members)),
            )
        )
    assigned = target_total(overview.measured, MEMBERS_NEW, "tld")
    if assigned:
        found.append(
            Tile(
                label=t("Of the General Confederation's targets"),
                value=words.percent(assigned.share),
                against=t(
                    "{result} of {target}",
                    result=words.count(assigned.result),
                    target=words.amount(assigned.target, assigned.indicator),
                ),
                note=t(
                    "targets of the year for {count} {count:province|provinces}, results since 1 "
                    "January",
                    count=words.count(len(assigned.attainments)),
                ),
            )
        )
    spread_of = distribution(overview.members)
    if spread_of:
        found.append(
            Tile(
                label=t("Median attainment"),
                value=words.percent(spread_of.median),
                against=t(
                    "half of {count} provinces from {low} to {high}",
                    count=words.count(spread_of.count),
                    low=words.percent(spread_of.lower),
                    high=words.percent(spread_of.upper),
                ),
                note=t("share of the target for new members"),
            )
        )
    return found


def lead(overview: Overview) -> list[str]:
    """What the country reached and where it lags, then the sum of the provinces; where nothing was
    published for the country, the sum, its share of TLĐ's targets, the first and the last."""
    t, words = overview.t, overview.words
    members = total(overview.measured, MEMBERS_NEW)
    if has_national(overview):
        told = headline.lead(overview.country)
        added = _sum_of_provinces(overview)
        return [*told, t("{sum}.", sum=added)] if added else told
    awaited = headline.awaited(overview.country)
    if members is None and awaited:
        return awaited
    if members is None:
        return [t("No province has published how many members it recruited in the period.")]
    sentences = [
        *awaited,
        t(
            "{when}, the {count:one province that gives|{count} provinces that give} a "
            "figure recruited {amount}.",
            when=_when(overview, members),
            count=words.count(len(members.places)),
            amount=words.amount(members.value, members.indicator, members.qualifier),
        ),
    ]
    assigned = target_total(overview.measured, MEMBERS_NEW, "tld")
    if assigned:
        sentences.append(
            t(
                "The General Confederation set {count} {count:province|provinces} a target of "
                "{target} for the year; since 1 January they recruited {result}, {share} of it.",
                count=words.count(len(assigned.attainments)),
                target=words.amount(assigned.target, assigned.indicator),
                result=words.amount(assigned.result, assigned.indicator),
                share=words.percent(assigned.share),
            )
        )
    ranked = [(s.place, s.share) for s in compared(overview.members) if s.share is not None]
    if len(ranked) > 1:
        (first, highest), (last, lowest) = ranked[0], ranked[-1]
        sentences.append(
            t(
                "Of {count} provinces whose shares of a target can be compared, {first} has the "
                "highest ({first_share}) and {last} the lowest ({last_share}).",
                count=words.count(len(ranked)),
                first=first.short_name(overview.language),
                first_share=words.percent(highest),
                last=last.short_name(overview.language),
                last_share=words.percent(lowest),
            )
        )
        sentences += _losses(overview)
    return sentences


def _losses(overview: Overview) -> list[str]:
    """How many provinces stand in no comparison of shares, for theirs would be a loss."""
    lost = sum(standing.lost for standing in overview.members)
    if not lost:
        return []
    return [
        overview.t(
            "{count} {count:province|provinces} shrank on balance; a loss is no share of a target.",
            count=overview.words.count(lost),
        )
    ]


def what_to_do(overview: Overview) -> list[str]:
    """For whoever decides: the country's targets behind pace, who makes the shortfall in persons,
    which provinces are at risk."""
    words, t = overview.words, overview.t
    told = targets.what_to_do(overview.country)[:MOST_NATIONAL]
    behind = (*LATE, "missed")
    judged = [s for s in overview.members if s.attainment and s.attainment.verdict in behind]
    lacking = sorted(judged, key=lambda s: -(s.attainment.remaining if s.attainment else 0))
    items = [
        t(
            "{unit} ({missing})",
            unit=s.place.short_name(overview.language),
            missing=words.count(s.attainment.remaining),
        )
        for s in lacking[:MOST_NAMED]
        if s.attainment and s.attainment.remaining > 0
    ]
    if items:
        labels = dict.fromkeys(_label(overview, s) for s in lacking[:MOST_NAMED])
        told.append(
            t(
                "{label}: of the provinces that are behind, most is lacking in {provinces}.",
                label=capital(words.listed(list(labels))),
                provinces=words.listed(items),
            )
        )
    for verdict, text in (
        ("at_risk", "{label}: at risk of missing {target} for the year: {names}."),
        ("missed", "{label}: {target} for the year was missed by {names}."),
    ):
        told += [
            capital(t(text, label=label, target=target, names=overview.names(places)))
            for (label, target), places in _by_assigner(overview, judged, verdict).items()
        ]
    return told


def _label(overview: Overview, standing: Standing) -> str:
    """What the target counts that a province is ranked by: of some it is net growth."""
    assert standing.attainment is not None
    return uncapital(standing.attainment.target.indicator.short_label(overview.language))


def _by_assigner(
    overview: Overview, standings: list[Standing], verdict: str
) -> dict[tuple[str, str], list[Province]]:
    """Provinces of a verdict by what is counted and whose target it is: one that the federation set
    itself may be missed where that of the General Confederation is met."""
    found: dict[tuple[str, str], list[Province]] = {}
    for standing in standings:
        if standing.attainment and standing.attainment.verdict == verdict:
            words = replace(overview.words, place=standing.place)
            named = words.assigned_target(standing.attainment.target.assigned_by)
            found.setdefault((_label(overview, standing), named), []).append(standing.place)
    return found


def has_national(overview: Overview) -> bool:
    """Whether new members were published for the whole country: that goes before any sum."""
    flow = overview.country.place.growth.flow(MEMBERS_NEW)
    return flow is not None and flow.window is not None


def _sum_of_provinces(overview: Overview) -> str:
    """How many provinces were added up, of how many, and what share of the country that is; ""
    where they are the country."""
    t, words = overview.t, overview.words
    members = total(overview.measured, MEMBERS_NEW)
    if members is None:
        return ""
    values = {
        "some": words.some(len(members.places), len(overview.expected)),
        "amount": words.amount(members.value, members.indicator, members.qualifier),
    }
    national = total([overview.national], MEMBERS_NEW)
    if (
        national
        and national.value == members.value
        and len(members.places) == len(overview.expected)
    ):
        return ""
    if national is None or (national.first, national.last) != (members.first, members.last):
        told = t(
            "{some} {some:province|provinces} together admitted {amount}, {days}",
            days=_span(overview, members),
            **values,
        )
        return capital(told)
    told = t(
        "{some} {some:province|provinces} together admitted {amount}, {share} "
        "of the country's figure",
        share=words.share(members.value, national.value),
        **values,
    )
    return capital(told)


def _when(overview: Overview, members: Total) -> str:
    """The days of a sum, at the start of a sentence."""
    if members.first == members.last:
        return overview.words.when(members.start or members.first, members.last)
    return capital(_span(overview, members))


def _span(overview: Overview, members: Total) -> str:
    """The days of a sum; of provinces that count to several days, between which these lie."""
    words, start = overview.words, members.start or members.first
    if members.first == members.last:
        return words.span(start, members.last)
    return overview.t(
        "from {start} to days between {first} and {last}",
        start=words.day(start),
        first=words.day(members.first),
        last=words.day(members.last),
    )


def rule_of_ranking(overview: Overview) -> list[str]:
    """By what provinces are ranked, said before the first ranking."""
    t = overview.t
    if not any(standing.share is not None for standing in overview.members + overview.unions):
        return [
            t(
                "No target of these provinces is published together with its result; they are "
                "listed by their result, which says more of the size of a province than of its "
                "effort."
            )
        ]
    return [
        t(
            "Rule: provinces are ranked by the share attained of one target of the year: that of "
            "the General Confederation where there is one, else of the province's congress or "
            "federation. Equal shares have equal ranks. The result stands beside the share, for a "
            "small target is easily exceeded."
        )
    ]


def spread(overview: Overview) -> list[str]:
    """How far apart the provinces are."""
    spread_of = distribution(overview.members)
    if spread_of is None:
        return []
    words = overview.words
    return [
        overview.t(
            "Of {count} provinces whose shares of a target can be compared, half attained from "
            "{lower} to {upper}, the one in the middle {median}; all of them from {lowest} to "
            "{highest}.",
            count=words.count(spread_of.count),
            lower=words.percent(spread_of.lower),
            upper=words.percent(spread_of.upper),
            median=words.percent(spread_of.median),
            lowest=words.percent(spread_of.lowest),
            highest=words.percent(spread_of.highest),
        ),
        *_losses(overview),
    ]


def movers_summary(overview: Overview) -> list[str]:
    """Why nobody can be compared with the period before, where that is the break of 2025."""
    period = overview.country.scope.period
    if overview.moves or not crosses_break(period.previous().end, period.end):
        return []
    return [
        overview.t(
            "Between {before} and {now} lies the reorganisation of June–July 2025; the ranks of "
            "the two periods are not compared.",
            before=period.previous().phrase(overview.language),
            now=period.phrase(overview.language),
        )
    ]

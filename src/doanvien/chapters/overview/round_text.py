"""What the provinces' wave effects say together, and why some have none, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from doanvien.chapters.overview.overview import Overview
from doanvien.chapters.overview.round_rows import RoundCount, refusals, round_counts
from doanvien.chapters.waves.effect_words import ratio
from doanvien.measures.waves.effects.messages import CONDITIONS
from doanvien.measures.waves.effects.of_place import counts
from doanvien.reference.indicators import indicator
from doanvien.reference.provinces import Province


def common_sentences(overview: Overview) -> list[str]:
    """For each round and count: the common effect, what may be concluded from it, what may not."""
    return [sentence for found in round_counts(overview) for sentence in _common(overview, found)]


def common_conditions(overview: Overview) -> list[str]:
    """Under which conditions the provinces' estimates hold."""
    methods = dict.fromkeys(
        row.count.method
        for found in round_counts(overview)
        for row in found.rows
        if row.count.method is not None
    )
    return [overview.t(CONDITIONS[method]) for method in methods]


def refused_sentences(overview: Overview) -> list[str]:
    """Which provinces have no effect, why, and what would make one possible."""
    t = overview.t
    return [
        t(
            "No effect is given for {names}. {reason} {remedy}",
            names=_names(overview, places),
            reason=t(reason.message),
            remedy=t(reason.remedy),
        )
        for reason, places in refusals(overview).items()
    ]


def _names(overview: Overview, places: Mapping[Province, tuple[str, ...]]) -> str:
    """The provinces with no effect on any count, then those with none on one of them."""
    by_counts: dict[tuple[str, ...], list[Province]] = {}
    for place, codes in places.items():
        by_counts.setdefault(codes if len(codes) < len(counts()) else (), []).append(place)
    return "; ".join(
        overview.t(
            "{names} (only {label})",
            names=overview.names(by_counts[codes]),
            label=indicator(codes[0]).label(overview.language),
        )
        if codes
        else overview.names(by_counts[codes])
        for codes in sorted(by_counts)
    )


def _common(overview: Overview, found: RoundCount) -> Iterator[str]:
    t, words, pooled = overview.t, overview.words, found.pooled
    told = {
        "span": words.span(found.round.start, found.round.end),
        "label": indicator(found.indicator).label(overview.language),
    }
    if pooled is None:
        yield t(
            "Waves {span}, {label}: fewer than two provinces compare units that took part with "
            "others, so nothing can be concluded for the provinces together.",
            **told,
        )
        return
    told |= {"count": words.count(found.compared), "ratio": ratio(words, pooled.ratio)}
    if pooled.interval is None:
        yield t(
            "Waves {span}, {label}: in the {count} provinces that compare units, {ratio} times as "
            "many as expected without the wave. Too few provinces stand behind it for a confidence "
            "interval; nothing can be concluded for the country.",
            **told,
        )
        return
    low, high = pooled.interval
    told |= {"low": ratio(words, low), "high": ratio(words, high)}
    if pooled.holds_one:
        yield t(
            "Waves {span}, {label}: in the {count} provinces that compare units, {ratio} times as "
            "many as expected without the wave (95% confidence interval: {low} to {high}). There "
            "is not enough evidence yet that the waves brought more or fewer; it must not be "
            "concluded that they had no effect.",
            **told,
        )
    else:
        yield t(
            "Waves {span}, {label}: in the {count} provinces that compare units, {ratio} times as "
            "many as expected without the wave (95% confidence interval: {low} to {high}). This "
            "may be concluded for these provinces together, not for each of them, and not for "
            "those without a comparison.",
            **told,
        )
    yield from _spread(overview, found)


def _spread(overview: Overview, found: RoundCount) -> Iterator[str]:
    drawn = found.common.drawn
    if drawn is None or len(found.common.provinces) < 3:
        return
    low, high = (math.exp(drawn.centre + sign * drawn.between) for sign in (-1, 1))
    yield overview.t(
        "Between provinces: by the {count} whose interval is given, the ratio of about two in "
        "three is estimated to lie between {low} and {high}.",
        count=overview.words.count(len(found.common.provinces)),
        low=ratio(overview.words, low),
        high=ratio(overview.words, high),
    )

"""What cannot be concluded of the waves, and why: in words, a text for several waves once."""

from __future__ import annotations

from collections.abc import Mapping

from doanvien.chapters.waves.effects import estimated
from doanvien.chapters.waves.names import (
    brief_names,
    share_told,
    times_as_many,
    told_once,
    window_of,
)
from doanvien.measures.waves.description import Wave, WaveReport, known_part
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.phrases import Words


def not_concluded(report: Report) -> list[str]:
    """What cannot be concluded, for each wave, and why."""
    told = report.marked((place, _limits(place)) for place in report.places)
    return list(dict.fromkeys(told))


def _limits(place: Place) -> list[str]:
    words, waves, effects = place.words, place.waves, place.wave_effects
    compared = {wave.name for effect, _ in estimated(effects) for wave in effect.waves}
    told = {
        wave.name
        for effect in effects
        if any(count.description for count in effect.counts)
        for wave in effect.waves
    }
    brief = _brief(waves)
    about = _closed_late(words, waves, brief)
    for wave in waves.waves:
        name = brief[wave.name]
        about += [
            (name, _limit_sentence(words, wave, limit))
            for limit in wave.limits
            if not (limit == "season" and wave.name in compared)
            and not (limit == "no_result" and wave.name in told)
        ]
        about += [
            (name, place.note(result.note, result.note_en))
            for result in wave.results
            if result.note
        ]
    return [*_known_sentences(words, waves), *told_once(words, about)]


def _brief(waves: WaveReport) -> dict[str, str]:
    names = [wave.name for wave in waves.waves]
    return dict(zip(names, brief_names(names), strict=True))


def _known_sentences(words: Words, waves: WaveReport) -> list[str]:
    """How much of the waves is known."""
    t, sentences = words.t, []
    known = known_part(waves.waves)
    if known is not None:
        results = [result for wave in waves.waves for result in wave.results]
        told = {one.share: share_told(words, one) for one in results if one.share is not None}
        shares = [
            t(
                "{share} of {label}",
                share=told.get(share) or words.percent(share),
                label=measured.label(words.language),
            )
            for measured, share in known.shares
        ]
        sentences.append(
            t(
                "Results are published for {counted} of the {days} {days:day|days} on which "
                "waves were held up to {day}; their share of the period is at least {shares}, "
                "and not known beyond that.",
                counted=words.count(known.counted),
                days=words.count(known.days),
                day=words.day(waves.view.cutoff),
                shares=words.listed(shares),
            )
        )
    return sentences


def _closed_late(
    words: Words, waves: WaveReport, brief: Mapping[str, str]
) -> list[tuple[str, str]]:
    """(name of a wave, what its ratio is had the period been closed in time)."""
    closed_late = [
        (wave, result, result.total, result.calendar_ratio)
        for wave in waves.waves
        for result in wave.results
        if result.calendar_ratio is not None and result.total is not None
    ]
    return [
        (
            brief[wave.name],
            words.t(
                "the results of {period} were closed on {day}; with the days of {period} alone, "
                "{label} a day would be {times}.",
                period=waves.view.period.phrase(words.language),
                day=words.day(total.end),
                label=result.indicator.label(words.language),
                times=times_as_many(words, ratio),
            ),
        )
        for wave, result, total, ratio in closed_late
    ]


def _limit_sentence(words: Words, wave: Wave, limit: str) -> str:
    t = words.t
    counted = [words.span(result.start, result.end) for result in wave.results]
    largest = max(
        ((part, r) for r in wave.results for part in r.units),
        key=lambda pair: pair[0].share,
        default=None,
    )
    return {
        "no_result": t("no result of this wave has been published."),
        "withheld": t("the results of this wave are withheld ([c])."),
        "open": t(
            "the wave was still open on the cut-off date; its result is not final.",
        ),
        "part_of_window": t(
            "the wave was announced {window}, but the result was counted {counted} only; "
            "the share of the whole wave is not known.",
            window=window_of(words, wave),
            counted=words.listed(list(dict.fromkeys(counted))),
        ),
        "total_not_published": t(
            "the total of the period is not published, so neither the wave's share nor "
            "the pace outside it can be computed.",
        ),
        "one_unit": t(
            "{unit} alone brought {part} of the {amount} ({share}), so the wave says "
            "little about the other units.",
            unit=largest[0].unit,
            part=words.count(largest[0].value),
            amount=words.amount(largest[1].value, largest[1].indicator),
            share=words.percent(largest[0].share),
        )
        if largest
        else "",
        "contradicted": t(
            "sources differ: {items}.",
            items="; ".join(
                t(
                    "{used} is used, {others} is printed elsewhere",
                    used=words.amount(result.value, result.indicator),
                    others=words.listed([words.count(value) for value, _ in result.others]),
                )
                for result in wave.results
                if result.others
            ),
        ),
        "season": t(
            "how many members joined because of the wave cannot be concluded: waves "
            "return at the same time each year, members may have been admitted earlier than they "
            "otherwise would have been, and there is no comparison with units or years without "
            "a wave.",
        ),
    }[limit]

"""Campaign waves in words: what each brought, and what cannot be concluded from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from doanvien.chapters.waves.effect_tables import estimated as estimated_of
from doanvien.chapters.waves.effect_words import brief_names
from doanvien.chapters.waves.tables import wave_name, window_of
from doanvien.measures.waves.description import Wave, WaveReport, WaveResult, known_part
from doanvien.present.report import Report
from doanvien.present.words.phrases import Words, capital


def wave_sentences(report: Report) -> list[str]:
    """The description of each wave in words; never called an effect."""
    sentences: list[str] = []
    for waves in report.waves:
        words = Words(report.language, waves.view.place)
        results = [(wave, result) for wave in waves.waves for result in wave.results]
        own = _told_once(
            (wave_name(wave, result), _result_sentence(words, result)) for wave, result in results
        )
        if any(result.share is not None for _, result in results):
            own.append(report.t("This is a description, not yet the effect of the wave."))
        sentences += report.marked(own, waves.view)
    return sentences


def wave_caveats(report: Report) -> list[str]:
    """What cannot be concluded, for each wave, and why."""
    sentences: list[str] = []
    for waves, effects in zip(report.waves, report.wave_effects, strict=True):
        words = Words(report.language, waves.view.place)
        estimated = {wave.name for effect, _, _ in estimated_of(effects) for wave in effect.waves}
        described = {
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
                if not (limit == "season" and wave.name in estimated)
                and not (limit == "no_result" and wave.name in described)
            ]
            about += [
                (name, report.note(result.note, result.note_en))
                for result in wave.results
                if result.note
            ]
        own = [*_known_sentences(words, waves), *_told_once(about)]
        sentences += report.marked(own, waves.view)
    return list(dict.fromkeys(sentences))


def _told_once(about: Iterable[tuple[str, str]]) -> list[str]:
    """(name of a wave, text) as sentences: a text that holds for several waves once with their
    names, and what else there is to say of the same waves after it, without the names.
    """
    names: dict[str, list[str]] = {}
    for name, text in about:
        holders = names.setdefault(text, [])
        if name not in holders:
            holders.append(name)
    texts: dict[tuple[str, ...], list[str]] = {}
    for text, holders in names.items():
        texts.setdefault(tuple(holders), []).append(text)
    return [
        " ".join([f"{capital(', '.join(told))}: {first}", *map(capital, rest)])
        for told, (first, *rest) in texts.items()
    ]


def _brief(waves: WaveReport) -> dict[str, str]:
    names = [wave.name for wave in waves.waves]
    return dict(zip(names, brief_names(names), strict=True))


def _result_sentence(words: Words, result: WaveResult) -> str:
    t = words.t
    values = {
        "span": words.span(result.start, result.end),
        "amount": words.number(result.value, result.indicator),
        "label": result.indicator.label(words.language),
    }
    if result.share is None or result.total is None:
        return t("{label} {span}: {amount}.", **values)
    values["share"] = words.percent(result.share)
    values["total"] = words.count(result.total.value)
    if result.daily_outside is None or result.ratio is None:
        return t("{label} {span}: {amount}, {share} of the period's {total}.", **values)
    return t(
        "{label} {span}: {amount}, {share} of the period's {total}; {inside} a day "
        "against {outside} on the other days, {ratio} times as many.",
        inside=words.decimal(result.daily_inside),
        outside=words.decimal(result.daily_outside),
        ratio=words.decimal(result.ratio, 2),
        **values,
    )


def _known_sentences(words: Words, waves: WaveReport) -> list[str]:
    """How much of the waves is known."""
    t, sentences = words.t, []
    known = known_part(waves.waves)
    if known is not None:
        shares = [
            f"{words.percent(share)} {measured.label(words.language)}"
            for measured, share in known.shares
        ]
        sentences.append(
            t(
                "Results are published for {counted} of the {days} days on which waves were held "
                "up to {day}; their share of the period is at least {shares}, and not known beyond "
                "that.",
                counted=words.count(known.counted),
                days=words.count(known.days),
                day=words.day(waves.view.cutoff),
                shares=", ".join(shares),
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
                "{label} would be {ratio} times as many a day.",
                period=words.period_phrase(waves.view.period),
                day=words.day(total.end),
                label=result.indicator.label(words.language),
                ratio=words.decimal(ratio, 2),
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
        "open": t(
            "the wave was still open on the cut-off date; its result is not final.",
        ),
        "part_of_window": t(
            "the wave was announced {window}, but the result was counted {counted} only; "
            "the share of the whole wave is not known.",
            window=window_of(words, wave),
            counted=", ".join(dict.fromkeys(counted)),
        ),
        "contradicted": t(
            "sources differ: {items}.",
            items="; ".join(
                t(
                    "{used} is used, {others} is printed elsewhere",
                    used=words.amount(result.value, result.indicator),
                    others=", ".join(words.count(value) for value, _ in result.others),
                )
                for result in wave.results
                if result.others
            ),
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
        "season": t(
            "how many members joined because of the wave cannot be concluded: waves "
            "return at the same time each year, members may have been admitted earlier than they "
            "otherwise would have been, and there is no comparison with units or years without "
            "a wave.",
        ),
    }[limit]

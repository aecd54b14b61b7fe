"""Campaign waves in words: what each brought, and what cannot be concluded from it."""

from __future__ import annotations

from doanvien.measures.waves import Wave, WaveReport, WaveResult, known_part
from doanvien.present.effect_tables import estimated as estimated_of
from doanvien.present.report import Report
from doanvien.present.wave_tables import wave_name, window_of
from doanvien.present.words import Words, capital


def wave_sentences(report: Report) -> list[str]:
    """The description of each wave in words; never called an effect."""
    sentences: list[str] = []
    for waves in report.waves:
        words = Words(report.language, waves.view.place)
        results = [(wave, result) for wave in waves.waves for result in wave.results]
        own = [_result_sentence(words, wave, result) for wave, result in results]
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
        own = _known_sentences(words, waves)
        for wave in waves.waves:
            own += [
                _limit_sentence(words, wave, limit)
                for limit in wave.limits
                if not (limit == "season" and wave.name in estimated)
                and not (limit == "no_result" and wave.name in described)
            ]
            own += [
                f"{capital(wave.name)}: {report.note(result.note, result.note_en)}"
                for result in wave.results
                if result.note
            ]
        sentences += report.marked(own, waves.view)
    return list(dict.fromkeys(sentences))


def _result_sentence(words: Words, wave: Wave, result: WaveResult) -> str:
    t = words.t
    values = {
        "wave": wave_name(wave, result),
        "span": words.span(result.start, result.end),
        "amount": words.number(result.value, result.indicator),
        "label": result.indicator.label(words.language),
    }
    if result.share is None or result.total is None:
        return t("{wave}: {label} {span}: {amount}.", **values)
    values["share"] = words.percent(result.share)
    values["total"] = words.count(result.total.value)
    if result.daily_outside is None or result.ratio is None:
        return t("{wave}: {label} {span}: {amount}, {share} of the period's {total}.", **values)
    return t(
        "{wave}: {label} {span}: {amount}, {share} of the period's {total}; {inside} a day "
        "against {outside} on the other days, {ratio} times as many.",
        inside=words.decimal(result.daily_inside),
        outside=words.decimal(result.daily_outside),
        ratio=words.decimal(result.ratio, 2),
        **values,
    )


def _known_sentences(words: Words, waves: WaveReport) -> list[str]:
    """How much of the waves is known, and what the ratio is had the period been closed in time."""
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
    closed_late = [
        (wave, result, result.total, result.calendar_ratio)
        for wave in waves.waves
        for result in wave.results
        if result.calendar_ratio is not None and result.total is not None
    ]
    sentences += [
        t(
            "{wave}: the results of {period} were closed on {day}; with the days of {period} "
            "alone, {label} would be {ratio} times as many a day.",
            wave=wave_name(wave, result),
            period=words.period_phrase(waves.view.period),
            day=words.day(total.end),
            label=result.indicator.label(words.language),
            ratio=words.decimal(ratio, 2),
        )
        for wave, result, total, ratio in closed_late
    ]
    return sentences


def _limit_sentence(words: Words, wave: Wave, limit: str) -> str:
    t = words.t
    counted = [words.span(result.start, result.end) for result in wave.results]
    largest = max(
        ((part, r) for r in wave.results for part in r.units),
        key=lambda pair: pair[0].share,
        default=None,
    )
    return {
        "no_result": t("{wave}: no result of this wave has been published.", wave=wave.name),
        "open": t(
            "{wave}: the wave was still open on the cut-off date; its result is not final.",
            wave=wave.name,
        ),
        "part_of_window": t(
            "{wave}: the wave was announced {window}, but the result was counted {counted} only; "
            "the share of the whole wave is not known.",
            wave=wave.name,
            window=window_of(words, wave),
            counted=", ".join(dict.fromkeys(counted)),
        ),
        "total_not_published": t(
            "{wave}: the total of the period is not published, so neither the wave's share nor "
            "the pace outside it can be computed.",
            wave=wave.name,
        ),
        "one_unit": t(
            "{wave}: {unit} alone brought {part} of the {amount} ({share}), so the wave says "
            "little about the other units.",
            wave=wave.name,
            unit=largest[0].unit,
            part=words.count(largest[0].value),
            amount=words.amount(largest[1].value, largest[1].indicator),
            share=words.percent(largest[0].share),
        )
        if largest
        else "",
        "season": t(
            "{wave}: how many members joined because of the wave cannot be concluded: waves "
            "return at the same time each year, members may have been admitted earlier than they "
            "otherwise would have been, and there is no comparison with units or years without "
            "a wave.",
            wave=wave.name,
        ),
    }[limit]

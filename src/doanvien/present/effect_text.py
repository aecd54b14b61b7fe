"""Wave effects in words: what would have been without the wave, on what ground, or why not."""

from __future__ import annotations

from doanvien.measures.wave_effects.description import Description
from doanvien.measures.wave_effects.effects import WaveEffect
from doanvien.measures.wave_effects.messages import CONDITIONS
from doanvien.measures.wave_effects.one_count import CountEffect
from doanvien.measures.wave_effects.verdict import Reason
from doanvien.present.effect_tables import estimated, ground_of
from doanvien.present.effect_words import extra_limits, names_of
from doanvien.present.report import Report
from doanvien.present.words import Words
from doanvien.reference.indicators import indicator


def description_sentences(report: Report) -> list[str]:
    """For waves without a printed result: what the figures of their known days say."""
    sentences: list[str] = []
    for view, waves, effects in zip(report.views, report.waves, report.wave_effects, strict=True):
        words = Words(report.language, view.place)
        printed = {wave.name for wave in waves.waves if wave.results}
        own = [
            _description_sentence(words, effect, count, count.description)
            for effect in effects
            if not printed & {wave.name for wave in effect.waves}
            for count in effect.counts
            if count.description is not None
        ]
        sentences += report.marked([text for text in own if text], view)
    return sentences


def effect_sentences(report: Report) -> list[str]:
    """For every wave and count with an effect: the effect, then what it rests on."""
    sentences: list[str] = []
    for view, effects in zip(report.views, report.wave_effects, strict=True):
        words = Words(report.language, view.place)
        own = []
        for effect, count, _ in estimated(effects):
            own += [_effect_sentence(words, effect, count), _ground_sentence(words, effect, count)]
        sentences += report.marked(own, view)
    return sentences


def effect_caveats(report: Report) -> list[str]:
    """Why an effect is refused and what would make it possible; what is withheld or flagged."""
    sentences: list[str] = []
    for view, effects in zip(report.views, report.wave_effects, strict=True):
        words = Words(report.language, view.place)
        own = []
        for effect in effects:
            own += [_reason_sentence(words, effect, "", reason) for reason in effect.reasons]
            for count in effect.counts:
                label = indicator(count.indicator).label(report.language)
                own += [_reason_sentence(words, effect, label, r) for r in count.reasons]
        sentences += report.marked(own, view)
    return _gathered(sentences)


def _description_sentence(
    words: Words, effect: WaveEffect, count: CountEffect, found: Description
) -> str:
    if found.share is None or found.per_day_outside is None or found.ratio is None:
        return ""
    values = {
        "wave": names_of(effect),
        "label": indicator(count.indicator).label(words.language),
        "inside": words.count(round(found.inside)),
        "share": words.percent_of(found.share, 2),
        "days": words.count(found.inside_days),
        "all": words.count(found.wave_days),
        "daily": words.decimal(found.per_day_inside),
        "others": words.decimal(found.per_day_outside),
        "ratio": words.decimal(found.ratio, 2),
    }
    if found.complete:
        return words.t(
            "{wave}: {inside} {label} in the wave, {share} of the year's so far; {daily} a day "
            "against {others} on the other days, {ratio} times as many. This describes the wave; "
            "it is not its effect.",
            **values,
        )
    return words.t(
        "{wave}: {inside} {label} on {days} of the wave's {all} days, at least {share} of the "
        "year's so far; {daily} a day against {others} on the other days, {ratio} times as many. "
        "This describes the wave; it is not its effect.",
        **values,
    )


def _effect_sentence(words: Words, effect: WaveEffect, count: CountEffect) -> str:
    assert count.effects is not None
    net = count.effects.net
    measured = indicator(count.indicator)
    values = {
        "wave": names_of(effect),
        "expected": words.amount(round(net.counterfactual), measured),
        "observed": words.amount(round(net.observed), measured),
        "extra": words.amount(abs(round(net.extra)), measured),
    }
    limits = extra_limits(net)
    if limits is None:
        if net.extra >= 0:
            return words.t(
                "{wave}: without the wave an estimated {expected}; counted {observed}; a net gain "
                "of {extra}, with what was brought forward and the season taken off; no confidence "
                "interval is given.",
                **values,
            )
        return words.t(
            "{wave}: without the wave an estimated {expected}; counted {observed}; {extra} fewer, "
            "with what was brought forward and the season taken off; no confidence interval is "
            "given.",
            **values,
        )
    values |= {
        "low": words.signed(round(limits[0])),
        "high": words.signed(round(limits[1])),
    }
    if net.extra >= 0:
        return words.t(
            "{wave}: without the wave an estimated {expected}; counted {observed}; a net gain of "
            "{extra} (95% confidence interval: {low} to {high}), with what was brought forward and "
            "the season taken off.",
            **values,
        )
    return words.t(
        "{wave}: without the wave an estimated {expected}; counted {observed}; {extra} fewer (95% "
        "confidence interval: {low} to {high}), with what was brought forward and the season taken "
        "off.",
        **values,
    )


def _ground_sentence(words: Words, effect: WaveEffect, count: CountEffect) -> str:
    assert count.method is not None
    return words.t(
        "{wave}, {label}: compared with {ground}. {condition}",
        wave=names_of(effect),
        label=indicator(count.indicator).label(words.language),
        ground=ground_of(words, count),
        condition=words.t(CONDITIONS[count.method]),
    )


def _reason_sentence(words: Words, effect: WaveEffect, label: str, reason: Reason) -> str:
    wave = f"{names_of(effect)}, {label}" if label else names_of(effect)
    text = words.t(reason.message)
    if reason.kind == "refused":
        text = words.t("no effect is given. {reason}", reason=text)
    if reason.remedy:
        text = f"{text} {words.t(reason.remedy)}"
    return f"{wave}: {text}"


def _gathered(sentences: list[str]) -> list[str]:
    """Sentences that differ only in what they are about, told once with all their subjects."""
    subjects: dict[str, list[str]] = {}
    for sentence in sentences:
        subject, _, text = sentence.partition(": ")
        subjects.setdefault(text, []).append(subject)
    return [f"{'; '.join(dict.fromkeys(found))}: {text}" for text, found in subjects.items()]

"""Wave effects in words: what would have been without the wave, on what ground, or why not."""

from __future__ import annotations

from collections.abc import Sequence

from doanvien.chapters.waves.effect_tables import estimated, ground_of
from doanvien.chapters.waves.effect_words import extra_limits, imprecise, names_of
from doanvien.measures.waves.effects.description import Description
from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.messages import CONDITIONS
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.measures.waves.effects.verdict import Reason
from doanvien.present.report import Report
from doanvien.present.words.phrases import Words, capital, uncapital
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
        own, grounds = [], _Gathered(words, effects)
        named: WaveEffect | None = None
        for effect, count, _ in estimated(effects):
            text = _effect_sentence(words, count)
            own.append(capital(text) if effect is named else f"{names_of(words, effect)}: {text}")
            named = effect
            grounds.add(_ground_sentence(words, count), effect, count)
        sentences += report.marked([*own, *grounds.sentences()], view)
    return sentences


def effect_caveats(report: Report) -> list[str]:
    """Why an effect is refused and what would make it possible; what is withheld or flagged."""
    sentences: list[str] = []
    for view, effects in zip(report.views, report.wave_effects, strict=True):
        words = Words(report.language, view.place)
        own = _Gathered(words, effects)
        for effect in effects:
            for reason in effect.reasons:
                own.add(_reason_sentence(words, reason), effect)
            for count in effect.counts:
                for reason in count.reasons:
                    own.add(_reason_sentence(words, reason), effect, count)
        sentences += report.marked(own.sentences(), view)
    return sentences


class _Gathered:
    """Sentences that hold for several waves or counts, told once with all that they are about.

    What goes without saying is left out: the counts where it is both, the wave where it is the only
    one that the chapter speaks of.
    """

    def __init__(self, words: Words, effects: Sequence[WaveEffect]) -> None:
        self._words = words
        self._only = len(effects) == 1
        self._about: dict[str, dict[WaveEffect, list[CountEffect]]] = {}

    def add(self, text: str, effect: WaveEffect, count: CountEffect | None = None) -> None:
        """A sentence about one count of a wave, or without ``count`` about all of them."""
        about = self._about.setdefault(text, {}).setdefault(effect, [])
        about += [count] if count else effect.counts

    def sentences(self) -> list[str]:
        return [self._told(text, about) for text, about in self._about.items()]

    def _told(self, text: str, about: dict[WaveEffect, list[CountEffect]]) -> str:
        subjects = [self._subject(effect, counts) for effect, counts in about.items()]
        subject = "; ".join(filter(None, subjects))
        return f"{capital(subject)}: {uncapital(text)}" if subject else capital(text)

    def _subject(self, effect: WaveEffect, counts: list[CountEffect]) -> str:
        labels = [indicator(count.indicator).label(self._words.language) for count in counts]
        names = [] if self._only else [names_of(self._words, effect)]
        return ", ".join(names + (labels if len(labels) < len(effect.counts) else []))


def _description_sentence(
    words: Words, effect: WaveEffect, count: CountEffect, found: Description
) -> str:
    if found.share is None or found.per_day_outside is None or found.ratio is None:
        return ""
    values = {
        "wave": names_of(words, effect),
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


def _effect_sentence(words: Words, count: CountEffect) -> str:
    """Without the wave's name, which is told once for its counts."""
    assert count.effects is not None
    t, net, measured = words.t, count.effects.net, indicator(count.indicator)
    extra = words.amount(abs(round(net.extra)), measured)
    told = {
        "expected": words.amount(round(net.counterfactual), measured),
        "observed": words.amount(round(net.observed), measured),
        "change": t("a net gain of {extra}", extra=extra)
        if net.extra >= 0
        else t("{extra} fewer", extra=extra),
        "off": t("with the season taken off, but not all of what was brought forward")
        if count.has("post_window_cut")
        else t("with what was brought forward and the season taken off"),
    }
    if imprecise(net):
        return t(
            "counted {observed}, without the wave an estimated {expected}; the difference is not "
            "known precisely enough to conclude whether the wave brought more or fewer.",
            **told,
        )
    limits = extra_limits(net)
    if limits is None:
        return t(
            "without the wave an estimated {expected}; counted {observed}; {change}, "
            "{off}; no confidence interval is given.",
            **told,
        )
    return t(
        "without the wave an estimated {expected}; counted {observed}; {change} (95% "
        "confidence interval: {low} to {high}), {off}.",
        low=words.signed(round(limits[0])),
        high=words.signed(round(limits[1])),
        **told,
    )


def _ground_sentence(words: Words, count: CountEffect) -> str:
    assert count.method is not None
    return words.t(
        "Ground: compared with {ground}. {condition}",
        ground=ground_of(words, count),
        condition=words.t(CONDITIONS[count.method]),
    )


def _reason_sentence(words: Words, reason: Reason) -> str:
    text = words.t(reason.message)
    if reason.kind == "refused":
        text = words.t("No effect is given. {reason}", reason=text)
    return f"{text} {words.t(reason.remedy)}" if reason.remedy else text

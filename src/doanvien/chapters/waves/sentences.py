"""Waves in words: what each brought, what may be concluded on which ground, and what may not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from doanvien.chapters.waves.effects import estimated, stated
from doanvien.chapters.waves.names import (
    ground_of,
    interval,
    names_of,
    share_told,
    times_as_many,
    told_once,
    two_figures,
    wave_name,
)
from doanvien.measures.waves.description import WaveResult
from doanvien.measures.waves.effects.description import Description
from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.measures.waves.effects.trusted.effect import Given, Withheld
from doanvien.measures.waves.effects.trusted.messages import CONDITIONS
from doanvien.measures.waves.effects.trusted.verdict import Reason
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.letters import capital, uncapital
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import indicator


def described(report: Report) -> list[str]:
    """What each wave brought, never called an effect: from printed results, else from the figures
    of its known days."""
    return report.marked((place, _described(place)) for place in report.places)


def concluded(report: Report) -> list[str]:
    """For every wave and count what may be concluded of its effect; a number only where the
    interval excludes no effect, the range where it does not, the reason where it is withheld."""
    return report.marked((place, _concluded(place)) for place in report.places)


def conditions(report: Report) -> list[str]:
    """What the waves were compared with, and under which conditions the conclusions hold."""
    told = []
    for place in report.places:
        grounds = _Gathered(place.words, place.wave_effects)
        for effect, count in estimated(place.wave_effects):
            if stated(count.effect) is not None:
                grounds.add(_ground_sentence(place.words, count), effect, count)
        told.append((place, grounds.sentences()))
    return report.marked(told)


def refused(report: Report) -> list[str]:
    """Why an effect is refused or withheld, what would make it possible, what is flagged."""
    told = []
    for place in report.places:
        own = _Gathered(place.words, place.wave_effects)
        for effect in place.wave_effects:
            for reason in effect.reasons:
                own.add(_reason_sentence(place.words, reason), effect)
            for count in effect.counts:
                for reason in count.reasons:
                    own.add(_reason_sentence(place.words, reason), effect, count)
        told.append((place, own.sentences()))
    return report.marked(told)


def _described(place: Place) -> list[str]:
    words, waves = place.words, place.waves
    results = [(wave, result) for wave in waves.waves for result in wave.results]
    own = told_once(
        words,
        [(wave_name(wave, result), _result_sentence(words, result)) for wave, result in results],
    )
    if any(result.share is not None for _, result in results):
        own.append(place.t("This is a description, not yet the effect of the wave."))
    printed = {wave.name for wave in waves.waves if wave.results}
    own += [
        text
        for effect in place.wave_effects
        if not printed & {wave.name for wave in effect.waves}
        for count in effect.counts
        if count.description is not None
        and (text := _description_sentence(words, effect, count, count.description))
    ]
    return own


def _concluded(place: Place) -> list[str]:
    words, told = place.words, []
    named: WaveEffect | None = None
    for (effect, reason), counts in _grouped(place.wave_effects):
        text = _withheld(words, counts, reason) if reason else _conclusion(words, counts[0])
        of_wave = words.told_of([names_of(words, effect)], text)
        told.append(capital(text) if effect is named else of_wave)
        named = effect
    return told


def _grouped(
    effects: tuple[WaveEffect, ...],
) -> Iterator[tuple[tuple[WaveEffect, str], list[CountEffect]]]:
    """Each count by itself with its wave; those of one wave that are withheld for one reason,
    which is then not "", together."""
    keyed = ((effect, _first_code(count), count) for effect, count in estimated(effects))
    for (effect, code), group in groupby(keyed, key=lambda one: one[:2]):
        counts = [count for _, _, count in group]
        for some in [counts] if code else [[count] for count in counts]:
            yield (effect, code), some


def _conclusion(words: Words, count: CountEffect) -> str:
    """Without the wave's name, which is told once for its counts."""
    t, found = words.t, stated(count.effect)
    label = indicator(count.indicator).label(words.language)
    assert found is not None
    limits = interval(words, (found.interval.low, found.interval.high))
    if not isinstance(found, Given):
        return t(
            "{label}: {limits} times as many as expected without the wave (95% confidence "
            "interval); not enough evidence yet that the wave brought more or fewer.",
            label=label,
            limits=limits,
        )
    low, high = sorted(abs(two_figures(limit)) for limit in found.extra_limits)
    values = {
        "label": label,
        "low": words.count(low),
        "high": words.count(high),
        "off": t("with the season taken off, but not all of what was brought forward")
        if count.has("post_window_cut")
        else t("with what was brought forward and the season taken off"),
    }
    if found.interval.low > 1:
        told = t(
            "{label}: a net gain of about {low} to {high} (95% confidence interval), {off}, under "
            "the conditions told with its ground.",
            **values,
        )
    else:
        told = t(
            "{label}: about {low} to {high} fewer (95% confidence interval), {off}, under the "
            "conditions told with its ground.",
            **values,
        )
    return " ".join([told, _breakdown(words, count, found), *_cost(words, count)])


def _breakdown(words: Words, count: CountEffect, found: Given) -> str:
    share = words.percent(found.breakdown)
    if not count.compares_units:
        return words.t(
            "The conclusion would fall if, for another reason, the weeks of the wave had differed "
            "from the same weeks of earlier years by {share}.",
            share=share,
        )
    return words.t(
        "The conclusion would fall if, for another reason, the proportion of the units that took "
        "part to the others had shifted by {share} in the weeks of the wave.",
        share=share,
    )


def _cost(words: Words, count: CountEffect) -> Iterator[str]:
    cost = count.cost_of_one
    if cost is not None:
        low, high = (words.count(two_figures(limit)) for limit in cost)
        yield words.t("Each one more has cost {low} to {high} VND.", low=low, high=high)


def _withheld(words: Words, counts: Sequence[CountEffect], code: str) -> str:
    return words.t(
        "{label}: not enough ground for a number. {reason}",
        label=words.listed([indicator(one.indicator).label(words.language) for one in counts]),
        reason=words.t(Reason(code).message),
    )


def _first_code(count: CountEffect) -> str:
    """Why no number is stated; "" where one is."""
    if stated(count.effect) is not None:
        return ""
    assert isinstance(count.effect, Withheld)
    return count.effect.codes[0]


def _result_sentence(words: Words, result: WaveResult) -> str:
    t = words.t
    values = {
        "span": words.span(result.start, result.end),
        "amount": words.number(result.value, result.indicator),
        "label": result.indicator.label(words.language),
    }
    if result.share is None or result.total is None:
        return t("{label} {span}: {amount}.", **values)
    values["share"] = share_told(words, result)
    values["total"] = words.count(result.total.value)
    values["days"] = words.span(result.total.start, result.total.end)
    few = result.value < words.smallest_base  # no rate of so few
    if few or result.daily_outside is None or result.ratio is None:
        if result.total.value < words.smallest_base:
            return t("{label} {span}: {amount} of {total} {days}.", **values)
        return t("{label} {span}: {amount}, {share} of {total} {days}.", **values)
    return t(
        "{label} {span}: {amount}, {share} of {total} {days}; {inside} a day "
        "against {outside} on the other days, {times}.",
        inside=words.a_day(result.daily_inside),
        outside=words.a_day(result.daily_outside),
        times=times_as_many(words, result.ratio),
        **values,
    )


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
        return capital(self._words.told_of([subject], uncapital(text)) if subject else text)

    def _subject(self, effect: WaveEffect, counts: list[CountEffect]) -> str:
        labels = [indicator(count.indicator).label(self._words.language) for count in counts]
        names = [] if self._only else [names_of(self._words, effect)]
        told = [self._words.listed(labels)] if len(labels) < len(effect.counts) else []
        return ", ".join(names + told)


def _description_sentence(
    words: Words, effect: WaveEffect, count: CountEffect, found: Description
) -> str:
    if found.share is None or found.per_day_outside is None or found.ratio is None:
        return ""
    inside = words.count(round(found.inside))
    values = {
        "wave": names_of(words, effect),
        "label": indicator(count.indicator).label(words.language, inside),
        "inside": inside,
        "share": words.percent(found.share),
        "days": words.count(found.inside_days),
        "all": words.count(found.wave_days),
        "daily": words.decimal(found.per_day_inside),
        "others": words.decimal(found.per_day_outside),
        "times": times_as_many(words, found.ratio),
    }
    if found.complete:
        return words.t(
            "{wave}: {inside} {label} in the wave, {share} of the year's so far; {daily} a day "
            "against {others} on the other days, {times}. This describes the wave; "
            "it is not its effect.",
            **values,
        )
    return words.t(
        "{wave}: {inside} {label} on {days} of the wave's {all} days, at least {share} of the "
        "year's so far; {daily} a day against {others} on the other days, {times}. "
        "This describes the wave; it is not its effect.",
        **values,
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

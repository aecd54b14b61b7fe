"""The sentences to paste into an official report: each with its days, its target and its caveat."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from doanvien.chapters.headline.awaited import awaited_of
from doanvien.chapters.headline.clauses import as_part, clause
from doanvien.chapters.headline.results import Counted, Result, results_of
from doanvien.chapters.headline.totals import level_sentences, workload_sentences
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words

MOST_SENTENCES = 3  # of the report; every result stands in its tables
MOST_WORDS = 50  # syllables, in Vietnamese; about what is read aloud in one breath or two

Ranked = tuple[int, str]
"""A sentence with how soon it is told: the lower the sooner."""
FIRST, NEXT, LAST = range(3)


def quoted(report: Report) -> list[str]:
    """The sentences an officer would paste into an official report, at most ``MOST_SENTENCES`` of
    one place, or one of each of several that have some.

    The period's own results first, then the totals since 1 January with the targets they answer,
    parts after their whole, totals of a day last.
    """
    ranked = [(place, found) for place in report.places if (found := _told(place))]
    most = max(1, MOST_SENTENCES // max(1, len(ranked)))
    told = report.marked((place, _first(most, found)) for place, found in ranked)
    return [*told, *workload_sentences(report)[: max(0, MOST_SENTENCES - len(told))]]


def _first(most: int, ranked: list[Ranked]) -> list[str]:
    """The sentences that a reader misses most, in the order in which they are told."""
    kept = sorted(range(len(ranked)), key=lambda index: (ranked[index][0], index))[:most]
    return [ranked[index][1] for index in sorted(kept)]


def _told(place: Place) -> list[Ranked]:
    words, results = place.words, results_of(place)
    found: list[Ranked] = []
    for (start, end), spans in _by_days(results).items():
        wholes = [span for span in spans if not _is_part(span[0], spans)]
        parts = [span for span in spans if _is_part(span[0], spans)]
        opening = _of_days(words, start, end, wholes)
        found += [(FIRST, told) for told in opening[:1]] + [(LAST, told) for told in opening[1:]]
        found += [(NEXT, told) for told in _parts(words, wholes, parts)]
    return found + [(FIRST, told) for told in (*awaited_of(place), *level_sentences(place))]


def _by_days(results: list[Result]) -> dict[tuple[date, date], list[tuple[Result, Counted]]]:
    """Numbers by the days they cover: the period's own, and those since 1 January that a target
    asks for. What every report opens with is told of the period; of the rest what has a target."""
    spans: dict[tuple[date, date], list[tuple[Result, Counted]]] = defaultdict(list)
    for one in results:
        if one.own and (one.indicator.regular or one.since is None or not one.attainments):
            spans[one.own.start, one.own.end].append((one, one.own))
    for one in results:
        if one.since and (one.attainments or one.own is None):
            spans[one.since.start, one.since.end].append((one, one.since))
    return spans


def _is_part(one: Result, spans: list[tuple[Result, Counted]]) -> bool:
    return any(other.indicator.code == one.indicator.part_of for other, _ in spans)


def _of_days(words: Words, start: date, end: date, told: list[tuple[Result, Counted]]) -> list[str]:
    said: list[tuple[str, str]] = []
    clauses = _packed(words, [clause(words, one, number, said) for one, number in told])
    if not clauses:
        return []
    # A total since 1 January beside the period's own number says so.
    since = any(number is one.since for one, number in told)
    first, *more = clauses
    values = {
        "when": words.t("From 1 January to {day}", day=words.day(end))
        if since
        else words.when(start, end),
        "unions": words.unions_of_place,
        "clauses": first,
    }
    opening = words.t("{when}, {unions} {clauses}.", **values)
    return [opening, *(capital(words.t("They {clauses}.", clauses=each)) for each in more)]


def _parts(
    words: Words, wholes: list[tuple[Result, Counted]], parts: list[tuple[Result, Counted]]
) -> list[str]:
    """Parts that have a target, in a sentence for each whole that repeats what they are part of."""
    sentences = []
    for whole, number in wholes:
        mine = [
            (one, count)
            for one, count in parts
            if one.indicator.part_of == whole.indicator.code and one.attainments
        ]
        if not mine:
            continue
        items = _packed(words, [as_part(words, one, count) for one, count in mine])
        named = words.labelled(number.value, whole.indicator, number.qualifier)
        sentences += [
            words.t("The {whole} included {parts}.", whole=named, parts=item) for item in items
        ]
    return sentences


def _packed(words: Words, clauses: list[str]) -> list[str]:
    """Clauses joined while they can be read in one breath: at most ``MOST_WORDS`` a sentence."""
    packed: list[list[str]] = []
    for one in clauses:
        if packed and len(" ".join([*packed[-1], one]).split()) <= MOST_WORDS:
            packed[-1].append(one)
        else:
            packed.append([one])
    return [_joined(words, found) for found in packed]


def _joined(words: Words, clauses: list[str]) -> str:
    *first, last = clauses
    if not first:
        return last
    return words.t("{clauses}; and {last}", clauses="; ".join(first), last=last)

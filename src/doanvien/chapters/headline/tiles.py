"""The key figures that open a report: value, against what, verdict in symbol and word."""

from __future__ import annotations

from doanvien.chapters.headline.answers import Answer, answers_of, of_term
from doanvien.measures.growth.workload import Workload
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tiles import Tile
from doanvien.present.words.phrases import Words, capital
from doanvien.reference.indicators import headline_levels, indicator

MOST_TILES = 6


def tiles(report: Report) -> list[Tile]:
    """The report's key figures, at most six: value, against what, verdict in symbol and word."""
    found = [tile for place in report.places for tile in _tiles_of(place)]
    found += [_workload_tile(report, workload) for workload in report.place.workloads]
    return found[:MOST_TILES]


def _tiles_of(measured: Place) -> list[Tile]:
    words, growth, targets = measured.words, measured.growth, measured.targets
    place = measured.map_label
    tiles = []
    answers = answers_of(growth, targets)
    for answer in answers:
        if answer.attainments:
            tiles += [_target_tile(words, answer, a, place) for a in answer.attainments]
        else:
            tiles.append(_plain_tile(words, answer, place))
    for item in headline_levels():
        level = growth.level(item.code)
        if level:
            now = level.now
            answer = Answer(level.indicator, None, now.day, now.value, now.qualifier, ())
            tiles.append(_plain_tile(words, answer, place))
    if not tiles:
        tiles = [
            _awaited_tile(words, attainment, place)
            for attainment in targets.of_province
            if attainment.reason == "not_published" and not of_term(attainment)
        ]
    return tiles


def _target_tile(words: Words, answer: Answer, attainment: Answered, place: str) -> Tile:
    verdict = words.verdict(attainment.verdict)
    return Tile(
        label=answer.indicator.short_label(words.language),
        value=words.rough(answer.value, answer.indicator, answer.qualifier),
        against=words.t(
            "{share} of {target}: {amount}",
            share=words.share(answer.value, attainment.base),
            target=words.assigned_target(attainment.target.assigned_by),
            amount=words.target_amount(attainment.target),
        ),
        verdict=verdict.word,
        symbol=verdict.symbol,
        tone=verdict.tone,
        note=_tile_note(words, answer, place, attainment),
    )


def _plain_tile(words: Words, answer: Answer, place: str) -> Tile:
    against = words.t("no target published") if answer.start else ""
    if answer.without_target:
        check = answer.without_target[0]
        against = words.t(
            "{share} of {target}, as published",
            share=words.printed(check.printed),
            target=words.assigned_target(check.assigned_by),
        )
    return Tile(
        label=answer.indicator.short_label(words.language),
        value=words.rough(answer.value, answer.indicator, answer.qualifier),
        against=against,
        note=_tile_note(words, answer, place, None),
    )


def _awaited_tile(words: Words, attainment: Attainment, place: str) -> Tile:
    target = attainment.target
    return Tile(
        label=target.indicator.short_label(words.language),
        value=capital(words.t("not published")),
        against=words.t(
            "target for {period}: {amount}",
            period=words.target_period(target),
            amount=words.target_amount(target),
        ),
        note=place,
    )


def _workload_tile(report: Report, workload: Workload) -> Tile:
    words, t = report.words, report.t
    return Tile(
        label=t("Grassroots unions per full-time officer"),
        value=words.decimal(workload.per_officer, decimals=0),
        against=t(
            "{unions} for {officers} officers",
            unions=words.amount(
                workload.unions, indicator("grassroots_unions_total"), workload.unions_qualifier
            ),
            officers=words.count(workload.officers),
        ),
        note=t("in one upper-level union, {day}", day=words.day(workload.day))
        if workload.unit
        else t("on {day}", day=words.day(workload.day)),
    )


def _tile_note(words: Words, answer: Answer, place: str, attainment: Attainment | None) -> str:
    parts = [words.t("to {day}", day=words.day(answer.end))]
    if answer.how == "differenced":
        parts.append(words.t("difference of cumulative figures"))
    if attainment and "gross_for_net" in attainment.flags:
        parts.append(words.t("new members against a net target"))
    elif attainment and "net_for_gross" in attainment.flags:
        parts.append(words.t("net growth against a target for new members"))
    elif attainment and attainment.target.note:
        parts.append(words.t("see the notes on targets"))
    if place:
        parts.append(place)
    return "; ".join(parts)

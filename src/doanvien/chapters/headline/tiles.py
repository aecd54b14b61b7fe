"""The key figures that open a report: value, against what, verdict in symbol and word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from doanvien.chapters.headline.results import Counted, Result, counts_net, of_term, results_of
from doanvien.chapters.headline.totals import levels_of
from doanvien.chapters.targets.grounds import by_cutoff, condition
from doanvien.measures.growth.levels import Level
from doanvien.measures.growth.workload import Workload
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tiles import Tile
from doanvien.present.words.letters import capital, uncapital
from doanvien.present.words.phrases import Words
from doanvien.reference.calendar.periods import period_of_days
from doanvien.reference.indicators import indicator

MOST_TILES = 4


def tiles(report: Report) -> list[Tile]:
    """The report's key figures, at most four: the period's number, since 1 January, against the
    target, the verdict in symbol and word with its ground, and against the year before."""
    found = [tile for place in report.places for tile in _tiles_of(place)]
    found += [_workload_tile(report, workload) for workload in report.place.workloads]
    return _told_apart(found[:MOST_TILES])


def _told_apart(tiles: list[Tile]) -> list[Tile]:
    """No two of one label: the second of the same thing has its days in its label, too."""
    told: list[Tile] = []
    for tile in tiles:
        again = tile.days and any(tile.label == other.label for other in told)
        days = tile.days.partition(",")[0]
        told.append(replace(tile, label=f"{tile.label}, {days}") if again else tile)
    return told


def _tiles_of(place: Place) -> list[Tile]:
    """What every report opens with; then what has a target; then the rest."""
    results = results_of(place)
    levels = levels_of(place)
    first = [one for one in results if one.main]
    first_levels = [one for one in levels if one.indicator.regular]
    judged = [one for one in results if not one.main and one.attainments]
    rest = [one for one in results if not one.main and not one.attainments]
    found = [_result_tile(place, one) for one in first[:3]]
    found += [_level_tile(place, one) for one in first_levels]
    found += [_result_tile(place, one) for one in (*first[3:], *judged, *rest)]
    found += [_level_tile(place, one) for one in levels if one not in first_levels]
    return found or (list(_awaited(place)) if place.home else [])


def _result_tile(place: Place, result: Result) -> Tile:
    words, now = place.words, result.shown
    target = next(iter(result.attainments), None)
    verdict = words.verdict(target.verdict) if target else None
    return Tile(
        label=place.named(result.indicator.short_label(words.language)),
        value=words.rough(now.value, result.indicator, now.qualifier),
        days=_days(place, now),
        against=_against(place, result, target),
        verdict=verdict.word if verdict else "",
        symbol=verdict.symbol if verdict else "",
        tone=verdict.tone if verdict else "neutral",
        note=_ground(place, target) if target else _ground_printed(words, result),
        year_before=_year_before(words, result),
        share=words.share(target.result.value, target.base) if target else "",
    )


def _level_tile(place: Place, level: Level) -> Tile:
    words, now = place.words, level.now
    change = ""
    if level.change and level.earlier and level.indicator.kind == "stock":
        change = words.t(
            "{change} since {day}",
            change=words.grown(level.change, level.qualifier).text,
            day=words.day(level.earlier.day),
        )
    return Tile(
        label=place.named(level.indicator.short_label(words.language)),
        value=words.rough(now.value, level.indicator, now.qualifier),
        days=words.t("on {day}", day=words.day(now.day)),
        year_before=change,
    )


def _days(place: Place, now: Counted) -> str:
    words = place.words
    if now.start == date(now.end.year, 1, 1) and period_of_days(now.start, now.end) is None:
        known = now.end.year == place.view.period.end.year
        day = words.day_of_year(now.end) if known else words.day(now.end)
        days = words.t("since 1 January, to {day}", day=day)
    else:
        days = words.span(now.start, now.end)
    if now.how == "differenced":
        return words.t("{days}, a difference of cumulative figures", days=days)
    if now.how == "derived":
        return words.t("{days}, derived", days=days)
    return days


def _against(place: Place, result: Result, target: Answered | None) -> str:
    """The total since 1 January, and what either is of the target."""
    words, t, since = place.words, place.t, result.since
    total = words.rough(since.value, result.indicator, since.qualifier) if since else ""
    if target is None:
        share = _printed_share(words, result)
        if since and result.own:
            return t("{total} since 1 January", total=total)
        return share
    few = target.base < words.smallest_base or target.result.value < 0  # neither has a share
    of_year = bool(since and result.own and since.value == target.result.value)
    by = target.target.assigned_by
    bodies: set[str] = {one.target.assigned_by for one in place.targets.answered}
    bodies |= {check.assigned_by for check in place.targets.without_target}
    # The table below says who set them all.
    name = t("the target") if len(bodies) == 1 else words.assigned_target(by, short=True)
    if not target.target.of_year(place.view.period.end.year):
        name = t("{target}, {period}", target=name, period=words.target_period(target.target))
    values = {
        "target": name,
        "amount": words.target_bare(target.target),
    }
    if few:
        share = t("{target}: {amount}", **values)
    else:
        of = words.share(target.result.value, target.base)
        # Beside two numbers a third would be read past; the table below has it.
        share = (
            t("{share} of {target}", share=of, target=values["target"])
            if of_year
            else t("{share} of {target}: {amount}", share=of, **values)
        )
    if of_year:
        if few:
            return t("{total} since 1 January; {target}", total=total, target=share)
        return t("{total} since 1 January, {share}", total=total, share=share)
    return share


def _printed_share(words: Words, result: Result) -> str:
    if not result.without_target:
        return ""
    check = result.without_target[0]
    return words.t(
        "{share} of {target}, as published",
        share=words.printed(check.printed),
        target=words.assigned_target(check.assigned_by),
    )


def _ground(place: Place, target: Answered) -> str:
    """What the verdict stands on, where the head of the report does not say it; where there is no
    verdict, what the target counts, or would need where no line of what is to be done says so."""
    if not target.same_basis and target.running:
        measured = uncapital(target.target.indicator.short_label(place.language))
        return place.t("the target counts {counted}", counted=measured)
    if told := condition(place, target):
        return told
    if target.if_closed:
        return uncapital(by_cutoff(place, target))
    if not target.running or target.verdict in ("met", "exceeded") or place.in_step(target):
        return ""
    return place.t("with {elapsed} of the time gone", elapsed=place.words.percent(target.elapsed))


def _ground_printed(words: Words, result: Result) -> str:
    """What a target counts that only a printed share is known of, where that is another thing."""
    if not any(counts_net(result.indicator, check) for check in result.without_target):
        return ""
    net = indicator(result.indicator.counterpart or "")
    return words.t(
        "the target counts {counted}", counted=uncapital(net.short_label(words.language))
    )


def _year_before(words: Words, result: Result) -> str:
    """Against the same days a year before: a rate, or persons where a rate would mislead."""
    item = result.year_before
    if item is None:
        return ""
    few = abs(item.earlier.value) < words.smallest_base or result.indicator.signed
    if not item.change or (item.rate is None and not few):
        return ""
    persons = words.grown(item.change, item.qualifier).text
    if item.rate is not None and item.rate > 2 and not few:
        return words.t("{times} the year before", times=words.change(item.rate))
    change = persons if few or item.rate is None else words.change(item.rate)
    return words.t("{change} on the year before", change=change)


def _awaited(place: Place) -> Iterator[Tile]:
    """Targets of the period that no result has been published for."""
    words = place.words
    for one in place.targets.of_province:
        closed = one.target.closed
        if closed and closed < place.view.period.start:
            continue
        if one.reason == "not_published" and not of_term(one):
            yield _awaited_tile(words, one, place.map_label)


def _awaited_tile(words: Words, attainment: Attainment, place: str) -> Tile:
    target = attainment.target
    return Tile(
        label=target.indicator.short_label(words.language),
        value=capital(words.t("not published")),
        against=words.t(
            "{target} for {period}: {amount}",
            target=words.assigned_target(target.assigned_by),
            period=words.target_period(target),
            amount=words.target_amount(target),
        ),
        note=place,
    )


def _workload_tile(report: Report, workload: Workload) -> Tile:
    words, t = report.words, report.t
    return Tile(
        label=t("Grassroots unions per full-time officer"),
        value=words.unions_each(workload.per_officer, workload.unions_qualifier).text,
        against=t(
            "{unions} for {officers} {officers:officer|officers}",
            unions=words.amount(
                workload.unions, indicator("grassroots_unions_total"), workload.unions_qualifier
            ),
            officers=words.count(workload.officers),
        ),
        note=t("in one upper-level union, {day}", day=words.day(workload.day))
        if workload.unit
        else t("on {day}", day=words.day(workload.day)),
    )

"""The small data set that the notebooks open with: twelve provinces, three of them by unit.

Three provinces of different size stand month by month and by unit. Their units are those of the new
map; the federations have worked out results of earlier years for them, as they do to compare with
the same days of a year before. Nine more report totals by quarter, as a federation prints them, so
that there is a country to look over. Every figure is drawn as those of `simulate` are, in a calmer
world, where the effect of a wave of average strength can be measured.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from doanvien.reference.places import TERRITORY_CHANGE, provinces_on
from doanvien.simulate.country import COUNTRY, country_series, country_targets
from doanvien.simulate.invented.months import Month
from doanvien.simulate.invented.place import NEW_MAP, SimulatedPlace, simulate_family
from doanvien.simulate.invented.targets import Target, year_targets
from doanvien.simulate.invented.world import PlannedWave, World
from doanvien.simulate.written.figures import (
    QUARTERLY,
    Series,
    cumulative,
    figure_lines,
    series_of,
)
from doanvien.simulate.written.files import Files, demand_simulated, write_files
from doanvien.simulate.written.printed import SOURCES, add_printed
from doanvien.simulate.written.shared import campaign_lines, target_lines, target_territory
from doanvien.simulate.written.truth import loss_lines, parameters, wave_lines

SEED = 3
FIRST, LAST = Month(2021, 1), Month(2026, 9)
REGROUPED_FROM = Month(2023, 1)  # first month that stands by the units of the new map
MAIN = "lao-cai"
BY_UNIT = (MAIN, "ha-noi", "lai-chau")
IN_OUTLINE = (
    *("cao-bang", "dien-bien", "son-la", "lang-son", "quang-ninh", "thanh-hoa", "nghe-an"),
    *("ha-tinh", "hue"),
)

WORKERS_MONTH = "Tháng Công nhân {year}"
SUMMER = "Đợt cao điểm chào mừng 28/7/{year}"
EXAMPLE = World(
    scatter=60.0,
    largest_union=60,
    most_units=16,
    uneven=(0.4, 0.3),
    park=1.5,
    seasons=(),
    keen=(),
    waves=(
        *(
            PlannedWave(WORKERS_MONTH.format(year=year), year, (5, 1), (5, 31), 0.6, 1.0)
            for year in (2021, 2022)
        ),
        PlannedWave(SUMMER.format(year=2026), 2026, (7, 1), (7, 31), 2.5, 0.5),
    ),
)

REGROUPED = ("members_new", "grassroots_unions_new")
OUTLINE = (
    *("members_new", "members_lost", "members_net_growth", "members_total"),
    *("grassroots_unions_new", "grassroots_unions_total", "elite_members_introduced"),
)
OF_UNITS = (*OUTLINE, "members_transferred", "grassroots_unions_dissolved", "workers_total")


def simulate_example(out: Path) -> int:
    """Write the example to ``out``, the same bytes every time; the number of its figures.

    Raises NotSimulated if ``out`` holds anything but a simulated data set.
    """
    demand_simulated(out)
    files = Files(_info(), parameters(SEED, EXAMPLE), sources=list(SOURCES))
    country: list[dict[str, Series]] = []
    assigned: list[Target] = []
    for place in provinces_on(TERRITORY_CHANGE):
        former, present = simulate_family(place, SEED, EXAMPLE)
        for simulated in (*former, present):
            country.append(_whole(series_of(simulated.account, FIRST, LAST)))
            targets = _targets(simulated, by_unit=place.slug in BY_UNIT)
            assigned += targets
            if place.slug in (*BY_UNIT, *IN_OUTLINE):
                slug = simulated.place.slug
                for target in targets:
                    territory = target_territory(simulated, target)
                    files.targets += target_lines(slug, territory, [target])
        if place.slug in BY_UNIT:
            _add_by_unit(files, former, present)
        elif place.slug in IN_OUTLINE:
            _add_outline(files, place.slug, country[-2:])
        if place.slug == MAIN:
            add_printed(files, present, targets)
    _add_outline(files, COUNTRY, country)
    files.targets += target_lines(COUNTRY, "", country_targets(assigned))
    _sort(files)
    write_files(out, files)
    return files.count


def _info() -> str:
    return (
        "title: Số liệu mô phỏng (ví dụ)\n"
        "title_en: Simulated figures (example)\n"
        "status: simulated\n"
        "terms: Số liệu do máy sinh ra để minh họa; không phải số liệu thật\n"
        "owner: doanvien\n"
        f"updated: {LAST.end}"
    )


def _targets(simulated: SimulatedPlace, *, by_unit: bool) -> list[Target]:
    """Those of the years that are written; of units only where they stand in the figures."""
    units = by_unit and simulated.territory == NEW_MAP
    return [
        target
        for target in year_targets(simulated)
        if FIRST.start <= target.end and target.start <= LAST.end and (units or not target.unit)
    ]


def _whole(found: dict[str, Series]) -> dict[str, Series]:
    return {code: Series(series.spans, series.values[:1]) for code, series in found.items()}


def _add_by_unit(files: Files, former: list[SimulatedPlace], present: SimulatedPlace) -> None:
    """Every month: former provinces as a whole, the present one by unit as well."""
    for old in former:
        slug = old.place.slug
        whole = _whole(series_of(old.account, FIRST, LAST))
        files.figures.setdefault(slug, []).extend(figure_lines(slug, [""], whole))
    slug, names = present.place.slug, ["", *present.account.units.names]
    found = series_of(present.account, FIRST, LAST)
    lines = files.figures.setdefault(slug, [])
    lines += figure_lines(slug, [""], _whole(found))
    of_units = {
        code: Series(series.spans, series.values[1:])
        for code, series in found.items()
        if code in OF_UNITS
    }
    lines += figure_lines(slug, names[1:], of_units)
    territory = str(NEW_MAP) if present.place.predecessors else ""
    lines += figure_lines(slug, names[1:], _regrouped(former, present), territory)
    for simulated in (*former, present):
        files.campaigns += campaign_lines(simulated, FIRST, LAST)
        files.waves += wave_lines(simulated)
        files.losses += loss_lines(simulated)


def _regrouped(former: list[SimulatedPlace], present: SimulatedPlace) -> dict[str, Series]:
    """What the former provinces had month by month, worked out for the units of the present one."""
    shares = present.account.units.nonstate
    stream = np.random.SeedSequence(SEED, spawn_key=(0, int(present.place.code)))
    rng = np.random.default_rng(stream)
    months = [month for month in former[0].account.months if month >= REGROUPED_FROM]
    spans = [f"{month.start},{month.end}" for month in months]
    found = {}
    for code in REGROUPED:
        totals = sum(old.account.flows[code].sum(axis=0) for old in former)[-len(months) :]
        noise = rng.gamma(EXAMPLE.scatter, 1 / EXAMPLE.scatter, (len(months), len(shares)))
        weights = shares * noise
        parts = rng.multinomial(totals, weights / weights.sum(axis=1, keepdims=True))
        found[code] = Series(spans, parts.T)
    return found


def _add_outline(files: Files, slug: str, parts: list[dict[str, Series]]) -> None:
    """Totals since 1 January and levels, at the end of each quarter."""
    whole = country_series(parts)
    outline = {code: cumulative(whole[code]) for code in OUTLINE}
    if slug == COUNTRY:
        outline |= {code: whole[code] for code in ("members_removed_structural", *QUARTERLY)}
    files.figures[slug] = list(figure_lines(slug, [""], outline))


def _sort(files: Files) -> None:
    """The rows of a file by map, unit, indicator and days."""
    merged = {place.slug for place in provinces_on(TERRITORY_CHANGE) if place.predecessors}

    def order(line: str) -> tuple[str, ...]:
        slug, territory, unit, code, start, end = line.split(",")[:6]
        later = territory == str(NEW_MAP) or end >= TERRITORY_CHANGE.isoformat()
        return ("new" * (slug in merged and later), unit, code, start, end)

    for lines in files.figures.values():
        lines.sort(key=order)

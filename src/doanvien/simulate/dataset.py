"""A simulated data set of the whole country, or of some provinces: every month, by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from doanvien.reference.places import TERRITORY_CHANGE, Province, provinces_on
from doanvien.reference.sentences import SpokenError, sentence
from doanvien.simulate.country import COUNTRY, country_series, country_targets
from doanvien.simulate.invented.months import Month, all_months
from doanvien.simulate.invented.place import simulate_family
from doanvien.simulate.invented.targets import Target, year_targets
from doanvien.simulate.invented.world import USUAL, World
from doanvien.simulate.written.figures import Series, figure_lines, series_of
from doanvien.simulate.written.files import Files, demand_simulated, write_files
from doanvien.simulate.written.shared import SOURCE, campaign_lines, target_lines, target_territory
from doanvien.simulate.written.truth import loss_lines, parameters, wave_lines

DEFAULT_FIRST, DEFAULT_LAST = Month(2019, 1), Month(2026, 9)


@dataclass
class _Sums:
    """What the country adds up: the series of each place, and the targets."""

    series: list[dict[str, Series]] = field(default_factory=list)
    assigned: list[Target] = field(default_factory=list)


def simulate(
    out: Path,
    seed: int,
    provinces: Sequence[Province] | None = None,
    first: Month = DEFAULT_FIRST,
    last: Month = DEFAULT_LAST,
    world: World = USUAL,
) -> int:
    """Write a data set of simulated figures to ``out``; the number of its rows of figures.

    ``provinces`` (None: all, and the country) are places of either map; a merged province brings
    those it was made of, and a former one what it became. Months are written from ``first`` to
    ``last``, both included; the figures of a month are the same whatever else is written. Same
    arguments, same bytes. Raises NotSimulated if ``out`` holds anything but a simulated data set,
    ValueError if the months are not in order or not among those that can be simulated.
    """
    if not all_months()[0] <= first <= last <= all_months()[-1]:
        raise SpokenError(
            sentence(
                "Months from {first} to {last} cannot be simulated, only {start} to {end}.",
                first=str(first),
                last=str(last),
                start=str(all_months()[0]),
                end=str(all_months()[-1]),
            )
        )
    demand_simulated(out)
    files, sums = Files(_info(seed, last), parameters(seed, world), sources=[SOURCE]), _Sums()
    for place in _present(provinces):
        _gather(files, sums, place, seed, first, last, world)
    if provinces is None:
        _add_country(files, sums)
    write_files(out, files)
    return files.count


def _present(provinces: Sequence[Province] | None) -> list[Province]:
    """The provinces of the new map that stand for some provinces of either map, by code."""
    everywhere = list(provinces_on(TERRITORY_CHANGE))
    if provinces is None:
        return everywhere
    wanted = {place.successor or place.slug for place in provinces}
    return [place for place in everywhere if place.slug in wanted]


def _gather(
    files: Files,
    sums: _Sums,
    place: Province,
    seed: int,
    first: Month,
    last: Month,
    world: World,
) -> None:
    """Simulate a province with those merged in it, and keep the months that are written."""
    former, present = simulate_family(place, seed, world)
    for simulated in (*former, present):
        slug, units = simulated.place.slug, simulated.account.units
        files.waves += wave_lines(simulated)
        files.losses += loss_lines(simulated)
        found = series_of(simulated.account, first, last)
        if not found:
            continue
        sums.series.append(found)
        lines = files.figures.setdefault(slug, [])
        lines += figure_lines(slug, ["", *units.names], found)
        files.campaigns += campaign_lines(simulated, first, last)
        for target in year_targets(simulated):
            if target.start <= last.end and target.end >= first.start:
                sums.assigned.append(target)
                files.targets += target_lines(slug, target_territory(simulated, target), [target])
    if not place.predecessors:  # one series under one name: its two maps stand together
        files.figures[place.slug].sort(key=lambda line: line.split(",")[2:6])


def _add_country(files: Files, sums: _Sums) -> None:
    whole = country_series(sums.series)
    files.figures[COUNTRY] = list(figure_lines(COUNTRY, [""], whole))
    files.targets += target_lines(COUNTRY, "", country_targets(sums.assigned))


def _info(seed: int, last: Month) -> str:
    return (
        "title: Số liệu mô phỏng\n"
        "title_en: Simulated figures\n"
        "status: simulated\n"
        "terms: Số liệu do máy sinh ra để trình diễn và kiểm thử; không phải số liệu thật "
        f"(seed {seed})\n"
        "owner: doanvien\n"
        f"updated: {last.end}"
    )

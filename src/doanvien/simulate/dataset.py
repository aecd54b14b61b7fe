"""Write a simulated data set: complete or not at all, and never over one that is not simulated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from doanvien.reference.maps import OLD_MAP
from doanvien.reference.places import TERRITORY_CHANGE, Province, province_of, provinces_on
from doanvien.simulate.country import COUNTRY, country_series, country_targets
from doanvien.simulate.figures import HEADER, Series, figure_lines, series_of
from doanvien.simulate.months import Month, all_months
from doanvien.simulate.place import simulate_former, simulate_present
from doanvien.simulate.shared import (
    CAMPAIGNS_HEADER,
    PERCENTAGES_HEADER,
    SOURCES,
    TARGETS_HEADER,
    campaign_lines,
    target_lines,
    target_territory,
)
from doanvien.simulate.targets import Target, year_targets
from doanvien.simulate.truth import LOSSES_HEADER, WAVES_HEADER, loss_lines, parameters, wave_lines

DEFAULT_FIRST, DEFAULT_LAST = Month(2019, 1), Month(2026, 9)


class NotSimulated(Exception):
    """The folder to write holds something else than a simulated data set."""


@dataclass
class _Files:
    """The lines of every file, gathered province by province, and what the country adds up."""

    figures: dict[str, list[str]] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)
    campaigns: list[str] = field(default_factory=list)
    waves: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    series: list[dict[str, Series]] = field(default_factory=list)
    assigned: list[Target] = field(default_factory=list)


def simulate(
    out: Path,
    seed: int,
    provinces: Sequence[Province] | None = None,
    first: Month = DEFAULT_FIRST,
    last: Month = DEFAULT_LAST,
) -> int:
    """Write a data set of simulated figures to ``out``; the number of its rows of figures.

    ``provinces`` (None: all, and the country) are places of either map; a merged province brings
    those it was made of, and a former one what it became. Months are written from ``first`` to
    ``last``, both included; the figures of a month are the same whatever else is written. Same
    arguments, same bytes. Raises NotSimulated if ``out`` holds anything but a simulated data set,
    ValueError if the months are not in order or not among those that can be simulated.
    """
    if not all_months()[0] <= first <= last <= all_months()[-1]:
        known = f"{all_months()[0]} to {all_months()[-1]}"
        raise ValueError(f"Months from {first} to {last} cannot be simulated, only {known}.")
    _demand_simulated(out)
    files = _Files()
    for place in _present(provinces):
        _gather(files, place, seed, first, last)
    if provinces is None:
        _add_country(files)
    _write(out, files, seed, last)
    return sum(map(len, files.figures.values()))


def _demand_simulated(out: Path) -> None:
    """Only what this module wrote may be replaced: anything else is somebody's work."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    info = out / "dataset.yaml"
    try:
        known = yaml.safe_load(info.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        known = None
    if not isinstance(known, dict) or known.get("status") != "simulated":
        raise NotSimulated(
            f"{out} exists and is not a simulated data set; nothing was written. Choose another "
            "folder, or move this one away."
        )


def _present(provinces: Sequence[Province] | None) -> list[Province]:
    """The provinces of the new map that stand for some provinces of either map, by code."""
    everywhere = list(provinces_on(TERRITORY_CHANGE))
    if provinces is None:
        return everywhere
    wanted = {place.successor or place.slug for place in provinces}
    return [place for place in everywhere if place.slug in wanted]


def _gather(files: _Files, place: Province, seed: int, first: Month, last: Month) -> None:
    """Simulate a province with those merged in it, and keep the months that are written."""
    territory = OLD_MAP if place.predecessors else 0
    merged = [province_of(slug, territory) for slug in place.predecessors or (place.slug,)]
    former = [simulate_former(old, seed) for old in merged]
    for simulated in (*former, simulate_present(place, former, seed)):
        slug, units = simulated.place.slug, simulated.account.units
        files.waves += wave_lines(simulated)
        files.losses += loss_lines(simulated)
        found = series_of(simulated.account, first, last)
        if not found:
            continue
        files.series.append(found)
        lines = files.figures.setdefault(slug, [])
        lines += figure_lines(slug, ["", *units.names], found)
        files.campaigns += campaign_lines(simulated, first, last)
        for target in year_targets(simulated):
            if target.start <= last.end and target.end >= first.start:
                files.assigned.append(target)
                files.targets += target_lines(slug, target_territory(simulated, target), [target])
    if not territory:  # one series under one name: its two maps stand together
        files.figures[place.slug].sort(key=lambda line: line.split(",")[2:6])


def _add_country(files: _Files) -> None:
    whole = country_series(files.series)
    files.figures[COUNTRY] = list(figure_lines(COUNTRY, [""], whole))
    files.targets += target_lines(COUNTRY, "", country_targets(files.assigned))


def _write(out: Path, files: _Files, seed: int, last: Month) -> None:
    """Beside the place first, then moved into it, so that no half-written data set is ever read."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as folder:
        made = Path(folder) / "new"
        for name in ("figures", "truth"):
            (made / name).mkdir(parents=True)
        for slug, lines in files.figures.items():
            _write_lines(made / "figures" / f"{slug}.csv", HEADER, lines)
        _write_lines(made / "targets.csv", TARGETS_HEADER, files.targets)
        _write_lines(made / "campaigns.csv", CAMPAIGNS_HEADER, files.campaigns)
        _write_lines(made / "percentages.csv", PERCENTAGES_HEADER, [])
        _write_lines(made / "sources.csv", SOURCES[0], SOURCES[1:])
        _write_lines(made / "truth" / "waves.csv", WAVES_HEADER, files.waves)
        _write_lines(made / "truth" / "losses.csv", LOSSES_HEADER, files.losses)
        _write_lines(made / "truth" / "parameters.yaml", parameters(seed).rstrip("\n"), [])
        _write_lines(made / "dataset.yaml", _info(seed, last), [])
        if out.exists():
            out.rename(Path(folder) / "former")
        made.rename(out)


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


def _write_lines(path: Path, header: str, lines: Iterable[str]) -> None:
    text = "\n".join((header, *lines))
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")

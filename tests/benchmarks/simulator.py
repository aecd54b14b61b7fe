"""Provinces with a known effect of the wave, to see whether the estimators find it.

Written for this project from what waves are like: admissions come by enterprise (a new grassroots
union brings all its workers at once), so counts of members scatter over a hundred times as much as
Poisson's; enterprises have heavy tails; work stops at Tết, which moves between January and
February; before a wave admissions are held back, after it they are missing because they were
brought forward; units differ in size, and their years differ.

Everything random is drawn from the generator given; everything else is in a ``Scenario``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from worlds import (
    USUAL,
    World,
    effort,
    exists,
    mixed_kinds,
    order,
    season_of_kinds,
    sizes,
    tilt,
    written,
)

from doanvien.measures.waves.effects.counted.panel import Panel
from doanvien.measures.waves.effects.counted.windows import (
    POST_DAYS,
    PRE_DAYS,
    WaveWindow,
    adjoining,
    net_split,
)
from doanvien.reference.calendar.tet import tet_window

YEAR = 2022  # of the wave that is estimated
MEMBERS, UNIONS = "members_new", "grassroots_unions_new"
UNIONS_A_DAY = 0.4  # new unions of a province of 30 units
RECRUITING_UNIONS = 2.0  # old unions that admit members, for each new one
LARGEST_ENTERPRISE = 6000


@dataclass(frozen=True)
class Scenario:
    """What a province is like. ``rate_ratio`` is the true gross effect, 1 = none.

    ``taking``: how many of the ``units`` take part. ``forward`` and ``held``: shares of the extra
    admissions of the wave that are missing after and before it. ``effect_cv``: how much the extra
    differs between units (coefficient of variation). ``size_sd``: of the logarithm of unit sizes.
    ``snapshots``: dates of a cumulative report instead of months. ``waves``: "one", "every_year"
    (since the first year, same dates) or "adjoining" (another one follows in June and July).
    ``starts`` and ``ends``: month and day of the first wave. ``forward_days`` and ``held_days``:
    over how many days admissions are missing after and before it. ``world``: how those who take
    part differ. ``scale``: multiplies the province's size. ``kinds``: the register says which units
    have which season.
    """

    name: str
    what: str
    rate_ratio: float = 1.6
    units: int = 30
    taking: int = 15
    first_year: int = 2019
    forward: float = 0.35
    held: float = 0.10
    effect_cv: float = 0.0
    size_sd: float = 0.8
    heavy_tail: bool = False
    snapshots: bool = False
    waves: str = "one"
    large_take_part: bool = False
    season_sd: float = 1.0
    year_sd: float = 0.15
    unit_year_sd: float = 0.2
    provinces: int = 1
    province_cv: float = 0.0
    starts: tuple[int, int] = (4, 15)
    ends: tuple[int, int] = (5, 31)
    forward_days: int = POST_DAYS
    held_days: int = PRE_DAYS
    world: World = USUAL
    scale: float = 1.0
    kinds: bool = False


@dataclass(frozen=True, eq=False)
class Simulated:
    """A province drawn from a scenario, with the truth: gross rate ratio in the wave, and log net
    ratio over the intervals that the wave touches. ``kinds``: unit → kind, as far as it is known.
    """

    panels: dict[str, Panel]
    waves: list[WaveWindow]
    gross: float
    net: float
    kinds: dict[str, str]


def draw(scenario: Scenario, rng: np.random.Generator) -> Simulated:
    """One province. Counts are on the scenario's intervals."""
    starts, ends = boundaries(scenario)
    waves = windows(scenario)
    days = np.arange(starts[0], ends[-1] + 1)
    extra = (scenario.rate_ratio - 1) * gamma(rng, scenario.province_cv)
    own_extra = extra * gamma(rng, scenario.effect_cv, scenario.units)
    size = np.sort(rng.lognormal(0, scenario.size_sd, scenario.units))[::-1]
    if not scenario.large_take_part:
        rng.shuffle(size)
    size = sizes(scenario.world, size, scenario.taking)
    size *= scenario.scale * scenario.units / 30 * UNIONS_A_DAY / size.sum()

    season = base_rate(days, scenario, rng)
    profile = np.stack([wave_profile(days, waves, scenario, 1 + one) for one in own_extra])
    profile[scenario.taking :] = 1.0
    other_kind = mixed_kinds(scenario.world, scenario.units, scenario.taking)
    rate = season * profile * _worldly(scenario, days, waves[-1], other_kind, rng)
    first_of = np.searchsorted(days, starts)
    expected = size[:, None] * np.add.reduceat(rate, first_of, axis=1)
    years = np.unique(ends.astype("datetime64[Y]"), return_inverse=True)[1]
    own_years = rng.lognormal(0, scenario.unit_year_sd, (scenario.units, years.max() + 1))
    expected *= own_years[:, years]

    unions, members = admissions(expected, scenario, rng)
    early = (starts >= np.datetime64(f"{YEAR}-01-01")) & (ends <= np.datetime64(f"{YEAR}-03-31"))
    rank = order(scenario.world, members, size, early)
    panels = {}
    for code, counts in ((MEMBERS, members), (UNIONS, unions)):
        reported = written(
            scenario.world, counts[rank], ends, scenario.taking, waves[-1].start, rng
        )
        panels[code] = as_panel(reported, starts, ends)
    this_year = [wave for wave in waves if wave.start.year == YEAR]
    group = adjoining(this_year, tuple(panels.values()))[0]
    others = [wave for wave in waves if wave not in group]
    inside = net_split(panels[MEMBERS], group, others).inside
    kinds = ["other" if other else "one" for other in other_kind[rank]]
    return Simulated(
        panels,
        waves,
        float(1 + extra),
        _net(scenario, days, waves, season, inside, first_of, extra),
        dict(zip(panels[MEMBERS].units, kinds, strict=True)) if scenario.kinds else {},
    )


def _worldly(
    scenario: Scenario,
    days: np.ndarray,
    wave: WaveWindow,
    other_kind: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Factors on the rate of each unit and day, whatever the wave does: (units, D)."""
    world, taking = scenario.world, scenario.taking
    seasons = np.stack(season_of_kinds(world, days))[other_kind.astype(int)]
    joiners, others = tilt(world, days, wave.start, wave.end)
    factor = np.vstack(
        [np.tile(joiners, (taking, 1)), np.tile(others, (scenario.units - taking, 1))]
    )
    return factor * seasons * exists(world, days, scenario.units, taking, wave.start, rng)


def _net(
    scenario: Scenario,
    days: np.ndarray,
    waves: list[WaveWindow],
    season: np.ndarray,
    inside: np.ndarray,
    first_of: np.ndarray,
    extra: float,
) -> float:
    """The log net ratio of the intervals ``inside``; what was moved anywhere else counts."""
    world = scenario.world
    joiners = season * tilt(world, days, waves[-1].start, waves[-1].end)[0]
    joiners = joiners * season_of_kinds(world, days)[0]
    typical = wave_profile(days, waves, scenario, 1 + extra)
    without = np.add.reduceat(joiners, first_of)
    gained = np.add.reduceat(joiners * typical, first_of) - without
    if scenario.waves == "one":
        return float(np.log1p(gained.sum() / without[inside].sum()))
    return float(np.log1p(gained[inside].sum() / without[inside].sum()))


def windows(scenario: Scenario) -> list[WaveWindow]:
    """The waves of a scenario; the units that take part come first."""
    units = frozenset(unit_name(number) for number in range(scenario.taking))
    if scenario.taking == scenario.units:
        units = None
    years = range(scenario.first_year, YEAR + 1) if scenario.waves == "every_year" else [YEAR]
    found = [
        WaveWindow(f"Wave {y}", date(y, *scenario.starts), date(y, *scenario.ends), units)
        for y in years
    ]
    if scenario.waves == "adjoining":
        found.append(WaveWindow("July", date(YEAR, 6, 1), date(YEAR, 7, 31), units))
    return found


def boundaries(scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    """First and last days of the intervals."""
    if not scenario.snapshots:
        months = np.arange(f"{scenario.first_year}-01", f"{YEAR + 1}-01", dtype="datetime64[M]")
        return months.astype("datetime64[D]"), (months + 1).astype("datetime64[D]") - 1
    dates = [
        "02-15",
        "03-31",
        "04-30",
        "05-20",
        "05-31",
        "07-08",
        "08-31",
        "09-30",
        "11-30",
        "12-31",
    ]
    years = range(scenario.first_year, YEAR + 1)
    ends = np.array([f"{year}-{day}" for year in years for day in dates], dtype="datetime64[D]")
    first = np.datetime64(f"{scenario.first_year}-01-01")
    return np.append(first, ends[:-1] + 1), ends


def base_rate(days: np.ndarray, scenario: Scenario, rng: np.random.Generator) -> np.ndarray:
    """Relative admissions on each day without any wave: season, year, Tết. Shape (D,)."""
    year = days.astype("datetime64[Y]").astype(int) + 1970
    day_of_year = (days - days.astype("datetime64[Y]")).astype(int)
    turn = 2 * np.pi * day_of_year / 365.25
    bump = 0.25 * np.exp(-(((day_of_year - 140) / 35) ** 2))
    season = scenario.season_sd * (0.15 * np.sin(turn - 1.2) + 0.1 * np.sin(2 * turn) + bump)
    of_year = rng.normal(0, scenario.year_sd, year.max() - year.min() + 1)
    rate = np.exp(season + of_year[year - year.min()])
    for one in np.unique(year):
        first, last = tet_window(int(one))
        # Work stops a day earlier and starts two days later than the calendar says.
        closed = (days >= np.datetime64(first) - 1) & (days <= np.datetime64(last) + 2)
        rate[closed] *= 0.15
    return rate


def wave_profile(
    days: np.ndarray, waves: list[WaveWindow], scenario: Scenario, rate_ratio: float
) -> np.ndarray:
    """What the waves multiply the daily rate by: less before, more inside, less after."""
    profile = np.ones(len(days))
    for wave in waves:
        first, last = np.datetime64(wave.start), np.datetime64(wave.end)
        extra = (rate_ratio - 1) * ((last - first).astype(int) + 1)
        before = (days >= first - scenario.held_days) & (days < first)
        after = (days > last) & (days <= last + scenario.forward_days)
        fading = 2 * (1 - (days[after] - last).astype(float) / (scenario.forward_days + 1))
        profile[(days >= first) & (days <= last)] *= rate_ratio
        profile[before] *= max(0.05, 1 - scenario.held * extra / scenario.held_days)
        taken = scenario.forward * extra / scenario.forward_days
        profile[after] *= np.maximum(0.05, 1 - taken * fading)
    return profile


def admissions(
    expected: np.ndarray, scenario: Scenario, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """New unions and new members, both (G, n), from the expected number of new unions."""
    scatter = effort(scenario.world, expected.shape, scenario.taking, rng)
    unions = rng.poisson(expected * scatter)
    recruiting = rng.poisson(RECRUITING_UNIONS * expected * scatter)
    members = of_enterprises(unions, 75.0, 1.0, scenario.heavy_tail, rng)
    members += of_enterprises(recruiting, 15.0, 0.8, scenario.heavy_tail, rng)
    return unions.astype(float), members


def of_enterprises(
    number: np.ndarray, mean: float, sd: float, heavy: bool, rng: np.random.Generator
) -> np.ndarray:
    """Workers admitted by ``number`` enterprises in each cell: lognormal, or Pareto (α = 1,3)."""
    cells = np.repeat(np.arange(number.size), number.ravel())
    if heavy:
        sizes = 0.25 * mean * (1 + rng.pareto(1.3, len(cells)))
    else:
        sizes = rng.lognormal(np.log(mean) - sd**2 / 2, sd, len(cells))
    whole = np.clip(np.rint(sizes), 1, LARGEST_ENTERPRISE)
    return np.bincount(cells, whole, minlength=number.size).reshape(number.shape)


def gamma(rng: np.random.Generator, cv: float, size: int | None = None) -> np.ndarray | float:
    """Positive with mean 1 and coefficient of variation ``cv``."""
    if cv == 0:
        return 1.0 if size is None else np.ones(size)
    return rng.gamma(cv**-2, cv**2, size)


def as_panel(counts: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> Panel:
    none = np.zeros(len(starts), dtype=bool)
    units = tuple(unit_name(number) for number in range(len(counts)))
    return Panel(units, starts, ends, counts, none, none)


def unit_name(number: int) -> str:
    return f"unit {number + 1:02d}"

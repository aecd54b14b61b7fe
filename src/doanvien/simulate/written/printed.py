"""What a real data set holds besides: percentages as printed, rates, a revision, a contradiction.

All of one province, and worked out from its simulated figures; where a source errs, it errs on
purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doanvien.simulate.invented.months import Month
from doanvien.simulate.invented.place import SimulatedPlace
from doanvien.simulate.invented.targets import Target
from doanvien.simulate.written.files import Files

REPORT, CORRECTION, PAPER = "sim", "sim-2", "sim-3"
SOURCES = (
    f"{REPORT},doanvien,Số liệu mô phỏng,,2026-10-02,original",
    f"{CORRECTION},doanvien,Số liệu mô phỏng (đính chính),,2026-10-16,original",
    f"{PAPER},Báo mô phỏng,Kết quả chín tháng (mô phỏng),,2026-10-05,original",
)
YEAR = 2026
DAYS = f"{YEAR}-01-01,{YEAR}-09-30"
NEXT_YEAR, TERM = f"{YEAR + 1}-01-01,{YEAR + 1}-12-31", f"{YEAR}-01-01,2030-12-31"
CORRECTED = Month(YEAR, 5)  # by its own publisher
DISPUTED = Month(YEAR, 8)  # a paper prints otherwise
ADMITTED = 0.46  # of those introduced to the Party
WOMEN = 0.58
WITHOUT_UNION = {"20plus": 1.6, "10to19": 2.4, "under10": 3.7}  # enterprises to a new union
WORKERS_EACH = {"20plus": 37, "10to19": 13, "under10": 5}
COMMUNES_EACH = 7  # to a commune union
MORE_COMMUNE_UNIONS = 2  # planned by the end of the year
UNIONS_AN_OFFICER = 26
IN_LARGER = 0.7  # of the new unions outside the State sector
MORE_NEXT_YEAR = 1.05  # the targets of the next year against those of this one


@dataclass(frozen=True)
class _Place:
    """A simulated place, its figures from January to September, and its targets."""

    simulated: SimulatedPlace
    targets: Sequence[Target]

    @property
    def slug(self) -> str:
        return self.simulated.place.slug

    def over(self, code: str, first: Month, last: Month) -> int:
        """A flow from one month to another, both included."""
        at = [first <= month <= last for month in self.simulated.account.months]
        return int(self.simulated.account.flows[code][:, at].sum())

    def so_far(self, code: str) -> int:
        """A flow since 1 January."""
        return self.over(code, Month(YEAR, 1), Month(YEAR, 9))

    def level(self, code: str, number: int) -> int:
        """A level at the end of a month of the year."""
        at = self.simulated.account.months.index(Month(YEAR, number))
        return int(self.simulated.account.stocks[code][:, at].sum())

    @property
    def commune_unions(self) -> int:
        """How many of its units are those of communes and wards."""
        return self.simulated.account.units.kinds.count("commune")

    def target(self, code: str, by: str) -> int:
        """The year's target for the whole place."""
        wanted = ("", code, YEAR, by)
        return next(
            target.low
            for target in self.targets
            if (target.unit, target.indicator, target.end.year, target.assigned_by) == wanted
        )


def add_printed(files: Files, simulated: SimulatedPlace, targets: Sequence[Target]) -> None:
    """Add the rows of one province to the files; ``targets`` are those that it was set."""
    place = _Place(simulated, targets)
    head = f"{place.slug},,,"
    files.figures[place.slug] += [head + row for row in _figures(place)]
    files.percentages += [head + row for row in _percentages(place)]
    files.targets += [head + row for row in _targets(place)]
    files.campaigns.append(_unit_in_wave(place))


def _figures(place: _Place) -> Iterator[str]:
    """Rates, women, admissions to the Party, enterprises without a union, a longer period told by a
    paper; a month that its own publisher corrected, and one that the paper prints otherwise."""
    yield f"cba_coverage_rate,,{YEAR - 1}-12-31,71.5,exact,{REPORT},"
    yield f"cba_coverage_rate,,{YEAR}-09-30,74.2,exact,{REPORT},"
    yield f"union_strong_rate,,{YEAR - 1}-12-31,86.4,exact,{REPORT},"
    for number in (6, 9):
        women = round(place.level("members_total", number) * WOMEN)
        yield f"members_total_female,,{Month(YEAR, number).end},{women},exact,{REPORT},"
    yield f"elite_members_admitted_to_party,{DAYS},{_admitted(place)},exact,{REPORT},"
    yield from _without_union(place.so_far("grassroots_unions_new_nonstate"))
    yield from _communes(place)
    first, last = Month(YEAR - 1, 7), Month(YEAR, 9)
    since = place.over("members_new", first, last) // 100 * 100
    yield f"members_new,{first.start},{last.end},{since},at_least,{PAPER},"
    for code, month, more, source in (
        ("members_new", CORRECTED, 37, CORRECTION),
        ("grassroots_unions_new", DISPUTED, 2, PAPER),
    ):
        value = place.over(code, month, month) + more
        yield f"{code},{month.start},{month.end},{value},exact,{source},"


def _communes(place: _Place) -> Iterator[str]:
    """Commune unions and the communes of the place, and its full-time officers."""
    day = f",{YEAR}-09-30"
    founded = place.commune_unions
    yield f"commune_unions_total,{day},{founded},exact,{REPORT},"
    yield f"communes_total,{day},{COMMUNES_EACH * founded},exact,{REPORT},"
    officers = place.level("grassroots_unions_total", 9) // UNIONS_AN_OFFICER
    yield f"full_time_officers_total,{day},{officers},exact,{REPORT},"


def _without_union(founded: int) -> Iterator[str]:
    """Enterprises by size and their workers, and how many new unions are in those of 20 or more."""
    sizes = {size: round(founded * times) for size, times in WITHOUT_UNION.items()}
    day = f",{YEAR}-09-30"
    for size, enterprises in {"total": sum(sizes.values()), **sizes}.items():
        yield f"enterprises_without_union_{size},{day},{enterprises},exact,{REPORT},"
    workers = {size: WORKERS_EACH[size] * enterprises for size, enterprises in sizes.items()}
    for size, number in {"total": sum(workers.values()), **workers}.items():
        yield f"workers_without_union_{size},{day},{number},exact,{REPORT},"
    new = round(founded * IN_LARGER)
    yield f"grassroots_unions_new_20plus,{DAYS},{new},exact,{REPORT},"


def _percentages(place: _Place) -> Iterator[str]:
    """Attainment printed rightly, wrongly, and of a target that is not; a share, a density."""
    net, gross = place.so_far("members_net_growth"), place.so_far("members_new")
    target = place.target("members_net_growth", "tld")
    printed = _percent(net, target)
    yield f"members_net_growth,{DAYS},{net},{printed},target,,{target},tld,{PAPER},"
    target = place.target("members_new", "province")
    wrong = _percent(gross + target // 50, target)
    yield f"members_new,{DAYS},{gross},{wrong},target,,{target},province,{PAPER},"
    admitted = _admitted(place)
    yield f'elite_members_admitted_to_party,{DAYS},{admitted},"104,4",target,,,province,{PAPER},'
    part = place.so_far("members_new_nonstate")
    yield (
        f"members_new_nonstate,{DAYS},{part},{_percent(part, gross)},share,members_new,{gross},,"
        f"{PAPER},"
    )
    members, workers = place.level("members_total", 9), place.level("workers_total", 9)
    yield (
        f"membership_density_rate,,{YEAR}-09-30,{members},{_percent(members, workers)},stock,"
        f"workers_total,{workers},,{PAPER},"
    )


def _targets(place: _Place) -> Iterator[str]:
    """Of the term, of a level, of rates, one of them without a result; the plan of next year."""
    gross = place.target("members_new", "province")
    low = gross // 100 * 100
    yield f"members_new,{TERM},{low},{low + 400},range_per_year,congress,{REPORT},"
    yield f"members_new,{TERM},{5 * low},{5 * (low + 400)},range,congress,{REPORT},"
    planned = place.commune_unions + MORE_COMMUNE_UNIONS
    yield f"commune_unions_total,,{YEAR}-12-31,{planned},,at_least,province,{REPORT},"
    level = int(round(place.level("members_total", 9) * 1.25, -3))
    yield f"members_total,,2030-12-31,{level},,at_least,congress,{REPORT},"
    yield f"cba_coverage_rate,,{YEAR}-12-31,75,,at_least,province,{REPORT},"
    yield f"enterprises_20plus_with_union_rate,,{YEAR}-12-31,80,,at_least,congress,{REPORT},"
    for code, by in (("members_new", "province"), ("members_net_growth", "tld")):
        planned = int(round(place.target(code, by) * MORE_NEXT_YEAR, -1))
        yield f"{code},{NEXT_YEAR},{planned},,at_least,{by},{REPORT},"


def _unit_in_wave(place: _Place) -> str:
    """The part of one unit in the last wave: the one with most new members."""
    account, wave = place.simulated.account, place.simulated.waves[-1]
    at = next(n for n, month in enumerate(account.months) if wave.inside(month) == 1)
    counts = account.flows["members_new"][:, at] * wave.taking_part
    unit, month = int(counts.argmax()), account.months[at]
    head = f"{place.slug},,{account.units.names[unit]},{wave.name},{wave.start},{wave.end}"
    return f"{head},members_new,{month.start},{month.end},{counts[unit]},,{REPORT},"


def _admitted(place: _Place) -> int:
    return round(place.so_far("elite_members_introduced") * ADMITTED)


def _percent(value: int, base: int) -> str:
    """As a paper prints it, for a cell: one decimal after a comma, in quotation marks."""
    printed = (Decimal(100 * value) / base).quantize(Decimal("0.1"))
    return f'"{printed}"'.replace(".", ",")

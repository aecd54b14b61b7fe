"""The provinces side by side: ranking, sums, distribution, movers, and who is missing.

Nothing is measured here a second time: every value and share is the one that the report of the
province gives. What is added is the comparison.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from doanvien.measures.days import crosses_break
from doanvien.measures.growth.growth import Growth
from doanvien.measures.series.qualifiers import Qualifier, of_sum, rounded_to, rounding
from doanvien.measures.targets.codes import ASSIGNERS, Flag, Verdict
from doanvien.measures.targets.outcome import Answered, Result
from doanvien.measures.targets.targets import TargetReport
from doanvien.reference.indicators import Indicator, both_bases
from doanvien.reference.maps import OLD_MAP
from doanvien.reference.provinces import Province
from doanvien.reference.text.numbers import exact

MEMBERS = "members_new"
UNIONS = "grassroots_unions_new"
FEWEST_FOR_QUARTILES = 4


@dataclass(frozen=True)
class Measured:
    """What the report of one place measured, on the map that the report is about."""

    growth: Growth
    targets: TargetReport

    @property
    def place(self) -> Province:
        return self.growth.view.place


@dataclass(frozen=True)
class Standing:
    """One province's result in one subject, and the target it is ranked by.

    ``value`` is in the indicator's unit (persons, unions). ``attainment`` is None where no target
    of a year is answered. ``rank`` is None then, and where the target is of fewer than twenty or
    counted on another basis than the result: such a province is listed, not ranked. Equal shares
    have equal ranks.
    """

    place: Province
    indicator: Indicator
    value: float
    qualifier: Qualifier
    end: date
    attainment: Answered | None
    rank: int | None = None

    @property
    def share(self) -> Fraction | None:
        return self.attainment.share if self.attainment else None

    @property
    def rankable(self) -> bool:
        """Whether its share may stand in a ranking, a distribution, a comparison of ranks."""
        return self.attainment is not None and self.attainment.rankable

    @property
    def lost(self) -> bool:
        """Whether the result is less than nothing: ranked last, but no share of a target."""
        return self.share is not None and self.share < 0


@dataclass(frozen=True)
class Move:
    """A province in two periods; ``change`` is in shares of the target (0.05 = 5 points).

    Ranks are among the provinces that can be compared in both periods.
    """

    before: Standing
    now: Standing
    change: Fraction

    @property
    def climbed(self) -> int:
        """Ranks won (positive) or lost."""
        return (self.before.rank or 0) - (self.now.rank or 0)


@dataclass(frozen=True)
class Distribution:
    """Shares attained by ``count`` provinces, without losses: lowest, quartiles (linear between
    neighbours), highest."""

    count: int
    lowest: Fraction
    lower: Fraction
    median: Fraction
    upper: Fraction
    highest: Fraction


@dataclass(frozen=True)
class Total:
    """The sum of one result over the provinces that have it.

    ``start`` is the first day of a flow, None for a level; ``first`` and ``last`` are the earliest
    and the latest day to which a province was counted.
    """

    indicator: Indicator
    value: float
    qualifier: Qualifier
    places: tuple[Province, ...]
    start: date | None
    first: date
    last: date


@dataclass(frozen=True)
class TargetTotal:
    """Results and targets of one year, both summed over the same provinces.

    ``target`` adds the lower ends of ranges; ``flags`` are those of any of the attainments.
    """

    indicator: Indicator
    result: float
    target: float
    share: Fraction
    attainments: tuple[Answered, ...]
    flags: tuple[Flag, ...]


def ranking(provinces: Iterable[Measured], subject: str) -> tuple[Standing, ...]:
    """Every province with a result of the subject: best share first, then those without a rank.

    ``subject`` is the code of a flow indicator. A province is ranked by one target of a year: one
    that its result can be held against, for the whole year before a part of it, of the highest
    body that set one, on the basis of ``subject`` before the other.
    """
    codes = [item.code for item in both_bases(subject)]
    found = [standing for one in provinces if (standing := _standing(one, codes))]
    return _ranked(found)


def moves(now: Sequence[Standing], before: Sequence[Standing]) -> tuple[Move, ...]:
    """Who moved since the last period, from the most ranks won to the most lost.

    Compared is only what is comparable: the same place on the same map, a target of the same kind
    from the same body, and no side of June–July 2025 against the other.
    """
    earlier = {_kind(standing): standing for standing in before if standing.rankable}
    both = [
        standing
        for standing in now
        if standing.rankable
        and (former := earlier.get(_kind(standing)))
        and not crosses_break(former.end, standing.end)
    ]
    ranked_now = _ranked(both)
    ranked_before = {_kind(s): s for s in _ranked([earlier[_kind(s)] for s in both])}
    found = [
        Move(former, standing, (standing.share or 0) - (former.share or Fraction(0)))
        for standing in ranked_now
        if (former := ranked_before[_kind(standing)])
    ]
    return tuple(sorted(found, key=lambda move: (-move.climbed, -move.change)))


def compared(standings: Iterable[Standing]) -> list[Standing]:
    """Those whose shares may be held against each other, in the order given: no loss is one."""
    return [one for one in standings if one.rankable and not one.lost]


def distribution(standings: Iterable[Standing]) -> Distribution | None:
    """How the shares attained are spread; None for fewer than four."""
    shares = sorted(one.share for one in compared(standings) if one.share is not None)
    if len(shares) < FEWEST_FOR_QUARTILES:
        return None
    lower, median, upper = statistics.quantiles(shares, n=4, method="inclusive")
    return Distribution(len(shares), shares[0], lower, median, upper, shares[-1])


def by_verdict(standings: Iterable[Standing]) -> dict[Verdict, tuple[Standing, ...]]:
    """The ranked provinces under each verdict, both in the order of the ranking."""
    groups: dict[Verdict, list[Standing]] = defaultdict(list)
    for standing in standings:
        if standing.attainment and standing.rankable:
            groups[standing.attainment.verdict].append(standing)
    return {verdict: tuple(found) for verdict, found in groups.items()}


def total(provinces: Iterable[Measured], code: str) -> Total | None:
    """The sum of a flow or level over the provinces that have it; None where none has.

    A former province is left out where the merged one that holds it has a result too. A sum that is
    only about right is given in the coarsest unit of its terms.
    """
    found = [(one.place, result) for one in provinces if (result := _result(one, code))]
    held = {slug for place, _ in found for slug in place.predecessors}
    counted = [
        pair for pair in found if not (pair[0].territory == OLD_MAP and pair[0].slug in held)
    ]
    if not counted:
        return None
    results = [result for _, result in counted]
    value = sum((exact(result.value) for result in results), Fraction(0))
    qualifier = of_sum(result.qualifier for result in results)
    unit = max(map(rounding, results)) if qualifier == "about" else 0
    return Total(
        indicator=results[0].indicator,
        value=rounded_to(value, unit),
        qualifier=qualifier,
        places=tuple(place for place, _ in counted),
        start=results[0].start,
        first=min(result.end for result in results),
        last=max(result.end for result in results),
    )


def target_total(provinces: Iterable[Measured], code: str, assigner: str) -> TargetTotal | None:
    """The targets for one indicator that one body set for provinces, against their results.

    A result on another basis than its target is not added.
    """
    answered = [
        next((a for a in _yearly(one, (code,)) if a.target.assigned_by == assigner), None)
        for one in provinces
    ]
    found = tuple(a for a in answered if a is not None and a.same_basis)
    if not found:
        return None
    result = sum(exact(a.result.value) for a in found)
    target = sum(exact(a.target.low) for a in found)
    flags = dict.fromkeys(flag for a in found for flag in a.flags)
    return TargetTotal(
        found[0].target.indicator,
        float(result),
        float(target),
        Fraction(result) / target,
        found,
        tuple(flags),
    )


def without_figures(
    expected: Iterable[Province], provinces: Iterable[Measured]
) -> tuple[Province, ...]:
    """The provinces of the map in force that no report speaks of, neither itself nor merged."""
    spoken = [one.place for one in provinces]
    keys = {(place.slug, place.territory) for place in spoken}
    held = {slug for place in spoken for slug in place.predecessors}
    return tuple(
        place
        for place in expected
        if (place.slug, place.territory) not in keys
        and not (place.territory == OLD_MAP and place.slug in held)
    )


def _standing(one: Measured, codes: Sequence[str]) -> Standing | None:
    best = min(_yearly(one, codes), key=_yardstick, default=None)
    if best:
        result = best.result
        return Standing(
            one.place, result.indicator, result.value, result.qualifier, result.end, best
        )
    for code in codes:
        if plain := _result(one, code):
            return Standing(
                one.place, plain.indicator, plain.value, plain.qualifier, plain.end, None
            )
    return None


def _yearly(one: Measured, subject: Sequence[str]) -> Iterator[Answered]:
    """The answered targets of one year for the whole place, in the order of the subject's codes."""
    for code in subject:
        for attainment in one.targets.of_province:
            target = attainment.target
            if (
                isinstance(attainment, Answered)
                and target.indicator.code == code
                and target.within_one_year
            ):
                yield attainment


def _yardstick(attainment: Answered) -> tuple[bool, bool, int]:
    """What can be compared goes first, then a whole year before a part of it, the highest body."""
    target = attainment.target
    return (
        not attainment.same_basis,
        not target.of_calendar_year,
        ASSIGNERS.index(target.assigned_by),
    )


def _ranked(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """In order, with ranks; of equal shares all have the rank of the first."""
    ordered = sorted(standings, key=_order)
    shares = [standing.share for standing in ordered if standing.rankable]
    return tuple(
        replace(s, rank=shares.index(s.share) + 1 if s.rankable else None) for s in ordered
    )


def _order(standing: Standing) -> tuple[bool, bool, Fraction | float, float, str]:
    share = -(standing.share or 0) if standing.rankable else 0
    unassigned = standing.attainment is None
    return (not standing.rankable, unassigned, share, -standing.value, standing.place.code)


def _kind(standing: Standing) -> tuple[str, int, str, str]:
    target = standing.attainment.target if standing.attainment else None
    kind = (target.indicator.code, target.assigned_by) if target else ("", "")
    return (standing.place.slug, standing.place.territory, *kind)


def _result(one: Measured, code: str) -> Result | None:
    """The flow from the first day of the period, or the last level in it."""
    flow, level = one.growth.flow(code), one.growth.level(code)
    if flow and (window := flow.window):
        return Result(
            flow.indicator,
            window.value,
            window.start,
            window.end,
            window.qualifier,
            window.sources,
        )
    if level:
        now = level.now
        return Result(level.indicator, now.value, None, now.day, now.qualifier, (now.source,))
    return None

"""The provinces side by side: ranking, sums, distribution, movers, and who is missing.

Nothing is measured here a second time: every value and share is the one that the report of the
province gives. What is added is the comparison.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from doanvien.measures.growth.growth import Growth, crosses_break
from doanvien.measures.targets.targets import ASSIGNERS, Attainment, Result, Target, TargetReport
from doanvien.reference.indicators import Indicator
from doanvien.reference.maps import OLD_MAP
from doanvien.reference.numbers import exact
from doanvien.reference.provinces import Province

MEMBERS = ("members_new", "members_net_growth")
UNIONS = ("grassroots_unions_new",)
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
    of a year is answered; ``rank`` is then None too. Equal shares have equal ranks.
    """

    place: Province
    indicator: Indicator
    value: float
    qualifier: str
    end: date
    attainment: Attainment | None
    rank: int | None = None

    @property
    def share(self) -> Fraction | None:
        return self.attainment.share if self.attainment else None


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
    """Shares attained: lowest, quartiles (linear between neighbours), highest."""

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
    qualifier: str
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
    attainments: tuple[Attainment, ...]
    flags: tuple[str, ...]


def ranking(provinces: Iterable[Measured], subject: Sequence[str]) -> tuple[Standing, ...]:
    """Every province with a result of the subject: best share first, then those without a target.

    ``subject`` holds codes of flow indicators. A province is ranked by one target of a year: that
    of the highest body that set one, on the first basis of ``subject``.
    """
    found = [standing for one in provinces if (standing := _standing(one, subject))]
    return _ranked(found)


def moves(now: Sequence[Standing], before: Sequence[Standing]) -> tuple[Move, ...]:
    """Who moved since the last period, from the most ranks won to the most lost.

    Compared is only what is comparable: the same place on the same map, a target of the same kind
    from the same body, and no side of June–July 2025 against the other.
    """
    earlier = {_kind(standing): standing for standing in before if standing.share is not None}
    both = [
        standing
        for standing in now
        if standing.share is not None
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


def distribution(standings: Iterable[Standing]) -> Distribution | None:
    """How the shares attained are spread; None for fewer than four."""
    shares = sorted(standing.share for standing in standings if standing.share is not None)
    if len(shares) < FEWEST_FOR_QUARTILES:
        return None
    lower, median, upper = statistics.quantiles(shares, n=4, method="inclusive")
    return Distribution(shares[0], lower, median, upper, shares[-1])


def by_verdict(standings: Iterable[Standing]) -> dict[str, tuple[Standing, ...]]:
    """The ranked provinces under each verdict, both in the order of the ranking."""
    groups: dict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        if standing.attainment:
            groups[standing.attainment.verdict].append(standing)
    return {verdict: tuple(found) for verdict, found in groups.items()}


def total(provinces: Iterable[Measured], code: str) -> Total | None:
    """The sum of a flow or level over the provinces that have it; None where none has.

    A former province is left out where the merged one that holds it has a result too.
    """
    found = [(one.place, result) for one in provinces if (result := _result(one, code))]
    held = {slug for place, _ in found for slug in place.predecessors}
    counted = [
        pair for pair in found if not (pair[0].territory == OLD_MAP and pair[0].slug in held)
    ]
    if not counted:
        return None
    results = [result for _, result in counted]
    return Total(
        indicator=results[0].indicator,
        value=float(sum(exact(result.value) for result in results)),
        qualifier=_qualifier(result.qualifier for result in results),
        places=tuple(place for place, _ in counted),
        start=results[0].start,
        first=min(result.end for result in results),
        last=max(result.end for result in results),
    )


def target_total(provinces: Iterable[Measured], code: str, assigner: str) -> TargetTotal | None:
    """The targets for one indicator that one body set for provinces, against their results."""
    answered = [
        next((a for a in one.targets.of_province if _is_answered(a, code, assigner)), None)
        for one in provinces
    ]
    found = tuple(attainment for attainment in answered if attainment is not None)
    if not found:
        return None
    result = sum(exact(a.result.value) for a in found if a.result)
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


def is_of_one_year(target: Target) -> bool:
    """Whether a target is of one calendar year; terms of several years are ranked nowhere."""
    return target.start is None or target.start.year == target.end.year


def _standing(one: Measured, subject: Sequence[str]) -> Standing | None:
    answered = [a for code in subject for a in one.targets.of_province if _is_answered(a, code)]
    best = min(answered, key=lambda a: ASSIGNERS.index(a.target.assigned_by), default=None)
    if best and best.result:
        result = best.result
        return Standing(
            one.place, result.indicator, result.value, result.qualifier, result.end, best
        )
    for code in subject:
        if plain := _result(one, code):
            return Standing(
                one.place, plain.indicator, plain.value, plain.qualifier, plain.end, None
            )
    return None


def _is_answered(attainment: Attainment, code: str, assigner: str | None = None) -> bool:
    target = attainment.target
    return (
        attainment.share is not None
        and attainment.result is not None
        and target.indicator.code == code
        and is_of_one_year(target)
        and assigner in (None, target.assigned_by)
    )


def _ranked(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """In order, with ranks; of equal shares all have the rank of the first."""
    ordered = sorted(standings, key=_order)
    shares = [standing.share for standing in ordered]
    return tuple(
        replace(s, rank=None if s.share is None else shares.index(s.share) + 1) for s in ordered
    )


def _order(standing: Standing) -> tuple[bool, Fraction | float, float, str]:
    share = standing.share
    return (share is None, -(share or 0), -standing.value, standing.place.code)


def _kind(standing: Standing) -> tuple[str, int, str, str]:
    assert standing.attainment is not None or standing.share is None
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


def _qualifier(qualifiers: Iterable[str]) -> str:
    """Of a sum: exact if all parts are, a floor if some are floors, else rounded."""
    found = set(qualifiers)
    if found == {"exact"}:
        return "exact"
    return "at_least" if found <= {"exact", "at_least"} else "about"

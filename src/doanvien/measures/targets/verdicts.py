"""The one rule behind every verdict on a target that is counted over a period, of a place or of a
unit, in a table, a ranking or a sentence. In this order:

- *other basis*: gross admissions against a net target, the other way round, or a like count by
  another measure get no verdict;
- *exceeded* / *met*: the result is above / at the target (a range: above its upper end / inside);
- *missed*: the target's period is over and the result covers it to the end;
- *ended*: the body that the target was set for has been abolished before the target's end;
- *too early*: a year's target whose result was counted to a day before 1 April, and any target
  while the time left is so long that nothing done would be on pace, the first eleventh of it;
- while the period runs, what is still to do against the time left. The required pace is
  (1 − share attained) ÷ (1 − share of time elapsed), 1 being the even pace of the plan: *on pace*
  up to ``ON_PACE_LIMIT``, *slow* up to ``SLOW_LIMIT``, *at risk* above.

Where the source leaves the cut-off open and the days that it may be give different verdicts, it is
*unsettled* instead.

A forecast stands beside the verdict under its own name and never replaces it.

How often the words come true is measured by ``tests/benchmarks/verdict_words.py``: of the targets
of simulated provinces, at the end of the second and third quarter, 76 % of those on pace were
reached, 18 % of those slow, 6 % of those at risk. Limits of 1,0 and 1,15 would give 83, 29 and 8 %,
but would call a federation behind that has 50,98 % after 51,78 % of the time: a tenth more than the
even pace is allowed on purpose. A limit below 1 would call behind who is ahead of the even pace. No
band above 1 comes true in 40 %: who lags mostly stays behind. In the first quarter, where there is
no verdict, 27 % of those it would call at risk reached their target.

Of what is to be kept low, members lost, a target is a limit and no pace is asked for: *over the
limit* as soon as the result is above it, *within the limit* when the period is over and the result
is not, *ended* when its body was abolished before, until then *below the limit so far*.

Levels and rates are *reached* or *not yet reached*.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from doanvien.measures.targets.codes import Pace

ON_PACE_LIMIT = Fraction(11, 10)
SLOW_LIMIT = Fraction(13, 10)
FIRST_MONTH_JUDGED = 4


def final_verdict(
    value: float | Fraction, low: float | Fraction, high: float | Fraction | None
) -> Literal["exceeded", "met"] | None:
    """None while the target lies ahead."""
    if value > (low if high is None else high):
        return "exceeded"
    return "met" if value >= low else None


def limit_verdict(
    value: float | Fraction, limit: float | Fraction, *, over: bool
) -> Literal["over_limit", "within_limit", "below_limit"]:
    """Of what is to be kept low; ``over``: nothing more can come."""
    if value > limit:
        return "over_limit"
    return "within_limit" if over else "below_limit"


def is_too_early(counted_to: date, year: int) -> bool:
    """Whether the year of a year's target is too young to judge it by its result."""
    return counted_to < date(year, FIRST_MONTH_JUDGED, 1)


def is_too_young(elapsed: Fraction) -> bool:
    """Whether a target's time is so young that it would be on pace with nothing done."""
    return least_share_on_pace(elapsed) <= 0


def pace(share: Fraction, elapsed: Fraction) -> Pace:
    """The pace from the share attained and the share of time elapsed.

    Both are fractions; ``elapsed`` of 1 leaves no time for what is lacking.
    """
    lacking, left = 1 - share, 1 - elapsed
    if lacking <= ON_PACE_LIMIT * left:
        return "on_pace"
    return "slow" if lacking <= SLOW_LIMIT * left else "at_risk"


def least_share_on_pace(elapsed: Fraction) -> Fraction:
    """The smallest share that is on pace when a share of the time has elapsed; 1 at the end."""
    return 1 - ON_PACE_LIMIT * (1 - elapsed)

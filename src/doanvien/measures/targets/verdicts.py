"""The one rule behind every verdict on a target that is counted over a period.

In this order:

- *exceeded* / *met*: the result is above / at the target (a range: above its upper end / inside);
- *missed*: the target's period is over and the result covers it to the end;
- while the period runs and a forecast of the whole period exists: *on pace* if the forecast is not
  below the target, *slow* if it is below while the upper end of its interval reaches the target,
  *at risk* if even the upper end stays below;
- while it runs and no forecast exists: what is still to do against the time left. The required
  pace is (1 − share attained) ÷ (1 − share of time elapsed), 1 being the even pace of the plan:
  *on pace* up to ``ON_PACE_LIMIT``, *slow* up to ``SLOW_LIMIT``, *at risk* above.

Of what is to be kept low, members lost, a target is a limit and no pace is asked for: *over the
limit* as soon as the result is above it, *within the limit* when the period is over and the result
is not, until then *below the limit so far*.

Levels and rates are *reached* or *not yet reached*.
"""

from __future__ import annotations

from fractions import Fraction

ON_PACE_LIMIT = Fraction(11, 10)
SLOW_LIMIT = Fraction(13, 10)


def final_verdict(value: float, low: float, high: float | None) -> str | None:
    """``exceeded`` or ``met``; None while the target lies ahead."""
    if value > (low if high is None else high):
        return "exceeded"
    return "met" if value >= low else None


def limit_verdict(value: float, limit: float, *, over: bool) -> str:
    """``over_limit``, ``within_limit`` or ``below_limit``; ``over``: nothing more can come."""
    if value > limit:
        return "over_limit"
    return "within_limit" if over else "below_limit"


def pace_by_time(share: Fraction, elapsed: Fraction) -> str:
    """``on_pace``, ``slow`` or ``at_risk`` from the share attained and the share of time elapsed.

    Both are fractions; ``elapsed`` of 1 leaves no time for what is lacking.
    """
    lacking, left = 1 - share, 1 - elapsed
    if lacking <= ON_PACE_LIMIT * left:
        return "on_pace"
    return "slow" if lacking <= SLOW_LIMIT * left else "at_risk"


def pace_by_forecast(central: float, upper: float, target: float) -> str:
    """The same three from a forecast of the whole period and the upper end of its interval."""
    if central >= target:
        return "on_pace"
    return "slow" if upper >= target else "at_risk"

"""The codes of targets and of what became of them; ``present`` words them."""

from __future__ import annotations

from typing import Literal, get_args

Assigner = Literal["tld", "congress", "province", "district", "unknown"]
"""Who set a target, the highest body first."""

Rule = Literal["point", "at_least", "range"]
"""What was assigned: one number, a floor, or a lower and an upper end."""

Pace = Literal["on_pace", "slow", "at_risk"]
Verdict = Literal[
    Pace,
    "exceeded",
    "met",
    "missed",
    "too_early",  # a year's target before 1 April, any target in its first eleventh
    "unsettled",  # its source leaves the cut-off open, and the verdict would change with it
    "ended",  # the body or the term that it was set for ended before the target's end
    "other_basis",  # gross against a net target, net against a gross one, another measure
    "over_limit",  # of what is to be kept low
    "within_limit",
    "below_limit",  # so far
]
LevelVerdict = Literal["reached", "not_yet", "ended"]
Unknown = Literal["not_published", "not_computable", "ended"]

LATE: tuple[Verdict, ...] = ("slow", "at_risk")
"""Behind pace while the target's time is running."""

BEHIND: tuple[Verdict, ...] = (*LATE, "missed", "over_limit")
GOOD: tuple[Verdict | LevelVerdict, ...] = ("exceeded", "met", "on_pace", "within_limit", "reached")

Reason = Literal[
    "not_published",
    "partial",  # what is published begins later than the target
    "earlier",  # what is published ends before the report's period
    "denominator_not_published",
    "denominator_zero",
    "withheld",  # in a report for wide circulation: the count is small, or would tell one
]

Flag = Literal[
    "gross_for_net",
    "net_for_gross",
    "other_measure",  # a like count: 25 workers where the target says 25 members
    "level_not_progress",
    "rounded",
    "floor",
    "per_union",
    "summed",  # in part the sum of the provinces merged in the place
    "derived",  # net growth reckoned from new members and losses, not published as such
    "whole_years",  # a term counted from its first 1 January: what came before is not published
    "twelve_months",  # twelve months that end shortly before the target's year does
]
BASIS_FLAGS: tuple[Flag, ...] = ("gross_for_net", "net_for_gross", "other_measure")

ASSIGNERS: tuple[Assigner, ...] = get_args(Assigner)

"""Checks of the reported figures against each other and against their own past.

Each rule is applied to every figure of the period that it can be applied to, of the place and of
its units; a check that cannot be made is not counted. A finding is a question to whoever reported,
never a correction: the figures of the report stay as they were reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from doanvien.measures.checks.each_other import (
    WOMEN,
    conflicts,
    gross_targets,
    identities,
    members_of_workers,
    parts,
    wholes,
)
from doanvien.measures.checks.finding import RULES, Check, Finding, Rule
from doanvien.measures.checks.past import falls, missing, outliers, stale
from doanvien.measures.series.view import View


def checks(view: View) -> tuple[Check, ...]:
    """Every rule that can be applied to the figures of a view's period, in the order of RULES."""
    found: dict[Rule, Iterator[Finding | None]] = {
        "identity": identities(view),
        "fall": falls(view),
        "outlier": outliers(view),
        "missing": missing(view),
        "conflict": conflicts(view),
        "stale": stale(view),
        "density": wholes(view, "density", [members_of_workers()]),
        "women": wholes(view, "women", [pair for pair in parts() if pair[0] == WOMEN]),
        "part": wholes(view, "part", [pair for pair in parts() if pair[0] != WOMEN]),
        "basis": gross_targets(view),
    }
    results = ((rule, list(found[rule])) for rule in RULES)
    return tuple(
        Check(rule, len(results), tuple(sorted(filter(None, results), key=_order)))
        for rule, results in results
        if results
    )


def _order(finding: Finding) -> tuple[str, int, date]:
    return finding.unit, finding.indicator.position, finding.end

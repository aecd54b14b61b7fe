"""The coverage study, short enough for every change. When it fails, reports sell wrong intervals.

Seeds are fixed, so it either always passes or always fails. How much it tolerates is what its Monte
Carlo error asks for: a coverage at the edge of the goal (0,93 or 0,99) would be seen 3,1 standard
errors beyond it once in a thousand times. Lines of one estimator are added up, because 200
replications of one scenario alone cannot tell 0,95 from 0,90.
"""

import math
from collections import defaultdict

import pytest
from coverage_study import GOAL, SCENARIOS, Line, run

REPLICATIONS = 200
STANDARD_ERRORS = 3.1
SEED = 2022

COMPARED = ("baseline", "heavy_tails", "snapshots", "adjoining", "all_two_years", "nation_small")


def lines_of(name: str, replications: int = REPLICATIONS) -> list[Line]:
    (scenario,) = [scenario for scenario in SCENARIOS if scenario.name == name]
    return run(scenario, replications, SEED)


@pytest.fixture(scope="module")
def by_estimator() -> dict[str, list[Line]]:
    """Lines with intervals by A gross, A net, B net and C pool, over scenarios and both counts."""
    found: dict[str, list[Line]] = defaultdict(list)
    for name in COMPARED:
        for line in lines_of(name):
            found[" ".join(line.estimator.split()[:2])].append(line)
    return found


@pytest.mark.parametrize("estimator", ["A gross", "A net", "B net", "C pool"])
def test_intervals_hold_the_truth_as_often_as_they_say(by_estimator, estimator):
    shown = [round(line.shown * line.replications) for line in by_estimator[estimator]]
    held = [
        line.coverage * count for line, count in zip(by_estimator[estimator], shown, strict=True)
    ]
    coverage, intervals = sum(held) / sum(shown), sum(shown)
    low, high = (
        edge + sign * STANDARD_ERRORS * math.sqrt(edge * (1 - edge) / intervals)
        for edge, sign in zip(GOAL, (-1, 1), strict=True)
    )
    assert low <= coverage <= high, f"{coverage:.3f} of {intervals:.0f} intervals"


@pytest.mark.parametrize("estimator", ["A net", "B net", "C pool"])
def test_net_effects_are_not_biased(by_estimator, estimator):
    """On average within 0,05 of the true log ratio: 5% of the members that a wave brought."""
    for line in by_estimator[estimator]:
        error = STANDARD_ERRORS * line.rmse / math.sqrt(line.shown * line.replications)
        assert abs(line.bias) <= 0.05 + error, line


def test_what_cannot_be_told_gets_no_interval():
    """The same wave for everyone every year, and three units a side: never an interval by A."""
    (refused,) = lines_of("same_every_year", replications=40)
    assert (refused.estimator, refused.shown) == ("none", 0)
    by_units = [line for line in lines_of("too_few_units", 40) if line.estimator != "B net"]
    assert len(by_units) == 4
    assert {line.shown for line in by_units} == {0}

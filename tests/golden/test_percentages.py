"""Published percentages. When one of these fails, a report accuses a right figure or trusts a
wrong one."""

import csv
import re
from fractions import Fraction
from pathlib import Path

import pytest

from doanvien.measures.series.percentages import agreement, possible_bases

GOLDEN = Path(__file__).with_name("golden_cases.csv")


def golden_cases() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def printed_percent(case: dict[str, str]) -> str:
    """``vượt 46.5 (=146.5)`` is 146,5: the last number of the cell is what was attained."""
    return re.findall(r"[\d.]+", case["published_percent"].split("/")[0])[-1]


PUBLISHED_ERRORS = {"N01", "N02", "SN1"}


@pytest.mark.parametrize(
    "case",
    [case for case in golden_cases() if case["result"] and case["target_or_base"]],
    ids=lambda case: case["case"],
)
def test_published_percentages_are_reproduced_and_errors_flagged(case):
    """Every printed percentage of the golden file comes out as there, errors included."""
    ratio = Fraction(case["result"]) / Fraction(case["target_or_base"])
    decimals = len(case["recomputed_percent"].partition(".")[2])
    assert abs(ratio * 100 - Fraction(case["recomputed_percent"])) <= Fraction(1, 2 * 10**decimals)
    agrees = agreement(ratio, printed_percent(case)) != "disagrees"
    assert agrees == (case["case"] not in PUBLISHED_ERRORS)


@pytest.mark.parametrize(
    "case",
    [case for case in golden_cases() if case["implied_target_min"]],
    ids=lambda case: case["case"],
)
def test_targets_that_were_not_printed_are_intervals(case):
    """A percentage without its target leaves the whole numbers that fit, no more and no less.

    The golden interval is that of rounding; truncation leaves smaller targets, too.
    """
    value, printed = int(case["result"]), printed_percent(case)
    least, greatest = possible_bases(value, printed)
    assert least <= int(case["implied_target_min"])
    assert greatest == int(case["implied_target_max"])
    assert agreement(Fraction(value, least), printed) != "disagrees"
    assert agreement(Fraction(value, least - 1), printed) == "disagrees"


PUBLISHED = Path(__file__).parents[2] / "data" / "published"
# Golden cases that no row of the data set carries, because no source of theirs is kept.
NOT_IN_DATA = {"G01", "G02", "S12", "S14", "S16"}


@pytest.mark.parametrize(
    "case",
    [case for case in golden_cases() if case["case"] not in NOT_IN_DATA],
    ids=lambda case: case["case"],
)
def test_golden_cases_reach_the_reports(case):
    """A published percentage is recomputed in a report, not only in a test of the arithmetic."""
    with (PUBLISHED / "percentages.csv").open(encoding="utf-8") as file:
        printed = {(row["value"], row["printed"]) for row in csv.DictReader(file)}
    assert (case["result"], printed_percent(case).replace(".", ",")) in printed

"""Whoever gets a report for wide circulation must not reckon out how few a small count was."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doanvien.data.province import read_province
from doanvien.measures.disclosure.release import release
from doanvien.reference.scope import report_scope
from unit.measures.disclosure.adversary import LOST, MOVED, NET, NEW, TOTAL, Adversary

EXAMPLE = Path(__file__).parents[4] / "data" / "example"
QUARTERS = ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]
MONTHS = [str(day.date()) for day in pd.date_range("2026-01-31", "2026-09-30", freq="ME")]
PARTS = ("members_new_in_existing_unions", "members_new_in_new_unions")
ELITE = "elite_members_introduced"
SOURCES = pd.DataFrame(
    {"published_on": ["2026-01-01"], "kind": ["original"]}, index=pd.Index(["s1"], name="source")
)

few = st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 6, 9, 30])
lost = st.sampled_from([0, 0, 0, 0, 1, 2, 5, 8])
moved = st.sampled_from([0, 0, 1, -1, -6, 8])
quarter = st.tuples(few, lost, moved)
size = st.sampled_from([40, 100, 400])
unit = st.tuples(size, st.lists(quarter, min_size=4, max_size=4))
empty_quarter = st.tuples(
    st.sampled_from([*[0] * 6, 1, 3, 9]), st.sampled_from([*[0] * 8, 2]), moved
)
nearly_empty = st.tuples(size, st.lists(empty_quarter, min_size=8, max_size=8))


@settings(max_examples=12, derandomize=True)
@given(units=st.lists(unit, min_size=2, max_size=6), moved=st.booleans(), net=st.booleans())
def test_no_small_count_of_a_small_province_is_certain(units, moved, net):
    """Nor with the reports of all quarters side by side."""
    flows = [NEW, LOST, *([MOVED] if moved else []), *([NET] if net else [])]
    raw = world(units, flows)
    told = reports_of(raw, QUARTERS)
    adversary = Adversary(told, units_of(raw), flows, "2025-12-31", QUARTERS)
    assert list(adversary.recovered(raw)) == []


@settings(max_examples=12, derandomize=True)
@given(units=st.lists(nearly_empty, min_size=2, max_size=4), moved=st.booleans())
def test_nor_from_the_reports_of_two_years_in_which_hardly_anything_happened(units, moved):
    """A year's last quarter must not be told by the totals of the next one."""
    quarters = [day.replace("2026", "2025") for day in QUARTERS] + QUARTERS
    flows = [NEW, LOST, *([MOVED] if moved else [])]
    raw = world(units, flows, quarters)
    adversary = Adversary(reports_of(raw, quarters), units_of(raw), flows, "2024-12-31", quarters)
    assert list(adversary.recovered(raw)) == []


def test_the_totals_of_two_years_do_not_tell_a_transfer():
    """Minus six before the end of the year and eight after it, while nobody was lost."""
    quarters = [day.replace("2026", "2025") for day in QUARTERS] + QUARTERS
    gone, moved = [7, 0, 0, 0, 0, 8, 6, 5], [0, 0, -6, 0, 8, 0, 0, 0]
    units = [
        (100, [(9, lost, sign * over) for lost, over in zip(gone, moved, strict=True)])
        for sign in (1, -1, 0)
    ]
    flows = [NEW, LOST, MOVED]
    raw = world(units, flows, quarters)
    adversary = Adversary(reports_of(raw, quarters), units_of(raw), flows, "2024-12-31", quarters)
    assert list(adversary.recovered(raw)) == []


@settings(max_examples=12, derandomize=True)
@given(units=st.lists(unit | nearly_empty, min_size=2, max_size=4), share=st.integers(0, 4))
def test_no_small_part_is_certain_from_its_whole_and_the_other_parts(units, share):
    raw = with_parts(world(units, [NEW]), share)
    told = reports_of(raw, QUARTERS)
    flows = [NEW, *PARTS]
    adversary = Adversary(told, units_of(raw), flows, "2025-12-31", QUARTERS, False, PARTS)
    assert list(adversary.recovered(raw)) == []


def test_the_adversary_finds_what_the_small_counts_alone_would_hide():
    """Without a second figure withheld the rest of the place tells the first one."""
    raw = world([(40, [(3, 0, 0)] * 4), (40, [(9, 0, 0)] * 4)], [NEW])
    small = (raw["unit"] != "") & (raw["indicator"] == NEW) & raw["value"].between(1, 4)
    adversary = Adversary(raw[~small], units_of(raw), [NEW], "2025-12-31", QUARTERS, account=False)
    assert {one.value for one in adversary.recovered(raw)} == {3}


@pytest.mark.parametrize("code", [NEW, LOST, ELITE])
def test_no_small_count_of_the_example_is_certain(code):
    """Monthly figures of sixteen small units, as a federation has them."""
    read = read_province(EXAMPLE, report_scope("lai-chau", "2026Q3", None, "vi"))
    told = release(read.figures, read.sources).figures
    raw, told = (frame[frame["period_end"] >= "2025-12-31"] for frame in (read.figures, told))
    account = code != ELITE
    flows = [NEW, LOST, MOVED, NET] if account else [ELITE]
    adversary = Adversary(told, units_of(raw), flows, "2025-12-31", MONTHS, account)
    assert list(adversary.recovered(raw[raw["indicator"] == code], every=5)) == []


def reports_of(raw: pd.DataFrame, quarters: list[str]) -> pd.DataFrame:
    """What the reports of all quarters tell together."""
    known = (raw[raw["period_end"] <= pd.Timestamp(day)] for day in quarters)
    told = [release(figures.reset_index(drop=True), SOURCES).figures for figures in known]
    return pd.concat(told, ignore_index=True)


def with_parts(raw: pd.DataFrame, share: int) -> pd.DataFrame:
    """New members told apart by where they were admitted: about ``share`` of 4 in old unions."""
    whole = raw[raw["indicator"] == NEW]
    units = whole["unit"] != ""
    old = (whole["value"] * share / 4).round().where(units)
    old = old.fillna(old.groupby(whole["period_end"]).transform("sum"))
    parts = [old, whole["value"] - old]
    named = zip(PARTS, parts, strict=True)
    return pd.concat(
        [whole, *(whole.assign(indicator=code, value=value) for code, value in named)],
        ignore_index=True,
    )


def units_of(raw: pd.DataFrame) -> list[str]:
    return sorted(set(raw["unit"]) - {""})


def world(units: list, flows: list[str], quarters: list[str] = QUARTERS) -> pd.DataFrame:
    """Figures of units by the quarter, and of their place, which is their sum; of as many quarters
    as there are, the first ones."""
    rows = []
    for number, (members, counts) in enumerate(units):
        name = f"u{number}"
        start = pd.Timestamp(quarters[0]) - pd.offsets.YearBegin()
        rows.append(row(name, TOTAL, None, start - pd.Timedelta(days=1), members))
        for end, (new, gone, moved) in zip(quarters, counts, strict=False):
            here = {NEW: new, LOST: gone, MOVED: moved if MOVED in flows else 0, NET: new - gone}
            members += here[NET] + here[MOVED]
            rows += [row(name, code, start, end, here[code]) for code in flows]
            rows.append(row(name, TOTAL, None, end, members))
            start = pd.Timestamp(end) + pd.Timedelta(days=1)
    frame = pd.DataFrame(rows)
    days = ["indicator", "period_start", "period_end"]
    whole = frame.groupby(days, dropna=False, sort=False)["value"].sum().reset_index()
    usual = {name: rows[0][name] for name in frame if name not in (*days, "value")}
    return pd.concat([whole.assign(**{**usual, "unit": ""})[list(frame)], frame], ignore_index=True)


def row(unit: str, code: str, start, end, value: float) -> dict:
    return {
        "province": "lai-chau",
        "territory": 34,
        "unit": unit,
        "indicator": code,
        "period_start": start or pd.NaT,
        "period_end": pd.Timestamp(end),
        "earliest_end": pd.NaT,
        "value": float(value),
        "qualifier": "exact",
        "source": "s1",
        "note": "",
        "note_en": "",
        "file": "",
        "row": 1,
    }

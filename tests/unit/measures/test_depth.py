"""Growth in depth. When one of these fails, a report adds up what does not belong together."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from doanvien.chapters.growth import flows
from doanvien.data.province import read_province
from doanvien.measures.growth.balance import quarterly_accounts
from doanvien.measures.growth.change import level_changes
from doanvien.measures.growth.parts import parts
from doanvien.measures.growth.since import movements, revisions, target_movements
from doanvien.measures.growth.units import unit_growth
from doanvien.measures.series.view import View, views
from doanvien.measures.targets.league import leagues
from doanvien.measures.targets.scenarios import scenarios
from doanvien.measures.targets.targets import target_attainment
from doanvien.present.report import Report
from doanvien.present.shown.origin import said_in
from doanvien.reference.scope import report_scope

PUBLISHED = Path(__file__).parents[3] / "data" / "published"


def view_of(folder: Path, slug: str, period: str, as_of: str | None = None) -> View:
    return views(read_province(folder, report_scope(slug, period, as_of)))[0]


def tiny_view(tiny, slug: str, period: str) -> View:
    return view_of(tiny.root / "data/tiny", slug, period)


def stock(day: str, value: int, unit: str = "", code: str = "members_total") -> str:
    return f",{unit},{code},,{day},{value},exact,s1,"


def flow(code: str, start: str, end: str, value: int, unit: str = "", source: str = "s1") -> str:
    return f",{unit},{code},{start},{end},{value},exact,{source},"


def test_a_printed_total_is_held_against_its_parts():
    """Gia Lai, first half of 2025: 5.066 was printed, but 4.227 + 1.079 is 5.306."""
    history = view_of(PUBLISHED, "gia-lai", "2025").history
    found = [one for one in history.mismatches if one.indicator == "members_new"]
    assert [(one.printed, one.total) for one in found] == [(5066, 5306)]
    assert {place.slug: value for place, value in found[0].parts} == {
        "binh-dinh": 4227,
        "gia-lai": 1079,
    }
    assert all(one.indicator != "grassroots_unions_new" for one in history.mismatches)  # 25 + 12


def test_the_past_of_a_merged_province_is_the_sum_of_its_predecessors(tiny):
    """Lào Cai in 2025Q3 opens with what Lào Cai and Yên Bái had, and says that it is a sum."""
    tiny.figures("lao-cai", stock("2025-06-30", 40_000), stock("2025-09-30", 72_000))
    tiny.figures("yen-bai", stock("2025-06-30", 30_000))
    history = tiny_view(tiny, "lao-cai", "2025Q3").history
    assert [level.value for level in history.stock("members_total")] == [70_000, 72_000]
    assert history.is_sum(date(2025, 6, 30))
    assert not history.is_sum(date(2025, 7, 1))


def test_one_silent_predecessor_leaves_no_sum(tiny):
    """40.000 of one of two provinces is not the merged province's past."""
    tiny.figures("lao-cai", stock("2025-06-30", 40_000), stock("2025-09-30", 72_000))
    tiny.figures("yen-bai", stock("2025-05-31", 30_000))
    history = tiny_view(tiny, "lao-cai", "2025Q3").history
    assert [level.value for level in history.stock("members_total")] == [72_000]


def test_growth_across_the_break_is_net_of_the_removed(tiny):
    """Khánh Hòa: 91.758 less 30.116 removed is 61.642, a growth of nothing."""
    rows = [stock("2024-12-31", 91_758), stock("2025-06-30", 61_642)]
    tiny.figures("ha-noi", *rows)
    view = tiny_view(tiny, "ha-noi", "2025H1")
    (unknown,) = level_changes(view.history, view.period, view.cutoff, None)
    assert (unknown.growth, unknown.rate) == (None, None)
    tiny.figures(
        "ha-noi", *rows, flow("members_removed_structural", "2025-06-01", "2025-06-30", 30_116)
    )
    view = tiny_view(tiny, "ha-noi", "2025H1")
    (known,) = level_changes(view.history, view.period, view.cutoff, None)
    assert (known.removed, known.growth, known.rate) == (30_116, 0, 0)


def test_quarters_are_checked_against_their_totals(tiny):
    """An account that does not add up is shown with its difference, not smoothed."""
    tiny.figures(
        "ha-noi",
        stock("2023-12-31", 1000),
        stock("2024-03-31", 1060),
        stock("2024-06-30", 1100),
        flow("members_new", "2024-01-01", "2024-03-31", 100),
        flow("members_new", "2024-04-01", "2024-06-30", 90),
        flow("members_lost", "2024-01-01", "2024-03-31", 40),
        flow("members_lost", "2024-04-01", "2024-06-30", 45),
    )
    quarters = quarterly_accounts(tiny_view(tiny, "ha-noi", "2024H1").history, date(2024, 6, 30))
    assert [(period.code, one.residual) for period, one in quarters] == [
        ("2024Q1", 0),
        ("2024Q2", 5),
    ]
    assert quarters[0][1].rate == Fraction(60, 1000)


def test_density_names_its_denominator():
    """Gia Lai, 30 December 2025: about 80.000 members of 90.700 workers is 88,2%."""
    view = view_of(PUBLISHED, "gia-lai", "2025")
    density = next(
        one
        for one in parts(view.history, view.period, view.cutoff)
        if one.rate and one.rate.code == "membership_density_rate"
    )
    assert round(float(density.share), 3) == 0.882
    assert density.whole.code == "workers_total"


def test_units_are_ranked_and_their_weight_is_told(tiny):
    """One industrial-park union with 60 of 100 new members is more than half by itself."""
    days = ("2024-01-01", "2024-03-31")
    admitted = {"A": 60, "B": 30, "C": 10}
    rows = [flow("members_new", *days, new, f"Xã {name}") for name, new in admitted.items()]
    rows += [flow("members_lost", *days, 20, f"Xã {name}") for name in "ABC"]
    tiny.figures("ha-noi", *rows)
    view = tiny_view(tiny, "ha-noi", "2024Q1")
    units = unit_growth(view, {"Xã A", "Xã B", "Xã C"}, date(2024, 1, 1), date(2024, 3, 31))
    assert units is not None
    assert [(one.unit, one.growth) for one in units.units] == [
        ("Xã A", 40),
        ("Xã B", 10),
        ("Xã C", -10),
    ]
    assert units.concentration is not None
    assert (units.concentration.half, units.concentration.largest) == (1, Fraction(3, 5))


def test_a_publisher_that_corrects_itself_revises_and_another_contradicts(tiny):
    """Only the same publisher's later value is a revision; the new value is the one used."""
    tiny.write(
        "data/tiny/sources.csv",
        "source,publisher,title,url,published_on,kind\n"
        "s1,LĐLĐ,Quý I,,2024-04-05,original\ns2,LĐLĐ,Quý II,,2024-07-05,original\n"
        "s3,Báo,Tin,,2024-08-01,original\n",
    )
    quarter = ("members_new", "2024-01-01", "2024-03-31")
    rows = [flow(*quarter, 900), flow(*quarter, 950, source="s2")]
    tiny.figures("ha-noi", *rows, flow("members_new", "2024-04-01", "2024-06-30", 800))
    (found,) = revisions(tiny_view(tiny, "ha-noi", "2024Q2"))
    assert (found.old, found.new) == (900, 950)
    assert revisions(tiny_view(tiny, "ha-noi", "2024Q1")) == ()
    tiny.figures("ha-noi", flow(*quarter, 900), flow(*quarter, 950, source="s3"))
    assert revisions(tiny_view(tiny, "ha-noi", "2024Q2")) == ()


def test_scenarios_and_movements_of_a_running_target(tiny):
    """By 30 June 600 of 1.200: three months at 110 give 1.260, last year's second half 1.100."""
    head = "province,territory,unit,indicator,period_start,period_end,low,high,rule,assigned_by"
    tiny.write(
        "data/tiny/targets.csv",
        f"{head},source,note\nha-noi,,,members_new,2024-01-01,2024-12-31,1200,,point,tld,s1,\n",
    )
    tiny.figures(
        "ha-noi",
        flow("members_new", "2023-07-01", "2023-12-31", 500),
        flow("members_new", "2024-01-01", "2024-03-31", 270),
        flow("members_new", "2024-04-01", "2024-06-30", 330),
    )
    view = tiny_view(tiny, "ha-noi", "2024Q2")
    targets = target_attainment(view)
    found = scenarios(view, targets.current[0])
    assert [(one.kind, one.total, one.reached) for one in found] == [
        ("recent", 1260, True),
        ("last_year", 1100, False),
    ]
    assert [(one.earlier, one.now) for one in movements(view)] == [(270, 330)]
    (moved,) = target_movements(view, targets.of_province)
    assert (moved.earlier.share, moved.now.share) == (Fraction(27, 120), Fraction(1, 2))


def test_the_league_sorts_units_by_their_own_targets(tiny):
    """A small unit at 120% stands before a large one at 50%, with its share of the whole."""
    head = "province,territory,unit,indicator,period_start,period_end,low,high,rule,assigned_by"
    due = "members_new,2024-01-01,2024-12-31"
    rows = [
        f"ha-noi,,Xã {name},{due},{low},,point,province,s1,"
        for name, low in (("A", 1000), ("B", 100), ("C", 200))
    ]
    tiny.write("data/tiny/targets.csv", "\n".join([f"{head},source,note", *rows]) + "\n")
    days = ("2024-01-01", "2024-06-30")
    tiny.figures(
        "ha-noi",
        *(
            flow("members_new", *days, value, f"Xã {name}")
            for name, value in (("A", 500), ("B", 120), ("C", 20))
        ),
    )
    view = tiny_view(tiny, "ha-noi", "2024H1")
    (league,) = leagues(view, target_attainment(view))
    standings = [(s.attainment.target.unit, s.attainment.verdict) for s in league.standings]
    assert standings == [("Xã B", "exceeded"), ("Xã A", "on_pace"), ("Xã C", "at_risk")]
    assert [one.of_total for one in league.standings][1] == Fraction(500, 640)


def test_the_year_before_a_merger_is_that_of_the_merged_provinces_and_marked(simulated_data):
    """Khánh Hòa, first quarter of 2026, against Khánh Hòa and Ninh Thuận in that of 2025."""
    report = Report(read_province(simulated_data, report_scope("khanh-hoa", "2026Q1")))
    (found,) = (
        one for one in report.place.growth.comparisons if one.indicator.code == "members_new"
    )
    expected = 0
    for slug in ("khanh-hoa", "ninh-thuan"):
        figures = read_province(simulated_data, report_scope(slug, "2025Q1")).figures
        rows = figures[(figures["indicator"] == "members_new") & (figures["unit"] == "")]
        expected += rows[rows["period_end"].between("2025-01-31", "2025-03-31")]["value"].sum()
    assert (found.earlier.value, found.summed) == (expected, True)
    assert found.rate is None, "the reorganisation lies between"
    frame = flows(report).dropna(subset="year_before")
    assert len(frame)
    assert all(said_in(frame, label, "year_before").endswith(" *") for label in frame.index)
    assert "Ninh Thuận" in frame.attrs["notes"][0]

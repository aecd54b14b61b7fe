"""Bad input. When one of these fails, an analyst gets a wrong report, or an error without a remedy.

Every expected text is the whole message: file, row, column, value, what is wrong, what to do.
"""

import pytest

from doanvien.data import DataError, Problem, check_dataset
from doanvien.data.problems import wrong

FIGURES = "figures/ha-noi.csv"
RATE = {"indicator": "membership_density_rate", "period_start": ""}
NO_RESULT = {"indicator": "", "value": "", "result_start": "", "result_end": ""}
NO_SLUG = "is not the slug of a province, of the country or of a sector union."
A_COUNT = "Write digits only, such as 1128 or 1.128; words belong in the column qualifier."
A_POINT = (
    "is not a whole number: a point may only stand between groups of three digits. "
    "Write the whole number, such as 1128 or 1.128; write thousands out in full."
)
A_FRACTION = (
    "has a fraction or a comma, and counts are whole numbers without commas. "
    "Write the whole number that the source prints, such as 1128 or 1.128."
)
A_FLOW = (
    "the cell is empty, but members_new is a flow. "
    "Write the first day that is counted; 1 January for a cumulative figure."
)
A_RESULT = (
    "the cell is empty, but the row gives a result. "
    "Fill indicator, result_end and value, or leave the whole result empty."
)

NUMBERS = [
    ({"value": "1,128"}, "'1,128' is not a whole number. Write 1128 or 1.128."),
    ({"value": "1.128,5"}, f"'1.128,5' {A_FRACTION}"),
    ({"value": "1,128.5"}, f"'1,128.5' {A_FRACTION}"),
    ({"value": "12.5"}, f"'12.5' {A_POINT}"),
    ({"value": "0.128"}, f"'0.128' {A_POINT}"),
    (
        {"value": "1128.0"},
        "'1128.0' is written with decimals, and counts are whole. Write 1128.",
    ),
    (
        {"value": "1e3"},
        "'1e3' is in scientific notation, which loses digits. "
        "Write the number out: 1000, or the exact figure.",
    ),
    (
        {"value": "-5"},
        "'-5' is negative, and this indicator cannot be. "
        "Write 5, or name the indicator of the net figure if the source gives a net one.",
    ),
    ({"value": "1 128"}, "'1 128' has blanks between its digits. Write 1128."),
    ({"value": "gần 500"}, f"'gần 500' is not a whole number. {A_COUNT}"),
    (
        {"value": "n/a"},
        "'n/a' is not a whole number. Delete the row if the figure was not reported.",
    ),
    ({"value": ""}, "the cell is empty. Delete the row: blank means not reported."),
    (
        {"value": "1" * 16},
        "'1111111111111111' is too large to be a count. Compare it with the source.",
    ),
    (
        {"indicator": "members_net_growth", "value": "−5"},
        "'−5' has a minus that is not a plain hyphen right before the digits. Write -5.",
    ),
    (RATE | {"value": "86,9"}, "'86,9' is not a plain decimal with a point. Write 86.9."),
    (RATE | {"value": "86.9 %"}, "'86.9 %' is not a plain decimal with a point. Write 86.9."),
    (
        RATE | {"value": "120"},
        "'120' is not between 0 and 100. Write the rate in per cent, such as 86.9.",
    ),
    (
        RATE | {"value": "-5"},
        "'-5' is negative, and a rate cannot be. Write the rate without a sign.",
    ),
]


@pytest.mark.parametrize(("change", "message"), NUMBERS)
def test_a_number_that_can_be_misread_is_refused(data_set, change, message):
    data_set.put(FIGURES, change)
    assert data_set.problems() == [f"published/{FIGURES}, row 2, column value: {message}"]


CELLS = [
    (
        FIGURES,
        {"period_end": "31/12/2024"},
        "period_end: '31/12/2024' is not an ISO date. Write 2024-12-31.",
    ),
    (
        FIGURES,
        {"period_end": "2024-02-30"},
        "period_end: '2024-02-30' is not a possible date. "
        "Write a day that exists, from 1929 to 2099, as YYYY-MM-DD.",
    ),
    (
        FIGURES,
        {"period_end": "2022"},
        "period_end: '2022' is not an ISO date. Write the day as YYYY-MM-DD.",
    ),
    (FIGURES, {"period_end": ""}, "period_end: the cell is empty. Fill it."),
    (
        FIGURES,
        {"period_start": "2022-12-31"},
        "period_start: '2022-12-31' lies after period_end (2022-07-08). "
        "Correct one of the two dates.",
    ),
    (FIGURES, {"period_start": ""}, f"period_start: {A_FLOW}"),
    (
        FIGURES,
        {"indicator": "members_total"},
        "period_start: '2022-01-01' is the start of a period, but members_total is no flow. "
        "Leave the cell empty and write the day of the figure in period_end.",
    ),
    (
        FIGURES,
        {"indicator": "union_strong_rate", "value": "86.9"},
        "period_start: '2022-01-01' is the start of a period, but union_strong_rate is no flow. "
        "Leave the cell empty and write the day of the figure in period_end.",
    ),
    (
        FIGURES,
        {"province": "ha-nio"},
        f"province: 'ha-nio' {NO_SLUG} 'doanvien provinces' lists the slugs. "
        "Did you mean 'ha-noi'?",
    ),
    (FIGURES, {"province": "Hà Nội"}, f"province: 'Hà Nội' {NO_SLUG} Write ha-noi."),
    (
        FIGURES,
        {"province": "01"},  # a code does not say which province: seven changed hands
        f"province: '01' {NO_SLUG} 'doanvien provinces' lists the slugs.",
    ),
    (
        FIGURES,
        {"province": "lao-cai"},
        "province: 'lao-cai' does not belong in the file of ha-noi. "
        "Write ha-noi, or move the row to figures/lao-cai.csv.",
    ),
    (
        FIGURES,
        {"indicator": "member_new"},
        "indicator: 'member_new' is not an indicator. "
        "data/reference/indicators.csv lists them. Did you mean 'members_new'?",
    ),
    (
        FIGURES,
        {"indicator": "membership_density", "period_start": ""},
        "indicator: 'membership_density' is another name of an indicator. "
        "Write membership_density_rate.",
    ),
    (
        FIGURES,
        {"source": "s9"},
        "source: 's9' is not in sources.csv. Add the source to published/sources.csv.",
    ),
    (FIGURES, {"source": ""}, "source: the cell is empty. Fill it."),
    (
        FIGURES,
        {"qualifier": "exakt"},
        "qualifier: 'exakt' is not one of the possible values. "
        "Write exact, about, over, nearly or at_least. Did you mean 'exact'?",
    ),
    (
        FIGURES,
        {"territory": "64"},
        "territory: '64' is not a territory. Write 63 or 34, or leave the cell empty.",
    ),
    (
        "figures/toan-quoc.csv",
        {"territory": "63"},
        "territory: '63' means nothing for toan-quoc, which is not a province. "
        "Leave the cell empty.",
    ),
    (
        "figures/hai-duong.csv",
        {"territory": "34"},
        "territory: '34' is impossible, but hai-duong has been part of hai-phong since 2025-07-01. "
        "Write 63 if the former province is meant, or give the row to hai-phong.",
    ),
    (
        "figures/binh-duong.csv",
        {"period_end": "2025-12-31"},
        "territory: the cell is empty, which means 34 for this date, but binh-duong has been part "
        "of ho-chi-minh since 2025-07-01. "
        "Write 63 if the former province is meant, or give the row to ho-chi-minh.",
    ),
    ("targets.csv", {"period_start": ""}, f"period_start: {A_FLOW}"),
    (
        "targets.csv",
        {"low": "47,855"},
        "low: '47,855' is not a whole number. Write 47855 or 47.855.",
    ),
    (
        "targets.csv",
        {"low": ""},
        "low: the cell is empty. Delete the row: blank means not reported.",
    ),
    (
        "targets.csv",
        {"rule": "range", "low": "7000", "high": "6.000"},
        "low: '7000' lies above high (6.000). Exchange low and high.",
    ),
    (
        "targets.csv",
        {"rule": "range", "low": "7000", "high": "6,000"},
        "high: '6,000' is not a whole number. Write 6000 or 6.000.",
    ),
    ("targets.csv", {"rule": ""}, "rule: the cell is empty. Fill it."),
    (
        "targets.csv",
        {"rule": "range"},
        "high: the upper end of the range is missing. Write it, or change rule.",
    ),
    (
        "targets.csv",
        {"high": "50000"},
        "high: '50000' is an upper end, which the rule 'at_least' has not. "
        "Leave the cell empty, or write range as the rule.",
    ),
    (
        "targets.csv",
        {"rule": "minimum"},
        "rule: 'minimum' is not one of the possible values. Write point, at_least, "
        "point_per_year, at_least_per_year, range or range_per_year.",
    ),
    (
        "targets.csv",
        {"assigned_by": "tlđ"},
        "assigned_by: 'tlđ' is not one of the possible values. "
        "Write tld, province, congress, district or unknown. Did you mean 'tld'?",
    ),
    ("campaigns.csv", {"value": ""}, f"value: {A_RESULT}"),
    ("campaigns.csv", {"indicator": ""}, f"indicator: {A_RESULT}"),
    ("campaigns.csv", {"result_end": ""}, f"result_end: {A_RESULT}"),
    (
        "campaigns.csv",
        NO_RESULT | {"indicator": "members_new"},
        "value: the cell is empty, but the row names an indicator. "
        "Leave indicator empty too: blank means not reported.",
    ),
    (
        "campaigns.csv",
        NO_RESULT | {"start": "", "end": ""},
        "start: the wave has no date. Write its start or its end, or delete the row.",
    ),
    (
        "campaigns.csv",
        {"start": "2022-06-01"},
        "start: '2022-06-01' lies after end (2022-05-31). Correct one of the two dates.",
    ),
    (
        "percentages.csv",
        {"printed": "34.05%"},
        "printed: '34.05%' is not a percentage with a decimal comma and without a sign. "
        "Write 34,05.",
    ),
    (
        "percentages.csv",
        {"of": "plan"},
        "of: 'plan' is not one of the possible values. Write target, share, stock or result.",
    ),
    (
        "percentages.csv",
        {"base": "24,396"},
        "base: '24,396' is not a whole number. Write 24396 or 24.396.",
    ),
    (
        "sources.csv",
        {"kind": "seed"},
        "kind: 'seed' is not one of the possible values. Write original or translated.",
    ),
    (
        "sources.csv",
        {"url": "javascript:alert(1)"},
        "url: 'javascript:alert(1)' is not a web address. "
        "Write an address with http:// or https://, or leave it empty.",
    ),
    (
        "sources.csv",
        {"published_on": "7/2022"},
        "published_on: '7/2022' is not an ISO date. "
        "Write YYYY, YYYY-MM or YYYY-MM-DD, or leave it empty.",
    ),
]


@pytest.mark.parametrize(("name", "change", "message"), CELLS)
def test_a_cell_that_cannot_be_true_is_refused(data_set, name, change, message):
    data_set.put(name, change)
    found = [problem for problem in data_set.problems() if f"{name}, row 2" in problem]
    assert found == [f"published/{name}, row 2, column {message}"]


ACCEPTED = [
    (FIGURES, {"value": "0"}),
    (FIGURES, {"value": "1.128", "note": "=1+1"}),  # no formula to a reader of data
    (FIGURES, {"indicator": "members_net_growth", "value": "-1.128"}),
    (FIGURES, RATE | {"value": "100"}),
    (FIGURES, {"territory": "34"}),
    ("figures/hai-phong.csv", {"territory": "34", "period_end": "2022-06-30"}),
    ("figures/ba-ria-vung-tau.csv", {"territory": "63", "period_end": "2025-07-02"}),
    ("targets.csv", {"indicator": "members_total", "period_end": "2030-12-31"}),
    ("targets.csv", {"indicator": "elite_members_introduced_per_union", "low": "1.5"}),
    ("targets.csv", {"rule": "range_per_year", "low": "6000", "high": "6.000"}),
    ("campaigns.csv", NO_RESULT),
    ("campaigns.csv", {"start": "", "end": ""}),
    ("percentages.csv", {"base": "", "printed": "280"}),
    (
        "percentages.csv",  # Hải Phòng 2025: 615.955 of 641.625, two counts printed as a rate
        RATE | {"value": "615.955", "printed": "96,3", "of": "stock", "base": "641.625"},
    ),
    (
        "percentages.csv",
        RATE | {"value": "86.9", "printed": "108,6", "of": "target", "base": "80"},
    ),
    ("sources.csv", {"url": "", "title": "", "published_on": "2022-07"}),
]


@pytest.mark.parametrize(("name", "change"), ACCEPTED)
def test_what_a_union_may_report_is_accepted(data_set, name, change):
    data_set.put(name, change)
    assert data_set.problems() == []


def test_problems_of_all_rows_and_files_are_reported_together(data_set):
    data_set.put(
        FIGURES,
        {"value": "1,128", "qualifier": "sure"},
        {"period_end": "31/12/2024", "source": "s9", "note": "hai\ndòng"},
        {"indicator": "member_new", "value": "x"},
    )
    data_set.put("targets.csv", {"province": "ha-nio"})
    found = [(problem.file, problem.row, problem.column) for problem in check(data_set)]
    assert found == [
        ("published/targets.csv", 2, "province"),
        (f"published/{FIGURES}", 2, "qualifier"),
        (f"published/{FIGURES}", 2, "value"),
        (f"published/{FIGURES}", 3, "period_end"),
        (f"published/{FIGURES}", 3, "source"),
        (f"published/{FIGURES}", 5, "indicator"),  # the note before it takes two lines
        (f"published/{FIGURES}", 5, "value"),
    ]


def test_a_row_that_stands_twice_is_named_with_the_first(data_set):
    data_set.put(
        FIGURES, {"value": "1128"}, {"unit": "quận Ba Đình", "value": "9"}, {"value": "1.128"}
    )
    assert data_set.problems() == [
        f"published/{FIGURES}, row 4: the row repeats row 2. Delete one of the two."
    ]


def test_two_values_from_one_source_are_a_contradiction(data_set):
    """Old and merged province share names: the map in words and the map by date are one map."""
    name = "figures/hai-phong.csv"
    data_set.put(name, {"value": "1128"}, {"value": "1500", "territory": "63"})
    assert data_set.problems() == [
        f"published/{name}, row 3, column value: '1500' contradicts row 2 ('1128'), which has the "
        "same source. Keep the figure that the source prints, or say in unit or dates how they "
        "differ."
    ]


def test_two_sources_may_differ(data_set):
    """The country's 2025 total stands as 856.540 and as 622.000; both are kept."""
    data_set.put("sources.csv", {}, {"source": "s2"})
    data_set.put(FIGURES, {"value": "856540"}, {"value": "622000", "source": "s2"})
    assert data_set.problems() == []


def test_two_assigners_may_set_two_targets(data_set):
    """Lào Cai 2017: 1.500 by TLĐ and 2.700 by the province, from one page."""
    data_set.put("targets.csv", {"low": "1500", "assigned_by": "tld"}, {"low": "2700"})
    assert data_set.problems() == []


def test_a_source_id_used_for_two_sources_is_refused(data_set):
    data_set.put("sources.csv", {}, {"publisher": "Báo khác"})
    assert data_set.problems() == [
        "published/sources.csv, row 3, column source: 's1' names another source than in row 2. "
        "Give each source an id of its own."
    ]


def test_the_error_lists_every_problem_on_a_line_of_its_own():
    problems = [
        Problem("targets.csv", (2,), "low", "x\ny", wrong("{value} is wrong.", "Write digits.")),
        Problem.of_file("sources.csv", wrong("the file is missing.", "Create it.")),
    ]
    assert str(DataError(problems)).split("\n") == [
        "targets.csv, row 2, column low: 'x y' is wrong. Write digits.",
        "sources.csv: the file is missing. Create it.",
    ]


def check(data_set):
    return check_dataset(data_set.folder)

"""Findings as told. When one fails, an officer is told of a mistake and not what to do about it."""

from doanvien.chapters.checks.rules import findings, rules
from doanvien.chapters.checks.sentences import rules_summary
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope


def test_what_was_found_is_told_with_the_figure_the_rule_and_what_to_do(data_set):
    march = {"indicator": "members_total", "period_start": "", "period_end": "2022-03-31"}
    quarter = {"period_start": "2022-04-01", "period_end": "2022-06-30"}
    data_set.put(
        "figures/ha-noi.csv",
        march | {"value": "1000"},
        quarter | {"indicator": "members_new", "value": "50"},
        quarter | {"indicator": "members_lost", "value": "20"},
        march | {"period_end": "2022-06-30", "value": "1031"},
    )
    report = Report(read_province(data_set.folder, report_scope("ha-noi", "2022Q2")))
    run = rules(report)
    assert (run["run"].sum(), run["found"].sum()) == (3, 1)
    (row,) = findings(report).to_dict("records")
    assert (row["value"], row["expected"]) == (1031, "1.030 nếu cộng trừ biến động trong kỳ")
    assert "rà soát" in row["todo"]
    assert rules_summary(report) == ["Đã thực hiện 3 phép kiểm tra; có 1 số liệu cần xem lại."]

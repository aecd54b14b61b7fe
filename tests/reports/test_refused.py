"""What a notebook shows after its parameters were refused: nothing. If these fail, somebody reads
the figures of Lào Cai under the error about another province."""

import pytest
from matplotlib import pyplot

from doanvien.chapters import growth
from doanvien.notebook import open_data, open_report, show_figure, show_table, show_text, show_tiles
from doanvien.present.shown.misuse import NotShown
from doanvien.reference.scope import ParameterError

EXAMPLE = "data/example"


@pytest.fixture
def opened(monkeypatch, pytestconfig):
    monkeypatch.chdir(pytestconfig.rootpath)
    return open_report("lao-cai", "2026Q3", None, "vi", EXAMPLE)


def test_nothing_that_was_made_before_is_shown(opened):
    account = growth.account(opened)
    with pytest.raises(ParameterError):
        open_report("lao-cay", "2026Q3", None, "vi", EXAMPLE)
    axes = pyplot.subplots()[1]
    axes.plot([1, 2], [1, 2])
    for show in (
        lambda: show_table(account),
        lambda: show_figure(axes, "Biến động", alt="Một đường từ một lên hai trong hai kỳ."),
        lambda: show_text("Tổng số 47.501"),
        lambda: show_tiles([]),
    ):
        with pytest.raises(NotShown, match="đã đóng"):
            show()
    pyplot.close("all")
    open_report("ha-noi", "2026Q3", None, "vi", EXAMPLE)
    show_text("Đã mở lại.")


def test_figures_of_all_provinces_end_at_the_cut_off_and_hold_the_valid_ones(opened):
    report = open_report("lao-cai", "2026Q2", None, "vi", EXAMPLE)
    assert open_data(EXAMPLE)["period_end"].max().date() <= report.cutoff
    key = ["province", "territory", "unit", "indicator", "period_start", "period_end"]
    assert not open_data(EXAMPLE, "2026-12-31").duplicated(key).any()
    year = open_data("data/published", "2024-12-31").query(
        "province == 'toan-quoc' and indicator == 'members_new' and span == 'year' and year == 2024"
    )
    assert year["value"].tolist() == [1_230_594], "the exact figure, not the one that rounds it"
    may = opened.read.figures.query("indicator == 'members_new' and unit == ''")
    assert may.duplicated(["period_start", "period_end"]).any(), "the example has a correction"

"""Sentences that can be read aloud. A failure is a report whose words repeat its tables, or whose
first sentence nobody reads to its end."""

from pathlib import Path

import pytest

from doanvien.chapters import growth, headline, targets
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.reference.languages import Language
from doanvien.reference.scope import report_scope

PUBLISHED = Path(__file__).parents[3] / "data" / "published"
LONGEST = 60


def report_of(folder: Path, slug: str, period: str, language: Language = "vi") -> Report:
    return Report(read_province(folder, report_scope(slug, period, None, language)))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_paragraph_to_paste_has_sentences_and_not_one_of_a_hundred_words(
    simulated_data, language
):
    told = headline.paragraph(report_of(simulated_data, "ha-tinh", "2026Q3", language))
    assert len(told) > 3
    assert max(len(sentence.split()) for sentence in told) <= LONGEST
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in told)


def test_growth_in_words_is_the_largest_movements_and_a_count_of_the_rest(simulated_data):
    """Fourteen movements in the tables, at most seven in words; none of them is lost."""
    report = report_of(simulated_data, "ha-tinh", "2026Q3")
    measured = report.place.growth
    movements = [level for level in measured.levels if not level.unit and level.change is not None]
    all_of_them = len(movements) + len(measured.comparisons)
    told = growth.sentences(report)
    (rest,) = [sentence for sentence in told if "biến động khác" in sentence]
    told_of = ("cùng kỳ năm trước", " lên ", " xuống ")
    in_words = [sentence for sentence in told if any(words in sentence for words in told_of)]
    assert len(in_words) <= 7
    assert int(rest.split()[0]) == all_of_them - len(in_words)


def test_a_part_is_not_told_beside_its_whole(simulated_data):
    told = growth.sentences(report_of(simulated_data, "ha-tinh", "2026Q3"))
    compared = [sentence for sentence in told if "cùng kỳ năm trước" in sentence]
    assert compared
    assert not [sentence for sentence in compared if "ngoài khu vực Nhà nước" in sentence]


def test_few_movements_are_all_told():
    """Published figures of a province are a handful; each of them is told as before."""
    report = report_of(PUBLISHED, "da-nang", "2024Q1")
    told = growth.sentences(report)
    assert not [sentence for sentence in told if "biến động khác" in sentence]


def test_two_targets_of_one_indicator_have_two_names():
    """A bar chart draws the mean of what has one name: 75,2% and 41,8% became one bar of 58,5%."""
    frame = targets.attainment(report_of(PUBLISHED, "lao-cai", "2017H1"))
    assert frame["target"].is_unique
    assert frame["target"].str.contains("Tổng LĐLĐ Việt Nam").any()

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
def test_the_paragraph_to_paste_has_three_sentences_and_not_one_of_a_hundred_words(
    simulated_data, language
):
    told = headline.quoted(report_of(simulated_data, "ha-tinh", "2026Q3", language))
    assert len(told) == 3
    assert max(len(sentence.split()) for sentence in told) <= LONGEST
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in told)


def test_growth_in_words_is_the_largest_movements(simulated_data):
    """Fourteen movements in the tables, two of totals and two of results in words."""
    told = growth.sentences(report_of(simulated_data, "ha-tinh", "2026Q3"))
    told_of = ("cùng kỳ năm trước", " lên ", " xuống ")
    assert len([text for text in told if any(words in text for words in told_of)]) == 4


def test_a_part_is_not_told_beside_its_whole(simulated_data):
    told = growth.sentences(report_of(simulated_data, "ha-tinh", "2026Q3"))
    compared = [sentence for sentence in told if "cùng kỳ năm trước" in sentence]
    assert compared
    assert not [sentence for sentence in compared if "ngoài khu vực Nhà nước" in sentence]


def test_two_targets_of_one_indicator_have_two_names():
    """A bar chart draws the mean of what has one name: 75,2% and 41,8% became one bar of 58,5%."""
    frame = targets.attainment(report_of(PUBLISHED, "lao-cai", "2017H1"))
    assert frame["target"].is_unique
    assert frame["target"].str.contains("Tổng LĐLĐ Việt Nam").any()

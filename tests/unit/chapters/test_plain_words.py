"""Sentences that can be read aloud. A failure is a report whose words repeat its tables, or whose
first sentence nobody reads to its end."""

from pathlib import Path

import pytest

from doanvien.chapters import growth, headline
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.reference.languages import Language
from doanvien.reference.scope import report_scope

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


def test_growth_in_words_repeats_no_table(simulated_data):
    """What moved stands in two tables with the year before: a paragraph of it was read twice."""
    told = growth.sentences(report_of(simulated_data, "ha-tinh", "2026Q3"))
    assert any(" = thực " in text for text in told), "from gross to net, in a line"
    assert not [text for text in told if "cùng kỳ năm trước" in text or " tương đương " in text]

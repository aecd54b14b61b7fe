"""What is said of figures by the status of their data set, on pages of the shipped notebooks.

A failure is a federation that reads of its own figures that they are published, or a reader who
takes published ones for what an office handed in.
"""

import re
import shutil
from pathlib import Path

import pytest
from tests.reports.walk import OF_A_PLACE, read_once, run

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
ONLY_PUBLISHED = {"vi": re.compile("công bố|trang gốc", re.I), "en": re.compile("publish", re.I)}
ONLY_REPORTED = {
    "vi": re.compile("(chưa|theo|đã|được|mới) báo cáo|số báo cáo", re.I),
    "en": re.compile(r"\breported", re.I),
}
FULLEST = [("lao-cai", "2025"), ("ha-noi", "2022H1"), ("hai-phong", "2025"), ("dak-lak", "2026")]
"""Targets without results, results without targets, levels, waves without days, revised figures."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The published data set, and the same figures as an office's own. The words of the data
    themselves (notes, titles) are no part of the question: they say neither."""
    folder = tmp_path_factory.mktemp("status")
    sets = {status: folder / status for status in ("published", "reported")}
    for status, copy in sets.items():
        shutil.copytree(PUBLISHED, copy)
        for path in copy.rglob("*.*"):
            text = path.read_text(encoding="utf-8")
            words = re.sub("công bố|báo cáo", "nêu", text, flags=re.I)
            if path.suffix == ".csv":
                head, _, rows = words.partition("\n")
                words = head + "\n" + re.sub("publish|report", "print", rows, flags=re.I)
            else:
                words = words.replace("Published figures", "Figures")
                words = words.replace("status: published", f"status: {status}")
            path.write_text(words, encoding="utf-8")
    return sets


def texts_of(data: Path, language: str) -> list[str]:
    pages = [(name, *place) for place in FULLEST for name in OF_A_PLACE]
    with read_once():
        return [
            text
            for name, slug, period in [*pages, ("national_overview", "toan-quoc", "2025")]
            for text in run(
                name, province=slug, period=period, as_of=None, language=language, data=str(data)
            ).texts
        ]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("status", "own", "others"),
    [("published", ONLY_PUBLISHED, ONLY_REPORTED), ("reported", ONLY_REPORTED, ONLY_PUBLISHED)],
)
def test_pages_speak_of_the_figures_as_what_they_are(data, language, status, own, others):
    texts = texts_of(data[status], language)
    assert len([text for text in texts if own[language].search(text)]) > 5
    assert [text for text in texts if others[language].search(text)] == []

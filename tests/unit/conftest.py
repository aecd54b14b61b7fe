"""A data set with one row in each file, to be spoilt in one place by a test, and monthly panels."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from doanvien.data import check_dataset, mistakes_in
from doanvien.measures.waves.effects.counted.panel import Panel

PLACE = {"province": "ha-noi", "territory": "", "unit": ""}
CITATION = {"source": "s1", "note": "", "note_en": ""}
RESULT = {
    "indicator": "members_new",
    "period_start": "2022-01-01",
    "period_end": "2022-07-08",
    "value": "24396",
}
ROWS = {
    "figures": {**PLACE, **RESULT, "qualifier": "exact", **CITATION},
    "targets.csv": {
        **PLACE,
        "indicator": "members_new",
        "period_start": "2022-01-01",
        "period_end": "2022-12-31",
        "low": "47855",
        "high": "",
        "rule": "at_least",
        "assigned_by": "province",
        **CITATION,
    },
    "campaigns.csv": {
        **PLACE,
        "name": "Đợt cao điểm 1",
        "start": "2022-04-15",
        "end": "2022-05-31",
        "indicator": "members_new",
        "result_start": "2022-05-01",
        "result_end": "2022-05-31",
        "value": "8307",
        **CITATION,
    },
    "percentages.csv": {
        **PLACE,
        **RESULT,
        "printed": "34,05",
        "of": "share",
        "base_indicator": "members_new",
        "base": "24396",
        "assigned_by": "",
        **CITATION,
    },
    "sources.csv": {
        "source": "s1",
        "publisher": "Báo Lao động Thủ đô",
        "title": "Phát triển đoàn viên",
        "url": "https://laodongthudo.vn/143372.html",
        "published_on": "2022-07-21",
        "kind": "original",
    },
}
INFO = "title: Thử\nstatus: simulated\nterms: không\nowner: thử\nupdated: 2026-11-21\n"


@dataclass(frozen=True)
class DataSet:
    """The data set ``published`` in a temporary folder."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8", newline="")

    def put(self, name: str, *changes: Mapping[str, str]) -> None:
        """Write a file: its header and one row for each of ``changes`` to the usual row."""
        usual = ROWS.get(name) or {**ROWS["figures"], "province": Path(name).stem}
        rows = [{**usual, **change} for change in changes]
        with (self.folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(usual), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def problems(self) -> list[str]:
        """The mistakes, in words."""
        return [str(problem) for problem in mistakes_in(self.folder)]

    def doubts(self) -> list[str]:
        """What is only asked about, in words."""
        found = check_dataset(self.folder)
        return [str(problem) for problem in found if problem.severity == "doubt"]


@pytest.fixture
def data_set(tmp_path: Path) -> DataSet:
    folder = tmp_path / "published"
    (folder / "figures").mkdir(parents=True)
    data_set = DataSet(folder)
    data_set.write("dataset.yaml", INFO)
    for name in ("targets.csv", "campaigns.csv", "percentages.csv", "sources.csv"):
        data_set.put(name, {})
    data_set.put("figures/ha-noi.csv", {})
    return data_set


@pytest.fixture(scope="session")
def monthly() -> Callable[..., Panel]:
    """``monthly(counts, year=2022)``: a panel of whole months from January of a year, the units
    called "a", "b", … in the order of the rows.
    """

    def panel(counts: object, year: int = 2022) -> Panel:
        table = np.atleast_2d(np.array(counts, dtype=float))
        months = np.datetime64(f"{year}-01", "M") + np.arange(table.shape[1])
        none = np.zeros(table.shape[1], dtype=bool)
        return Panel(
            units=tuple(chr(ord("a") + number) for number in range(len(table))),
            starts=months.astype("datetime64[D]"),
            ends=(months + 1).astype("datetime64[D]") - 1,
            counts=table,
            merged=none,
            rounded=none,
        )

    return panel

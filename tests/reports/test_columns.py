"""The table of columns against the frames of all chapters: what a frame has is explained, and what
is explained can be found. A failure is a column whose title or unit nobody can look up."""

import csv
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from doanvien.chapters import checks, growth, headline, overview, targets, waves
from doanvien.chapters.overview.overview import open_overview
from doanvien.notebook import open_report

ROOT = Path(__file__).parents[2]
CHAPTERS = (growth, targets, waves, headline, checks)


def frames_of(chapter: ModuleType, about: Any) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every frame that a chapter gives of a report."""
    for name in chapter.__all__:
        made = getattr(chapter, name)
        if inspect.signature(made).return_annotation == "pd.DataFrame":
            yield f"{chapter.__name__}.{name}", made(about)


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    """All frames of one full report and of an overview."""
    example = ROOT / "data" / "example"
    report = open_report("lao-cai", "2026Q3", None, "vi", example)
    found = {"figures": report.figures, "available": report.available}
    for chapter in CHAPTERS:
        found |= dict(frames_of(chapter, report))
    found |= dict(frames_of(overview, open_overview("toan-quoc", "2026Q3", None, "vi", example)))
    return found


@pytest.fixture(scope="module")
def explained() -> set[str]:
    table = ROOT / "data" / "reference" / "columns.csv"
    with table.open(encoding="utf-8") as lines:
        return {row["name"] for row in csv.DictReader(lines)}


def test_every_column_of_every_frame_is_explained(frames, explained):
    assert len(frames) > 30
    unknown = {name: set(frame.columns) - explained for name, frame in frames.items()}
    assert {name: columns for name, columns in unknown.items() if columns} == {}


def test_every_explained_column_is_in_a_frame(frames, explained):
    seen = {column for frame in frames.values() for column in frame.columns}
    assert explained - seen == set()

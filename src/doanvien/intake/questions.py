"""Write down what a form leaves open, ready to be answered in a file of ``params/forms/``."""

from __future__ import annotations

from pathlib import Path

from doanvien.intake.answers import kind_of, proposal
from doanvien.intake.outcome import Outcome
from doanvien.intake.reading.titles.headings import SEPARATOR
from doanvien.intake.reading.titles.terms import taken_apart
from doanvien.reference.indicators import all_indicators

MOST_CANDIDATES = 6


def write_questions(outcome: Outcome, folder: Path) -> Path | None:
    """Write the questions of a form; None where there are none, or where they were asked before."""
    paths = [
        column.path
        for sheet in outcome.sheets
        for table in sheet.tables
        for column in table.columns
        if column.meaning.reason == "undecided" and column.path
    ]
    if outcome.result == "refused" and not _any_figure(outcome):
        paths = [path for sheet in outcome.sheets for path in sheet.open_columns]
    title = next((sheet.head.title for sheet in outcome.sheets), "")
    place = folder / f"{kind_of(title).replace(' ', '-')[:60]}.yaml"
    if not (paths or outcome.open_units) or not title or place.exists():
        return None
    columns = [(SEPARATOR.join(path), _candidates(path)) for path in dict.fromkeys(paths)]
    folder.mkdir(parents=True, exist_ok=True)
    place.write_text(proposal(title, columns, outcome.open_units), encoding="utf-8")
    return place


def _any_figure(outcome: Outcome) -> bool:
    return any(
        column.meaning.use == "figure"
        for sheet in outcome.sheets
        for table in sheet.tables
        for column in table.columns
    )


def _candidates(path: tuple[str, ...]) -> list[str]:
    """Codes of what the heading seems to count; none where it does not say."""
    subjects = [subject for text in path for subject in taken_apart(text).all("subject")]
    codes = [one.code for one in all_indicators() if one.code.startswith(tuple(subjects) or "-")]
    return codes[:MOST_CANDIDATES]

"""A first batch file for a new data set: the reports that its forms are enough for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from doanvien.intake.outcome import Outcome
from doanvien.intake.reading.head import Head

NOTEBOOKS = "headline, membership_growth, target_attainment, campaign_waves, sources_and_checks"


def write_batch(outcomes: Iterable[Outcome], data: str, place: Path) -> bool:
    """Write a batch of the provinces whose federations sent forms; never over one that stands.

    ``data`` is the data set as the batch names it. Whether a file was written.
    """
    heads = [
        sheet.head
        for outcome in outcomes
        if outcome.result == "taken"
        for sheet in outcome.sheets
        if not sheet.head.reporter.unit
    ]
    latest = {head.province.slug: head for head in sorted(heads, key=lambda one: one.cut_off)}
    if not latest or place.exists():
        return False
    reports = (
        f"  - {{province: {slug}, period: {_period(head)}, as_of: {head.cut_off.isoformat()}}}"
        for slug, head in sorted(latest.items())
    )
    lines = (
        "title: Báo cáo từ biểu số liệu của các cấp công đoàn",
        f"data: {json.dumps(data, ensure_ascii=False)}",
        "language: vi",
        f"notebooks: [{NOTEBOOKS}]",
        "reports:",
        *reports,
    )
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return True


def _period(head: Head) -> str:
    """The period of the title; of a part of a year, the months from January to the last day."""
    day = head.cut_off
    if head.period and (head.period.kind != "year" or day.month == 12):
        return head.period.code
    return str(day.year) if day.month == 12 else f"{day.year}M01-{day.month:02}"

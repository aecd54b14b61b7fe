"""The subject of a mail. If these fail, it claims what the report does not hold."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from builders import cover
from doanvien.export.reading.document import Chapter, Document, Part
from doanvien.mail.writing.subject import subject_of
from doanvien.present.shown.tables.table import Column, Table

COVER = cover("2022-06-30")


def table(name: str, *rows: dict[str, object]) -> Table:
    kinds = {"value": "count", "result": "count", "since_january": "count", "provinces": "count"}
    kinds |= {"counted_from": "date", "counted_to": "date"}
    columns = tuple(Column(column, column, kinds.get(column, "text")) for column in rows[0])
    return Table(name=name, caption=name, columns=columns, rows=pd.DataFrame(list(rows)))


def subject(*tables: Table, **cover: object) -> str:
    parts = tuple(Part(number, one) for number, one in enumerate(tables, 1))
    chapter = Chapter("growth", "Tăng trưởng", parts)
    return subject_of(Document((chapter,), replace(COVER, **cover), "vi"))


def result(value: int, first: date, last: date, **more: object) -> Table:
    label = "Đoàn viên kết nạp mới"
    return table(
        "flows", {"label": label, "value": value, "counted_from": first, "counted_to": last, **more}
    )


def goal(value: int, share: str, name: str = "") -> dict[str, object]:
    told = {"target": f"Đoàn viên kết nạp mới{name}", "result": value, "share": share}
    return {**told, "verdict": "✓ Đúng tiến độ", "assigned_by": "Tổng LĐLĐ Việt Nam", "ground": ""}


@pytest.mark.parametrize(
    ("value", "share", "told"),
    [
        (-388, "giảm", "thực giảm 388 đoàn viên"),
        (388, "38,8%", "thực tăng 388 đoàn viên, 38,8% chỉ tiêu"),
    ],
)
def test_a_loss_is_told_as_one_and_reaches_no_target(value, share, told):
    """It read "thực tăng −388 đoàn viên, đạt −388 trên 5.060 chỉ tiêu"."""
    label = "Đoàn viên thực tăng"
    days = {"counted_from": date(2022, 1, 1), "counted_to": date(2022, 6, 30)}
    flows = table("flows", {"label": label, "value": value, **days})
    verdict = "! Nguy cơ không đạt"
    target = {"target": label, "result": value, "share": share, "verdict": verdict, "ground": ""}
    assert subject(flows, table("targets", target)) == f"Hà Nội, 6 tháng đầu năm 2022: {told}"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "kết nạp mới 4.821 đoàn viên"),
        (date(2025, 7, 1), date(2025, 9, 30), "kết nạp mới 4.821 đoàn viên trong quý III/2025"),
        (date(2025, 1, 1), date(2025, 10, 15), "kết nạp mới 4.821 đoàn viên đến 15/10/2025"),
    ],
)
def test_a_result_of_other_days_than_the_titles_has_its_days(first, last, told):
    """A quarter's admissions were told as the year's."""
    year = {"period": "2025", "period_label": "năm 2025", "cutoff": date(2025, 12, 31)}
    assert subject(result(4821, first, last), **year) == f"Hà Nội, năm 2025: {told}"


def test_a_result_to_a_day_after_the_period_has_its_day():
    """What was admitted by 8 July was told as that of the half-year."""
    told = subject(result(24_396, date(2022, 1, 1), date(2022, 7, 8)), cutoff=date(2022, 7, 8))
    assert told == "Hà Nội, 6 tháng đầu năm 2022: kết nạp 24.396 đến 08/7/2022"


def test_a_share_is_of_the_number_beside_it_or_says_that_it_is_not():
    """Of two targets the one for half a year was held against the year's result."""
    year = {"period": "2025", "period_label": "năm 2025", "cutoff": date(2025, 12, 31)}
    targets = table(
        "targets", goal(15_589, "gấp 11,5 lần", ", nửa năm"), goal(30_024, "87%", ", X")
    )
    whole = result(30_024, date(2025, 1, 1), date(2025, 12, 31))
    assert subject(whole, targets, **year) == "Hà Nội, năm 2025: kết nạp 30.024, đạt 87% chỉ tiêu"
    quarter = {"period": "2025Q3", "period_label": "quý III/2025", "cutoff": date(2025, 9, 30)}
    third = result(900, date(2025, 7, 1), date(2025, 9, 30), since_january=1800)
    told = subject(third, table("targets", goal(1800, "80%")), **quarter)
    assert told == "Hà Nội, quý III/2025: kết nạp 900, lũy kế đạt 80% chỉ tiêu"


def test_a_sum_of_some_provinces_is_not_the_countrys():
    row = {"label": "Đoàn viên kết nạp mới", "country": None, "value": 900, "provinces": 9}
    told = subject(table("totals", row), province="toan-quoc")
    assert told.endswith(": kết nạp 900 ở 9 tỉnh, thành phố")

"""The subject of a mail. If these fail, it claims what the report does not hold."""

from datetime import date

import pandas as pd
import pytest

from doanvien.export.reading.document import Chapter, Document, Part
from doanvien.mail.writing.subject import subject_of
from doanvien.present.shown.cover import Cover
from doanvien.present.shown.tables.table import Column, Table

COVER = Cover(
    title="Phát triển đoàn viên",
    federation="Liên đoàn Lao động thành phố Hà Nội",
    place="thành phố Hà Nội",
    province="ha-noi",
    period="2022H1",
    period_label="6 tháng đầu năm 2022",
    cutoff=date(2022, 6, 30),
    language="vi",
    status="published",
    dataset_title="Số liệu đã công bố",
)


def table(name: str, **cells: object) -> Table:
    kinds = {"value": "count", "result": "count"}
    columns = tuple(Column(column, column, kinds.get(column, "text")) for column in cells)
    return Table(name=name, caption=name, columns=columns, rows=pd.DataFrame([cells]))


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
    tables = (
        table("flows", label=label, value=value),
        table("targets", target=label, result=value, share=share, verdict="! Nguy cơ không đạt"),
    )
    parts = tuple(Part(number, one) for number, one in enumerate(tables, 1))
    document = Document((Chapter("growth", "Tăng trưởng", parts),), COVER, "vi")
    assert subject_of(document) == f"Hà Nội, 6 tháng đầu năm 2022: {told}"

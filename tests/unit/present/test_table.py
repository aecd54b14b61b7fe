"""Tables. If these fail, the page and the workbook show different things, or somebody cannot read
the table at all."""

import json
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from doanvien.present.shown.tables.frames import table_from_frame
from doanvien.present.shown.tables.table import (
    TABLE_MIME,
    Column,
    NativeChart,
    Table,
    table_from_resource,
)

COLUMNS = (
    Column("unit", "Đơn vị"),
    Column("members", "Đoàn viên", "count"),
    Column("net", "Thực tăng", "signed"),
    Column("share", "Tỷ lệ đạt", "percent"),
    Column("day", "Tính đến", "date"),
)
ROWS = pd.DataFrame(
    {
        "unit": ["Quận Ba Đình", "<script>alert(1)</script> & Con"],
        "members": [24396, None],
        "net": [4261, -312],
        "share": [Fraction(24396, 47855), None],
        "day": [date(2022, 7, 8), pd.NaT],
    }
)


def table(**changes):
    given = {"name": "units", "caption": "Kết quả", "columns": COLUMNS, "rows": ROWS}
    return Table(**{**given, **changes})


def cells(html):
    soup = BeautifulSoup(html, "html.parser")
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.find_all("tr")]


def test_a_reader_sees_formatted_values_and_words_for_missing_ones():
    first, second = cells(table().to_html())[1:]
    assert first == ["Quận Ba Đình", "24.396", "+4.261", "50,98%", "08/7/2022"]
    assert second[1:] == ["chưa công bố", "−312", "chưa công bố", "chưa công bố"]


def test_a_column_can_have_its_own_word_for_missing():
    columns = (COLUMNS[0], Column("members", "Đoàn viên", "count", missing="đợt chưa kết thúc"))
    assert cells(table(columns=columns).to_html())[2][1] == "đợt chưa kết thúc"


def test_a_page_shows_the_head_of_a_long_table_and_says_how_much_is_left_out():
    """Where the last rows lack least, a reader who looks for who lacks most has no use for them."""
    long = table(rows=pd.concat([ROWS] * 6, ignore_index=True), head=4)
    kept = table_from_resource(json.loads(json.dumps(long.to_resource())))
    shown = cells(kept.to_html(in_page=True))[1:]
    assert (len(shown), shown[-1]) == (5, ["… 8 dòng nữa, có trong tệp Excel"])


def test_text_from_data_is_text():
    html = table(caption='A "B" <b>', notes=("<i>x</i>",)).to_html()
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert cells(html)[2][0] == "<script>alert(1)</script> & Con"


def test_a_screen_reader_finds_headers_caption_and_notes():
    soup = BeautifulSoup(table(notes=("Ghi chú",)).to_html("Bảng 3"), "html.parser")
    region, element = soup.find(role="region"), soup.find("table")
    assert soup.find(id=region["aria-labelledby"]).get_text() == "Bảng 3. Kết quả"
    assert region["tabindex"] == "0"
    assert soup.find(id=element["aria-describedby"]).get_text() == "Ghi chú"
    assert [header["scope"] for header in soup.thead.find_all("th")] == ["col"] * 5
    assert [header["scope"] for header in soup.tbody.find_all("th")] == ["row"] * 2


def test_a_table_without_rows_says_so():
    assert cells(table(rows=ROWS.head(0)).to_html())[1] == ["không có dòng nào"]


def test_the_payload_is_plain_json_with_types():
    resource = json.loads(json.dumps(table().to_resource(), allow_nan=False))
    types = [field["type"] for field in resource["schema"]["fields"]]
    assert types == ["string", "integer", "integer", "number", "date"]
    assert resource["data"][0]["share"] == pytest.approx(0.509790, abs=1e-6)
    assert resource["data"][0]["day"] == "2022-07-08"
    assert resource["data"][1]["members"] is None


def test_the_payload_gives_the_same_table_back():
    """The page is made from the payload: whatever got lost on the way is lost to the reader."""
    chart = NativeChart("bar", "unit", ("members", "net"), "Biểu đồ")
    made = table(notes=("Một", "Hai"), chart=chart, sheet="Đơn vị", status="simulated")
    back = table_from_resource(json.loads(json.dumps(made.to_resource())))
    assert back.to_html() == made.to_html()
    assert (back.chart, back.sheet, back.status, back.notes) == (
        chart,
        "Đơn vị",
        "simulated",
        ("Một", "Hai"),
    )


def test_a_damaged_payload_is_refused():
    resource = table().to_resource()
    del resource["data"][0]["net"]
    with pytest.raises(ValueError, match="'net'"):
        table_from_resource(resource)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"columns": (Column("x", "X"),)}, "no column 'x'"),
        ({"columns": (*COLUMNS, Column("unit", "Khác"))}, "unique"),
        ({"columns": (COLUMNS[0], Column("net", "ĐƠN VỊ"))}, "unique"),
        ({"columns": (Column("unit", "Đơn vị", "count"),)}, "row 1: 'Quận Ba Đình' does not fit"),
        ({"columns": (Column("share", "Tỷ lệ", "count"),)}, "not a whole number"),
        ({"columns": (Column("unit", "Đơn vị", "number"),)}, "kind 'number'"),
        ({"name": "Bảng 1"}, "lower-case ASCII"),
        ({"caption": " "}, "caption"),
        ({"chart": NativeChart("bar", "unit", ("nothing",), "T")}, "no column 'nothing'"),
    ],
)
def test_a_mistake_names_the_table_and_what_is_wrong(changes, said):
    with pytest.raises(ValueError, match=said):
        table(**changes)


def test_a_truth_value_is_refused_where_text_is_wanted():
    """Else a reader would meet the word True."""
    with pytest.raises(ValueError, match="in words"):
        Table("t", "T", (Column("ok", "Đạt"),), pd.DataFrame({"ok": [True]}))


def test_shown_alone_a_table_still_reaches_the_exporters():
    bundle = table()._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", TABLE_MIME}


class TestAnyFrame:
    """An analyst's frame becomes a table without another line."""

    def kinds(self, frame, **options):
        made = table_from_frame(frame, "Bảng của tôi", **options)
        return {column.title: column.kind for column in made.columns}

    def test_kinds_follow_from_the_values(self):
        frame = pd.DataFrame(
            {
                "tỉnh": ["Hà Nội", None],
                "số": [1.0, None],
                "bình quân": [1.5, 2.0],
                "ngày": pd.to_datetime(["2022-07-08", None]),
                "hạn": [date(2022, 7, 8), None],
                "chưa rõ": [None, None],
            }
        )
        assert self.kinds(frame) == {
            "tỉnh": "text",
            "số": "count",
            "bình quân": "decimal",
            "ngày": "date",
            "hạn": "date",
            "chưa rõ": "text",
        }

    def test_shares_and_titles_can_be_told(self):
        frame = pd.DataFrame({"rate": [0.5]})
        assert self.kinds(frame, kinds={"rate": "percent"}, titles={"rate": "Tỷ lệ"}) == {
            "Tỷ lệ": "percent"
        }

    def test_truth_values_become_words(self):
        made = table_from_frame(pd.DataFrame({"đạt": [True, False, None]}), "Đạt chỉ tiêu")
        assert [row[0] for row in made.values] == ["có", "không", None]

    def test_a_pivot_keeps_its_index_and_its_header_levels(self):
        frame = pd.DataFrame({"unit": ["a", "a", "b"], "year": [2021, 2022, 2022], "n": [1, 2, 3]})
        pivot = frame.pivot_table(index="unit", columns="year", values=["n"], aggfunc="sum")
        made = table_from_frame(pivot, "Theo năm")
        assert [column.title for column in made.columns] == ["Đơn vị", "n – 2021", "n – 2022"]
        assert made.values == (("a", 1, 2), ("b", None, 3))

    def test_titles_that_excel_takes_for_the_same_are_told_apart(self):
        frame = pd.DataFrame([[1, 2, 3]], columns=["Số", "SỐ", "Số"])
        titles = [column.title for column in table_from_frame(frame, "Số").columns]
        assert len({title.casefold() for title in titles}) == 3

    def test_ids_come_from_the_caption_and_are_the_same_every_time(self):
        names = {table_from_frame(ROWS[["unit"]], "Đơn vị, 2022").name for _ in range(2)}
        assert names == {"don-vi-2022"}

    def test_the_frame_of_the_analyst_is_left_alone(self):
        frame = pd.DataFrame({"đạt": [True]})
        table_from_frame(frame, "Đạt")
        assert frame["đạt"].tolist() == [True]

"""Reading one province. If these fail, a report shows figures of another place or a later day."""

from datetime import date

import pandas as pd
import pytest

from doanvien.data import (
    DataError,
    files_read,
    provinces_with_figures,
    read_dataset_info,
    read_province,
)
from doanvien.data.province import read_provinces
from doanvien.reference.calendar.periods import parse_period
from doanvien.reference.scope import report_scope

LAO_CAI, YEN_BAI = "figures/lao-cai.csv", "figures/yen-bai.csv"
FIRST_HALF = {"period_start": "2025-01-01", "period_end": "2025-06-30"}
SECOND_HALF = {"period_start": "2025-07-01", "period_end": "2025-12-31"}
NO_RESULT = {"indicator": "", "value": "", "result_start": "", "result_end": ""}


def read(data_set, province="ha-noi", period="2022H1", as_of=None):
    return read_province(data_set.folder, report_scope(province, period, as_of))


def test_text_stays_text_and_numbers_dates_and_blanks_get_their_types(data_set):
    data_set.put(
        "figures/ha-noi.csv",
        {"unit": "NA", "value": "1.128", "note": "dòng 1\ndòng 2"},
        {"indicator": "membership_density_rate", "period_start": "", "value": "1.128"},
        {"value": "0", "period_end": "2022-05-31"},
    )
    frame = read(data_set, as_of="2022-07-08").figures
    assert frame["unit"].tolist() == ["NA", "", ""]
    assert frame["value"].tolist() == [1128.0, 1.128, 0.0]
    assert frame["row"].tolist() == [2, 4, 5]
    assert set(frame["file"]) == {"figures/ha-noi.csv"}
    assert frame["period_start"].isna().tolist() == [False, True, False]
    assert frame["period_end"][2] == pd.Timestamp("2022-05-31")
    assert frame["territory"].tolist() == [0, 0, 0]


def test_frames_have_their_types_even_without_rows(data_set):
    for name in ("targets.csv", "campaigns.csv", "percentages.csv"):
        data_set.put(name)
    full = read(data_set, as_of="2022-07-08").figures
    data_set.put("figures/ha-noi.csv")
    empty = read(data_set)
    assert empty.figures.dtypes.to_dict() == full.dtypes.to_dict()
    assert empty.targets["low"].dtype == float
    assert empty.campaigns["start"].dtype.kind == "M"
    assert empty.sources.empty


def test_a_wave_has_its_english_name_in_an_english_report(data_set):
    """In every row of the wave, or its results would be those of two waves."""
    wave = {"name": "Tháng Công nhân 2022"}
    data_set.put(
        "campaigns.csv",
        wave,
        wave | {"indicator": "grassroots_unions_new"},
        wave | {"name": "Lớp đoàn viên 28/7", "indicator": "elite_members_introduced"},
    )
    file = data_set.folder / "campaigns.csv"
    head, first, *rows = file.read_text(encoding="utf-8").splitlines()
    told = [f"{head},name_en", f"{first},Workers' Month 2022", *(f"{row}," for row in rows)]
    data_set.write("campaigns.csv", "\n".join(told) + "\n")
    vietnamese = read(data_set, as_of="2022-07-08").campaigns["name"]
    scope = report_scope("ha-noi", "2022H1", "2022-07-08", language="en")
    english = read_province(data_set.folder, scope).campaigns["name"]
    assert set(vietnamese) == {"Tháng Công nhân 2022", "Lớp đoàn viên 28/7"}
    assert english.tolist() == ["Workers' Month 2022"] * 2 + ["Lớp đoàn viên 28/7"]


def test_the_optional_english_note_may_be_missing_in_a_file(data_set):
    text = (data_set.folder / "targets.csv").read_text("utf-8")
    data_set.write("targets.csv", text.replace(",note_en", "").replace(",\n", "\n"))
    assert read(data_set).targets["note_en"].tolist() == [""]


def test_nothing_after_the_cutoff_is_handed_out(data_set):
    """Hà Nội's figure of 8 July 2022 belongs in a report as of 8 July, not as of 30 June."""
    assert read(data_set, as_of="2022-07-08").figures["value"].tolist() == [24396]
    early = read(data_set, as_of="2022-06-30")
    assert early.figures.empty
    assert early.percentages.empty
    assert len(early.targets) == 1


def test_a_wave_is_known_when_it_begins_and_its_result_when_the_window_has_ended(data_set):
    data_set.put(
        "campaigns.csv",
        {},
        {"indicator": "grassroots_unions_new", "value": "94"},
        NO_RESULT | {"name": "Đợt cao điểm 2", "start": "2022-06-01", "end": "2022-07-31"},
    )

    def known(as_of):
        frame = read(data_set, as_of=as_of).campaigns
        return list(zip(frame["name"], frame["value"].fillna(-1), strict=True))

    assert known("2022-04-01") == []
    assert known("2022-05-01") == [("Đợt cao điểm 1", -1)]
    assert known("2022-05-31") == [("Đợt cao điểm 1", 8307), ("Đợt cao điểm 1", 94)]
    assert known("2022-07-08")[2:] == [("Đợt cao điểm 2", -1)]


def test_old_and_merged_province_of_one_name_are_kept_apart(data_set):
    data_set.put(
        LAO_CAI,
        FIRST_HALF | {"value": "1"},
        FIRST_HALF | {"value": "2", "territory": "34"},
        SECOND_HALF | {"value": "3"},
    )
    data_set.put(YEN_BAI, FIRST_HALF | {"value": "4"})
    new = read(data_set, "lao-cai", "2025H2")
    assert (new.place.territory, new.place.code) == (34, "15")
    assert new.figures["value"].tolist() == [2, 3]
    assert new.other_territory["value"].tolist() == [1]
    assert sorted(new.predecessors["value"]) == [1, 4]
    old = read(data_set, "lao-cai", "2025H1")
    assert (old.place.territory, old.place.code) == (63, "10")
    assert old.figures["value"].tolist() == [1]
    assert old.other_territory["value"].tolist() == [2]
    assert old.predecessors.empty


@pytest.mark.parametrize(
    ("name", "row"),
    [
        (LAO_CAI, FIRST_HALF | {"territory": "34"}),
        (
            "campaigns.csv",
            {"result_start": "2025-05-01", "result_end": "2025-05-31", "territory": "34"},
        ),
        ("targets.csv", FIRST_HALF | {"territory": "34"}),
    ],
)
def test_a_half_year_that_only_the_merged_federation_reports_is_about_that_federation(
    data_set, name, row
):
    data_set.put(LAO_CAI, {"value": "7"})  # the old province, years before
    data_set.put(name, {"province": "lao-cai"} | row)
    assert read(data_set, "lao-cai", "2025H1").place.territory == 34


def test_a_former_province_keeps_the_report_when_only_it_speaks_after_the_merger(data_set):
    data_set.put(LAO_CAI, SECOND_HALF | {"territory": "63"})
    assert read(data_set, "lao-cai", "2025H2").place.territory == 63


def test_a_target_for_2030_does_not_move_an_old_report_to_the_new_map(data_set):
    data_set.put(
        "targets.csv",
        {"province": "lao-cai", "indicator": "members_total"}
        | {"period_start": "", "period_end": "2030-12-31"},
    )
    assert read(data_set, "lao-cai", "2017H1").place.territory == 63


def test_a_province_that_is_gone_is_still_itself(data_set):
    data_set.put("figures/hai-duong.csv", SECOND_HALF | {"territory": "63"})
    place = read(data_set, "hai-duong", "2025H2").place
    assert (place.slug, place.territory, place.successor) == ("hai-duong", 63, "hai-phong")


def test_an_unchanged_province_is_one_series_under_its_name_of_the_time(data_set):
    data_set.put("figures/hue.csv", {"period_end": "2022-06-30"}, SECOND_HALF)
    before, after = read(data_set, "hue", "2022H1"), read(data_set, "hue", "2025H2")
    assert (before.place.name, after.place.name) == ("Thừa Thiên Huế", "Huế")
    assert len(after.figures) == 2
    assert after.other_territory.empty


def test_only_cited_sources_are_listed(data_set):
    data_set.put("sources.csv", {}, {"source": "s2"})
    sources = read(data_set, as_of="2022-07-08").sources
    assert sources.index.tolist() == ["s1"]
    assert sources.loc["s1", "kind"] == "original"


def test_a_report_is_not_stopped_by_a_file_that_it_does_not_read(data_set):
    data_set.put(LAO_CAI, {"value": "1,128"})
    assert len(read(data_set, as_of="2022-07-08").figures) == 1
    with pytest.raises(DataError, match=r"lao-cai\.csv, row 2, column value: '1,128'"):
        read(data_set, "lao-cai")


def test_a_report_on_a_merged_province_reads_its_predecessors_and_nothing_else(data_set):
    data_set.put(LAO_CAI, {})
    data_set.put(YEN_BAI, {"value": "1,128"})
    names = [path.relative_to(data_set.folder).as_posix() for path in files_of(data_set, "lao-cai")]
    assert names == [
        *("dataset.yaml", "targets.csv", "campaigns.csv", "percentages.csv", "sources.csv"),
        *(LAO_CAI, YEN_BAI),
    ]
    with pytest.raises(DataError, match=r"yen-bai\.csv, row 2"):
        read(data_set, "lao-cai")


def test_a_place_about_which_nothing_is_known_is_an_error_and_not_an_empty_report(data_set):
    with pytest.raises(DataError) as error:
        read(data_set, "son-la")
    assert str(error.value) == (
        "published/figures/son-la.csv: the file is missing, and no other file has a row of son-la. "
        "Choose a province with figures, or create the file; a header alone is enough."
    )
    data_set.put("figures/son-la.csv")
    assert read(data_set, "son-la").figures.empty


def test_the_figures_of_whole_places_alone_are_those_of_the_whole_data_set(data_set):
    data_set.put("figures/ha-noi.csv", {}, {"unit": "Quận A"}, {"indicator": "members_lost"})
    data_set.put("targets.csv", {}, {"unit": "Quận A"})
    scope, other = report_scope("ha-noi", "2022H1", "2022-07-08"), report_scope("ha-noi", "2022")
    found = read_provinces(data_set.folder, [scope, other], without_units=[other])
    assert found[scope].figures["unit"].tolist() == ["", "Quận A", ""]
    full = read_province(data_set.folder, other)
    for name in ("figures", "targets", "campaigns", "percentages"):
        every, whole = getattr(full, name), getattr(found[other], name)
        pd.testing.assert_frame_equal(whole, every[every["unit"] == ""].reset_index(drop=True))


def test_a_missing_folder_stops_every_reader_with_the_same_words(tmp_path):
    folder, period = tmp_path / "publishd", parse_period("2022")
    for reader in (
        lambda: read_province(folder, report_scope("ha-noi", "2022")),
        lambda: read_dataset_info(folder),
        lambda: provinces_with_figures(folder, period),
    ):
        with pytest.raises(DataError, match=r"^publishd: there is no such data folder"):
            reader()


def test_provinces_with_figures_are_listed_by_code_without_country_and_sectors(data_set):
    data_set.put(YEN_BAI, {"period_end": "2022-06-30"})
    data_set.put(LAO_CAI, {"period_end": "2022-03-31"})
    data_set.put("figures/hue.csv", {"period_end": "2021-12-31", "period_start": "2021-01-01"})
    data_set.put("figures/toan-quoc.csv", {"period_end": "2022-06-30"})
    data_set.put("figures/cong-doan-cao-su-viet-nam.csv", {"period_end": "2022-06-30"})
    data_set.put("campaigns.csv", {"province": "hai-phong"}, {"province": "son-la"} | NO_RESULT)
    half = parse_period("2022H1")
    assert slugs(data_set, half) == ("lao-cai", "yen-bai", "hai-phong")
    assert slugs(data_set, half, date(2022, 7, 8)) == ("ha-noi", "lao-cai", "yen-bai", "hai-phong")
    assert slugs(data_set, parse_period("2023")) == ()


@pytest.mark.parametrize("first", ["binh-dinh", "gia-lai"])
def test_two_provinces_of_one_code_are_always_listed_in_one_order(data_set, first):
    """Bình Định's code is that of the merged Gia Lai; else two builds of one batch would differ."""
    for slug in dict.fromkeys([first, "binh-dinh", "gia-lai"]):
        data_set.put(f"figures/{slug}.csv", {"province": slug, "period_end": "2025-12-31"})
    merged = tuple(slug for slug in slugs(data_set, parse_period("2025")) if slug in PAIR)
    assert merged == PAIR


def test_a_file_that_cannot_be_read_is_not_left_out_of_a_batch_in_silence(data_set):
    data_set.put(LAO_CAI, {"period_end": "30/6/2022"})
    data_set.write(YEN_BAI, "tỉnh\nyen-bai\n")
    data_set.put("figures/hue.csv", {"period_end": "2021-12-31", "period_start": "2021-01-01"})
    data_set.write("figures/hue.csv", (data_set.folder / "figures/hue.csv").read_text() + '"hue,')
    assert slugs(data_set, parse_period("2022H1")) == ("ha-noi", "lao-cai", "yen-bai", "hue")
    data_set.put("figures/ha-nio.csv", {})
    with pytest.raises(DataError, match="name of no place: 'ha-nio'"):
        slugs(data_set, parse_period("2022H1"))


PAIR = ("binh-dinh", "gia-lai")


def slugs(data_set, period, cutoff=None):
    return provinces_with_figures(data_set.folder, period, cutoff)


def files_of(data_set, slug):
    return files_read(data_set.folder, slug)


def test_a_wrong_row_of_a_shared_file_stops_the_report_that_needs_it_and_no_other(data_set):
    """One office's slip must not cost every other office its report."""
    data_set.put(LAO_CAI, {})
    for name in ("targets.csv", "campaigns.csv", "percentages.csv"):
        number = "low" if name == "targets.csv" else "value"
        data_set.put(name, {}, {"province": "lao-cai", number: "1,128"})
        assert len(read(data_set, as_of="2022-07-08").figures) == 1
        with pytest.raises(DataError, match=rf"{name}, row 3, column {number}: '1,128'"):
            read(data_set, "lao-cai")
        assert len(data_set.problems()) == 1, "the check names it whoever needs it"
        data_set.put(name, {})


@pytest.mark.parametrize("note", ["", '"một, hai"'])
def test_a_ragged_row_stops_its_own_report_only(data_set, note):
    """With and without quotation marks: the two ways in which a file is read."""
    data_set.put(LAO_CAI, {})
    path = data_set.folder / "targets.csv"
    usual = path.read_text("utf-8").replace(",s1,,", f",s1,{note},")
    data_set.write("targets.csv", usual + "lao-cai,,,members_new\n")
    assert len(read(data_set, as_of="2022-07-08").targets) == 1
    with pytest.raises(DataError, match=r"targets.csv, row 3: the row has 4 cells"):
        read(data_set, "lao-cai")
    assert "ha-noi" in slugs(data_set, parse_period("2022"))


def test_a_wrong_row_of_campaigns_does_not_stop_a_batch_from_being_planned(data_set):
    path = data_set.folder / "campaigns.csv"
    data_set.write("campaigns.csv", path.read_text("utf-8") + "lao-cai,,,members_new\n")
    assert slugs(data_set, parse_period("2022")) == ("ha-noi",)


def test_a_row_with_a_misspelt_province_stops_the_report_that_would_lack_it(data_set):
    """Left out in silence, the province would be shown as having no such target."""
    data_set.put(LAO_CAI, {})
    data_set.put(YEN_BAI, {})
    for written in ("Lào Cai", "lao-cia"):
        data_set.put("targets.csv", {}, {"province": written})
        with pytest.raises(DataError, match="is not the slug of a province"):
            read(data_set, "lao-cai")
        assert len(read(data_set, "yen-bai", as_of="2022-07-08").figures) == 1
    data_set.put("targets.csv", {}, {"province": "?"})
    for slug in ("lao-cai", "yen-bai"):  # it may be anybody's
        with pytest.raises(DataError, match="is not the slug of a province"):
            read(data_set, slug)


def test_a_source_that_a_report_does_not_cite_does_not_stop_it(data_set):
    data_set.put(LAO_CAI, {"source": "s2"})
    data_set.put("sources.csv", {}, {"source": "s2", "kind": "?"})
    assert len(read(data_set, as_of="2022-07-08").figures) == 1
    with pytest.raises(DataError, match=r"sources.csv, row 3, column kind"):
        read(data_set, "lao-cai")


def test_a_cited_source_with_loose_accents_stops_the_report_though_another_comes_first(data_set):
    """One problem speaks for all lines of a file with such accents, and names the first."""
    loose = {"publisher": "Ba\u0301o"}
    data_set.put(LAO_CAI, {"source": "s2"})
    data_set.put("sources.csv", {"source": "s0", **loose}, {}, {"source": "s2", **loose})
    assert len(read(data_set, as_of="2022-07-08").figures) == 1
    with pytest.raises(DataError, match="NFC"):
        read(data_set, "lao-cai")


@pytest.mark.parametrize("note", ["", '"một, hai"'])
@pytest.mark.parametrize(("wrong", "told"), [("ghi ch\xfa", "UTF-8"), ("ghi chu\u0301", "NFC")])
def test_a_wrong_letter_stops_the_report_on_its_row_and_names_that_row(data_set, note, wrong, told):
    """A note saved in an old encoding, in a file with and without quotation marks."""
    data_set.put(LAO_CAI, {})
    data_set.put(YEN_BAI, {})
    data_set.put("targets.csv", {"province": "yen-bai"}, {}, {"province": "lao-cai"})
    head, *rows = (data_set.folder / "targets.csv").read_text("utf-8").splitlines()
    notes = (wrong.encode("latin-1" if told == "UTF-8" else "utf-8"), note.encode())
    lines = [
        row.encode().replace(b",s1,,", b",s1," + notes[at % 2] + b",")
        for at, row in enumerate(rows)
    ]
    (data_set.folder / "targets.csv").write_bytes(b"\n".join([head.encode(), *lines]) + b"\n")
    assert len(read(data_set, as_of="2022-07-08").targets) == 1
    for slug, row in (("yen-bai", 2), ("lao-cai", 4)):
        with pytest.raises(DataError, match=rf"targets.csv, row {row}: the text is not .*{told}"):
            read(data_set, slug)


@pytest.mark.parametrize(
    ("units", "problems"),
    [("", 0), ("Huyện A", 0), ("Huyện A; Huyện B", 0), ("Huyện AA;Huyện B", 1)],
)
def test_a_wave_names_units_as_the_figures_do(data_set, units, problems):
    """A misspelt unit would be counted among those that did not take part."""
    small = {"value": "10"}
    data_set.put("figures/ha-noi.csv", {}, *({"unit": f"Huyện {a}"} | small for a in "AB"))
    head, row = (data_set.folder / "campaigns.csv").read_text("utf-8").splitlines()
    data_set.write("campaigns.csv", f"{head},units\n{row},{units}\n")
    found = data_set.problems()
    assert len(found) == problems
    for problem in found:
        assert problem.startswith(
            "published/campaigns.csv, row 2, column units: 'Huyện AA;Huyện B' names 'Huyện AA'"
        )
        assert "figures/ha-noi.csv" in problem
        assert "Did you mean 'Huyện A'" in problem
    data_set.put("figures/ha-noi.csv", {})
    assert data_set.problems() == [], "a province whose figures name no unit has nothing to compare"


def test_units_of_a_former_province_are_no_business_of_the_merged_one(data_set):
    data_set.put(LAO_CAI, {})
    data_set.put(YEN_BAI, {}, {"unit": "Huyện Văn Yên", "value": "1,128"})
    found = read(data_set, "lao-cai", "2025Q4")
    assert found.predecessors["unit"].unique().tolist() == [""]
    with pytest.raises(DataError):
        read(data_set, "yen-bai")


def test_both_ways_of_reading_give_the_same_frames(data_set):
    """A quotation mark anywhere sends a file to the slow reader; the figures must not change."""
    rows = [
        {"value": "1.128", "unit": " Quận Ba Đình ", "note": "một"},
        {"indicator": "members_net_growth", "value": "-15"},
        {"indicator": "union_strong_rate", "period_start": "", "value": "86.9"},
    ]
    data_set.put("figures/ha-noi.csv", *rows)
    plain = read(data_set, as_of="2022-07-08").figures
    text = (data_set.folder / "figures/ha-noi.csv").read_text("utf-8")
    data_set.write("figures/ha-noi.csv", text.replace(",một,", ',"một",'))
    quoted = read(data_set, as_of="2022-07-08").figures
    pd.testing.assert_frame_equal(plain, quoted)
    assert plain["value"].tolist() == [1128, -15, 86.9]
    assert plain["row"].tolist() == [2, 3, 4]

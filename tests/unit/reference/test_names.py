"""Finding a province by what people call it. If these fail, a correct name is refused, or worse,
a report is made for another province."""

import contextlib
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.reference.files import read_table
from doanvien.reference.places import (
    Province,
    all_places,
    place_versions,
    province_of,
    provinces_on,
)
from doanvien.reference.provinces import UnknownProvince, find_province
from doanvien.reference.text.names import name_key

OLD_MAP, NEW_MAP = date(2024, 6, 30), date(2026, 6, 30)
FORMS = ("NFC", "NFD", "NFKC", "NFKD")

# As printed by federations and newspapers; old-style tones, dashes, abbreviations, initials.
WRITTEN = {
    "ho-chi-minh": (
        *("TP.HCM", "TPHCM", "TP HCM", "T.P. HCM", "Tp. Hồ Chí Minh", "TP Hồ Chí Minh", "HCM"),
        *("Thành phố Hồ Chí Minh", "THÀNH PHỐ HỒ CHÍ MINH", "Sài Gòn", "HCMC", "TPHồ Chí Minh"),
        *("Ho Chi Minh City", "LĐLĐ TP.HCM", "Liên đoàn Lao động Thành phố Hồ Chí Minh", "Saigon"),
    ),
    "ha-noi": ("HN", "Hà Nội", "Hanoi", "TP. Hà Nội", "LĐLĐ thành phố Hà Nội", "Thủ đô Hà Nội"),
    "lao-cai": ("Lào Cai", "LĐLĐ tỉnh Lào Cai", "LĐLĐ TỈNH LÀO CAI", "Công đoàn tỉnh Lào Cai"),
    "hue": (
        *("Huế", "Thừa Thiên Huế", "Thừa Thiên - Huế", "Thừa Thiên – Huế", "tỉnh Thừa Thiên Huế"),
        *("TT-Huế", "TT Huế", "T.T. Huế", "Thừa Thiên-Huế"),
    ),
    "dak-lak": ("Đắk Lắk", "Đắc Lắc", "Đắk Lắc", "Daklak", "Đăk Lăk", "Dak Lak", "Ðắk Lắk"),
    "hoa-binh": ("Hòa Bình", "Hoà Bình", "HÒA BÌNH", "HOÀ BÌNH"),
    "khanh-hoa": ("Khánh Hòa", "Khánh Hoà"),
    "thanh-hoa": ("Thanh Hóa", "Thanh Hoá", "tỉnh Thanh Hóa"),
    "dak-nong": ("Đắk Nông", "Đắc Nông", "Đăk Nông"),
    "ba-ria-vung-tau": (
        *("Bà Rịa - Vũng Tàu", "Bà Rịa – Vũng Tàu", "Bà Rịa — Vũng Tàu", "Bà Rịa‑Vũng Tàu"),
        *("Bà Rịa−Vũng Tàu", "Bà Rịa Vũng Tàu", "BR-VT", "BRVT"),
    ),
    "gia-lai": ("Gia Lai", "gia  lai", " Gia\u00a0Lai ", "Gia\u200bLai"),
    "bac-kan": ("Bắc Kạn", "Bắc Cạn"),
    "kon-tum": ("Kon Tum", "Kontum"),
    "hai-phong": ("Hải Phòng", "TP. Hải Phòng", "tp hải phòng", "Hải Phòng city"),
    "toan-quoc": ("Toàn quốc", "cả nước", "TLĐ", "Tổng LĐLĐ Việt Nam", "VGCL"),
    "cong-doan-cao-su-viet-nam": (
        *("Công đoàn Cao su Việt Nam", "CĐ Cao su Việt Nam", "Công đoàn ngành Cao su Việt Nam"),
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("slug", "text"), [(slug, text) for slug, texts in WRITTEN.items() for text in texts]
)
def test_a_name_is_understood_however_it_is_written(slug, text, form):
    assert find_province(unicodedata.normalize(form, text), OLD_MAP).slug == slug


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("row", read_table("aliases.csv"), ids=lambda row: row["alias"])
def test_every_alias_of_the_table_resolves(row, form):
    found = find_province(unicodedata.normalize(form, row["alias"]), OLD_MAP)
    assert found.slug == row["slug"]


def test_an_alias_never_hides_the_name_of_another_place():
    slug_of_name = {name_key(place.name): place.slug for place in place_versions()}
    for row in read_table("aliases.csv"):
        assert slug_of_name.get(name_key(row["alias"]), row["slug"]) == row["slug"]


def test_every_place_has_a_different_key():
    for day in (OLD_MAP, NEW_MAP):
        assert len({name_key(place.name) for place in provinces_on(day)}) == len(provinces_on(day))
    slugs = {place.slug for place in all_places()}
    assert len({name_key(slug) for slug in slugs}) == len(slugs)


@pytest.mark.parametrize("place", all_places(), ids=lambda place: f"{place.slug}-{place.territory}")
def test_what_the_product_prints_can_be_read_back(place):
    day = NEW_MAP if place.existed_on(NEW_MAP) else OLD_MAP
    printed = [place.slug, place.name]
    for language in ("vi", "en"):
        printed += [place.short_name(language), place.federation(language)]
        if place.kind != "country":
            printed.append(place.full_name(language))
    assert {find_province(text, day) for text in printed} == {place}


def without_diacritics(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@given(
    place=st.sampled_from([place for place in place_versions() if place.code]),
    change=st.sampled_from([str.upper, str.lower, str.title, str.swapcase, without_diacritics]),
    form=st.sampled_from(FORMS),
    dash=st.sampled_from([" - ", "-", "–", " — ", " ", "‐", "−"]),
    prefix=st.sampled_from(["", "tỉnh ", "TỈNH ", "LĐLĐ tỉnh ", "Liên đoàn Lao động ", "LĐLĐ"]),
    spaces=st.sampled_from(["", " ", "\t", "\u00a0", "\n"]),
)
def test_any_case_dash_or_loss_of_diacritics_leads_to_the_same_place(
    place: Province, change, form, dash, prefix, spaces
):
    text = spaces + unicodedata.normalize(form, change(prefix + place.name)) + spaces
    day = place.valid_to or NEW_MAP
    assert find_province(text.replace(" - ", dash), day) == place


@given(st.text(max_size=40))
def test_no_text_breaks_the_search(text):
    with contextlib.suppress(UnknownProvince):
        assert isinstance(find_province(text, OLD_MAP), Province)


def test_a_name_is_resolved_at_the_date():
    assert find_province("Lào Cai", date(2025, 6, 30)) == province_of("lao-cai", 63)
    assert find_province("Lào Cai", date(2025, 7, 1)) == province_of("lao-cai", 34)
    assert find_province("Huế", date(2024, 12, 31)).full_name("vi") == "tỉnh Thừa Thiên Huế"
    assert find_province("Huế", date(2025, 1, 1)).full_name("vi") == "thành phố Huế"
    assert find_province("Thừa Thiên Huế", date(2026, 1, 1)).name == "Huế"


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [("15", "yen-bai", "lao-cai"), ("44", "quang-binh", "quang-tri"), ("1", "ha-noi", "ha-noi")],
)
def test_a_code_means_what_it_meant_on_the_day(code, old, new):
    assert find_province(code, OLD_MAP).slug == old
    assert find_province(f" {code} ", NEW_MAP).slug == new


def message(text: str, on: date) -> str:
    with pytest.raises(UnknownProvince) as caught:
        find_province(text, on)
    return str(caught.value)


def test_a_misspelt_name_is_answered_with_the_nearest_slug():
    assert message("lao cay", OLD_MAP) == "Unknown province 'lao cay'. Did you mean 'lao-cai'?"
    assert "'hai-phong'" in message("LĐLĐ TP Hải Phồngg", NEW_MAP)
    assert message("", OLD_MAP) == "Unknown province ''. 'doanvien provinces' lists them all."


def test_a_province_that_was_merged_names_its_successor():
    assert message("binh-duong", date(2025, 8, 1)) == (
        "There is no province 'binh-duong' on 1 August 2025: it was merged into 'ho-chi-minh' on "
        "1 July 2025."
    )


def test_a_code_without_a_province_says_whose_it_was():
    assert message("10", NEW_MAP) == (
        "No province has the code 10 on 30 June 2026. Until 30 June 2025 it was the code of "
        "'lao-cai', now part of 'lao-cai' with the code 15."
    )
    assert "lists the codes" in message("03", OLD_MAP)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LĐLĐ thành phố Thanh Hóa", OLD_MAP),
        ("TP. Hải Dương", NEW_MAP),
        ("TP Huế", date(2024, 12, 31)),
        ("Lào Cai city", OLD_MAP),
    ],
)
def test_a_city_inside_a_province_is_not_taken_for_the_province(text, day):
    assert "not a centrally run city" in message(text, day)


def test_a_sector_union_of_a_province_is_not_the_central_one():
    message("Công đoàn ngành Xây dựng", OLD_MAP)
    message("Công đoàn ngành Y tế tỉnh Lào Cai", OLD_MAP)

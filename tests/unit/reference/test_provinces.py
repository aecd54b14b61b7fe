"""The two maps of provinces. If these fail, figures are added up for the wrong territory.

The expected lineage and codes are those of Resolution 202/2025/QH15 and of the National Statistics
Office, typed here independently of ``provinces.csv``.
"""

from collections import Counter
from datetime import date

import pytest

from doanvien.reference.places import (
    TERRITORY_CHANGE,
    all_places,
    place_versions,
    province_of,
    provinces_on,
)

LAST_DAY_OF_63 = date(2025, 6, 30)

# New name: new code, old codes; then the old names.
MERGED = """
Tuyên Quang: 08 (02, 08) = Hà Giang + Tuyên Quang
Lào Cai: 15 (10, 15) = Lào Cai + Yên Bái
Thái Nguyên: 19 (06, 19) = Bắc Kạn + Thái Nguyên
Bắc Ninh: 24 (24, 27) = Bắc Giang + Bắc Ninh
Phú Thọ: 25 (17, 25, 26) = Hòa Bình + Phú Thọ + Vĩnh Phúc
Hải Phòng: 31 (30, 31) = Hải Dương + Hải Phòng
Hưng Yên: 33 (33, 34) = Hưng Yên + Thái Bình
Ninh Bình: 37 (35, 36, 37) = Hà Nam + Nam Định + Ninh Bình
Quảng Trị: 44 (44, 45) = Quảng Bình + Quảng Trị
Đà Nẵng: 48 (48, 49) = Đà Nẵng + Quảng Nam
Quảng Ngãi: 51 (51, 62) = Kon Tum + Quảng Ngãi
Gia Lai: 52 (52, 64) = Bình Định + Gia Lai
Khánh Hòa: 56 (56, 58) = Khánh Hòa + Ninh Thuận
Đắk Lắk: 66 (54, 66) = Đắk Lắk + Phú Yên
Lâm Đồng: 68 (60, 67, 68) = Bình Thuận + Đắk Nông + Lâm Đồng
Đồng Nai: 75 (70, 75) = Bình Phước + Đồng Nai
Hồ Chí Minh: 79 (74, 77, 79) = Bà Rịa - Vũng Tàu + Bình Dương + Hồ Chí Minh
Tây Ninh: 80 (72, 80) = Long An + Tây Ninh
Đồng Tháp: 82 (82, 87) = Đồng Tháp + Tiền Giang
Vĩnh Long: 86 (83, 84, 86) = Bến Tre + Trà Vinh + Vĩnh Long
An Giang: 91 (89, 91) = An Giang + Kiên Giang
Cần Thơ: 92 (92, 93, 94) = Cần Thơ + Hậu Giang + Sóc Trăng
Cà Mau: 96 (95, 96) = Bạc Liêu + Cà Mau
"""
UNCHANGED = {
    "01": "Hà Nội",
    "04": "Cao Bằng",
    "11": "Điện Biên",
    "12": "Lai Châu",
    "14": "Sơn La",
    "20": "Lạng Sơn",
    "22": "Quảng Ninh",
    "38": "Thanh Hóa",
    "40": "Nghệ An",
    "42": "Hà Tĩnh",
    "46": "Huế",
}


def merged_lines() -> list[tuple[str, str, list[str], list[str]]]:
    lines = []
    for line in MERGED.strip().splitlines():
        left, old_names = line.split(" = ")
        name, codes = left.split(": ")
        code, old_codes = codes.rstrip(")").split(" (")
        lines.append((name, code, old_codes.split(", "), old_names.split(" + ")))
    return lines


@pytest.mark.parametrize(("name", "code", "old_codes", "old_names"), merged_lines())
def test_a_merged_province_is_the_sum_of_the_right_old_ones(name, code, old_codes, old_names):
    merged = next(place for place in provinces_on(TERRITORY_CHANGE) if place.name == name)
    old = [province_of(slug, 63) for slug in merged.predecessors]
    assert merged.code == code
    assert [place.code for place in old] == old_codes
    assert {place.name for place in old} == set(old_names)
    assert {place.successor for place in old} == {merged.slug}
    assert merged.slug in merged.predecessors, "it carries the name of one of the old provinces"


def test_eleven_provinces_run_on_unchanged():
    before = {place.slug: place for place in provinces_on(LAST_DAY_OF_63)}
    after = {place.slug: place for place in provinces_on(TERRITORY_CHANGE)}
    unchanged = {slug: place for slug, place in after.items() if before.get(slug) == place}
    assert {place.code: place.name for place in unchanged.values()} == UNCHANGED
    assert {place.territory for place in unchanged.values()} == {0}


def test_fifty_two_old_provinces_feed_twenty_three_new_ones():
    assert Counter(place.territory for place in all_places()) == {
        63: 52,
        34: 23,
        0: 11 + 1 + 19,  # unchanged, country, sector unions
    }
    feeding = [place for place in all_places() if place.successor]
    assert len(feeding) == 52
    assert len({place.successor for place in feeding}) == 23


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2008, 12, 31), 63),
        (date(2024, 12, 31), 63),
        (date(2025, 1, 1), 63),
        (LAST_DAY_OF_63, 63),
        (TERRITORY_CHANGE, 34),
        (date(2026, 12, 31), 34),
    ],
)
def test_every_day_has_its_map_with_unique_codes_and_slugs(day, count):
    places = provinces_on(day)
    codes = [place.code for place in places]
    assert len(places) == count
    assert codes == sorted(set(codes))
    assert len({place.slug for place in places}) == count
    assert all(len(code) == 2 and code.isdigit() for code in codes)


def test_seven_codes_changed_hands():
    before = {place.code: place.name for place in provinces_on(LAST_DAY_OF_63)}
    after = {place.code: place.name for place in provinces_on(TERRITORY_CHANGE)}
    changed = {code: before[code] for code in after if before[code] != after[code]}
    assert changed == {
        "15": "Yên Bái",
        "24": "Bắc Giang",
        "44": "Quảng Bình",
        "52": "Bình Định",
        "80": "Long An",
        "82": "Tiền Giang",
        "91": "Kiên Giang",
    }


def test_municipalities_are_the_six_centrally_run_cities():
    def cities(day: date) -> set[str]:
        return {place.name for place in provinces_on(day) if place.kind == "municipality"}

    five = {"Hà Nội", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"}
    assert cities(date(2024, 12, 31)) == five
    assert cities(date(2025, 1, 1)) == five | {"Huế"}
    assert cities(TERRITORY_CHANGE) == five | {"Huế"}


def test_a_place_has_one_row_except_hue_which_became_a_city():
    keys = Counter((place.slug, place.territory) for place in place_versions())
    assert {key for key, rows in keys.items() if rows > 1} == {("hue", 0)}
    assert province_of("hue", 0).name == "Huế"


def test_an_exact_key_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        province_of("yen-bai", 34)
    with pytest.raises(KeyError):
        province_of("ha-noi", 63)


@pytest.mark.parametrize(
    ("slug", "territory", "vi", "en", "federation_vi", "federation_en"),
    [
        (
            *("lao-cai", 34, "tỉnh Lào Cai", "Lào Cai province"),
            "Liên đoàn Lao động tỉnh Lào Cai",
            "Lào Cai provincial Federation of Labour",
        ),
        (
            *("ha-noi", 0, "thành phố Hà Nội", "Hà Nội city"),
            "Liên đoàn Lao động thành phố Hà Nội",
            "Hà Nội city Federation of Labour",
        ),
        (
            *("ho-chi-minh", 63, "Thành phố Hồ Chí Minh", "Hồ Chí Minh City"),
            "Liên đoàn Lao động Thành phố Hồ Chí Minh",
            "Hồ Chí Minh City Federation of Labour",
        ),
        (
            *("toan-quoc", 0, "cả nước", "the whole country"),
            "Tổng Liên đoàn Lao động Việt Nam",
            "Vietnam General Confederation of Labour",
        ),
        (
            *("cong-doan-cao-su-viet-nam", 0, "Công đoàn Cao su Việt Nam", "Vietnam Rubber Union"),
            "Công đoàn Cao su Việt Nam",
            "Vietnam Rubber Union",
        ),
    ],
)
def test_a_report_names_place_and_federation_properly(
    slug, territory, vi, en, federation_vi, federation_en
):
    place = province_of(slug, territory)
    assert (place.full_name("vi"), place.full_name("en")) == (vi, en)
    assert (place.federation("vi"), place.federation("en")) == (federation_vi, federation_en)


@pytest.mark.parametrize(
    ("slug", "vi", "en"),
    [
        ("ho-chi-minh", "TP Hồ Chí Minh", "Hồ Chí Minh City"),
        ("ha-noi", "Hà Nội", "Hà Nội"),
        ("toan-quoc", "Toàn quốc", "Whole country"),
        ("cong-doan-y-te-viet-nam", "Công đoàn Y tế Việt Nam", "Vietnam Health Union"),
    ],
)
def test_short_names_fit_a_column(slug, vi, en):
    place = next(place for place in all_places() if place.slug == slug)
    assert (place.short_name("vi"), place.short_name("en")) == (vi, en)

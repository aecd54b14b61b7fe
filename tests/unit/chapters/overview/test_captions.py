"""Captions of the overview. If these fail, a province is named for what it has not done."""

import pytest

from doanvien.chapters.overview import (
    lead,
    ranking,
    ranking_described,
    room,
    spread,
    tiles,
    totals,
    what_to_do,
)
from doanvien.chapters.overview.overview import Overview, open_overview
from doanvien.present.words.letters import capital

SLUGS = ("ha-noi", "lao-cai", "hue", "thanh-hoa", "nghe-an", "ha-tinh")


def overview_of(data_set, results: dict[str, int], targets: dict[str, int]) -> Overview:
    for slug, value in results.items():
        data_set.put(f"figures/{slug}.csv", {"period_end": "2022-06-30", "value": str(value)})
    rows = [{"province": slug, "low": str(low)} for slug, low in targets.items()]
    data_set.put("targets.csv", *({**row, "assigned_by": "tld"} for row in rows))
    return open_overview("toan-quoc", "2022H1", data=data_set.folder)


def test_the_ranking_is_captioned_by_who_lacks_most_and_shows_these_alone(data_set):
    results = dict(zip(SLUGS, (900, 10, 60, 70, 80, 90), strict=True))
    frame = ranking(overview_of(data_set, results, {**dict.fromkeys(SLUGS, 100), "ha-noi": 2000}))
    told = "6 nơi còn thiếu so với chỉ tiêu, thiếu nhiều nhất là Hà Nội: 1.100 (kết nạp mới)"
    assert frame.attrs["caption"] == told
    origin = frame.attrs["doanvien"]
    assert (origin.ends, origin.head) == (0, 10)


def test_results_without_targets_have_no_first(data_set):
    frame = ranking(overview_of(data_set, {"ha-noi": 900, "lao-cai": 10}, {}))
    told = "Đoàn viên kết nạp mới theo tỉnh, thành phố: 2 nơi có số liệu, chưa có chỉ tiêu"
    assert frame.attrs["caption"] == told


def put_room(data_set, slug: str, **counts: int) -> None:
    """How many enterprises of each size have no union."""
    usual = {"period_start": "", "period_end": "2022-06-30"}
    rows = [
        {**usual, "indicator": f"enterprises_without_union_{size}", "value": str(count)}
        for size, count in counts.items()
    ]
    data_set.put(f"figures/{slug}.csv", *rows)


def test_sizes_that_others_did_not_count_are_not_held_against_theirs(data_set):
    put_room(data_set, "ha-noi", under10=2000, **{"20plus": 504})
    put_room(data_set, "lao-cai", total=142)
    told = "Doanh nghiệp chưa có CĐCS, theo tỉnh, thành phố và quy mô lao động"
    frame = room(open_overview("toan-quoc", "2022H1", data=data_set.folder))
    assert frame.attrs["caption"] == told


def test_of_one_size_the_largest_number_is_named(data_set):
    put_room(data_set, "ha-noi", under10=2000, **{"20plus": 504})
    put_room(data_set, "lao-cai", **{"20plus": 142})
    frame = room(open_overview("toan-quoc", "2022H1", data=data_set.folder))
    assert frame.attrs["caption"] == (
        "Doanh nghiệp chưa có CĐCS, từ 20 lao động trở lên: trong 2 nơi có số liệu, "
        "nhiều nhất là Hà Nội, 504"
    )


def test_who_is_at_risk_is_at_risk_of_one_target_that_is_named(data_set):
    """ "Có nguy cơ không đạt chỉ tiêu của năm" was read as of every target of the province."""
    overview = overview_of(data_set, {"ha-noi": 10, "lao-cai": 10}, {"ha-noi": 100, "lao-cai": 90})
    assert what_to_do(overview) == [
        "Kết nạp mới: trong số các nơi chậm hoặc không đạt, thiếu nhiều nhất là Hà Nội (90) và "
        "Lào Cai (80).",
        "Kết nạp mới: có nguy cơ không đạt chỉ tiêu Tổng LĐLĐ Việt Nam giao của năm là Lào Cai và "
        "Hà Nội.",
    ]


def test_the_spread_says_among_how_many(data_set):
    results = dict(zip(SLUGS, (50, 10, 60, 70, 80, 90), strict=True))
    overview = overview_of(data_set, results, dict.fromkeys(SLUGS, 100))
    among = "Trong 6 tỉnh, thành phố so sánh được tỷ lệ đạt chỉ tiêu, "
    assert spread(overview)[0].startswith(f"{among}một nửa đạt từ")
    assert any(text.startswith(f"{among}cao nhất là") for text in lead(overview))


def test_a_target_of_a_few_is_neither_the_highest_nor_the_lowest(data_set):
    """11 of 12 stood last in the ranking, unranked, and were told as the lowest: 91,7%."""
    results = {**dict(zip(SLUGS, (40, 50, 60, 70, 90, 80), strict=True)), "son-la": 11}
    overview = overview_of(data_set, results, {**dict.fromkeys(SLUGS, 100), "son-la": 12})
    assert lead(overview)[-1] == (
        "Trong 6 tỉnh, thành phố so sánh được tỷ lệ đạt chỉ tiêu, cao nhất là Nghệ An (90%), "
        "thấp nhất là Hà Nội (40%)."
    )


def test_a_loss_is_counted_and_is_no_share_of_a_target(data_set):
    """It was told as the lowest share of all, of less than nothing: −70%."""
    net = {"indicator": "members_net_growth"}
    data_set.put("figures/son-la.csv", {**net, "period_end": "2022-06-30", "value": "-70"})
    due = [{"province": slug, "low": "100", "assigned_by": "tld"} for slug in (*SLUGS, "son-la")]
    for slug, value in zip(SLUGS, (40, 50, 60, 70, 90, 80), strict=True):
        data_set.put(f"figures/{slug}.csv", {"period_end": "2022-06-30", "value": str(value)})
    data_set.put("targets.csv", *due[:-1], {**due[-1], **net})
    overview = open_overview("toan-quoc", "2022H1", data=data_set.folder)
    among = "Trong 6 tỉnh, thành phố so sánh được tỷ lệ đạt chỉ tiêu, "
    told, also = spread(overview)
    assert told.startswith(among)
    assert told.endswith("thấp nhất 40%, cao nhất 90%.")
    assert lead(overview)[-2:] == [
        f"{among}cao nhất là Nghệ An (90%), thấp nhất là Hà Nội (40%).",
        also,
    ]
    assert also == "1 tỉnh, thành phố thực giảm nên không tính tỷ lệ."
    (middle,) = (tile for tile in tiles(overview) if tile.label == "Trung vị tỷ lệ đạt")
    assert middle.against.startswith("một nửa trong 6 nơi")


def test_who_cannot_see_the_bars_is_told_what_they_show(data_set):
    """The bars are of what is lacking, and were described as shares."""
    frame = ranking(overview_of(data_set, {"ha-noi": 40, "hue": 60}, {"ha-noi": 100, "hue": 100}))
    assert ranking_described(frame).endswith("những nơi thiếu nhiều nhất: Hà Nội 60; Huế 40.")


def test_a_sum_to_several_days_says_so_and_is_no_share_of_the_country(data_set):
    """Half a year of one province was told as the year's, and as so much of the country's year."""
    for slug, end in (("toan-quoc", "2022-06-30"), ("ha-noi", "2022-06-30"), ("hue", "2022-05-31")):
        data_set.put(f"figures/{slug}.csv", {"period_end": end, "value": "40"})
    overview = open_overview("toan-quoc", "2022H1", data=data_set.folder)
    told = "2 trên 63 tỉnh, thành phố cộng lại kết nạp mới 80 đoàn viên, từ 01/01/2022, tính "
    told += "đến các ngày từ "
    assert any(text.startswith(f"{told}31/5/2022 đến 30/6/2022") for text in lead(overview))
    assert totals(overview)["of_country"].isna().all()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("vi", "từ 01/7/2022, tính đến các ngày từ 31/8/2022 đến 30/9/2022"),
        ("en", "from 1 July 2022 to days between 31 August 2022 and 30 September 2022"),
    ],
)
def test_a_sum_to_several_days_has_its_first_day_and_no_days_that_one_did_not_count(
    data_set, language, told
):
    """Lead and tile: "Tính đến các ngày từ …" of no first day, beside "Trong quý III/2022"."""
    days = {"period_start": "2022-07-01", "value": "90"}
    for slug, end in (("ha-noi", "2022-09-30"), ("hue", "2022-08-31")):
        data_set.put(f"figures/{slug}.csv", {**days, "period_end": end})
    overview = open_overview("toan-quoc", "2022Q3", language=language, data=data_set.folder)
    (sentence, *_), (_, tile, *_) = lead(overview), tiles(overview)
    assert sentence.startswith(f"{capital(told)}, ")
    assert tile.note == capital(told)
    data_set.put("figures/toan-quoc.csv", {**days, "period_end": "2022-09-30"})
    overview = open_overview("toan-quoc", "2022Q3", language=language, data=data_set.folder)
    assert any(text.endswith(f", {told}.") for text in lead(overview))


def test_a_sum_to_another_day_than_the_countrys_figure_has_its_days(data_set):
    """Two months of the provinces stood beside a quarter of the country, as if of the same days."""
    days = {"period_start": "2022-07-01", "value": "90"}
    ends = {"toan-quoc": "2022-09-30", "ha-noi": "2022-08-31", "hue": "2022-08-31"}
    for slug, end in ends.items():
        data_set.put(f"figures/{slug}.csv", {**days, "period_end": end})
    overview = open_overview("toan-quoc", "2022Q3", data=data_set.folder)
    assert lead(overview)[-1] == (
        "2 trên 63 tỉnh, thành phố cộng lại kết nạp mới 180 đoàn viên, từ 01/7/2022 đến 31/8/2022."
    )

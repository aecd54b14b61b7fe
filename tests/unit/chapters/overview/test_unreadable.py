"""One wrong file. When this fails, a former province's slip costs the country its overview."""

from doanvien.chapters.overview.overview import open_overview


def test_a_wrong_file_of_a_former_province_is_named_and_the_overview_made(tiny):
    for slug in ("ha-noi", "toan-quoc"):
        tiny.figures(slug, ",,members_new,2025-01-01,2025-09-30,1128,exact,s1,")
    tiny.figures("ha-giang", ',,members_new,2025-01-01,2025-09-30,"1,128",exact,s1,')
    overview = open_overview("toan-quoc", "2025Q3", None, "vi", tiny.root / "data/tiny")
    assert [place.slug for place in overview.unreadable] == ["ha-giang"]
    assert len(overview.provinces) == 1

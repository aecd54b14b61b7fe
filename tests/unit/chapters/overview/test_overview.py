"""The national overview where the figures of one province cannot be read.

When this fails, one office's mistake costs the whole country its overview, or hides the office.
"""

import pytest

from doanvien.chapters.overview import missing, results, target_sums
from doanvien.chapters.overview.overview import open_overview

BROKEN = {
    "a wrong figure": 'lao-cai,,,members_new,2022-01-01,2022-06-30,"1,128",exact,s1,,\n',
    "not UTF-8": "lao-cai,,Th\udce0nh ph\udced,members_new,2022-01-01,2022-06-30,1,exact,s1,,\n",
}


@pytest.mark.parametrize("how", BROKEN)
def test_an_unreadable_province_is_named_and_the_others_are_shown(data_set, how):
    data_set.put("figures/ha-noi.csv", {"period_end": "2022-06-30"})
    header = (data_set.folder / "figures/ha-noi.csv").read_text("utf-8").splitlines()[0]
    file = data_set.folder / "figures/lao-cai.csv"
    file.write_bytes(f"{header}\n{BROKEN[how]}".encode("utf-8", "surrogateescape"))
    overview = open_overview("toan-quoc", "2022H1", data=data_set.folder)
    assert [one.place.slug for one in overview.measured] == ["ha-noi"]
    assert [place.slug for place in overview.unreadable] == ["lao-cai"]
    assert "lao-cai" not in {place.slug for place in overview.missing}
    first, *_ = missing(overview)
    assert "Lào Cai" in first.split("có lỗi")[1]


def test_the_data_have_no_share_of_gross_admissions_in_a_net_target(data_set):
    """Whoever sorts the file by it would rank them with those that count alike."""
    data_set.put("figures/ha-noi.csv", {"period_end": "2022-06-30", "value": "30"})
    codes = ("members_new", "members_net_growth")
    data_set.put("targets.csv", *({"indicator": code, "low": "100"} for code in codes))
    frame = results(open_overview("toan-quoc", "2022H1", data=data_set.folder))
    frame = frame[(frame["province"] == "ha-noi") & (frame["wave"] == "")]
    assert frame["value"].tolist() == [30, 30]
    assert sorted(frame["of_base"].dropna()) == [0.3]


def test_the_countrys_target_is_held_against_the_sum_of_the_provinces_targets(data_set):
    """What was handed down to no province, or to two, shows before the year ends."""
    data_set.put("figures/toan-quoc.csv", {"period_end": "2022-06-30", "value": "50"})
    data_set.put("figures/ha-noi.csv", {"period_end": "2022-06-30", "value": "30"})
    data_set.put("figures/lao-cai.csv", {"period_end": "2022-06-30", "value": "20"})
    amounts = {"toan-quoc": "310", "ha-noi": "100", "lao-cai": "200"}
    rows = [{"province": slug, "low": low} for slug, low in amounts.items()]
    data_set.put("targets.csv", *({**row, "assigned_by": "tld"} for row in rows))
    overview = open_overview("toan-quoc", "2022H1", data=data_set.folder)
    row = target_sums(overview).iloc[0]
    assert (row["low"], row["country_target"], row["result"]) == (300, 310, 50)

"""The table of indicators. If these fail, a figure loses its label, unit, basis or definition."""

import unicodedata
from typing import get_args

import pytest

from doanvien.reference.indicators import (
    Basis,
    IndicatorKind,
    Unit,
    UnknownIndicator,
    all_indicators,
    indicator,
)

# Codes that tables of published figures, targets, waves and percentages use.
PUBLISHED = [
    "cba_coverage_rate",
    "cultured_workplaces_rate",
    "elite_admitted/introduced",
    "elite_members_admitted_to_party",
    "elite_members_introduced",
    "elite_members_introduced_per_union",
    "enterprises_20plus_with_union_rate",
    "enterprises_25plus_with_union_rate",
    "enterprises_30plus_with_union_rate",
    "full_time_officers_in_one_upper_unit",
    "grassroots_unions_dissolved",
    "grassroots_unions_dissolved_structural",
    "grassroots_unions_managed_by_one_upper_unit",
    "grassroots_unions_new",
    "grassroots_unions_new_25plus",
    "grassroots_unions_new_bottom_up",
    "grassroots_unions_new_bottom_up_per_upper_union",
    "grassroots_unions_new_incl_professional",
    "grassroots_unions_new_nonstate",
    "grassroots_unions_nonstate_share",
    "grassroots_unions_participating",
    "grassroots_unions_registered_emulation_rate",
    "grassroots_unions_total",
    "grassroots_unions_total_nonstate",
    "grassroots_unions_transferred",
    "members_excellent_rate",
    "members_lost",
    "members_net_growth",
    "members_net_growth_nonstate",
    "members_new",
    "members_new_in_existing_unions",
    "members_new_in_new_unions",
    "members_new_informal",
    "members_new_nonstate",
    "members_nonstate_share",
    "members_removed_structural",
    "members_studying_resolutions_rate",
    "members_total",
    "members_total_female",
    "members_total_nonstate",
    "members_transferred",
    "membership_density",
    "membership_density_rate",
    "staff_conference_rate",
    "union_strong_rate",
    "unions_with_workers_month_activity",
    "women_two_goods_title_rate",
    "worker_conference_rate_nonstate_enterprises",
    "worker_conference_rate_state_enterprises",
    "workers_total",
]


@pytest.mark.parametrize("code", PUBLISHED)
def test_every_published_code_is_known(code):
    assert code in (indicator(code).code, indicator(code).also_called)


def test_codes_are_unique():
    names = [name for i in all_indicators() for name in (i.code, i.also_called) if name]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("entry", all_indicators(), ids=lambda entry: entry.code)
class TestEachIndicator:
    def test_kind_unit_and_basis_are_among_the_allowed(self, entry):
        assert entry.kind in get_args(IndicatorKind)
        assert entry.unit in get_args(Unit)
        assert entry.basis in get_args(Basis)
        assert entry.basis in (("gross", "net") if entry.kind == "flow" else (entry.kind,))
        assert entry.signed == (entry.basis == "net")

    def test_both_languages_are_complete(self, entry):
        for language in ("vi", "en"):
            assert entry.label(language)
            assert 0 < len(entry.short_label(language)) <= 28, "a tile would break the line"
            assert entry.unit_name(language)
            assert entry.definition(language).endswith(".")
            assert entry.source_name(language)
        texts = (entry.label_vi, entry.definition_vi, entry.short_vi, entry.denominator_vi)
        assert all(unicodedata.is_normalized("NFC", text) for text in texts)

    def test_a_label_can_stand_inside_a_sentence(self, entry):
        assert entry.label_vi[0].islower() or entry.label_vi.startswith("CĐCS")
        assert entry.label_en[0].islower()
        assert not entry.label_vi.endswith(".")

    def test_a_rate_names_what_it_divides_by(self, entry):
        is_rate = entry.kind == "rate"
        assert bool(entry.denominator_words("vi")) == is_rate
        assert bool(entry.denominator_words("en")) == is_rate
        for code in filter(None, (entry.numerator, entry.denominator)):
            assert is_rate
            assert indicator(code).kind != "rate"

    def test_gross_and_net_point_at_each_other(self, entry):
        if entry.counterpart:
            other = indicator(entry.counterpart)
            assert other.counterpart == entry.code
            assert {entry.basis, other.basis} == {"gross", "net"}
            assert entry.unit == other.unit


def test_admissions_and_net_growth_are_two_bases_of_the_same_thing():
    assert indicator("members_new").counterpart == "members_net_growth"
    assert indicator("members_new").basis == "gross"
    assert indicator("members_net_growth").basis == "net"


def test_the_words_of_the_union_are_used():
    assert indicator("members_new").label("vi") == "đoàn viên kết nạp mới"
    assert indicator("members_net_growth").label("vi") == "đoàn viên thực tăng"
    assert indicator("members_new").unit_name("vi") == "đoàn viên"
    assert indicator("grassroots_unions_new").unit_name("vi") == "CĐCS"
    assert indicator("cba_coverage_rate").unit_name("en") == "%"
    assert indicator("elite_members_introduced_per_union").unit_name("vi") == "đoàn viên/CĐCS"


def test_coverage_says_that_provinces_divide_by_different_things():
    definition = indicator("cba_coverage_rate").definition("vi")
    assert "số CĐCS doanh nghiệp" in definition
    assert "doanh nghiệp đủ điều kiện" in definition


def test_density_of_the_union_is_kept_apart_from_that_of_the_ilo():
    assert "ILO" in indicator("membership_density").definition("vi")


def test_an_unknown_code_is_answered_with_the_nearest():
    with pytest.raises(UnknownIndicator, match=r"'member_new'\. Did you mean 'members_new'"):
        indicator("member_new")

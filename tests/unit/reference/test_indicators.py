"""The table of indicators. If these fail, a figure loses its label, unit, basis or definition."""

import ast
import unicodedata
from pathlib import Path
from typing import get_args

import pytest

from doanvien.reference.indicators import (
    Accounted,
    AccountTerm,
    Basis,
    Good,
    IndicatorKind,
    Subject,
    Unit,
    UnknownIndicator,
    aims,
    all_indicators,
    campaign_aims,
    headline_flows,
    headline_levels,
    indicator,
)

SOURCE = Path(__file__).parents[3] / "src" / "doanvien"

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
            assert entry.texts[f"source_{language}"]
        assert all(unicodedata.is_normalized("NFC", text) for text in entry.texts.values())

    def test_a_label_can_stand_inside_a_sentence(self, entry):
        assert entry.label("vi")[0].islower() or entry.label("vi").startswith("CĐCS")
        assert entry.label("en")[0].islower()
        assert not entry.label("vi").endswith(".")

    def test_a_rate_names_what_it_divides_by(self, entry):
        is_rate = entry.kind == "rate"
        assert bool(entry.denominator_words("vi")) == is_rate
        assert bool(entry.denominator_words("en")) == is_rate
        assert is_rate or not entry.numerator
        for code in filter(None, (entry.numerator, entry.denominator)):
            assert indicator(code).kind != "rate"

    def test_a_flow_names_no_denominator_but_the_stock_that_it_follows(self, entry):
        if entry.kind == "flow" and entry.denominator:
            assert indicator(entry.denominator).kind == "stock"

    def test_what_the_table_says_in_one_word_is_among_the_words(self, entry):
        assert entry.subject in get_args(Subject)
        assert entry.good in get_args(Good)
        assert entry.account in ("", *get_args(AccountTerm))
        for column in ("signed", "regular", "adds_up"):
            assert entry.texts[column] in ("yes", "no")

    def test_a_part_is_counted_as_its_whole_is(self, entry):
        """Else its share of the whole would be taken of something else."""
        if entry.part_of:
            whole = indicator(entry.part_of)
            assert (whole.kind, whole.unit, whole.basis) == (entry.kind, entry.unit, entry.basis)
            assert not entry.signed, "a part of what may be negative has no share"
            assert not whole.part_of

    def test_a_result_that_a_report_opens_with_can_be_told(self, entry):
        if entry.kind == "flow" and entry.rank is not None:
            for language in ("vi", "en"):
                assert "1.128" in entry.told("1.128", language)
                assert entry.told("1.128", language)[0].islower()

    def test_rates_are_not_added_up(self, entry):
        assert not (entry.adds_up and entry.kind == "rate")

    def test_gross_and_net_point_at_each_other(self, entry):
        if entry.counterpart:
            other = indicator(entry.counterpart)
            assert other.counterpart == entry.code
            assert {entry.basis, other.basis} == {"gross", "net"}
            assert entry.unit == other.unit

    def test_what_is_published_instead_is_counted_in_the_same_unit(self, entry):
        if entry.instead:
            other = indicator(entry.instead)
            assert (entry.kind, entry.unit) == (other.kind, other.unit) == ("flow", other.unit)


def test_no_two_open_a_report_in_the_same_place():
    ranks = [entry.rank for entry in all_indicators() if entry.rank is not None]
    assert len(ranks) == len(set(ranks))


@pytest.mark.parametrize("of", get_args(Accounted))
def test_each_term_of_an_account_is_one_indicator(of):
    terms = [one.account for one in all_indicators() if one.account and one.subject == of]
    assert len(terms) == len(set(terms))
    unpublished = {"net"} if of == "unions" else set()  # no federation prints it
    assert set(terms) == set(get_args(AccountTerm)) - unpublished


def test_a_report_opens_with_new_members_and_the_total():
    assert headline_flows()[0].code == "members_new"
    assert headline_levels()[0].code == "members_total"


def test_what_campaigns_aim_at_is_counted_before_losses():
    assert [entry.code for entry in campaign_aims()] == ["members_new", "grassroots_unions_new"]
    assert set(campaign_aims()) < set(aims())
    assert indicator("members_net_growth") in aims()


def test_no_module_holds_a_list_of_codes():
    """A second list beside the table is forgotten by whoever adds an indicator."""
    codes = {entry.code for entry in all_indicators()}
    lists = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in sorted(SOURCE.rglob("*.py"))
        if "simulate" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict)
        and len(codes & {c.value for c in ast.walk(node) if isinstance(c, ast.Constant)}) > 1
    ]
    assert lists == [], "Say it in a column of data/reference/indicators.csv and ask for that."


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
    assert indicator("members_new").unit_name("en", "1") == "member"
    assert indicator("members_new").told("1", "en") == "admitted 1 new member"
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

"""Provinces with their cut-offs as one text. If it fails, the overview is of other reports."""

import pytest

from doanvien.reference.calendar.cutoffs import read_cutoffs, write_cutoffs
from doanvien.reference.calendar.periods import parse_period
from doanvien.reference.scope import ParameterError

PERIOD = parse_period("2022H1")


def test_what_a_batch_writes_the_notebook_reads():
    text = "ha-noi=2022-07-08 lao-cai=2022-06-30"
    scopes = read_cutoffs(text, PERIOD, "vi")
    assert write_cutoffs(scopes) == text


def test_a_name_alone_counts_to_the_end_of_the_period():
    assert write_cutoffs(read_cutoffs("Hà-Nội lao-cai", PERIOD, "vi")) == (
        "ha-noi=2022-06-30 lao-cai=2022-06-30"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lao-cay", "lao-cai"),
        ("ha-noi=8/7/2022", "is not a date"),
        ("ha-noi ha-noi=2022-07-08", "stands twice"),
        ("", "'all'"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_remedy(text, said):
    with pytest.raises(ParameterError, match=said):
        read_cutoffs(text, PERIOD, "vi")

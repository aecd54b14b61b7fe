"""What is refused where a text is made. If these fail, a reader meets None, True or nan."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from jinja2 import Environment

from doanvien.reference.languages import translator
from doanvien.reference.text.raw import RawValue, is_raw, refuse_raw

NAN = float("nan")


@pytest.mark.parametrize(
    "value",
    [None, True, np.True_, NAN, float("-inf"), np.float32("nan"), pd.NaT, pd.NA, Decimal("NaN")],
    ids=repr,
)
def test_what_is_no_value_gets_into_no_sentence_and_no_page(value):
    with pytest.raises(RawValue, match="would reach the reader"):
        translator("en")("{count} new members", count=value)
    with pytest.raises(RawValue):
        Environment(finalize=refuse_raw).from_string("{{ x }}").render(x=value)


@pytest.mark.parametrize(
    ("count", "told"),
    [("1", "1 unit is late"), ("0", "0 units are late"), ("11", "11 units are late")],
)
def test_a_word_has_the_form_of_its_number(count, told):
    """An English report says "1 units are late" otherwise."""
    assert translator("en")("{count} {count:unit is|units are} late", count=count) == told


@pytest.mark.parametrize(
    "value", ["None", "nan", "{x}", "", 0, 10**400, 1.5, Decimal(1), np.int64(3), pd.Timestamp(0)]
)
def test_text_and_numbers_are_what_they_are(value):
    assert not is_raw(value)
    assert translator("en")("{count} members", count=value) == f"{value} members"


def test_a_message_may_quote_what_somebody_typed():
    assert translator("en")("Unknown province {text!r}.", text=None) == "Unknown province None."

"""Values that are not ready for a reader: nothing, truth values, numbers that are none.

They are refused where a text is made, by their type. What people wrote is text and stays as it is,
be it "None", "{2025}" or "Hội True nói": once a page is made nobody can tell the two apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from numbers import Integral, Real
from string import Formatter
from typing import Any

_NO_VALUES = frozenset({"NoneType", "bool", "bool_", "NAType", "NaTType"})
"""By name, because pandas is not imported for them."""


class RawValue(ValueError):
    """A value that a reader should never meet."""


def is_raw(value: object) -> bool:
    """Whether `value` is None, a truth value, or a number or day that is missing or no number."""
    if type(value).__name__ in _NO_VALUES:
        return True
    if isinstance(value, Integral) or not isinstance(value, (Real, Decimal)):
        return False
    return not math.isfinite(value)


def refuse_raw(value: Any) -> Any:
    """`value` itself; raises `RawValue` where a reader would meet None, True or nan."""
    if is_raw(value):
        raise RawValue(f"{value} would reach the reader; say in words what is missing.")
    return value


def fill(message: str, values: Mapping[str, object]) -> str:
    """`message` with its placeholders filled.

    A placeholder may hold the forms of a word for its number, "{count} {count:unit|units}": the
    first is for 1, the second for every other number.

    Raises KeyError for a placeholder without value and `RawValue` for a raw one, unless the message
    quotes it on purpose ({text!r}), as messages do that tell what somebody typed.
    """
    if any(map(is_raw, values.values())):
        return _Strict().vformat(message, (), values)
    if "|" in message:
        return _Forms().vformat(message, (), values)
    return message.format(**values)


def form_for(number: object, forms: str) -> str:
    """Of the forms of a word, "unit|units", that for a number as it is written; a word without
    forms, as most languages' are, stays."""
    one, _, other = forms.partition("|")
    return (one if str(number) == "1" else other) if other else one


class _Forms(Formatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        if "|" in format_spec:
            return form_for(value, format_spec)
        return super().format_field(value, format_spec)


class _Strict(_Forms):
    def format_field(self, value: Any, format_spec: str) -> Any:
        return super().format_field(refuse_raw(value), format_spec)

"""Numbers as a data set may write them, and what to do about the others.

Counts follow the Vietnamese form: digits, with or without a point between groups of three (1128 or
1.128). Rates are plain decimals with a point (86.9). Nothing is guessed: "1,128" is a thousand and
a bit to one reader and one and a bit to another, so it is refused with its cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from doanvien.data.problems import wrong
from doanvien.reference.sentences import Sentences

COUNT = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+")
DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")

MINUS_SIGNS = "-\N{MINUS SIGN}\N{EN DASH}"
_BLANKS = re.compile(r"[\s_'’]+")
_ENGLISH_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?(?:0?[0-9]|1[0-5])")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+")
_MEANS_NOT_REPORTED = {"", "?", "x", "...", "…", "n/a", "na", "nan", "null", "none"}
SPREADSHEET_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
LONGEST_COUNT = 15  # digits; more would lose the last ones in a floating-point number


_PLAIN = re.compile(rf"-?[0-9]{{1,{LONGEST_COUNT}}}")


def plain_numbers(texts: Sequence[str]) -> NDArray[np.float64]:
    """The numbers of texts that are digits only, a minus before them or none; NaN for all others.

    Such a text is the same number in every form, as far as the form allows it.
    """
    return np.array(
        [float(text) if _PLAIN.fullmatch(text) else np.nan for text in texts], dtype=np.float64
    )


@dataclass(frozen=True)
class NumberForm:
    """How a number must be written: a count, or a rate of at most ``top`` (None: no limit)."""

    rate: bool = False
    signed: bool = False
    top: float | None = None

    def complaint(self, text: str) -> Sentences | None:
        """What is wrong with ``text`` in this form; None if nothing."""
        if text in SPREADSHEET_ERRORS:
            return wrong(
                "{value} is an error of the spreadsheet, no number.",
                "Mend the formula in the spreadsheet and save the file again.",
            )
        if self.rate:
            return rate_complaint(text, self.top)
        return count_complaint(text, signed=self.signed)

    def read(self, text: str) -> float:
        """The number of a text without complaint: "1.128" is 1128 as a count, 1.128 as a rate."""
        return float(text if self.rate else text.replace(".", ""))


def count_complaint(text: str, *, signed: bool = False) -> Sentences | None:
    """What is wrong with ``text`` as a count of persons, unions or enterprises; None if nothing.

    ``signed`` allows a leading minus, for net figures.
    """
    negative = text[:1] in MINUS_SIGNS and len(text) > 1
    body = text[1:].lstrip() if negative else text
    sign = "-" if negative and signed else ""
    if COUNT.fullmatch(body):
        return _sign_complaint(text, body, negative, signed) or _size_complaint(body)
    if text.lower().strip(MINUS_SIGNS) in _MEANS_NOT_REPORTED:
        return wrong(
            "{value} is not a whole number.", "Delete the row if the figure was not reported."
        )
    joined = _BLANKS.sub("", body)
    if joined != body and COUNT.fullmatch(joined):
        return wrong(
            "{value} has blanks between its digits.", "Write {number}.", number=sign + joined
        )
    if _ENGLISH_THOUSANDS.fullmatch(body):
        plain, dotted = sign + body.replace(",", ""), sign + body.replace(",", ".")
        return wrong(
            "{value} is not a whole number.",
            "Write {plain} or {dotted}.",
            plain=plain,
            dotted=dotted,
        )
    if _SCIENTIFIC.fullmatch(body):
        number = sign + str(int(Decimal(body.replace(",", "."))))
        return wrong(
            "{value} is in scientific notation, which loses digits.",
            "Write the number out: {number}, or the exact figure.",
            number=number,
        )
    return _fraction_complaint(body, sign)


def rate_complaint(text: str, top: float | None) -> Sentences | None:
    """What is wrong with ``text`` as a rate; ``top`` is the highest possible one, None for none."""
    if DECIMAL.fullmatch(text):
        if top is not None and float(text) > top:
            return wrong(
                "{value} is not between 0 and {top}.",
                "Write the rate in per cent, such as 86.9.",
                top=f"{top:g}",
            )
        return None
    body = _BLANKS.sub("", text).rstrip("%")
    pointed = body.replace(",", ".") if _DECIMAL_COMMA.fullmatch(body) else body
    if DECIMAL.fullmatch(pointed):
        return wrong(
            "{value} is not a plain decimal with a point.", "Write {number}.", number=pointed
        )
    if text[:1] in MINUS_SIGNS and len(text) > 1:
        return wrong("{value} is negative, and a rate cannot be.", "Write the rate without a sign.")
    return wrong(
        "{value} is not a plain decimal with a point.",
        "Write digits and a point only, such as 86.9.",
    )


def _sign_complaint(text: str, body: str, negative: bool, signed: bool) -> Sentences | None:
    if not negative or (signed and text == f"-{body}"):
        return None
    if signed:
        return wrong(
            "{value} has a minus that is not a plain hyphen right before the digits.",
            "Write {number}.",
            number=f"-{body}",
        )
    return wrong(
        "{value} is negative, and this indicator cannot be.",
        "Write {number}, or name the indicator of the net figure if the source gives a net one.",
        number=body,
    )


def _size_complaint(body: str) -> Sentences | None:
    if len(body.replace(".", "")) <= LONGEST_COUNT:
        return None
    return wrong("{value} is too large to be a count.", "Compare it with the source.")


def _fraction_complaint(body: str, sign: str) -> Sentences:
    """Points and commas that do not stand between groups of three, and everything else."""
    if re.fullmatch(r"[0-9]+[.,]0+", body):  # how spreadsheets and pandas write whole numbers
        return wrong(
            "{value} is written with decimals, and counts are whole.",
            "Write {number}.",
            number=sign + re.split(r"[.,]", body)[0],
        )
    if re.fullmatch(r"[0-9]+\.[0-9]+", body):
        return wrong(
            "{value} is not a whole number: a point may only stand between groups of three digits.",
            "Write the whole number, such as 1128 or 1.128; write thousands out in full.",
        )
    if re.fullmatch(r"[0-9.,]+", body) and "," in body:
        return wrong(
            "{value} has a fraction or a comma, and counts are whole numbers without commas.",
            "Write the whole number that the source prints, such as 1128 or 1.128.",
        )
    return wrong(
        "{value} is not a whole number.",
        "Write digits only, such as 1128 or 1.128; words belong in the column qualifier.",
    )

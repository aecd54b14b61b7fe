"""A cell as a count or as a percentage, by the rules of the data set; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from doanvien.data.rules.numbers import LONGEST_COUNT, MINUS_SIGNS, count_complaint
from doanvien.intake.book.cells import Cell
from doanvien.intake.book.styles import decimals, is_percent
from doanvien.intake.findings import Finding, problem_at
from doanvien.reference.sentences import Sentence, sentence

_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_BLANKS = re.compile(r"[\s'’_]+")
_NOTHING = re.compile(rf"[{re.escape(MINUS_SIGNS)}x?.…/\s]*|n/?a|không|k", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,5}(?:,\d{1,6})?)\s*%?|(\d{1,5}\.\d{1,2})\s*%?")
_DIGITS_FIRST = re.compile(r"([\d.]+)\b.*")


@dataclass(frozen=True)
class Percentage:
    """``printed`` has a decimal comma and all its decimals: "25,0"."""

    printed: str

    @property
    def value(self) -> Fraction:
        return Fraction(self.printed.replace(",", "."))


def read_count(sheet: str, cell: Cell, *, signed: bool) -> int | Finding:
    """The whole number of a cell; ``signed`` lets it be negative."""
    complaint = _unfit(cell)
    if complaint:
        return problem_at(sheet, cell, *complaint)
    if isinstance(cell.value, float):
        if is_percent(cell.format):
            message = sentence("is shown as a percentage where a count belongs.")
            remedy = sentence("Set the format of the cell to a number and write the count.")
            return problem_at(sheet, cell, message, remedy)
        return _whole(sheet, cell, cell.value, signed=signed)
    text = str(cell.value).strip()
    if count_complaint(text, signed=signed) is None:
        return int(text.replace(".", ""))
    return problem_at(sheet, cell, *_what_to_write(text, signed=signed))


def read_percentage(sheet: str, cell: Cell) -> Percentage | Finding:
    """The percentage of a cell as it is shown: 0.25 in the format 0.0% is "25,0"."""
    complaint = _unfit(cell)
    if complaint:
        return problem_at(sheet, cell, *complaint)
    if isinstance(cell.value, float):
        return Percentage(_shown(cell.value, cell.format))
    found = _PERCENT.fullmatch(str(cell.value).strip())
    if found:
        return Percentage((found[1] or found[2]).replace(".", ","))
    message = sentence("is not a percentage.")
    return problem_at(sheet, cell, message, sentence("Write digits and a comma, such as 34,05."))


def _unfit(cell: Cell) -> tuple[Sentence, Sentence] | None:
    """What is wrong with a cell whatever number belongs there."""
    if cell.kind == "no_result":
        return (
            sentence("is a formula without a result."),
            sentence("Open the file in Excel and save it, so that it is calculated."),
        )
    if cell.kind == "error":
        return (
            sentence("is an error of a formula, not a number."),
            sentence("Correct the formula, or write the number."),
        )
    if cell.kind == "date":
        return (
            sentence("is a day where a number belongs."),
            sentence("Set the format of the cell to a number and write the count."),
        )
    if cell.kind == "bool":
        return sentence("is not a number."), sentence("Write the count.")
    return None


def _whole(sheet: str, cell: Cell, value: float, *, signed: bool) -> int | Finding:
    if value != int(value):
        message = sentence("is not a whole number.")
        written = f"{value:.15g}"
        if re.fullmatch(r"-?\d{1,3}\.\d{3}", written):
            whole = written.replace(".", "")
            remedy = sentence("If {whole} is meant, write {whole} without a point.", whole=whole)
        else:
            remedy = sentence("Write the whole number.")
        return problem_at(sheet, cell, message, remedy)
    if value < 0 and not signed:
        message = sentence("is negative, and this count cannot be.")
        return problem_at(sheet, cell, message, sentence("Compare it with your records."))
    if abs(value) >= 10**LONGEST_COUNT:
        message = sentence("is too large to be a count.")
        return problem_at(sheet, cell, message, sentence("Compare it with your records."))
    return int(value)


def _what_to_write(text: str, *, signed: bool) -> tuple[Sentence, Sentence]:
    """Why a text is no count, and what to write instead."""
    joined = _BLANKS.sub("", text)
    if _NOTHING.fullmatch(text):
        return (
            sentence("does not say whether there were none or nobody reported."),
            sentence("Write 0 for none, or leave the cell empty if it was not reported."),
        )
    if _ENGLISH.fullmatch(text):
        plain, pointed = text.replace(",", ""), text.replace(",", ".")
        return (
            sentence("has a comma, which separates decimals in Vietnamese."),
            sentence("Write {plain} or {pointed}.", plain=plain, pointed=pointed),
        )
    if joined != text and count_complaint(joined, signed=signed) is None:
        return (
            sentence("has blanks between its digits."),
            sentence("Write {plain}.", plain=joined),
        )
    first = _DIGITS_FIRST.fullmatch(text)
    if first and not re.fullmatch(r"[\d.,]+", text):
        return (
            sentence("has words beside the number."),
            sentence("Write the number alone; what explains it belongs among the remarks."),
        )
    return (
        sentence("is not a whole number."),
        sentence("Write digits only, such as 1128 or 1.128."),
    )


def _shown(value: float, code: str) -> str:
    """A number with the decimals of its format; at most two where the format names none."""
    scaled = Decimal(repr(value)) * (100 if is_percent(code) else 1)
    digits = decimals(code)
    if digits is None:
        shown = scaled.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
        return f"{shown:f}".replace(".", ",")
    rounded = scaled.quantize(Decimal(1).scaleb(-min(digits, 6)), ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", ",")

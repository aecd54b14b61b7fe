"""What is counted: every indicator, with its label, basis, unit and definition.

Two figures of one indicator may be added or compared; two of different indicators may not, however
alike their names are. The table ``data/reference/indicators.csv`` alone knows them.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from doanvien.reference.files import read_table
from doanvien.reference.languages import Language
from doanvien.reference.names import nearest
from doanvien.reference.sentences import SpokenError, meant, sentence

IndicatorKind = Literal["flow", "stock", "rate"]
Basis = Literal["gross", "net", "stock", "rate"]
Unit = Literal[
    "members",
    "unions",
    "workers",
    "officers",
    "enterprises",
    "agreements",
    "percent",
    "per_union",
]

_UNIT_NAMES: dict[Unit, tuple[str, str]] = {
    "members": ("đoàn viên", "members"),
    "unions": ("CĐCS", "grassroots unions"),
    "workers": ("người lao động", "workers"),
    "officers": ("cán bộ công đoàn", "officers"),
    "enterprises": ("doanh nghiệp", "enterprises"),
    "agreements": ("thỏa ước", "agreements"),
    "percent": ("%", "%"),
}


class UnknownIndicator(SpokenError):
    """No indicator has that code."""


@dataclass(frozen=True)
class Indicator:
    """One line of the table of indicators.

    ``counterpart`` is the same thing on the other basis (gross and net). ``numerator`` and
    ``denominator`` are indicator codes where such indicators exist, else empty; the denominator in
    words is always there for a rate. ``also_called`` are codes that published tables use for it.
    """

    code: str
    label_vi: str
    label_en: str
    kind: IndicatorKind
    unit: Unit
    basis: Basis
    signed: bool
    counterpart: str
    numerator: str
    denominator: str
    denominator_vi: str
    denominator_en: str
    definition_vi: str
    definition_en: str
    source: str
    source_en: str = ""
    short_vi: str = ""
    short_en: str = ""
    unit_vi: str = ""
    unit_en: str = ""
    also_called: str = ""

    def __repr__(self) -> str:
        return f"<Indicator {self.code}>"

    def label(self, language: Language) -> str:
        """A lower-case phrase for use inside a sentence: "đoàn viên kết nạp mới"."""
        return self.label_vi if language == "vi" else self.label_en

    def short_label(self, language: Language) -> str:
        """A title of at most 28 characters for tiles and charts: "Đoàn viên kết nạp mới"."""
        return self.short_vi if language == "vi" else self.short_en

    def unit_name(self, language: Language) -> str:
        """The unit after a number: "đoàn viên", "CĐCS", "%"."""
        return self.unit_vi if language == "vi" else self.unit_en

    def definition(self, language: Language) -> str:
        """What is counted, in one to three sentences."""
        return self.definition_vi if language == "vi" else self.definition_en

    def denominator_words(self, language: Language) -> str:
        """What a rate divides by, in words; empty for flows and stocks."""
        return self.denominator_vi if language == "vi" else self.denominator_en

    def source_name(self, language: Language) -> str:
        """The document or usage that the definition follows."""
        return self.source if language == "vi" else self.source_en


def indicator(code: str) -> Indicator:
    """The indicator of a code; raises UnknownIndicator, which suggests the nearest code."""
    known = _by_code()
    if code in known:
        return known[code]
    wanted = str(code).strip().lower()
    suggestions = nearest(wanted, {name: entry.code for name, entry in known.items()})
    raise UnknownIndicator(sentence("Unknown indicator {code!r}.", code=code), *meant(suggestions))


@cache
def all_indicators() -> tuple[Indicator, ...]:
    """Every indicator, in the order of the table."""
    return tuple(_from_row(row) for row in read_table("indicators.csv"))


@cache
def _by_code() -> dict[str, Indicator]:
    known = {entry.also_called: entry for entry in all_indicators() if entry.also_called}
    return known | {entry.code: entry for entry in all_indicators()}


def _from_row(row: dict[str, str]) -> Indicator:
    unit = cast(Unit, row["unit"])
    # A per-union average names its unit in the table, because it depends on what is averaged.
    unit_vi, unit_en = _UNIT_NAMES.get(unit, ("", ""))
    words = {
        **row,
        "unit_vi": row["unit_vi"] or unit_vi,
        "unit_en": row["unit_en"] or unit_en,
        "signed": row["signed"] == "yes",
    }
    return Indicator(**words)  # type: ignore[arg-type]  # cells are text; the test checks the values

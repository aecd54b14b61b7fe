"""What is counted: every indicator, with its label, basis, unit and definition.

Two figures of one indicator may be added or compared; two of different indicators may not, however
alike their names are. The table ``data/reference/indicators.csv`` alone knows them; whoever needs
"the parts of new members" or "what a report opens with" asks it here and keeps no list of codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, cast

from doanvien.reference.files import read_table
from doanvien.reference.languages import Language, text_of
from doanvien.reference.sentences import SpokenError, meant, sentence
from doanvien.reference.text.names import nearest
from doanvien.reference.text.raw import fill, form_for

IndicatorKind = Literal["flow", "stock", "rate"]
Basis = Literal["gross", "net", "stock", "rate"]
Unit = Literal[
    "members",
    "unions",
    "workers",
    "officers",
    "communes",
    "enterprises",
    "agreements",
    "percent",
    "per_union",
]
PERSONS: tuple[Unit, ...] = ("members", "workers", "officers")
Subject = Literal["members", "unions", "elite", ""]
AccountTerm = Literal["new", "lost", "net", "removed", "transferred", "total"]
Accounted = Literal["members", "unions"]
Good = Literal["up", "down", ""]
Band = Literal["all", "20plus", "25plus", "10to19", "under10", ""]


class UnknownIndicator(SpokenError):
    """No indicator has that code."""


@dataclass(frozen=True)
class Indicator:
    """One line of the table of indicators; ``position`` is its place in it, from 0.

    - ``counterpart``: the same thing on the other basis (gross and net);
    - ``instead``: a like count by another measure, which reports print beside a target for this
      one: enterprises of 25 workers for unions of 25 members;
    - ``part_of``: the indicator that holds it, on the same days;
    - ``numerator``, ``denominator``: what a rate divides, where such indicators exist; the
      denominator in words is always there for a rate; that of a flow is the stock it follows;
    - ``account``: its term in the account of members, or of grassroots unions;
    - ``band``: of what has no union yet, the size of the enterprises by their workers;
    - ``taken_by``: of that, the result that makes it fewer;
    - ``regular``: part of every report, so asked for where it is missing and followed from one
      report to the next;
    - ``rank``: its place among what a report opens with, from 1; None: the report does not open
      with it;
    - ``good``: whether more of it is good, fewer, or neither;
    - ``adds_up``: whether provinces count it alike, so that their sum is shown;
    - ``also_called``: the code that published tables use for it.

    What is absent is "".
    """

    code: str
    position: int
    kind: IndicatorKind
    unit: Unit
    basis: Basis
    signed: bool
    subject: Subject
    counterpart: str
    instead: str
    part_of: str
    account: AccountTerm | Literal[""]
    numerator: str
    denominator: str
    band: Band
    taken_by: str
    regular: bool
    rank: int | None
    good: Good
    adds_up: bool
    also_called: str
    texts: Mapping[str, str] = field(repr=False, compare=False)

    def __repr__(self) -> str:
        return f"<Indicator {self.code}>"

    def label(self, language: Language, number: str = "") -> str:
        """A lower-case phrase for use inside a sentence: "đoàn viên kết nạp mới"; after a number,
        the form for it: "new grassroots union" after "1"."""
        return form_for(number, text_of(self.texts, "label", language))

    def short_label(self, language: Language) -> str:
        """A title of at most 28 characters for tiles and charts: "Kết nạp mới"."""
        return text_of(self.texts, "short", language)

    def unit_name(self, language: Language, number: str = "") -> str:
        """The unit after a number: "đoàn viên", "CĐCS", "%", "member" after "1"."""
        return form_for(number, text_of(self.texts, "unit", language))

    def told(self, number: str, language: Language) -> str:
        """What the unions did, as an official text says it: "kết nạp mới 1.128 đoàn viên".

        Every flow that has a rank can be told.
        """
        return fill(text_of(self.texts, "verb", language), {"number": number})

    def definition(self, language: Language) -> str:
        """What is counted, in one to three sentences."""
        return text_of(self.texts, "definition", language)

    def denominator_words(self, language: Language) -> str:
        """What a rate divides by, in words; empty for flows and stocks."""
        return text_of(self.texts, "denominator", language)


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
    return tuple(_from_row(*entry) for entry in enumerate(read_table("indicators.csv")))


def headline_flows() -> tuple[Indicator, ...]:
    """The results that a report opens with, the weightiest first."""
    return _ranked(item for item in all_indicators() if item.kind == "flow")


def headline_levels() -> tuple[Indicator, ...]:
    """The totals and rates that a report opens with, the weightiest first."""
    return _ranked(item for item in all_indicators() if item.kind != "flow")


def main_flows() -> tuple[Indicator, ...]:
    """The results that every report opens with, the weightiest first."""
    return tuple(item for item in headline_flows() if item.regular)


def aims() -> tuple[Indicator, ...]:
    """What the union chiefly sets out to raise, in every province, on either basis."""
    return tuple(i for i in all_indicators() if i.kind == "flow" and i.adds_up and i.good == "up")


def campaign_aims() -> tuple[Indicator, ...]:
    """What a campaign wave is meant to bring: the same before losses, where always reported."""
    return tuple(item for item in aims() if item.basis == "gross" and item.regular)


def regular_flows() -> tuple[Indicator, ...]:
    """Flows that are part of every report."""
    return tuple(item for item in all_indicators() if item.regular and item.kind == "flow")


def regular_levels() -> tuple[Indicator, ...]:
    """Totals that are part of every report."""
    return tuple(item for item in all_indicators() if item.regular and item.kind != "flow")


def is_fine(unit: str, code: str) -> bool:
    """Whether a figure counts the persons of a subordinate union, or of a part of its place."""
    measured = indicator(code)
    return measured.unit in PERSONS and bool(unit or measured.part_of)


def both_bases(code: str) -> tuple[Indicator, ...]:
    """An indicator, and the same thing on the other basis where that is counted."""
    measured = indicator(code)
    return (measured, *([indicator(measured.counterpart)] if measured.counterpart else []))


@cache
def account_code(term: AccountTerm, of: Accounted = "members") -> str:
    """The code of a term of the account of members or of grassroots unions; "" where none has it:
    the net growth of unions is nowhere counted."""
    found = (i.code for i in all_indicators() if (i.account, i.unit) == (term, of))
    return next(found, "")


@cache
def _by_code() -> dict[str, Indicator]:
    known = {entry.also_called: entry for entry in all_indicators() if entry.also_called}
    return known | {entry.code: entry for entry in all_indicators()}


def _ranked(items: Iterable[Indicator]) -> tuple[Indicator, ...]:
    ranks = {item: item.rank for item in items if item.rank is not None}
    return tuple(sorted(ranks, key=lambda item: ranks[item]))


def _from_row(position: int, row: dict[str, str]) -> Indicator:
    return Indicator(
        code=row["code"],
        position=position,
        kind=cast(IndicatorKind, row["kind"]),
        unit=cast(Unit, row["unit"]),
        basis=cast(Basis, row["basis"]),
        signed=row["signed"] == "yes",
        subject=cast(Subject, row["subject"]),
        counterpart=row["counterpart"],
        instead=row["instead"],
        part_of=row["part_of"],
        account=cast(AccountTerm, row["account"]),
        numerator=row["numerator"],
        denominator=row["denominator"],
        band=cast(Band, row["band"]),
        taken_by=row["taken_by"],
        regular=row["regular"] == "yes",
        rank=int(row["rank"]) if row["rank"] else None,
        good=cast(Good, row["good"]),
        adds_up=row["adds_up"] == "yes",
        also_called=row["also_called"],
        texts=row,
    )

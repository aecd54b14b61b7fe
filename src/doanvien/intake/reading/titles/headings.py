"""What a title of a column or a line means: an indicator and its days, a target, or no figure.

A heading is a path from the outermost group to its own words ("Đoàn viên", "Kết nạp mới"). Its
words are put together to the code of an indicator (``members`` + ``new``), and it counts only where
every word of the path is known: "Đoàn viên nghỉ thai sản" is none of the members we know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from doanvien.data.reading.header import looks_personal
from doanvien.intake.reading.days import without_days, without_months, year_of
from doanvien.intake.reading.titles.terms import Taken, taken_apart
from doanvien.reference.indicators import Indicator, all_indicators, indicator

Use = Literal[
    "figure", "target", "percent", "unit", "item", "number", "measured", "quantity", "out"
]
Reason = Literal["", "no_indicator", "personal_data", "address", "note", "no_heading", "undecided"]
LEAVE_OUT = "leave out"
"""What somebody writes in a file of answers for a title that is no figure."""
SEPARATOR = " > "


@dataclass(frozen=True)
class Meaning:
    """What a column or a line holds.

    ``use`` "out": nothing for the data set, ``reason`` says why. ``day`` is "opening", "closing" or
    "opening_period"; ``printed`` the day that the title prints, ``since`` its first day, ``months``
    the first and last month of the quarter or months that it names. ``span``
    is "" (as the form says), "year", "period" or "form". ``sign`` is 1 or -1 where two columns make
    one figure. ``of`` says what a percentage is one of: "target" or "rate".
    """

    use: Use
    reason: Reason = ""
    indicator: str = ""
    day: str = "closing"
    printed: date | None = None
    since: date | None = None
    months: tuple[int, int] | None = None
    span: str = ""
    sign: int = 0
    of: str = ""
    assigner: str = ""
    year: int | None = None
    of_which: bool = False
    subject: str = ""
    measure: str = ""

    @property
    def found(self) -> Indicator:
        return indicator(self.indicator)


UNKNOWN = Meaning("out", "no_indicator")


def understood(
    path: Sequence[str],
    before: Meaning | None = None,
    answers: Mapping[str, str] | None = None,
    title_subject: str = "",
) -> Meaning:
    """What a heading means.

    ``path`` goes from the outermost group to the heading itself. ``before`` is the meaning of the
    column or main line before it in the same group, which "trong đó" speaks of. ``answers`` map a
    path (joined by " > ") to the code that somebody wrote for it. ``title_subject`` is what the
    whole form is about, for headings that do not say.
    """
    answer = (answers or {}).get(SEPARATOR.join(path))
    stripped = [without_days(text) for text in path]
    named = [without_months(text) for text, _, _ in stripped]
    parts = [taken_apart(text) for text, _ in named]
    own, groups = parts[-1], parts[:-1]
    role = _role(own, bool(groups))
    if any(looks_personal(text) for text in path):
        return role if role and role.reason == "address" else Meaning("out", "personal_data")
    dated = _Dated(
        next((days[-1] for _, days, _ in reversed(stripped) if days), None),
        next((since for _, _, since in reversed(stripped) if since), None),
        next((months for _, months in reversed(named) if months), None),
        next((year for text in reversed(path) if (year := year_of(text))), None),
    )
    if answer == LEAVE_OUT:
        return UNKNOWN
    if answer:
        return _answered(answer, parts, dated)
    if role:
        return role
    says_days = named[-1][1] or (groups and year_of(path[-1]))
    if any(part.unknown for part in parts) or not (own.said or says_days):
        return UNKNOWN
    if len(dict.fromkeys(own.all("subject"))) > 1:
        return UNKNOWN
    return _figure(own, groups, before, dated, title_subject)


@dataclass(frozen=True)
class _Dated:
    printed: date | None
    since: date | None
    months: tuple[int, int] | None
    year: int | None


def _role(own: Taken, in_group: bool) -> Meaning | None:
    """What a column is for by its title alone; under a group, "thực hiện" is the group's figure."""
    roles = own.all("role")
    if "personal" in roles:
        return Meaning("out", "personal_data")
    if not roles or own.unknown:
        return None
    if roles[0] in ("note", "address"):
        return Meaning("out", roles[0])  # type: ignore[arg-type]
    others = [name for name, _ in own.said if name not in ("role", "filler", "span")]
    if others or (roles[0] == "quantity" and in_group):
        return None
    return Meaning(roles[0], span=own.first("span"))  # type: ignore[arg-type]


def _figure(
    own: Taken,
    groups: Sequence[Taken],
    before: Meaning | None,
    dated: _Dated,
    title_subject: str,
) -> Meaning:
    code = own.first("code") or next((one.first("code") for one in groups), "")
    kinds = {kind for part in (*groups, own) for kind in part.all("kind")}
    assigner = next((found for part in (own, *groups) if (found := part.first("assigner"))), "")
    of_which = bool(own.first("of_which") or any(part.first("of_which") for part in groups))
    follows = before if _leans_on(own) or of_which else None
    subject = _subject(own, groups, follows, title_subject)
    measure, opening = _measure(own, groups, follows)
    span = next((found for part in (own, *reversed(groups)) if (found := part.first("span"))), "")
    if dated.months and (kinds or code):
        return UNKNOWN  # a target or a percentage of a part of the year
    if "percent" in kinds or code:
        of = "target" if "target" in kinds else "rate"
        composed = code or _composed(subject, measure, own, groups)
        return Meaning("percent", indicator=composed, of=of, assigner=assigner, span=span)
    if "target" in kinds:
        target = _composed(subject, measure, own, groups) if measure else ""
        if not measure and before and before.use == "figure":
            target = before.indicator
        if not target:
            return Meaning("out", "undecided")
        return Meaning("target", indicator=target, assigner=assigner, year=dated.year)
    if of_which and before and before.subject and own.first("subject") not in ("", before.subject):
        return UNKNOWN  # persons among unions, or the like: no code counts them
    if own.first("compare") or any(group.first("compare") for group in groups):
        return UNKNOWN  # a difference to another day, no figure of its own
    if measure is None or not subject:
        return Meaning("out", "undecided")
    composed = _composed(subject, measure or "total", own, groups)
    if not composed:
        return UNKNOWN
    signs = {"+": 1, "-": -1}
    meaning = Meaning(
        "figure",
        indicator=composed,
        day=opening or "closing",
        printed=dated.printed,
        since=dated.since,
        months=dated.months,
        span=span,
        sign=signs.get(own.first("sign"), 0),
        year=dated.year,
        of_which=of_which,
        subject=subject,
        measure=measure or "total",
    )
    is_level = meaning.found.kind != "flow"
    if not is_level and meaning.day != "closing":
        return Meaning("out", "undecided")  # a flow has no opening
    return replace(meaning, span="") if is_level else meaning


def _leans_on(own: Taken) -> bool:
    """Whether a heading names a part only ("nữ"), so that it is a part of what stands before it."""
    return bool(own.all("part")) and not (
        own.all("subject") or own.all("measure") or own.all("day") or own.all("weak")
    )


def _subject(
    own: Taken, groups: Sequence[Taken], before: Meaning | None, title_subject: str
) -> str:
    for part in (own, *reversed(groups)):
        # "đoàn viên tại CĐCS": the first subject is what is counted.
        if found := part.first("subject"):
            return found
    if before and before.subject:
        return before.subject
    for part in (own, *reversed(groups)):
        if found := part.first("subject?"):
            return found
    return title_subject


def _measure(own: Taken, groups: Sequence[Taken], before: Meaning | None) -> tuple[str | None, str]:
    """The measure and the day: "" where no word tells it, None where the words contradict."""
    day = next((found for part in (own, *reversed(groups)) if (found := part.first("day"))), "")
    strong = dict.fromkeys(own.all("measure"))
    if len(strong) > 1:
        return None, ""
    if strong:
        return next(iter(strong)), "" if own.first("day") == "closing" else own.first("day")
    if own.first("day"):
        return "total", own.first("day")
    for part in reversed(groups):
        if measures := dict.fromkeys(part.all("measure")):
            return (next(iter(measures)) if len(measures) == 1 else None), ""
    if before and before.measure and (_leans_on(own) or own.first("of_which")):
        return before.measure, before.day
    loose = [part.first("measure?") for part in (own, *groups) if part.first("measure?")]
    if loose and (own.first("weak") and not own.first("measure?")):
        return None, ""  # "phát triển đoàn viên: tổng số" may be all members or the new ones
    if loose:
        return loose[0], ""
    said_total = own.first("weak") or any(part.first("weak") for part in groups)
    return "total" if said_total or day else "", day


def _composed(subject: str, measure: str | None, own: Taken, groups: Sequence[Taken]) -> str:
    """The code that subject, measure and parts make, "" where no indicator has it."""
    if not subject or not measure:
        return ""
    parts = dict.fromkeys(part for taken in (*groups, own) for part in taken.all("part"))
    for option in measure.split("|"):
        code = "_".join((subject, option, *parts))
        if is_code(code):
            return code
    return ""


def _answered(answer: str, parts: Sequence[Taken], dated: _Dated) -> Meaning:
    """What somebody wrote: a code, with "opening", "target" or "percent" behind it where needed."""
    code, _, rest = answer.partition(" ")
    if not is_code(code):
        return Meaning("out", "undecided")
    if rest == "target":
        return Meaning("target", indicator=code, year=dated.year)
    if rest == "percent":
        return Meaning("percent", indicator=code, of="target")
    span = next((found for part in reversed(parts) if (found := part.first("span"))), "")
    return Meaning(
        "figure",
        indicator=code,
        day="opening" if rest == "opening" else "closing",
        printed=dated.printed,
        since=dated.since,
        months=dated.months,
        span=span,
    )


def is_code(code: str) -> bool:
    """Whether an indicator has this code."""
    return code in _codes()


@cache
def _codes() -> frozenset[str]:
    return frozenset(one.code for one in all_indicators())

"""Answers to what a form leaves open: files ``params/forms/NAME.yaml``, one for each kind of form.

``title`` says to which forms a file belongs: those of that title, whatever their period.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from doanvien.data.reading.located_yaml import YamlSyntaxError, read_located_yaml
from doanvien.intake.reading.titles.headings import LEAVE_OUT, is_code
from doanvien.reference.sentences import Sentence, SpokenError, sentence
from doanvien.reference.text.words import bare

OPEN = "?"
KEYS = ("title", "province", "since", "columns", "units")
_OF_A_PERIOD = re.compile(
    r"\b(?:quy|thang|nam|dau|cuoi|iv|iii|ii|i|tu ngay|den ngay|ngay)\b|\d+[\d/.\-]*"
)
SINCE = ("year", "period")
LARGEST = 200_000


class UnusableAnswers(SpokenError):
    """A file of answers that cannot be read."""


@dataclass(frozen=True)
class Answers:
    """``columns``: path of a heading → code or "leave out"; ``units``: name in the form → name of
    the register; ``since``: flows run from 1 January ("year") or from the period's first day.
    """

    title: str
    province: str = ""
    since: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def belongs_to(self, title: str) -> bool:
        return kind_of(self.title) == kind_of(title)


def kind_of(title: str) -> str:
    """A title without its period, so that next quarter's form is the same kind."""
    return " ".join(re.findall(r"[a-z]+", _OF_A_PERIOD.sub(" ", bare(title))))


def read_answers(folder: Path) -> tuple[Answers, ...]:
    """All files of answers of a folder; none where there is no such folder."""
    return tuple(_read(path) for path in sorted(folder.glob("*.yaml")))


def proposal(
    title: str, columns: Iterable[tuple[str, Iterable[str]]], units: Iterable[tuple[str, str]]
) -> str:
    """A file of answers to be edited: each open heading with codes it may be, each near name."""
    lines = [
        "# Trả lời cho những chỗ chưa tự hiểu được; kỳ sau, biểu cùng loại không phải hỏi lại.",
        "# Mỗi cột: ghi mã chỉ số (data/reference/indicators.csv), hoặc leave out để bỏ qua.",
        "# Mỗi đơn vị: ghi tên đúng nếu cùng một đơn vị, để nguyên nếu là đơn vị mới.",
        "# Thêm opening sau mã nếu là số đầu kỳ, target nếu là chỉ tiêu, percent nếu là tỷ lệ %.",
        f"title: {_quoted(title)}",
    ]
    for heading, candidates in columns:
        if "columns:" not in lines:
            lines.append("columns:")
        hint = ", ".join(candidates)
        lines.append(f"  {_quoted(heading)}: {_quoted(OPEN)}" + (f"  # {hint}" if hint else ""))
    for name, near in units:
        if "units:" not in lines:
            lines.append("units:")
        lines.append(f"  {_quoted(name)}: {_quoted(OPEN)}  # {_quoted(near)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _read(path: Path) -> Answers:
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError
        document = read_located_yaml(path)
    except YamlSyntaxError as error:
        where = sentence("params/forms/{name}, line {line}:", name=path.name, line=error.line or 1)
        raise UnusableAnswers(where, *error.told) from None
    except (OSError, ValueError) as error:
        raise UnusableAnswers(_unreadable(path)) from error
    for location, lines in document.repeated.items():
        raise UnusableAnswers(
            sentence(
                "params/forms/{name}: {key!r} stands in lines {first} and {second}. Keep one.",
                name=path.name,
                key=str(location[-1]),
                first=lines[0],
                second=lines[1],
            )
        )
    value = document.value
    if not isinstance(value, dict) or not isinstance(value.get("title"), str):
        raise UnusableAnswers(_unreadable(path))
    if unknown := sorted(str(key) for key in value if key not in KEYS):
        raise UnusableAnswers(
            sentence(
                "params/forms/{name}: there is no key {key}. Allowed are {keys}.",
                name=path.name,
                key=unknown[0],
                keys=", ".join(KEYS),
            )
        )
    since = str(value.get("since") or "")
    if since not in ("", *SINCE):
        raise UnusableAnswers(
            sentence(
                "params/forms/{name}: 'since' is year or period, not {text!r}.",
                name=path.name,
                text=since,
            )
        )
    columns = _texts(path, value.get("columns"))
    for text in columns.values():
        if text != LEAVE_OUT and not is_code(text.partition(" ")[0]):
            raise UnusableAnswers(
                sentence(
                    "params/forms/{name}: {text!r} is no indicator of indicators.csv.",
                    name=path.name,
                    text=text,
                )
            )
    province = str(value.get("province") or "")
    units = _texts(path, value.get("units"))
    return Answers(value["title"], province, since, columns, units)


def _texts(path: Path, value: Any) -> dict[str, str]:
    """A map of texts, without those that are still open."""
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise UnusableAnswers(_unreadable(path))
    return {str(key): text.strip() for key, text in value.items() if text.strip() not in ("", OPEN)}


def _unreadable(path: Path) -> Sentence:
    return sentence(
        "params/forms/{name} is not a file of answers: a title, columns and units with texts.",
        name=path.name,
    )


def first_day(answers: Iterable[Answers], cut_off: date, period_start: date | None) -> date | None:
    """Where flows begin by the answers that speak of it."""
    for one in answers:
        if one.since == "year":
            return date(cut_off.year, 1, 1)
        if one.since == "period" and period_start:
            return period_start
    return None

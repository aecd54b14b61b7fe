"""``dataset.yaml``: what a data set is, and how far it may be believed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

import yaml

from doanvien.data.problems import Complaint, Problem
from doanvien.data.reading.text import UnreadableText, read_text, unicode_problems
from doanvien.data.rules.dates import date_complaint
from doanvien.data.rules.values import Rule, one_of, suggestion


@dataclass(frozen=True)
class DataSetInfo:
    """``status`` is "published", "reported" or "simulated"; ``updated`` an ISO date."""

    title: str
    status: str
    terms: str
    owner: str
    updated: str
    title_en: str = ""


KEYS = tuple(field.name for field in fields(DataSetInfo))
OPTIONAL = ("title_en",)
DEEPEST = 10  # lists in lists; every text stands outside of any, and the reader of YAML recurses
_RULES: dict[str, Rule] = {
    "status": one_of("published", "reported", "simulated"),
    "updated": date_complaint,
}


class _Entry(NamedTuple):
    key: str
    line: int
    value: str


def read_info(path: Path, file: str) -> tuple[DataSetInfo | None, list[Problem]]:
    """The description of a data set, None where anything is wrong with it, and its problems."""
    try:
        text = read_text(path, file, f"its keys are {', '.join(KEYS)}.")
        _demand_plain(text, file)
        entries = _entries(text)
    except UnreadableText as error:
        return None, [error.problem]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        remedy = "Write lines of the form 'key: value'; quote a text that holds ': '."
        return None, [Problem(file, line, "", "", "the text is not YAML", remedy)]

    problems = unicode_problems(file, text)
    for entry in entries:
        if complaint := _complaint(entry, [other.key for other in entries]):
            problems.append(Problem(file, entry.line, entry.key, entry.value, *complaint))
    present = {entry.key: entry.value for entry in entries}
    for key in KEYS:
        if key not in present and key not in OPTIONAL:
            remedy = f"Add a line '{key}: …'."
            problems.append(Problem(file, None, key, "", "the key is missing", remedy))
    return (None if problems else DataSetInfo(**present)), problems


def _complaint(entry: _Entry, keys: list[str]) -> Complaint | None:
    if entry.key not in KEYS:
        hint = suggestion(entry.key, KEYS)
        return Complaint("belongs to an unknown key", f"Allowed are {', '.join(KEYS)}.{hint}")
    if keys.count(entry.key) > 1:
        return Complaint("belongs to a key that stands twice", "Keep one of the lines.")
    if not entry.value:
        return Complaint("the key has no text", "Write it on the same line.")
    rule = _RULES.get(entry.key)
    return rule(entry.value) if rule else None


def _demand_plain(text: str, file: str) -> None:
    """Refuse tags, which make texts into something else, and aliases, which multiply them.

    Raises UnreadableText.
    """
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if getattr(event, "tag", None) or getattr(event, "anchor", None) or depth > DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else None
            message = "only keys with texts may stand here, no tag, anchor or alias (!, &, *)"
            remedy = "Write the text out; quote one that begins with such a mark."
            raise UnreadableText(Problem(file, line, "", "", message, remedy))


def _entries(text: str) -> list[_Entry]:
    """Keys with their lines; every value stays the text that was written, dates too."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise yaml.MarkedYAMLError(problem_mark=root.start_mark)
    return [
        _Entry(
            str(key.value),
            key.start_mark.line + 1,
            value.value.strip() if isinstance(value, yaml.ScalarNode) else "",
        )
        for key, value in root.value
    ]

"""``dataset.yaml``: what a data set is, and how far it may be believed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.located_yaml import LocatedYaml, YamlSyntaxError, read_located_yaml
from doanvien.data.reading.text import is_nfc, not_nfc
from doanvien.data.rules.dates import date_complaint
from doanvien.data.rules.letters import text_complaint
from doanvien.data.rules.values import Rule, near, one_of


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
_RULES: dict[str, Rule] = {
    "status": one_of("published", "reported", "simulated"),
    "updated": date_complaint,
}


def read_info(path: Path, file: str) -> tuple[DataSetInfo | None, list[Problem]]:
    """The description of a data set, None where anything is wrong with it, and its problems."""
    keys = ", ".join(KEYS)
    missing = wrong("the file is missing.", "Create it; its keys are {keys}.", keys=keys)
    try:
        document = read_located_yaml(path, missing)
    except YamlSyntaxError as error:
        return None, [Problem.of_file(file, error.told, error.line)]
    problems = list(_problems(document, file))
    return (None if problems else DataSetInfo(**document.value)), problems


def _problems(document: LocatedYaml, file: str) -> Iterator[Problem]:
    entries = document.value
    if not isinstance(entries, dict):
        told = wrong(
            "the text holds no keys.",
            "Write a line 'key: …' for each of {keys}.",
            keys=", ".join(KEYS),
        )
        yield Problem.of_file(file, told, document.line_of(()))
        return
    for location, lines in document.repeated.items():
        told = wrong("the key stands more than once.", "Keep one of the lines.")
        yield Problem(file, tuple(lines), str(location[-1]), "", told)
    for key, value in entries.items():
        line = document.line_of((key,))
        text = value.strip() if isinstance(value, str) else ""
        rule = _RULES.get(key, text_complaint)
        if key not in KEYS:
            told = wrong("there is no such key.", "Allowed are {keys}.", keys=", ".join(KEYS))
            yield Problem.of_file(file, told + near(key, KEYS), line, key)
        elif not text:
            told = wrong("the key has no text.", "Write it on the same line.")
            yield Problem.of_file(file, told, line, key)
        elif not is_nfc([text]):
            yield not_nfc(file, line or 1)
        elif complaint := rule(text):
            yield Problem(file, (line or 1,), key, text, complaint)
    for key in KEYS:
        if key not in entries and key not in OPTIONAL:
            told = wrong("the key is missing.", "Add a line '{key}: …'.", key=key)
            yield Problem.of_file(file, told, column=key)

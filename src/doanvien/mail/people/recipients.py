"""Who gets which report, from params/recipients.yaml."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from doanvien.batch.project import Project
from doanvien.batch.request.problems import (
    BatchError,
    ParameterProblem,
    few_of_a_kind,
    suggestion,
)
from doanvien.batch.request.problems import told as told_by
from doanvien.batch.request.scopes import COUNTRY
from doanvien.data.reading.located_yaml import LocatedYaml, YamlSyntaxError, read_located_yaml
from doanvien.data.rules.units import unit_name
from doanvien.mail.errors import MailError
from doanvien.mail.people.addresses import AddressError, Mailbox, parse_mailbox
from doanvien.mail.people.recipients_file import KEYS, RecipientsFile
from doanvien.mail.server import Server, Tls
from doanvien.reference.calendar.periods import parse_period
from doanvien.reference.languages import languages
from doanvien.reference.provinces import TERRITORY_CHANGE, provinces_on
from doanvien.reference.sentences import Sentence, Sentences, sentence

FILE, EXAMPLE = "recipients.yaml", "recipients.example.yaml"
USER, PASSWORD = "DOANVIEN_SMTP_USER", "DOANVIEN_SMTP_PASSWORD"


@dataclass(frozen=True)
class Recipients:
    """The sender, and the mailboxes of each report; `server` is None where none was named.

    `reminders` are by slug, or by slug and unit ("ha-tinh/Huyện Can Lộc").
    """

    sender: Mailbox
    reply_to: Mailbox | None
    everyone: tuple[Mailbox, ...]
    reports: Mapping[str, tuple[Mailbox, ...]]
    server: Server | None
    reminders: Mapping[str, tuple[Mailbox, ...]] = field(default_factory=dict)

    def of(self, report: str) -> tuple[Mailbox, ...]:
        """Those of a report ("ha-noi/2022H1"), of its province, of all reports; each once.

        A report in a further language ("ha-noi/2022H1/en") goes to those alone who are named for it
        or for this language of the province ("ha-noi/en"), so that nobody gets one twice.
        """
        province, _, rest = report.partition("/")
        language = rest.partition("/")[2]
        of_province = f"{province}/{language}" if language else province
        everyone = () if language else self.everyone
        found = (*self.reports.get(report, ()), *self.reports.get(of_province, ()), *everyone)
        return tuple({mailbox.key: mailbox for mailbox in reversed(found)}.values())[::-1]

    def to_remind(self, slug: str, unit: str) -> tuple[Mailbox, ...]:
        """Those of a unit, however its name is written; of the province where it has none."""
        for key, mailboxes in self.reminders.items():
            province, _, name = key.partition("/")
            if name and province == slug and unit_name(name) == unit_name(unit):
                return mailboxes
        return self.reminders.get(slug, ())


def read_recipients(project: Project) -> Recipients:
    """Read and check params/recipients.yaml; credentials come from the environment.

    Raises `MailError` where there is no file, `BatchError` with everything that is wrong in it.
    """
    file = project.params / FILE
    if not file.exists():
        raise MailError(
            sentence(
                "There is no {file}. Copy {example} to that name and write your own addresses in "
                "it; git does not keep it.",
                file=project.show(file),
                example=project.show(project.params / EXAMPLE),
            )
        )
    try:
        document = read_located_yaml(file)
    except YamlSyntaxError as error:
        raise BatchError((ParameterProblem(project.show(file), error.told, error.line),)) from error
    parsed = _parse(document, project.show(file))
    server = parsed.server
    return Recipients(
        parsed.sender,
        parsed.reply_to,
        parsed.everyone,
        parsed.reports,
        None
        if server is None
        else Server(
            server.host,
            server.port,
            Tls(server.tls),
            os.environ.get(USER, ""),
            os.environ.get(PASSWORD, ""),
        ),
        parsed.reminders,
    )


def parse_addresses(texts: Sequence[str]) -> tuple[Mailbox, ...]:
    """Addresses given on the command line, each once; `BatchError` names every wrong one."""
    problems, found = [], {}
    for text in texts:
        try:
            mailbox = parse_mailbox(text)
            found[mailbox.key] = mailbox
        except AddressError as error:
            problems.append(ParameterProblem("", told_by(error), key="--to"))
    if problems:
        raise BatchError(problems)
    return tuple(found.values())


def _parse(document: LocatedYaml, name: str) -> RecipientsFile:
    problems = [
        _problem(
            document,
            name,
            location,
            sentence("The key {key!r} stands twice. Keep one.", key=location[-1]),
        )
        for location in document.repeated
    ]
    parsed = None
    try:
        parsed = RecipientsFile.model_validate(document.value)
    except ValidationError as error:
        problems += [_invalid(document, name, detail) for detail in error.errors()]
    reports = document.value.get("reports") if isinstance(document.value, dict) else None
    if isinstance(reports, dict):
        known = _slugs()
        problems += [
            _problem(document, name, ("reports", key), *complaint)
            for key in reports
            if (complaint := _complaint(key, known))
        ]
    reminders = document.value.get("reminders") if isinstance(document.value, dict) else None
    if isinstance(reminders, dict):
        known = _slugs()
        for key in reminders:
            slug = key.partition("/")[0]
            if slug not in known:
                unknown = sentence("There is no province {slug!r}.", slug=slug)
                hint = suggestion(slug, known)
                problems.append(_problem(document, name, ("reminders", key), unknown, *hint))
    if problems or parsed is None:
        raise BatchError(few_of_a_kind(problems))
    return parsed


def _complaint(key: str, known: Sequence[str]) -> Sentences:
    """What is wrong with the name of a report or of a province; nothing if nothing is."""
    slug, *more = key.split("/")
    if more[-1:] and more[-1] in languages():
        more.pop()
    period = "/".join(more)
    if slug not in known:
        unknown = sentence("There is no province {slug!r}.", slug=slug)
        return (unknown, *suggestion(slug, known))
    try:
        if more and parse_period(period).code != period:
            id_ = f"{slug}/{parse_period(period).code}"
            return (sentence("Write the id as `doanvien list` shows it: {id}.", id=id_),)
    except ValueError as error:
        return told_by(error)
    return ()


def _slugs() -> list[str]:
    days: tuple[date, ...] = (TERRITORY_CHANGE - timedelta(days=1), TERRITORY_CHANGE)
    return [COUNTRY, *dict.fromkeys(place.slug for day in days for place in provinces_on(day))]


def _invalid(document: LocatedYaml, name: str, detail: ErrorDetails) -> ParameterProblem:
    location, error = detail["loc"], detail.get("ctx", {}).get("error")
    if error is not None:
        message = told_by(error)
    elif detail["type"] == "extra_forbidden":
        known = KEYS.get(location[:-1], [])
        key = str(location[-1])
        message = (sentence("There is no key {key!r}.", key=key), *suggestion(key, known))
    elif detail["type"] == "missing":
        message = (sentence("The key {key!r} is missing.", key=location[-1]),)
    else:
        value = repr(detail["input"])
        message = (sentence("{message}, not {value}.", message=detail["msg"], value=value),)
    return _problem(document, name, tuple(location), *message)


def _problem(
    document: LocatedYaml, name: str, location: tuple[Any, ...], *told: Sentence
) -> ParameterProblem:
    key = " ".join(f"#{part + 1}" if isinstance(part, int) else part for part in location)
    return ParameterProblem(name, told, document.line_of(location), key)

"""Drafts of mails to those who have not reported, or whose form was refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from doanvien.batch.record.manifest import write_atomically
from doanvien.intake.register.status import Standing, has_reported
from doanvien.mail.drafts import Draft, Drafted
from doanvien.mail.people.recipients import Recipients
from doanvien.mail.writing.message import Envelope, compose_text
from doanvien.reference.calendar.days import write_day
from doanvien.reference.calendar.periods import Period
from doanvien.reference.languages import Language, translator
from doanvien.reference.sentences import Sentence, sentence
from doanvien.reference.text.names import ascii_words

LONGEST = 60  # letters of a unit in the name of a file


def make_reminders(
    found: Iterable[Standing],
    period: Period,
    on: date,
    recipients: Recipients,
    folder: Path,
    language: Language,
) -> Drafted:
    """Write a draft to each who has not reported, and remove those of who has since.

    The same reminder has the same key on whatever day it is made, so that nobody is sent it twice
    unless that is asked for; who is overdue meanwhile gets another one.
    """
    drafts: list[Draft] = []
    notes: list[Sentence] = []
    for one in found:
        if has_reported(one):
            continue
        place = one.duty.province.slug
        mailboxes = recipients.to_remind(place, one.duty.unit)
        envelope = Envelope(recipients.sender, mailboxes, recipients.reply_to)
        about = (place, one.duty.unit, period.code, one.state, str(one.duty.due), one.why)
        key = hashlib.sha256("\0".join(about).encode()).hexdigest()[:32]
        subject, text = _words(one, period, on, recipients, language)
        file = folder / f"{_stem(place, one.duty.unit, drafts)}.eml"
        report = "/".join(filter(None, (place, one.duty.unit, period.code)))
        mail = compose_text(subject, text, on, key, envelope)
        drafts.append(Draft(report, key, mailboxes, recipients.sender, mail, file))
        if not mailboxes:
            notes.append(
                sentence(
                    "{report}: nobody is named under reminders in params/recipients.yaml.",
                    report=report,
                )
            )
    for draft in drafts:
        write_atomically(draft.file, draft.mail.as_bytes())
    for former in set(folder.glob("*.eml")).difference(draft.file for draft in drafts):
        former.unlink()
    return Drafted(tuple(drafts), (), tuple(notes))


def _words(
    one: Standing, period: Period, on: date, recipients: Recipients, language: Language
) -> tuple[str, str]:
    """Subject and text."""
    t, duty = translator(language), one.duty
    federation = duty.province.federation(language)
    unit = " ".join(duty.unit.split())
    who = f"{unit}, {federation}" if unit else federation
    label = period.label(language)
    due = write_day(duty.due, language) if duty.due else ""
    subject = t("Report on {period} awaited: {who}", period=label, who=unit or federation)
    lines = [t("To {who},", who=who), ""]
    if one.state == "refused":
        day = write_day(one.received or on, language)
        lines += [
            t("The form on {period} that came on {day} could not be taken.", period=label, day=day),
            t("The first thing to put right: {why}", why=one.why),
            t("Please correct it and send it again."),
        ]
    else:
        day = write_day(on, language)
        lines.append(
            t("No report on {period} has been received until {day}.", period=label, day=day)
        )
        if due and one.state == "overdue":
            lines.append(t("It was due on {day}.", day=due))
        elif due:
            lines.append(t("It is due on {day}.", day=due))
        lines.append(t("Please send the form; if it is on its way, this mail needs no answer."))
    sender = recipients.sender
    return subject, "\n".join([*lines, "", sender.name or sender.address, ""])


def _stem(slug: str, unit: str, drafts: list[Draft]) -> str:
    """The name of a file without its ending: in ASCII, and no other draft's."""
    words = [slug, ascii_words(unit).lower().replace(" ", "-")[:LONGEST]]
    stem = "_".join(filter(None, words))
    taken = {draft.file.stem for draft in drafts}
    numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(one for one in numbered if one not in taken)

"""The drafts of a batch: one mail for each report that is built and fresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from doanvien.batch.plan import BatchPlan, ReportJob
from doanvien.batch.record.manifest import write_atomically
from doanvien.batch.record.record import BatchRecord
from doanvien.export.exporter import read_executed
from doanvien.export.reading.chapters import read_document
from doanvien.export.reading.errors import ExportError
from doanvien.mail.errors import MailError, TooLarge
from doanvien.mail.people.addresses import Mailbox
from doanvien.mail.people.recipients import Recipients
from doanvien.mail.writing.attachments import attachments_of, fewer
from doanvien.mail.writing.message import Envelope, File, compose, report_key
from doanvien.mail.writing.pdf import MISSING
from doanvien.mail.writing.story import Story, story_of
from doanvien.reference.sentences import Sentence, sentence

FOLDER = "mail"


@dataclass(frozen=True)
class Draft:
    """A mail that is ready: `key` says which contents of the report it has, `file` where it is."""

    report: str
    key: str
    to: tuple[Mailbox, ...]
    sender: Mailbox
    mail: EmailMessage
    file: Path


@dataclass(frozen=True)
class Drafted:
    """What was made. `problems` tell which reports have no draft and why, `notes` the rest."""

    drafts: tuple[Draft, ...]
    problems: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]


def make_drafts(
    plan: BatchPlan,
    jobs: Sequence[ReportJob],
    recipients: Recipients,
    to: Sequence[Mailbox] = (),
) -> Drafted:
    """Write output/BATCH/mail/PROVINCE_PERIOD.eml for each of `jobs`; the same reports and
    recipients give the same bytes.

    With `to`, the mails go to these mailboxes and to nobody else. A report that is not fresh gets
    no draft: nobody should be sent figures that its sources no longer say.
    """
    record = BatchRecord(plan)
    drafts: list[Draft] = []
    problems: list[Sentence] = []
    notes: dict[Sentence, None] = {}
    for job in jobs:
        state = record.state(job)
        if state.name != "fresh":
            problems.append(
                sentence(
                    "{report} is not up to date ({why}). Build it first: {command}",
                    report=job.id,
                    why=state.why,
                    command=f"doanvien build {plan.batch.name} --only {job.id}",
                )
            )
            continue
        mailboxes = tuple(to) or recipients.of(job.id)
        envelope = Envelope(recipients.sender, mailboxes, recipients.reply_to)
        try:
            draft, note = _draft(job, envelope, plan.folder / FOLDER)
        except (ExportError, MailError, TooLarge) as error:
            problems.append(sentence("{report}: {why}", report=job.id, why=error))
            continue
        except OSError as error:
            why = error.strerror or type(error).__name__
            problems.append(sentence("{report}: {why}", report=job.id, why=why))
            continue
        write_atomically(draft.file, draft.mail.as_bytes())
        drafts.append(draft)
        if note:
            notes[note] = None
        if not mailboxes:
            notes[sentence("{report}: nobody is named as its recipient.", report=job.id)] = None
    return Drafted(tuple(drafts), tuple(problems), tuple(notes))


def _draft(job: ReportJob, envelope: Envelope, folder: Path) -> tuple[Draft, Sentence | None]:
    """The draft of one report, and what there is to say about it."""
    notebooks = [read_executed(job.executed(path), path.stem) for path in job.notebooks]
    names = [path.stem for path in job.notebooks]
    story = story_of(read_document(notebooks, names, job.scope.language))
    key = report_key(job.id, [(file.name, file.read_bytes()) for file in (job.page, job.workbook)])
    files = attachments_of(job, story)
    mail, left_out = _composed(story, key, files, envelope)
    note = None if any(file.kind == "pdf" for file in files) else MISSING
    if left_out:
        note = sentence(
            "{report}: too large a mail for many servers with {files}; left out.",
            report=job.id,
            files=", ".join(file.name for file in left_out),
        )
    file = folder / f"{job.page.stem}.eml"
    return Draft(job.id, key, envelope.to, envelope.sender, mail, file), note


def _composed(
    story: Story, key: str, files: tuple[File, ...], envelope: Envelope
) -> tuple[EmailMessage, list[File]]:
    """The mail with as many of `files` as it has room for, and those that it has none for."""
    too_large: TooLarge | None = None
    for kept in fewer(files):
        try:
            mail = compose(story, key, kept, envelope)
        except TooLarge as error:
            too_large = error
        else:
            return mail, [file for file in files if file not in kept]
    assert too_large is not None
    raise too_large

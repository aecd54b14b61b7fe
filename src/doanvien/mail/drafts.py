"""The drafts of a batch: one mail for each report that is built and fresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from doanvien.batch.plan import BatchPlan, ReportJob
from doanvien.batch.record.manifest import write_atomically
from doanvien.batch.record.record import BatchRecord
from doanvien.export.chapters import read_document
from doanvien.export.errors import ExportError
from doanvien.export.exporter import read_executed
from doanvien.mail.addresses import Mailbox
from doanvien.mail.errors import MailError, TooLarge
from doanvien.mail.message import Envelope, File, compose, report_key
from doanvien.mail.pdf import MISSING, page_pdf
from doanvien.mail.recipients import Recipients
from doanvien.mail.story import story_of

FOLDER = "mail"
NO_ROOM = "{report}: the PDF is left out, with it {reason}."


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
    problems: tuple[str, ...]
    notes: tuple[str, ...]


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
    drafts, problems, notes = [], [], []
    for job in jobs:
        state = record.state(job)
        if state.name != "fresh":
            why = f" ({state.why})" if state.why else ""
            problems.append(
                f"{job.id} is {state.name}{why}. Build it first: "
                f"doanvien build {plan.batch.name} --only {job.id}"
            )
            continue
        mailboxes = tuple(to) or recipients.of(job.id)
        envelope = Envelope(recipients.sender, mailboxes, recipients.reply_to)
        try:
            draft, note = _draft(job, envelope, plan.folder / FOLDER)
        except (ExportError, MailError, TooLarge, OSError) as error:
            problems.append(f"{job.id}: {error}.".replace("..", "."))
            continue
        write_atomically(draft.file, draft.mail.as_bytes())
        drafts.append(draft)
        notes.append(note)
        if not mailboxes:
            notes.append(f"{job.id}: nobody is named as its recipient.")
    return Drafted(tuple(drafts), tuple(problems), tuple(dict.fromkeys(filter(None, notes))))


def _draft(job: ReportJob, envelope: Envelope, folder: Path) -> tuple[Draft, str]:
    """The draft of one report, and what there is to say about it ("" if nothing)."""
    notebooks = [read_executed(job.executed(path), path.stem) for path in job.notebooks]
    names = [path.stem for path in job.notebooks]
    story = story_of(read_document(notebooks, names, job.scope.language))
    page = File(job.page.name, job.page.read_bytes())
    workbook = File(job.workbook.name, job.workbook.read_bytes())
    key = report_key(job.id, (page, workbook))
    pdf = page_pdf(page.content.decode("utf-8"))
    if pdf is None:
        mail, note = compose(story, key, (page, workbook), envelope), MISSING
    else:
        printed = File(f"{job.page.stem}.pdf", pdf)
        try:
            mail, note = compose(story, key, (printed, page, workbook), envelope), ""
        except TooLarge as error:
            mail = compose(story, key, (page, workbook), envelope)
            note = NO_ROOM.format(report=job.id, reason=error)
    file = folder / f"{job.page.stem}.eml"
    return Draft(job.id, key, envelope.to, envelope.sender, mail, file), note

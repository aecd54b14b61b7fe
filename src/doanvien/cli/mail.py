"""`doanvien mail`: drafts of mails, and mails that go out."""

from typing import Annotated

import typer

from doanvien.cli.batches import BatchName, Public, plan_of
from doanvien.cli.mistakes import FAILED, errors_in_one_line


def mail(
    batch: BatchName,
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="To this mailbox instead of those of the file."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this report, by the id `list` shows; repeatable."),
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="Send the mails, after asking.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Send without asking.")] = False,
    resend: Annotated[
        bool, typer.Option("--resend", help="Also to those who got this very report before.")
    ] = False,
    public: Public = False,
) -> None:
    """Write a draft of a mail for each report of a batch; with --send, send them.

    Recipients stand in params/recipients.yaml. Exit status: 0 all done, 1 some reports have no
    draft or some mailboxes were not reached (the others were), 2 nothing could be done.
    """
    with errors_in_one_line():
        from doanvien.batch.plan import select_jobs
        from doanvien.cli.told.mailing import send_drafts, tell_drafts
        from doanvien.mail.drafts import make_drafts
        from doanvien.mail.errors import MailError
        from doanvien.mail.people.recipients import parse_addresses, read_recipients
        from doanvien.reference.sentences import sentence

        if (yes or resend) and not send:
            raise MailError(sentence("--yes and --resend only say how to send. Add --send."))
        plan = plan_of(batch, public=public)
        jobs = select_jobs(plan, only or (), None)
        recipients = read_recipients(plan.project)
        drafted = make_drafts(plan, jobs, recipients, parse_addresses(to or ()))
        tell_drafts(drafted)
        taken = not send or send_drafts(drafted, plan.project, recipients.server, resend, yes)
    if drafted.problems or not taken:
        raise typer.Exit(FAILED)

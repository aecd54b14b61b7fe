"""What is asked before mails go out, and what is said of drafts and of what was sent."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

import typer

from doanvien.batch.project import Project
from doanvien.cli.language import language_of_terminal
from doanvien.cli.told.progress import from_here
from doanvien.mail.drafts import Drafted
from doanvien.mail.errors import MailError
from doanvien.mail.people.recipients import PASSWORD, USER
from doanvien.mail.sending.send import Delivery, Errand, Plan, plan_sending, send
from doanvien.mail.sending.sent_log import SentLog, open_log
from doanvien.mail.server import Server
from doanvien.reference.languages import translator
from doanvien.reference.sentences import sentence

SENT_LOG = "sent.jsonl"
RESULTS = {
    "sent": sentence("{report} to {to}: sent"),
    "already": sentence("{report} to {to}: sent before, left alone"),
    "unsure": sentence("{report} to {to}: not known whether it arrived; --resend sends it again"),
    "refused": sentence("{report} to {to}: refused"),
    "failed": sentence("{report} to {to}: not sent, the next run tries again"),
}


def tell_drafts(drafted: Drafted) -> None:
    """Each draft with its recipients, then what there is to know, then what went wrong."""
    language = language_of_terminal()
    t = translator(language)
    for draft in drafted.drafts:
        people = ", ".join(mailbox.address for mailbox in draft.to) or t("no recipient yet")
        typer.echo(f"{draft.report}: {from_here(draft.file)} ({people})")
    for note in drafted.notes:
        typer.echo(note.said(language))
    for problem in drafted.problems:
        typer.echo(problem.said(language), err=True)
    written, without = len(drafted.drafts), len(drafted.problems)
    typer.echo(t("Drafts {written}, without draft {without}.", written=written, without=without))


def send_drafts(
    drafted: Drafted, project: Project, server: Server | None, resend: bool, yes: bool
) -> bool:
    """Ask, send, tell; whether everything that was to be sent is known to have been taken.

    Raises `MailError` where nothing could be sent at all, or somebody else is sending.
    """
    if server is None:
        raise MailError(
            sentence("To send, name the server in params/recipients.yaml: server, host, port.")
        )
    if (server.password and not server.user) or (server.user and not server.password):
        raise MailError(
            sentence(
                "Set both {user} and {password} in the environment, or neither.",
                user=USER,
                password=PASSWORD,
            )
        )
    with open_log(project.params / SENT_LOG) as log:
        t = translator(language_of_terminal())
        for note in log.notes:
            typer.echo(note.said(language_of_terminal()), err=True)
        sending = plan_sending(drafted.drafts, log, resend)
        for delivery in sending.left_alone:
            _tell(delivery)
        known = all(delivery.result == "already" for delivery in sending.left_alone)
        if not sending.errands:
            typer.echo(t("Nothing to send."))
            return known
        _tell_errands(sending.errands, server)
        if not yes and not _agreed(len(sending.errands)):
            typer.echo(t("Nothing was sent."))
            return known
        return _send(sending, server, log) and known


def _send(sending: Plan, server: Server, log: SentLog) -> bool:
    done: list[Delivery] = []
    broken = ""
    try:
        for delivery in send(sending.errands, server, log):
            done.append(delivery)
            _tell(delivery)
    except MailError as error:
        if not done:
            raise
        broken = error.said(language_of_terminal())
    counts = Counter(delivery.result for delivery in done)
    t = translator(language_of_terminal())
    told = t(
        "Sent {sent}, refused {refused}, unsure {unsure}, not sent {rest}.",
        sent=counts["sent"],
        refused=counts["refused"],
        unsure=counts["unsure"],
        rest=len(sending.errands) - counts["sent"] - counts["refused"] - counts["unsure"],
    )
    typer.echo(told)
    if broken:
        typer.echo(broken, err=True)
    return counts["sent"] == len(sending.errands)


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        raise MailError(
            sentence("Nobody is there to confirm it. Add --yes to send without asking.")
        )
    t = translator(language_of_terminal())
    return typer.confirm(t("Send {count}?", count=count), default=False)


def _tell_errands(errands: Sequence[Errand], server: Server) -> None:
    t = translator(language_of_terminal())
    by = f"{server.host}:{server.port} ({server.tls.value})"
    typer.echo(t("To be sent by {server}:", server=by))
    for errand in errands:
        about = {"report": errand.draft.report, "to": str(errand.to)}
        told = (
            t("{report} to {to} (had an earlier version)", **about)
            if errand.earlier
            else t("{report} to {to}", **about)
        )
        typer.echo(f"  {told}")


def _tell(delivery: Delivery) -> None:
    errand = delivery.errand
    said = f": {delivery.said}" if delivery.said else ""
    bad = delivery.result in ("refused", "failed", "unsure")
    t = translator(language_of_terminal())
    told = t(RESULTS[delivery.result].text, report=errand.draft.report, to=errand.to.address)
    typer.echo(f"{told}{said}", err=bad)

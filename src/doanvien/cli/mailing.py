"""What is asked before mails go out, and what is said of drafts and of what was sent."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

import typer

from doanvien.batch.project import Project
from doanvien.cli.mistakes import language_of_terminal
from doanvien.cli.progress import from_here
from doanvien.mail.drafts import Drafted
from doanvien.mail.errors import MailError
from doanvien.mail.people.recipients import PASSWORD, USER
from doanvien.mail.sending.send import Delivery, Errand, Plan, plan_sending, send
from doanvien.mail.sending.sent_log import SentLog, open_log
from doanvien.mail.server import Server
from doanvien.reference.sentences import said, sentence

SENT_LOG = "sent.jsonl"
WORDS = {
    "sent": "sent",
    "already": "sent before, left alone",
    "unsure": "not known whether it arrived; --resend sends it again",
    "refused": "refused",
    "failed": "not sent, the next run tries again",
}


def tell_drafts(drafted: Drafted) -> None:
    """Each draft with its recipients, then what there is to know, then what went wrong."""
    for draft in drafted.drafts:
        people = ", ".join(mailbox.address for mailbox in draft.to) or "no recipient yet"
        typer.echo(f"{draft.report}: {from_here(draft.file)} ({people})")
    for note in drafted.notes:
        typer.echo(note)
    for problem in drafted.problems:
        typer.echo(problem, err=True)
    typer.echo(f"Drafts {len(drafted.drafts)}, without draft {len(drafted.problems)}.")


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
        for note in log.notes:
            typer.echo(note, err=True)
        sending = plan_sending(drafted.drafts, log, resend)
        for delivery in sending.left_alone:
            _tell(delivery)
        known = all(delivery.result == "already" for delivery in sending.left_alone)
        if not sending.errands:
            typer.echo("Nothing to send.")
            return known
        _tell_errands(sending.errands, server)
        if not yes and not _agreed(len(sending.errands)):
            typer.echo("Nothing was sent.")
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
        broken = said(error.sentences, language_of_terminal())
    counts = Counter(delivery.result for delivery in done)
    typer.echo(
        f"Sent {counts['sent']}, refused {counts['refused']}, unsure {counts['unsure']}, "
        f"not sent {len(sending.errands) - counts['sent'] - counts['refused'] - counts['unsure']}."
    )
    if broken:
        typer.echo(broken, err=True)
    return counts["sent"] == len(sending.errands)


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        raise MailError(
            sentence("Nobody is there to confirm it. Add --yes to send without asking.")
        )
    return typer.confirm(f"Send {count}?", default=False)


def _tell_errands(errands: Sequence[Errand], server: Server) -> None:
    typer.echo(f"To be sent by {server.host}:{server.port} ({server.tls.value}):")
    for errand in errands:
        mark = " (had an earlier version)" if errand.earlier else ""
        typer.echo(f"  {errand.draft.report} to {errand.to}{mark}")


def _tell(delivery: Delivery) -> None:
    errand = delivery.errand
    said = f": {delivery.said}" if delivery.said else ""
    bad = delivery.result in ("refused", "failed", "unsure")
    typer.echo(
        f"{errand.draft.report} to {errand.to.address}: {WORDS[delivery.result]}{said}", err=bad
    )

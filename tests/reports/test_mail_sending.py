"""Sending, to a real SMTP server on this machine. If these fail, somebody gets a report twice or
not at all, one wrong address stops all the others, or a password goes out in the clear."""

import asyncio
import email
import errno
import json
import os
import ssl
import threading
from dataclasses import replace
from email import policy

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from doanvien.mail.drafts import Draft
from doanvien.mail.errors import MailError
from doanvien.mail.people.addresses import parse_mailbox
from doanvien.mail.sending.send import plan_sending, send
from doanvien.mail.sending.sent_log import SentLog
from doanvien.mail.server import Server, Tls
from doanvien.mail.writing.message import Envelope, File, compose, report_key
from doanvien.mail.writing.story import story_of

SENDER = parse_mailbox("Ban Tổ chức <bao-cao@congdoan.vn>")
AN, BINH, CHI = (parse_mailbox(f"{name}@congdoan.vn") for name in ("an", "binh", "chi"))
USER, PASSWORD = "bao-cao", "mật khẩu dài"


class PostOffice:
    """Takes mails and notes them; refuses and breaks off where a test asks for it."""

    def __init__(self):
        self.taken, self.greetings, self.in_the_clear = [], [], []
        self.refuses, self.breaks_off_at, self.logins = {}, set(), []
        self.says_at = {}

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        session.host_name = hostname
        self.greetings.append(hostname)
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self.says_at.get("MAIL", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if server.transport.get_extra_info("sslcontext") is None:
            self.in_the_clear.append(address)
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        (to,) = envelope.rcpt_tos
        if to in self.breaks_off_at:
            self.breaks_off_at.discard(to)
            server.transport.abort()
            return "451 too late"
        self.taken.append((to, envelope.content))
        return self.says_at.get("end", "250 OK")

    def mails(self, to):
        parse = email.message_from_bytes
        return [parse(raw, policy=policy.default) for who, raw in self.taken if who == to]


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch):
    """OpenSSL's own way to trust one more authority, as an office with its own server would."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


@pytest.fixture
def office():
    return PostOffice()


@pytest.fixture
def start(authority, office):
    """Starts the server; what it gives is how to reach it."""

    def authenticate(server, session, envelope, mechanism, data):
        assert isinstance(data, LoginPassword)
        office.logins.append(data.login.decode())
        right = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=right, handled=False)

    def started(tls=Tls.STARTTLS, user="", password="", names=("localhost",), offers_tls=True):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*names).configure_cert(context)
        secure = tls is Tls.STARTTLS and offers_tls
        options = {
            "authenticator": authenticate,
            "auth_required": bool(user),
            "auth_require_tls": tls is not Tls.NONE,
            "require_starttls": secure,
            "tls_context": context if secure else None,
        }
        if tls is Tls.IMPLICIT:
            options["auth_require_tls"] = False  # aiosmtpd means STARTTLS by it

        async def listen():
            return await loop.create_server(
                lambda: SMTP(office, loop=loop, hostname="localhost", **options),
                "127.0.0.1",
                ssl=context if tls is Tls.IMPLICIT else None,
            )

        server = asyncio.run_coroutine_threadsafe(listen(), loop).result(10)
        return Server("localhost", server.sockets[0].getsockname()[1], tls, user, password)

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield started
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


@pytest.fixture(scope="module")
def draft(sample, tmp_path_factory):
    files = [File("x.html", b"<p>.\n.x</p>", "page"), File("x.xlsx", b"PK", "workbook")]
    made = [(file.name, file.content) for file in files]
    key, to = report_key("ha-noi/2022H1", made), (AN, BINH, CHI)
    mail = compose(story_of(sample), key, files, Envelope(SENDER, to))
    file = tmp_path_factory.mktemp("mail") / "ha-noi_2022H1.eml"
    return Draft("ha-noi/2022H1", key, to, SENDER, mail, file)


@pytest.fixture
def log(tmp_path):
    return SentLog(tmp_path / "sent.jsonl")


def deliver(draft, server, log, resend=False):
    plan = plan_sending([draft], log, resend)
    sent = list(send(plan.errands, server, log)) if plan.errands else []
    return {d.errand.to.address.split("@")[0]: d.result for d in (*plan.left_alone, *sent)}


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.IMPLICIT])
def test_a_report_goes_out_encrypted_and_logged_in(tls, trusted, start, office, draft, log):
    """To each mailbox once, as one transaction, with the date of sending and no mark of a draft."""
    server = start(tls, USER, PASSWORD)
    assert set(deliver(draft, server, log).values()) == {"sent"}
    assert [to for to, _ in office.taken] == [
        "an@congdoan.vn",
        "binh@congdoan.vn",
        "chi@congdoan.vn",
    ]
    assert office.in_the_clear == []
    assert office.logins == [USER]
    assert set(office.greetings) == {"congdoan.vn"}  # not the name of this machine
    (mail,) = office.mails("an@congdoan.vn")
    assert mail["X-Unsent"] is None
    assert mail["Date"].datetime.year > 2022
    assert mail["Subject"] == draft.mail["Subject"]
    assert mail.defects == []
    attached = [part.get_payload(decode=True) for part in mail.iter_attachments()]
    assert attached == [b"<p>.\n.x</p>", b"PK"]


def test_who_runs_it_again_sends_nothing_twice(trusted, start, office, draft, log, tmp_path):
    server = start()
    deliver(draft, server, log)
    again = SentLog(tmp_path / "sent.jsonl")  # as a new run reads it
    assert set(deliver(draft, server, again).values()) == {"already"}
    assert len(office.taken) == 3
    assert set(deliver(draft, server, again, resend=True).values()) == {"sent"}
    first, second = office.mails("an@congdoan.vn")
    # Servers drop a second mail of one id: what was asked for twice must arrive twice.
    assert first["Message-ID"] != second["Message-ID"]


def test_a_report_with_other_figures_is_another_report(trusted, start, office, draft, log):
    server = start()
    deliver(draft, server, log)
    corrected = replace(draft, key="f" * 32)
    plan = plan_sending([corrected], log, resend=False)
    assert len(plan.errands) == 3
    assert all(errand.earlier for errand in plan.errands)


def test_one_refused_mailbox_stops_nobody_else(trusted, start, office, draft, log):
    server = start()
    office.refuses["binh@congdoan.vn"] = "550 5.1.1 no such user"
    told = list(send(plan_sending([draft], log, False).errands, server, log))
    assert [d.result for d in told] == ["sent", "refused", "sent"]
    assert told[1].said == "550 5.1.1 no such user"
    office.refuses.clear()
    assert deliver(draft, server, log) == {"an": "already", "chi": "already", "binh": "sent"}


def test_a_mailbox_that_is_busy_is_tried_again_by_the_next_run(trusted, start, office, draft, log):
    server = start()
    office.refuses["an@congdoan.vn"] = "450 4.2.1 try later"
    assert deliver(draft, server, log)["an"] == "failed"
    office.refuses.clear()
    assert deliver(draft, server, log)["an"] == "sent"


def test_a_line_cut_in_the_middle_stops_nobody_else_and_sends_nothing_twice(
    trusted, start, office, draft, log, tmp_path
):
    """The mail was handed over and nobody answered: it may have arrived, so it is left alone."""
    server = start()
    office.breaks_off_at.add("binh@congdoan.vn")
    assert deliver(draft, server, log) == {"an": "sent", "binh": "unsure", "chi": "sent"}
    again = SentLog(tmp_path / "sent.jsonl")
    assert deliver(draft, server, again) == {"an": "already", "binh": "unsure", "chi": "already"}
    assert office.mails("binh@congdoan.vn") == []
    assert deliver(draft, server, again, resend=True)["binh"] == "sent"
    (mail,) = office.mails("binh@congdoan.vn")
    # Under the same id: had the first one arrived, the server would drop this one.
    assert mail["Message-ID"] == draft.mail["Message-ID"]


def test_the_log_knows_of_a_mail_before_the_server_answers(
    trusted, start, office, draft, log, tmp_path
):
    """A run that is killed while it sends must not be forgotten."""
    server = start()
    office.breaks_off_at.add("an@congdoan.vn")
    next(iter(send(plan_sending([draft], log, False).errands, server, log)))
    lines = (tmp_path / "sent.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in lines] == ["sending"]
    assert "figures" not in lines[0]
    assert set(json.loads(lines[0])) == {"report", "key", "to", "step", "at", "said"}


def test_a_server_that_offers_no_encryption_gets_nothing(trusted, start, office, draft, log):
    """Somebody between could take the offer out of the answer to read the password."""
    server = start(offers_tls=False)
    with pytest.raises(MailError, match="STARTTLS"):
        deliver(draft, server, log)
    assert office.taken == []
    assert office.logins == []


def test_a_server_that_cannot_prove_its_name_gets_nothing(start, office, draft, log, trusted):
    server = start(names=("mail.elsewhere.vn",))
    with pytest.raises(MailError, match="certificate"):
        deliver(draft, server, log)
    assert office.taken == []


def test_a_certificate_that_nobody_vouches_for_is_not_enough(start, office, draft, log):
    with pytest.raises(MailError, match="certificate"):
        deliver(draft, start(), log)
    assert office.taken == []


def test_a_wrong_password_is_told_and_not_repeated(trusted, start, office, draft, log):
    server = start(Tls.STARTTLS, USER, "sai")
    with pytest.raises(MailError, match="535") as caught:
        deliver(draft, server, log)
    assert office.taken == []
    assert len(office.logins) == 1  # three wrong ones lock an account
    assert "sai" not in str(caught.value) + repr(server)


def test_without_encryption_only_to_this_machine(start, office, draft, log):
    assert set(deliver(draft, start(Tls.NONE), log).values()) == {"sent"}
    elsewhere = Server("192.0.2.1", 25, Tls.NONE)
    with pytest.raises(MailError, match="TLS is needed"):
        deliver(replace(draft, key="e" * 32), elsewhere, log)


def test_no_server_is_one_clear_line(draft, log):
    with pytest.raises(MailError, match=r"No connection to localhost:9: .* goes on where"):
        deliver(draft, Server("localhost", 9, Tls.STARTTLS), log)


@pytest.mark.parametrize("answer", ["250 OK", "251 taken", "299 thank you"])
def test_every_yes_of_a_server_is_a_yes(answer, start, office, draft, log):
    """Else the next run sends it again to somebody who has it."""
    office.says_at["end"] = answer
    assert set(deliver(draft, start(Tls.NONE), log).values()) == {"sent"}


def test_an_answer_that_is_neither_yes_nor_no_is_not_sent_again(start, office, draft, log):
    office.says_at["end"] = "399 perhaps"
    assert set(deliver(draft, start(Tls.NONE), log).values()) == {"unsure"}


@pytest.mark.parametrize(
    "answer",
    [
        "530 5.7.0 Must issue a STARTTLS command first",
        "530 5.7.0 Authentication required",
        "550 5.7.1 sender not allowed",
    ],
)
def test_what_a_server_says_of_itself_is_told_once(answer, start, office, draft, log):
    """Not once for each of four hundred mailboxes, and none of them counts as refused."""
    office.says_at["MAIL"] = answer
    server = start(Tls.NONE)
    with pytest.raises(MailError, match=rf"Nothing is taken by localhost:\d+: {answer}"):
        deliver(draft, server, log)
    office.says_at.clear()
    assert set(deliver(draft, server, log).values()) == {"sent"}


def test_login_asked_for_at_the_first_mailbox_is_about_the_server(start, office, draft, log):
    office.refuses["an@congdoan.vn"] = "530 5.7.0 Authentication required"
    with pytest.raises(MailError, match="530"):
        deliver(draft, start(Tls.NONE), log)


def test_a_mail_that_is_too_large_is_about_that_mail(start, office, draft, log):
    office.says_at["MAIL"] = "552 5.3.4 too large"
    assert set(deliver(draft, start(Tls.NONE), log).values()) == {"refused"}


def test_a_server_without_login_is_told_once(trusted, start, office, draft, log):
    server = replace(start(), user="x", password="mật khẩu")
    with pytest.raises(MailError, match="No connection to"):
        deliver(draft, server, log)


@pytest.mark.parametrize("host", ["a..b", "x" * 300, "-"])
def test_a_name_that_is_no_host_is_one_clear_line(host, draft, log):
    with pytest.raises(MailError, match="No connection to"):
        deliver(draft, Server(host, 25, Tls.STARTTLS), log)


def test_what_could_not_be_logged_is_not_sent(start, office, draft, log, monkeypatch):
    """On a full disk the mail stays here; when there is room the same command sends it."""
    server = start(Tls.NONE)
    with monkeypatch.context() as full:
        full.setattr(SentLog, "_write", full_disk)
        with pytest.raises(MailError, match=r"sent\.jsonl cannot be read or written: No space"):
            deliver(draft, server, log)
    assert office.taken == []
    assert set(deliver(draft, server, log).values()) == {"sent"}


def test_a_mail_whose_answer_could_not_be_logged_is_told_as_sent(
    start, office, draft, log, monkeypatch
):
    """It is at the server: the count at the end must not say that it is still here."""
    write = SentLog._write

    def full_after_the_first(self, line):
        (write if b'"sending"' in line else full_disk)(self, line)

    monkeypatch.setattr(SentLog, "_write", full_after_the_first)
    told = send(plan_sending([draft], log, False).errands, start(Tls.NONE), log)
    assert next(told).result == "sent"
    with pytest.raises(MailError, match=r"sent\.jsonl cannot be read or written: No space"):
        next(told)
    assert len(office.taken) == 1


def full_disk(self, line):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

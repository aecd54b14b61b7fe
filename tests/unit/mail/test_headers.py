"""Addresses and header lines. If these fail, a mail goes to a stranger, or its subject arrives with
words run together."""

import email
import unicodedata
from datetime import date
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from doanvien.export.reading.document import Document
from doanvien.mail.people.addresses import AddressError, parse_mailbox
from doanvien.mail.writing.headers import POLICY
from doanvien.mail.writing.subject import LONGEST, subject_of
from doanvien.present.shown.cover import Cover
from doanvien.reference.calendar.periods import parse_period
from doanvien.reference.provinces import provinces_on

ROOT = Path(__file__).parents[3]


def report(place, period, **changes):
    given = {
        "title": f"Phát triển đoàn viên công đoàn {period.label('vi')}",
        "federation": place.federation("vi"),
        "place": place.full_name("vi"),
        "province": place.slug,
        "period": period.code,
        "period_label": period.label("vi"),
        "cutoff": period.end,
        "language": "vi",
        "status": "published",
        "dataset_title": "Số liệu đã công bố",
    }
    shown = Cover(**{**given, **changes})
    return Document((), shown, shown.language)


def real_subjects():
    """One for each of 63 and of 34 federations, of different periods, some simulated."""
    periods = [parse_period(code) for code in ("2017H1", "2022", "2025Q2", "2022M05")]
    places = [*provinces_on(date(2025, 6, 30)), *provinces_on(date(2025, 7, 1))]
    vietnamese = [
        subject_of(report(place, periods[at % 4], status=("published", "simulated")[at % 5 == 0]))
        for at, place in enumerate(places)
    ]
    english = [
        subject_of(
            report(
                place,
                periods[at % 4],
                language="en",
                title=f"Union membership, {periods[at % 4].label('en')}",
                federation=place.federation("en"),
            )
        )
        for at, place in enumerate(places[:34])
    ]
    return vietnamese + english


def sent(**headers):
    mail = EmailMessage(POLICY)
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("x")
    return mail.as_bytes()


def test_a_hundred_real_subjects_survive_to_the_last_space():
    """Python before 3.13 loses spaces between encoded words: "Liên đoànLao động"."""
    subjects = real_subjects()
    assert len(subjects) > 100
    assert max(map(len, subjects)) <= LONGEST == 70
    subjects += [
        "Membership growth – An Giang, figures up to 30 June 2025",
        "a" * 300,
        "đ" * 300,
    ]
    for subject in subjects:
        raw = sent(Subject=subject)
        parsed = email.message_from_bytes(raw, policy=policy.default)
        assert parsed["Subject"] == subject
        assert max(map(len, raw.split(b"\r\n"))) <= 78
        assert raw.isascii()


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_a_subject_with_a_line_break_stays_one_line(line_break):
    """A title from a notebook must not be able to add a Bcc."""
    place, period = provinces_on(date(2025, 7, 1))[0], parse_period("2025")
    subject = subject_of(report(place, period, period_label=f"2025{line_break}Bcc: x@y.vn"))
    assert len(subject.splitlines()) == 1
    parsed = email.message_from_bytes(sent(Subject=subject), policy=policy.default)
    assert parsed["Bcc"] is None
    assert "Bcc: x@y.vn" in parsed["Subject"]


def test_names_of_people_survive_and_addresses_stay_apart():
    mail = EmailMessage(POLICY)
    mail["To"] = 'Nguyễn Thị Ánh Tuyết <a@b.vn>, "Phòng 2, tầng 3" <c@d.vn>, e@f.vn'
    mail.set_content("x")
    parsed = email.message_from_bytes(mail.as_bytes(), policy=policy.default)
    found = [(a.display_name, a.addr_spec) for a in parsed["To"].addresses]
    assert found == [
        ("Nguyễn Thị Ánh Tuyết", "a@b.vn"),
        ("Phòng 2, tầng 3", "c@d.vn"),
        ("", "e@f.vn"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("a@b.vn", "", "a@b.vn"),
        (" Văn phòng <van-phong+q2@ldld.hanoi.vn> ", "Văn phòng", "van-phong+q2@ldld.hanoi.vn"),
        ('"Ban Tổ chức" <b@c.vn>', "Ban Tổ chức", "b@c.vn"),
        (unicodedata.normalize("NFD", "Đỗ <d@e.vn>"), "Đỗ", "d@e.vn"),
    ],
)
def test_addresses_are_read_as_people_write_them(text, name, address):
    mailbox = parse_mailbox(text)
    assert (mailbox.name, mailbox.address) == (name, address)


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "a@b", "@b.vn", "a@b.vn, c@d.vn", "a b@c.vn", "a@b..vn", ".a@b.vn", "a@-b.vn"),
        *("a@b.vn\nBcc: c@d.vn", "A <a@b.vn>\r\nBcc: c@d.vn", "A <a@b.vn> <c@d.vn>", "a@tỉnh.vn"),
        *("a@b.vn\u2028", f"{'a' * 65}@b.vn", f"a@{'b' * 250}.vn", "<script>@b.vn"),
    ],
)
def test_what_is_not_one_address_is_refused_with_what_to_write(text):
    with pytest.raises(AddressError, match=r"Write (one line|name@place)"):
        parse_mailbox(text)

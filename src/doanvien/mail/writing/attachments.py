"""The files that go with a mail: what a reader opens first stands first, under a name that says
what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from doanvien.batch.plan import ReportJob
from doanvien.export.pages.versions import without_versions
from doanvien.mail.writing.message import File
from doanvien.mail.writing.pdf import Printed, page_pdfs
from doanvien.mail.writing.story import Story
from doanvien.reference.languages import translator
from doanvien.reference.text.names import ascii_words


def attachments_of(job: ReportJob, story: Story) -> tuple[File, ...]:
    """First page and full report as PDF, workbook, page, data; without what prints a PDF, the page
    is what is read first."""
    content = without_versions(job.page.read_bytes().decode("utf-8"))
    page = File(f"{stem(story)}.html", content.encode(), "page")
    workbook = File(f"{stem(story)}.xlsx", job.workbook.read_bytes(), "workbook")
    printed = tuple(_printed(page_pdfs(content), story))
    files = (*printed, workbook, page) if printed else (page, workbook)
    if not job.data_file.exists():
        return files
    return (*files, File(f"{stem(story)}.csv", job.data_file.read_bytes(), "data"))


def stem(story: Story) -> str:
    """How the files are called: "Ha Noi - quy III 2026"."""
    return f"{ascii_words(story.place)} - {ascii_words(story.cover.period_label)}"


def fewer(files: tuple[File, ...]) -> Iterator[tuple[File, ...]]:
    """`files`, then without those that a reader misses least, for servers that refuse large mails.

    Where there is no PDF, the page stays: somebody has to be able to read the report.
    """
    printed = any(file.purpose == "report" for file in files)
    yield files
    for purpose in ("page", "data", "report") if printed else ("data",):
        left = tuple(file for file in files if file.purpose != purpose)
        if len(left) < len(files):
            yield left
        files = left


def _printed(made: Printed | None, story: Story) -> Iterator[File]:
    if made is None:
        return
    if made.first is None:
        yield File(f"{stem(story)}.pdf", made.whole, "report")
        return
    full = ascii_words(translator(story.language)("full report"))
    yield File(f"{stem(story)}.pdf", made.first, "first page")
    yield File(f"{stem(story)} - {full}.pdf", made.whole, "report")

"""Every kind of input, each with what it is right and with the command that reads it."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.mutate import TOKENS, spoil, spoil_json
from typer.testing import CliRunner

from doanvien.batch.plan import plan_batch
from doanvien.batch.project import find_batch
from doanvien.batch.record.manifest import read_record
from doanvien.batch.record.state import report_state
from doanvien.batch.request.read import read_batch
from doanvien.cli import app
from doanvien.export.excel.workbook import WorkbookExporter
from doanvien.export.pages.html import PageExporter
from doanvien.intake.request import Request
from doanvien.intake.take import take
from doanvien.mail.errors import MailError
from doanvien.mail.sending.sent_log import open_log

BATCH = """\
title: Thử
data: data/tiny
notebooks: [chapter]
language: vi
provinces: [ha-noi, lao-cai]
period: 2022H1
overrides:
  lao-cai: {as_of: 2022-05-31}
"""
RECIPIENTS = """\
from: Ban Tổ chức <bao-cao@congdoan.vn>
everyone: [An <an@congdoan.vn>]
reports:
  ha-noi: [binh@congdoan.vn]
  lao-cai/2022H1: [chi@congdoan.vn]
server: {host: localhost, port: 25, tls: none}
"""
ROWS = {
    "figures/ha-noi.csv": "ha-noi,,Huyện A,members_new,2022-01-01,2022-05-31,1128,exact,s1,note",
    "targets.csv": "ha-noi,,,members_new,2022-01-01,2022-12-31,2000,,at_least,province,s1,",
    "campaigns.csv": "ha-noi,,,Đợt 1,2022-05-01,2022-05-31,members_new,2022-05-01,2022-05-31,9,s1,",
    "percentages.csv": "ha-noi,,,members_new,2022-01-01,2022-05-31,1128,56%,target,,2000,,s1,",
    "sources.csv": "s2,LĐLĐ,Báo cáo,,2022-07-21,original",
}
FORM = """\
LĐLĐ tỉnh Hà Tĩnh
BÁO CÁO QUÝ I NĂM 2025
(tính đến ngày 31/3/2025)
Đơn vị;Số đoàn viên;Kết nạp mới
"""
ANSWERS = """\
title: BÁO CÁO QUÝ I NĂM 2025
since: year
columns: {"Kết nạp mới": members_new}
units: {"H. Đức Thọ": "Huyện Đức Thọ"}
"""
REFUSED = (
    "received_on,file,sha256,province,unit,cut_off,why\n"
    "2025-04-07,a.xlsx," + "a" * 64 + ",ha-tinh,,2025-03-31,Biểu!C5: sai\n"
)
SENT = (
    '{"report": "ha-noi/2022H1", "key": "' + "a" * 32 + '", "to": "an@congdoan.vn", '
    '"step": "sent", "at": "2026-01-01T00:00:00+00:00", "said": "250 đã nhận"}\n'
) * 3


@dataclass(frozen=True)
class Kind:
    """`file` of a project is spoilt by `change`, then `read` is what reads it."""

    file: str
    change: Callable[[bytes, Random], bytes]
    read: Callable[[Path], None]


def command(*arguments: str) -> Callable[[Path], None]:
    """Runs `doanvien` in the folder of the project; whatever it refuses, it says."""

    def run(root: Path) -> None:
        result = CliRunner().invoke(app, arguments)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code in (0, 1, 2), result.output
        assert result.exit_code == 0 or result.stderr.strip(), "refused without a word"
        assert "Traceback" not in result.output
        result.output.encode("utf-8", "backslashreplace")

    return run


def export(root: Path) -> None:
    """A page and a workbook of an executed notebook that somebody sent."""
    for exporter in (PageExporter(), WorkbookExporter()):
        with contextlib.suppress(SystemExit):
            exporter.from_filename(str(root / "sent.ipynb"))


def read_records(root: Path) -> None:
    """The states of a batch, as `list` and `build` find them."""
    project, file = find_batch("two", root)
    plan = plan_batch(read_batch(file, project), project)
    for job in plan.jobs:
        state = report_state(job, read_record(plan.record(job)), {"parameters": "x"}, plan.folder)
        assert state.name in ("missing", "fresh", "stale", "failed")


def read_log(root: Path) -> None:
    """A log that was spoilt is mended, and the second reading finds nothing to mend; one of which
    nothing can be read is refused, in words."""
    with contextlib.suppress(MailError):
        with open_log(root / "params" / "sent.jsonl"):
            pass
        with open_log(root / "params" / "sent.jsonl") as log:
            assert log.notes == ()


def rows_of(path: Path) -> set[tuple[str, ...]]:
    """The rows of a file of a register, without blanks around and without empty cells behind; of
    the refused forms which they are, for each is on record once."""
    content = path.read_bytes()
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = content.decode("utf-16" if utf_16 else "utf-8-sig", "replace")
    read = ([cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline="")))
    rows = {tuple(row[: _filled(row)]) for row in list(read)[1:]}
    return {row[2:3] if path.name == "refused.csv" else row for row in rows} - {()}


def _filled(row: list[str]) -> int:
    return max((number for number, cell in enumerate(row, 1) if cell), default=0)


def of_register(root: Path) -> None:
    """Whoever reads the register and the calendar: who has reported, a form, the next intake."""
    command("status", "data/mine", "2025Q1")(root)
    command("form", "ha-tinh", "2025Q2", "--data", "data/mine")(root)
    files = [path for path in (root / "data/mine").rglob("*.csv") if path.name != "sources.csv"]
    before = {path: (path.read_bytes(), rows_of(path)) for path in files}
    command("intake", "next.csv", "--into", "data/mine")(root)
    for path, (content, rows) in before.items():
        lost = rows - rows_of(path)
        assert not lost or path.read_bytes() == content, f"{path.name} lost rows: {lost}"


KINDS: dict[str, Kind] = {
    "batch": Kind("params/two.yaml", spoil, command("check", "two")),
    "recipients": Kind("params/recipients.yaml", spoil, command("mail", "two")),
    "sent mails": Kind("params/sent.jsonl", spoil, read_log),
    "record": Kind("output/two/manifest/ha-noi_2022H1.json", spoil, read_records),
    "record's values": Kind("output/two/manifest/ha-noi_2022H1.json", spoil_json, read_records),
    "description": Kind("data/tiny/dataset.yaml", spoil, command("check", "two")),
    **{name: Kind(f"data/tiny/{name}", spoil, command("check", "two")) for name in ROWS},
    "register": Kind("data/mine/units.csv", spoil, of_register),
    "calendar": Kind("data/mine/calendar.csv", spoil, of_register),
    "refused forms": Kind("data/mine/refused.csv", spoil, of_register),
    "answers": Kind("params/forms/x.yaml", spoil, command("intake", "next.csv", "--dry-run")),
    "chapter": Kind("notebooks/chapter.ipynb", spoil_json, command("check", "two")),
    "executed notebook": Kind("sent.ipynb", spoil_json, export),
}

EACH = int(os.environ.get("COUNT", "600")) // (len(KINDS) + 2)
"""Inputs of each kind, of arguments and of forms: COUNT in all."""
SEED = int(os.environ.get("SEED", "1"))


def arguments(random: Random) -> tuple[str, ...]:
    """What somebody may type after the command's name; nothing that builds or sends."""
    token = random.choice(TOKENS)
    word = random.choice((token, token, "two", "params/two.yaml", "ha-noi", "2022H1"))
    shapes = (
        *(("list", word), ("check", word), ("mail", word), ("periods", word), (word,)),
        *(("build", token), ("build", "two", "--only", token), ("mail", "two", "--only", token)),
        *(("mail", "two", "--to", word), ("provinces", "--on", word), ("periods", "--data", word)),
    )
    return random.choice(shapes)


def prepare(root: Path, project: Any, executed: dict[str, Any]) -> None:
    """A project in which every kind of input is right."""
    project.write("params/two.yaml", BATCH)
    project.write("params/recipients.yaml", RECIPIENTS)
    project.write("params/sent.jsonl", SENT)
    for name, row in ROWS.items():
        file = root / "data/tiny" / name
        file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n{row}\n", encoding="utf-8")
    project.write("output/two/manifest/ha-noi_2022H1.json", json.dumps(RECORD))
    project.write("output/two/ha-noi/ha-noi_2022H1.html", "page")
    project.write("sent.ipynb", json.dumps(executed))
    project.write("params/forms/x.yaml", ANSWERS)
    for name, unit in (("first.csv", "Huyện Hương Sơn"), ("next.csv", "Huyện Đức Thọ")):
        project.write(name, f"{FORM}{unit};900;20\n")
    take([root / "first.csv"], root / "data/mine", Request(), date(2025, 4, 7))
    project.write("data/mine/calendar.csv", "province,unit,report,due\nha-tinh,*,quarter,10\n")
    project.write("data/mine/refused.csv", REFUSED)


RECORD = {
    "state": "built",
    "started": "2022-07-09T08:00:00+00:00",
    "seconds": 1.0,
    "parameters": {"province": "ha-noi"},
    "inputs": {"parameters": "a" * 64},
    "outputs": {"ha-noi/ha-noi_2022H1.html": "b" * 64},
    "stamps": {"ha-noi/ha-noi_2022H1.html": [4, 1, 1]},
    "tiles": [{"label": "Kết nạp mới", "value": "1.128", "tone": "good"}],
    "checks": {"run": 3, "found": 0},
    "schema_version": 3,
}


def restore(root: Path, backup: Path) -> None:
    """Everything as it was before."""
    shutil.rmtree(root)
    shutil.copytree(backup, root)

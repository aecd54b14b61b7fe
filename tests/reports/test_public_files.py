"""The files of a batch for wide circulation. When this fails, one of them holds a count of 1 to 4
persons somewhere: in a hidden sheet, behind a chart, in a description or in a mail."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builders import flow, level, target, write_data_set
from doanvien.cli import app

ROOT = Path(__file__).parents[2]
BATCH = """\
title: Bản phổ biến rộng
data: data/small
notebooks: [headline, membership_growth]
provinces: all
period: 2026H1
overview: national_overview
public: true
"""
RECIPIENTS = """\
from: Ban Tổ chức <bao-cao@congdoan.vn>
everyone: [An <an@congdoan.vn>]
server: {host: localhost, port: 25, tls: none}
"""
UNITS = ("Xã An", "Xã Bình", "Xã Cát", "Xã Dương")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """What is handed on, where two units admitted three and two, and two and three."""
    root = tmp_path_factory.mktemp("public")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    (root / "params").mkdir()
    (root / "params/recipients.yaml").write_text(RECIPIENTS, encoding="utf-8")
    return [_written(root, small) for small in ((3, 2), (2, 3))]


def _written(root: Path, small: tuple[int, int]) -> dict[str, bytes]:
    lines = [target("members_new", "2026", 400, "province", unit=UNITS[0])]
    for unit, second in zip(("", *UNITS), (95, *small, 50, 40), strict=True):
        first, start = (140, 2000) if not unit else (35, 500)
        lines += [
            flow("members_new", "2026Q1", first, unit=unit),
            flow("members_new", "2026Q2", second, unit=unit),
            flow("members_net_growth", "2026Q2", second, unit=unit),
            flow("members_lost", "2026H1", 0, unit=unit),
            level("2025-12-31", start, unit=unit),
            level("2026-03-31", start + first, unit=unit),
            level("2026-06-30", start + first + second, unit=unit),
        ]
    write_data_set(root / "data/small", "ha-tinh", *lines)
    batch = root / "params/wide.yaml"
    batch.write_text(BATCH, encoding="utf-8")
    for command in ("build", "mail"):
        result = CliRunner().invoke(app, [command, str(batch)])
        assert result.exit_code == 0, result.output
    output = root / "output"
    found = {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.parent.name != "manifest"  # the office's record of its inputs
    }
    shutil.rmtree(output)
    return found


def test_all_written_files_are_the_same_whoever_admitted_two_or_three(files):
    before, after = files
    assert {Path(name).suffix for name in before} >= {".html", ".xlsx", ".csv", ".eml"}
    assert b"[c]" in before["wide/ha-tinh/ha-tinh_2026H1.html"]
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []

"""Tests that were not run. When this fails, CI takes a page that nobody opened for a good one."""

import subprocess
import sys
from pathlib import Path

CONFTEST = Path(__file__).parents[1] / "conftest.py"
TESTS = """\
import pytest

@pytest.mark.browser
@pytest.mark.parametrize("ci", ["true", ""])
def test_page(monkeypatch, ci):
    monkeypatch.setenv("CI", ci)
    pytest.skip("no browser")
"""


def test_ci_does_not_take_a_skipped_browser_test_for_a_passed_one(tmp_path):
    (tmp_path / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser\n", encoding="utf-8")
    (tmp_path / "test_page.py").write_text(TESTS, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rsf", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    *_, of_each, of_both = ran.stdout.splitlines()
    assert of_both.startswith("1 failed, 1 skipped"), ran.stdout
    assert "test_page[true]" in of_each

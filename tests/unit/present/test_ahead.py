"""A report that is read ahead is the report that a chapter would open by itself."""

import warnings
from pathlib import Path

import pytest

from doanvien.data.problems import DataError
from doanvien.present import first_line, opening
from doanvien.present.opening import read_ahead, read_report
from doanvien.reference.scope import ParameterError, report_scope

EXAMPLE = Path(__file__).parents[3] / "data" / "example"
SCOPE = report_scope("lai-chau", "2026Q3", None, "vi")


def test_a_report_is_handed_out_once_to_each_who_asks(monkeypatch):
    """Else a chapter would run on figures that another cell has changed."""
    read = []
    real = opening.read_province
    monkeypatch.setattr(opening, "read_province", lambda *about: read.append(about) or real(*about))
    with read_ahead(EXAMPLE, SCOPE, public=False):
        first, second = (read_report(EXAMPLE, SCOPE) for _ in range(2))
        assert len(read) == 2, "once ahead, and once for the second"
    assert first is not second
    assert first_line.cover_of(first) == first_line.cover_of(second)
    read_report(EXAMPLE, SCOPE)
    assert len(read) == 3, "nothing is left when the report is made"


def test_a_report_for_wide_circulation_is_no_other_one():
    """Else it would tell what it must not."""
    with read_ahead(EXAMPLE, SCOPE, public=False):
        assert read_report(EXAMPLE, SCOPE, public=True).public
    with read_ahead(EXAMPLE, SCOPE, public=True):
        assert not read_report(EXAMPLE, SCOPE).public


def test_a_relative_folder_is_the_one_that_it_names_where_the_chapter_runs(monkeypatch, tmp_path):
    """Else a cell that changes the folder would go on with the figures of another one."""
    monkeypatch.chdir(EXAMPLE.parent)
    with read_ahead(Path(EXAMPLE.name), SCOPE, public=False):
        monkeypatch.chdir(tmp_path)
        with pytest.raises((DataError, ParameterError)):
            read_report(Path(EXAMPLE.name), SCOPE)


def test_what_fails_or_warns_ahead_does_so_again_for_the_chapter(monkeypatch):
    """Else nobody would hear of it: what happens ahead happens in no cell."""
    unknown = report_scope("ca-mau", "2026Q3", None, "vi")
    with read_ahead(EXAMPLE, unknown, public=False), pytest.raises(ParameterError):
        read_report(EXAMPLE, unknown)

    real = opening.read_province

    def doubtful(*about):
        warnings.warn("this figure is odd", RuntimeWarning, stacklevel=1)
        return real(*about)

    monkeypatch.setattr(opening, "read_province", doubtful)
    with read_ahead(EXAMPLE, SCOPE, public=False), pytest.warns(RuntimeWarning, match="odd"):
        read_report(EXAMPLE, SCOPE)

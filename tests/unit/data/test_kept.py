"""What is worked out from a whole data set. When this fails, a report shows old numbers."""

import pytest

from doanvien.data.kept import MOST, kept


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    return tmp_path / "cache" / "doanvien"


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("1")
    return file


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, int]:
        self.times += 1
        return {"times": self.times}


def test_it_is_made_once(file):
    make = Maker()
    assert kept("x", [file], make) == kept("x", [file], make) == {"times": 1}


def test_it_is_made_anew_for_other_contents_and_other_parameters(file):
    make = Maker()
    kept("x", [file], make)
    assert kept("y", [file], make) == {"times": 2}
    file.write_text("2")
    assert kept("x", [file], make) == {"times": 3}
    file.write_text("1")
    assert kept("x", [file], make) == {"times": 1}


def test_a_spoilt_file_is_made_anew(file, cache):
    make = Maker()
    kept("x", [file], make)
    (spoilt,) = cache.glob("*.json")
    spoilt.write_text('{"times": ')
    assert kept("x", [file], make) == {"times": 2}


def test_it_goes_without_a_folder_to_keep_it_in(file, cache):
    cache.parent.mkdir()
    cache.write_text("a file stands in the way")
    make = Maker()
    assert kept("x", [file], make) == {"times": 1}
    assert kept("x", [file], make) == {"times": 2}


def test_the_folder_does_not_grow_for_ever(file, cache):
    for number in range(MOST + 3):
        kept(str(number), [file], Maker())
    assert len(list(cache.iterdir())) == MOST


def test_a_file_that_cannot_be_read_stops_nothing_and_is_read_when_it_can(tmp_path, cache):
    """A CSV open in Excel, on Windows, must not keep the other provinces from being reported."""
    file = tmp_path / "ha-noi.csv"
    file.mkdir()
    assert kept("sum", [file], lambda: 1) == 1
    file.rmdir()
    file.write_text("a", encoding="utf-8")
    assert kept("sum", [file], lambda: 2) == 2

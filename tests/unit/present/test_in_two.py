"""Work in two processes. If these fail, an overview lacks provinces, tells others than their own
reports do, or leaves processes behind."""

import os
import subprocess
import sys
import time
import warnings

import pytest

from doanvien.present.in_two import in_two
from doanvien.reference.this_process import why_no_forks

pytestmark = pytest.mark.skipif(bool(why_no_forks()), reason="processes are forked on Linux only")

OVERVIEW = """\
import sys
from doanvien.chapters import overview as country
from doanvien.notebook import open_overview
from doanvien.present import side_by_side

side_by_side.can_be_two = lambda: sys.argv[1] == "two"
of = open_overview("toan-quoc", "2022H1", data="data/example")
asked = ["places" in vars(report) for report in (*of.provinces, *of.before)]
print(len(asked), all(asked), any(asked), file=sys.stderr)
for frame in (country.results(of), country.ranking(of, "members"), country.effects(of)):
    print(frame.to_csv() if frame is not None else frame)
print(country.lead(of), country.what_to_do(of))
print([(len(report.figures), report.figures["value"].sum()) for report in of.provinces])
"""

ABANDONED = """\
import os, time
from doanvien.present.in_two import in_two

try:
    in_two(lambda part: 1 / part[0] if part[0] == 0 else time.sleep(60), [0], [1])
except ZeroDivisionError:
    try:
        os.waitpid(-1, 0)
    except ChildProcessError:
        print("nothing is left")
"""


def processes(part):
    return [(one, os.getpid()) for one in part]


def test_each_half_is_worked_on_in_a_process_of_its_own():
    here, there = in_two(processes, [1, 2], [3])
    assert [one for one, _ in (*here, *there)] == [1, 2, 3]
    assert {process for _, process in here} == {os.getpid()}
    assert os.getpid() not in {process for _, process in there}


def dies(part):
    os._exit(0)


def raises(part):
    raise ValueError("odd")


def warned(part):
    warnings.warn("odd", RuntimeWarning, stacklevel=1)


def returns_what_cannot_be_sent(part):
    return lambda: None


@pytest.mark.parametrize("what", [dies, raises, warned, returns_what_cannot_be_sent])
def test_what_goes_wrong_in_the_other_process_is_done_again_here(what):
    home = os.getpid()

    def work(part):
        if os.getpid() != home:
            return what(part)
        return part

    assert in_two(work, [1], [2]) == ([1], [2])


def test_a_system_that_has_no_room_for_a_process_gets_it_done_in_one(monkeypatch):
    def refuses() -> int:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuses)
    assert in_two(list, [1], [2]) == ([1], [2])


def test_who_asked_is_told_what_is_wrong_in_the_other_half():
    def work(part):
        if part == [2]:
            raise ValueError("odd figures")

    with pytest.raises(ValueError, match="odd figures"):
        in_two(work, [1], [2])


def test_the_other_process_ends_when_nobody_wants_its_half_any_more():
    clock = time.monotonic()
    told = subprocess.run([sys.executable, "-c", ABANDONED], capture_output=True, text=True)
    assert (told.stdout, told.stderr) == ("nothing is left\n", "")
    assert time.monotonic() - clock < 50


def test_an_overview_read_in_two_processes_tells_what_one_tells():
    told = {
        way: subprocess.run(
            [sys.executable, "-c", OVERVIEW, way], capture_output=True, text=True, check=True
        )
        for way in ("one", "two")
    }
    assert told["one"].stdout == told["two"].stdout
    assert told["one"].stderr.splitlines()[-1].endswith("False False")
    assert told["two"].stderr.splitlines()[-1].endswith("True True")

"""Who asks a command to end, by whatever signals, reads one sentence and nothing of Python's."""

import os
import subprocess
import sys

import pytest

ASKED_BY_BOTH = """
import os, signal
from doanvien.cli.interrupted import ends_once

both = {signal.SIGINT, signal.SIGTERM}
with ends_once(signal.SIGTERM):
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, both)
        for one in both:
            os.kill(os.getpid(), one)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, both)
    except KeyboardInterrupt:
        print("ended")
"""

LOST = """
import os, signal, sys, time
from doanvien.cli.interrupted import ends_once

class Freed:
    def __del__(self):
        os.kill(os.getpid(), getattr(signal, sys.argv[1]))
        time.sleep(10)

with ends_once(signal.SIGTERM):
    try:
        Freed()
        time.sleep(60)
        print("went on")
    except KeyboardInterrupt:
        print("ended")
"""


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_two_signals_at_once_are_one_interruption():
    found = subprocess.run(
        [sys.executable, "-c", ASKED_BY_BOTH], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, "ended\n", "")


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize("one", ["SIGINT", "SIGTERM"])
def test_a_signal_that_comes_while_something_is_freed_ends_the_command_too(one):
    """Python drops what is raised there: a build on a cluster went on after Ctrl-C."""
    found = subprocess.run(
        [sys.executable, "-c", LOST, one], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, "ended\n", "")

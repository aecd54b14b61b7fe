"""What ends with what. If these fail, a build that was killed runs on without anybody's wanting."""

import subprocess
import sys

import pytest

LATE = """\
import os, time
from doanvien.batch.making.processes import die_with_parent
parent = os.getpid()
if os.fork() == 0:
    while os.getppid() == parent:
        time.sleep(0.01)
    die_with_parent(parent)
    print("runs on", flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_who_hears_of_the_end_of_its_parent_too_late_ends_too():
    """The parent may be killed between the fork and the wish to end with it."""
    told = subprocess.run([sys.executable, "-c", LATE], capture_output=True, text=True, timeout=60)
    assert (told.stdout, told.stderr) == ("", "")

"""What ends with what. If these fail, a build that was killed runs on without anybody's wanting."""

import subprocess
import sys

import pytest

LATE = """\
import os, time
from doanvien.reference.this_process import die_with_parent
parent = os.getpid()
if os.fork() == 0:
    while os.getppid() == parent:
        time.sleep(0.01)
    die_with_parent(parent)
    print("runs on", flush=True)
"""

GRANDCHILD = """\
import os, time
from doanvien.batch.making.processes import children, nothing_outlives
before = os.fork()
if before == 0:
    time.sleep(60)
with nothing_outlives():
    with nothing_outlives():
        pass
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(tell, str(os.getpid()).encode())
            time.sleep(60)
        os._exit(0)
    os.waitpid(child, 0)
    left = int(os.read(told, 20))
print(children() == [before], os.path.exists(f"/proc/{left}"))
os.kill(before, 9)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_who_hears_of_the_end_of_its_parent_too_late_ends_too():
    """The parent may be killed between the fork and the wish to end with it."""
    told = subprocess.run([sys.executable, "-c", LATE], capture_output=True, text=True, timeout=60)
    assert (told.stdout, told.stderr) == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_what_a_chapter_leaves_behind_is_ended_also_after_another_chapter():
    """A process whose own parent has gone; what was there before the chapter stays."""
    told = subprocess.run([sys.executable, "-c", GRANDCHILD], capture_output=True, text=True)
    assert (told.stdout, told.stderr) == ("True False\n", "")

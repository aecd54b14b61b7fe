"""What the command loads. If this fails, who has nothing to build waits for what makes reports."""

import subprocess
import sys

SEEN = "import sys, doanvien.batch.build; print(*sorted({names!r} & set(sys.modules)))"
NOT_NEEDED = {"bs4", "openpyxl", "matplotlib", "seaborn", "papermill", "IPython", "nbconvert"}


def test_a_build_loads_nothing_of_what_makes_reports_before_it_knows_of_one():
    code = SEEN.format(names=NOT_NEEDED)
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []

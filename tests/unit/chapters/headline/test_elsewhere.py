"""What is told of units where the place has no figure. If these fail, two units stand for all."""

import pytest

from builders import flow, write_data_set
from doanvien.chapters.headline.lead import lead
from doanvien.present.opening import open_report


@pytest.mark.parametrize(("units", "told"), [(2, ""), (5, "Còn 3 đơn vị khác có số liệu.")])
def test_units_that_are_not_told_are_counted(tmp_path, units, told):
    lines = [flow("members_new", "2022Q1", 30, unit=f"Quận {number}") for number in range(units)]
    data = write_data_set(tmp_path, "ha-noi", *lines)
    sentences = lead(open_report("ha-noi", "2022Q1", None, "vi", data))
    assert "Quận 1" in sentences[1]
    assert "".join(sentences[2:-1]) == told
    assert sentences[-1].startswith("Chưa c")

"""A slug without quotes. If this fails, an analyst reads that the name 'lao' is not defined."""

from IPython.core.interactiveshell import InteractiveShell

from doanvien.lab.unquoted import explain


def test_what_to_write_is_said_after_pythons_own_words(capsys):
    shell = InteractiveShell()
    explain(shell)
    shell.run_cell("period = '2026Q3'\nprovince = lao-cai     # slug", store_history=True)
    assert 'Hãy viết trong dấu ngoặc kép: province = "lao-cai"' in capsys.readouterr().err
    shell.run_cell("missing_name", store_history=True)
    assert "ngoặc kép" not in capsys.readouterr().err

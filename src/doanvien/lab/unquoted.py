"""A parameter typed without quotes, `province = lao-cai`: Python takes it for a sum of names, and
says only that a name is not defined."""

from __future__ import annotations

import re
import sys
from types import TracebackType
from typing import Any

from doanvien.reference.languages import NOTEBOOKS_IN
from doanvien.reference.sentences import sentence

_UNQUOTED = re.compile(
    r"^(province|period|as_of|language|data|provinces)\s*=\s*([^\"'#\s][^\"'#]*?)\s*(?:#.*)?$", re.M
)


def explain(shell: Any) -> None:
    """From now on IPython's shell says of such a cell what to write."""
    shell.set_custom_exc((NameError,), _explain)


def _explain(
    shell: Any,
    kind: type[BaseException],
    error: NameError,
    traceback: TracebackType,
    tb_offset: int | None = None,
) -> None:
    shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)
    cell = str(shell.history_manager.input_hist_raw[-1])
    for parameter, typed in _UNQUOTED.findall(cell):
        if re.search(rf"\b{re.escape(error.name or '')}\b", typed):
            told = sentence(
                'Write it in quotes: {parameter} = "{typed}"', parameter=parameter, typed=typed
            )
            print(told.said(NOTEBOOKS_IN), file=sys.stderr)

"""Whether a report is for wide circulation: as a notebook says, else as the batch that runs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

PUBLIC = "DOANVIEN_PUBLIC"
"""Variable of the environment; the parameters of a notebook do not say who is going to read it."""


def is_public(asked: bool | None) -> bool:
    return os.environ.get(PUBLIC) == "1" if asked is None else asked


@contextmanager
def circulation(*, public: bool) -> Iterator[None]:
    """Notebooks that are run meanwhile, in processes of this one, are for wide circulation or not,
    whatever the environment said."""
    before = os.environ.get(PUBLIC)
    os.environ[PUBLIC] = "1" if public else "0"
    try:
        yield
    finally:
        os.environ.pop(PUBLIC)
        if before is not None:
            os.environ[PUBLIC] = before

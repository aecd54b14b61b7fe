"""The figures of every place of a data set, in one frame."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from doanvien.data.frames import typed_frame
from doanvien.data.info import DataSetInfo
from doanvien.data.layout import figures_name, slugs_with_file
from doanvien.data.load import load
from doanvien.data.problems import DataError
from doanvien.data.rules.schema import FIGURES


def read_everywhere(folder: Path, cutoff: date | None = None) -> tuple[DataSetInfo, pd.DataFrame]:
    """What a data set is, and its figures up to a day (None: all days), province by province.

    The frame has the typed columns of ``typed_frame``. Raises DataError with every problem of the
    files read.
    """
    slugs = slugs_with_file(folder)
    loaded = load(folder, slugs)
    if loaded.info is None or loaded.problems:
        raise DataError(loaded.problems)
    frame = typed_frame([loaded.tables[figures_name(slug)] for slug in slugs], FIGURES)
    if cutoff is not None:
        frame = frame[frame["period_end"] <= pd.Timestamp(cutoff)].reset_index(drop=True)
    return loaded.info, frame

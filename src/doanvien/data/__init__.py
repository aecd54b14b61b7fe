"""Read and validate a data set; hand out one province's figures up to a cut-off date.

available   which periods have figures for which places
dataset     a data set as a whole: is it in order, what is it, which provinces does it know
everywhere  the figures of every place of a data set: in one frame, or what they have in common
frames      validated text tables as typed frames
info        dataset.yaml: what a data set is, and how far it may be believed
kept        what was worked out from a whole data set, kept for the next report
last_days   on which days the figures of each place end
layout      where things stand in a data set, and how messages name them
load        read the tables of a data set, or of the part a report needs; check them together
place       which place a report is about, where one name stands for two
problems    what is wrong, as sentences that are put into words when somebody reads them
province    the figures of one place up to a cut-off date
register    the register of units, and the calendar of who reports by when
reading/    from bytes to cells
rules/      what cells, rows, files and places have to obey
"""

from doanvien.data.available import available
from doanvien.data.dataset import (
    DataSetInfo,
    ProvinceFigures,
    check_dataset,
    files_read,
    mistakes_in,
    provinces_with_figures,
    read_dataset_info,
    read_province,
)
from doanvien.data.problems import DataError, Problem

__all__ = [
    "DataError",
    "DataSetInfo",
    "Problem",
    "ProvinceFigures",
    "available",
    "check_dataset",
    "files_read",
    "mistakes_in",
    "provinces_with_figures",
    "read_dataset_info",
    "read_province",
]

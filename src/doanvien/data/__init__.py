"""Read and validate a data set; hand out one province's figures up to a cut-off date."""

from doanvien.data.available import available
from doanvien.data.dataset import (
    DataSetInfo,
    ProvinceFigures,
    check_dataset,
    files_read,
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
    "provinces_with_figures",
    "read_dataset_info",
    "read_province",
]

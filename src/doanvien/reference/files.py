"""Where the reference tables are, and how one of them is read."""

import csv
import unicodedata
from pathlib import Path


def reference_folder() -> Path:
    """The folder ``data/reference`` of the checkout this package is imported from.

    Raises FileNotFoundError where the package was copied without the project around it.
    """
    folder = Path(__file__).resolve().parents[3] / "data" / "reference"
    if not folder.is_dir():
        raise FileNotFoundError(
            f"The reference tables are missing: no folder {folder}. Install doanvien from its "
            "checkout with 'pip install -e .', so that data/reference stands beside src."
        )
    return folder


def read_table(filename: str) -> list[dict[str, str]]:
    """The rows of a reference table, one dict a row, every cell a stripped NFC string.

    Raises ValueError for a row with too many or too few cells, naming file and line.
    """
    path = reference_folder() / filename
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        header = next(reader)
        rows = []
        for cells in reader:
            if len(cells) != len(header):
                raise ValueError(
                    f"{filename}, line {reader.line_num}: {len(cells)} cells where the header has "
                    f"{len(header)}. Put a cell that holds a comma between double quotes."
                )
            tidy = (unicodedata.normalize("NFC", cell.strip()) for cell in cells)
            rows.append(dict(zip(header, tidy, strict=True)))
    return rows

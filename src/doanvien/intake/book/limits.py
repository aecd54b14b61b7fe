"""How large a file may be, and the error that says in a sentence why a file cannot be read.

A form has some thousands of cells. The limits leave room for a hundred times as many, and keep a
damaged or hostile file from taking the memory or the afternoon.
"""

from __future__ import annotations

from doanvien.reference.sentences import SpokenError

MEGABYTE = 2**20
MOST_BYTES = 32 * MEGABYTE
"""Of the file as it lies on the disk."""
MOST_UNPACKED = 48 * MEGABYTE
"""Of all the parts that are read, together."""
MOST_PARTS = 2_000
MOST_CELLS = 100_000
MOST_MERGES = 5_000
MOST_SHEETS = 300
LONGEST_TEXT = 2_000
"""Characters that are kept of one cell; a name or a heading has fewer."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class UnreadableBook(SpokenError):
    """A file that cannot be read at all; the sentences say why and what to do."""

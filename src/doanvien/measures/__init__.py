"""Pure functions from published figures to results: no display, no files, no clock."""

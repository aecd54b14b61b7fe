"""The command `doanvien`."""

from doanvien.cli.commands import app

__all__ = ["app"]

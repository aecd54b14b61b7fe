"""Kernels of `make lab`: a change in src/ counts from the next cell on, without a restart."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (IPython provides it)
c.InteractiveShellApp.extensions = ["autoreload"]
c.InteractiveShellApp.exec_lines = ["%autoreload 2"]

"""Kernels of `make lab`: a change in src/ counts from the next cell on, without a restart; after an
error, cells that were queued behind it do not run."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (IPython provides it)
c.InteractiveShellApp.extensions = ["autoreload"]
c.InteractiveShellApp.exec_lines = ["%autoreload 2"]
c.IPythonKernel.stop_on_error_timeout = 1.0

"""Kernels of `make lab`: a change in src/ counts from the next cell on, without a restart; after an
error, cells that were queued behind it do not run; a parameter without quotes is explained."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (IPython provides it)
c.InteractiveShellApp.extensions = ["autoreload"]
c.InteractiveShellApp.exec_lines = [
    "%autoreload 2",
    "__import__('doanvien.lab.unquoted').lab.unquoted.explain(get_ipython())",
]
c.IPythonKernel.stop_on_error_timeout = 1.0

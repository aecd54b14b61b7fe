"""What the server has ready before it forks: imports, templates, fonts; never figures."""

import contextlib
import importlib
import os
import pkgutil
import warnings

import doanvien.chapters
import doanvien.data
import doanvien.measures
import doanvien.present

MODULES = (
    *("IPython.core.completerlib", "IPython.core.magics", "IPython.core.debugger", "pdb"),
    *("IPython.extensions.storemagic",),
    *("IPython.core.magics.ast_mod", "IPython.core.magics.execution", "IPython.core.oinspect"),
    *("encodings.ascii", "encodings.latin_1", "papermill"),
    *("matplotlib.pyplot", "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg"),
    *("matplotlib_inline.backend_inline", "matplotlib_inline.config"),
    *("numpy", "pandas", "pandas.io.formats.style", "seaborn", "PIL.Image", "PIL.PngImagePlugin"),
    *("doanvien.batch.making.run", "doanvien.batch.making.engine"),
)


def preload() -> None:
    """Import everything a chapter and an exporter need, and use it once where that pays."""
    # Not inline yet: that needs the shell.
    os.environ["MPLBACKEND"] = "agg"
    rooms = (doanvien.data, doanvien.measures, doanvien.present, doanvien.chapters)
    ours = [
        module.name
        for room in rooms
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
    ]
    for name in (*MODULES, *ours):
        with contextlib.suppress(ModuleNotFoundError):
            importlib.import_module(name)
    # Asked of the system once: which packages bring backends for matplotlib.
    importlib.import_module("matplotlib.backends").backend_registry.list_all()
    _draw()
    _check()
    _write()
    importlib.import_module("doanvien.batch.making.shell").prepare_shell()


def _draw() -> None:
    """Drawings of nothing: find the fonts and fill the caches of matplotlib and seaborn.

    The look is put back afterwards: it is for `open_report` to set, and no figure is left open.
    """
    import matplotlib.pyplot as plt
    import pandas as pd
    import seaborn as sns

    from doanvien.present.look import set_look
    from doanvien.present.shown.figures.figure import Figure

    frame = pd.DataFrame({"x": [0, 1], "y": ["ắ", "ế"], "z": ["a", "b"]})
    with plt.rc_context(), warnings.catch_warnings():
        set_look()
        for axes in (
            sns.barplot(frame, x="x", y="y", hue="z", ax=plt.figure().subplots()),
            sns.lineplot(frame, x="x", y="x", hue="z", marker="o", ax=plt.figure().subplots()),
        ):
            Figure("nothing", "Nothing", "A drawing of nothing at all", axes.get_figure()).bundle()
    sns.set_color_codes("reset")
    plt.close("all")


def _check() -> None:
    """A notebook of nothing: compiles the schemas that notebooks are checked against."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_notebook

    nothing = new_notebook(cells=[new_code_cell(id="nothing")])
    nbformat.reads(nbformat.writes(nothing), as_version=nothing.nbformat)


def _write() -> None:
    """A document of nothing: compiles the templates, reads the labels."""
    from doanvien.export.excel.workbook import render_workbook
    from doanvien.export.pages.page import render_page
    from doanvien.export.reading.document import Document
    from doanvien.export.reading.markdown import markdown_to_html
    from doanvien.reference.languages import languages

    markdown_to_html("# Nothing\n\n| a | b |\n|---|---|\n| *1* | `2` |\n")
    for language in languages():
        nothing = Document((), None, language)
        render_page(nothing)
        render_workbook(nothing)

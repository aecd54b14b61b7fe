"""Reports on trade-union membership in Vietnam, from dated figures to HTML and Excel.

The rooms of the package form one direction of flow, each importing only from those before it:

reference/  provinces, periods, indicators, columns, languages: what every room refers to
data/       read a data set up to a cut-off date
intake/     Excel and CSV forms into a data set
measures/   from figures to results: no display, no files, no clock
present/    what a reader sees, whatever the chapter
chapters/   the frames, sentences and charts of each notebook
notebook    everything a notebook imports
export/     executed notebooks to HTML and Excel
batch/      what is asked, making it, and the record of what was made
mail/       reports by e-mail
lab/        what JupyterLab needs
simulate/   invented data sets
cli/        the command line
"""

__version__ = "0.1.0"

"""Reports on trade-union membership in Vietnam, from dated figures to HTML and Excel.

The rooms of the package form one direction of flow, each importing only from those before it:
reference → data → measures → present → export → batch → cli.
"""

__version__ = "0.1.0"

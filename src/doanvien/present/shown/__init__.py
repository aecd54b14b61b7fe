"""Things that can be shown: tables, figures, tiles, sentences, the cover.

In a notebook
  session         the reports that a notebook has opened
  display         what a call puts into the cell's output
  bare            what stands alone as a cell's last line
  nothing         a line for a cell that has nothing to show
  misuse          what to tell an analyst whose call of `show_…` cannot be shown

Tables
  frames          any tidy frame of an analyst as a table
  origin          where a frame comes from, kept while pandas works on it
  table           what a reader sees and the data behind it, from one frame
  grid            typed columns and cleaned cells
  table_html      a table as HTML
  table_resource  a table as a Frictionless data resource and back

Figures
  figure          a figure, drawn once, shown as the smaller of SVG and PNG
  figure_svg      a drawing as SVG that can stand inside a page
  figure_png      a drawing as a PNG of few colours
  axes            axes as a reader reads them

Words
  cover           what the report is about, up to which day, on what kind of figures
  tiles           headline values
  sentences       sentences that the library wrote from results
  names           short ASCII names for ids, anchors and Excel names
"""

"""Things that can be shown: tables, figures, tiles, sentences, the cover.

In a notebook
  session    the reports that a notebook has opened
  display    what a call puts into the cell's output
  bare       what stands alone as a cell's last line
  nothing    a line for a cell that has nothing to show
  misuse     what to tell an analyst whose call of `show_…` cannot be shown

What is shown
  tables/    a frame as a table, and the data behind it
  figures/   a drawing as SVG or PNG
  cover      what the report is about, up to which day, on what kind of figures
  tiles      headline values
  sentences  sentences that the library wrote from results
  names      short ASCII names for ids, anchors and Excel names
"""

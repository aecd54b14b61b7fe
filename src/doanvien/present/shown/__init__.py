"""Things that can be shown: tables, figures, tiles, sentences, the cover.

cover           the cover: what the report is about, up to which day, and what kind of figures i
display         showing things in a notebook. Each call puts into the cell's output what the rea
figure          a figure: drawn once, shown as the smaller of SVG and palette PNG, always with a
figure_png      a drawing as a PNG of 64 colours at twice its size, inside an <img>
figure_svg      a drawing as SVG that can stand inside a page: small, stable, its ids its own
frames          any tidy frame of an analyst as a table: the kind of a column follows from its v
grid            typed columns and cleaned cells: what a table holds, before it is shown in any f
misuse          what to tell an analyst whose call of a function `show_…` cannot be shown
names           short ASCII names made from what a reader sees, for ids, anchors and Excel names
sentences       sentences that the library wrote from results: the lead, verdicts, caveats, para
table           a table: what a reader sees and the data behind it, from one frame
table_html      a table as HTML: caption, scope on every header, words for missing values, ids f
table_resource  a table as a Frictionless data resource (specs.frictionlessdata.io) and back
tiles           headline values: each with what it is measured against and a verdict in words
"""

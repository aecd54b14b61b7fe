"""A frame as a table, and the data behind it.

frames          any tidy frame of an analyst as a table
tidied          a frame made ready to be shown: its names texts, its codes words
kinds           how a column is shown whose values are known
origin          where a frame comes from, kept while pandas works on it
table           what a reader sees and the data behind it, from one frame
grid            typed columns and cleaned cells
table_html      a table as HTML
table_resource  a table as a Frictionless data resource and back
"""

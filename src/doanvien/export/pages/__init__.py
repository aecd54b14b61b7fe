"""Pages for a browser: the report, the index of a batch, a report that could not be built.

page          a document as one HTML page
html          its nbconvert exporter
foreign       Vietnamese names in a page of another language
versions      links to the same report in other languages
headings      headings, their levels and ids
ids           the ids of a page, each once
failure       the page of a report that could not be built
index         the index page of a batch
index_groups  the front page of a very large one
templating    the templates of the pages
"""

"""From executed notebooks to the chapters of one document.

document  the chapters of one document, and all that can be asked of it
chapters  executed notebooks read as the chapters of one document
sections  the cells of a notebook as sections: a heading, what was asked, what it showed
covers    the covers of executed notebooks, which must tell of one report
content   what one cell of an executed notebook gives a reader
markdown  text cells as HTML
sanitise  HTML of others reduced to what may stand in a page
finish    what only the whole document can see: a caveat told before, the mark of simulation
gate      the last look: nothing that runs or calls, nothing half-made
errors    what can go wrong between executed notebooks and a document
"""

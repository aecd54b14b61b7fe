"""From executed notebooks to the chapters of one document.

chapters  executed notebooks read as the chapters of one document
content   what one cell of an executed notebook gives a reader
markdown  text cells as HTML
sanitise  HTML of others reduced to what may stand in a page
finish    what only the whole document can see: a caveat told before, the mark of simulation
gate      the last look: nothing that runs or calls, nothing half-made
errors    what can go wrong between executed notebooks and a document
"""

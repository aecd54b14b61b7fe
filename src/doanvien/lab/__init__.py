"""What JupyterLab needs for the notebooks: the export menu, settings, reloading, readable git.

export_menu            the entries of File → Save and Export Notebook As
ipython_kernel_config  kernels of `make lab`: a change in src/ counts from the next cell on
unquoted               what to tell somebody who typed a parameter without quotes
"""

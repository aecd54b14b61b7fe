"""What JupyterLab needs for the notebooks: the export menu, settings, reloading, readable git."""

"""Drawings.

figure      a figure, drawn once, shown as the smaller of SVG and PNG
figure_svg  a drawing as SVG that can stand inside a page
figure_png  a drawing as a PNG of few colours
axes        axes as a reader reads them
"""

"""Drawings.

canvas        a drawing on the canvas that it is drawn on
figure        a figure for a page and for a phone, each as the smaller of SVG and PNG
figure_svg    a drawing as SVG that can stand inside a page
figure_phone  the same drawing for a phone
figure_png    a drawing as a PNG of few colours
svg_canvas    matplotlib's canvas for SVG, which measures texts by the renderer that draws them
axes          axes as a reader reads them
legend        the legend above the drawing
"""

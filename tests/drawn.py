"""What of a drawing is cut at its edge."""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from doanvien.present.look import style


def cut_texts(drawing: Figure) -> list[str]:
    """The texts of a drawing that do not lie within it; ticks outside the axes are not drawn."""
    with style():
        canvas = FigureCanvasAgg(drawing)
        canvas.draw()
        renderer = canvas.get_renderer()
        unseen = {id(text) for axes in drawing.axes for text in _beyond(axes)}
        within = drawing.bbox.padded(1)
        return [
            text.get_text()
            for text in drawing.findobj(Text)
            if text.get_visible() and text.get_text().strip() and id(text) not in unseen
            if not all(within.contains(*corner) for corner in _corners(text, renderer))
        ]


def _corners(text: Text, renderer: object) -> list[tuple[float, float]]:
    box = text.get_window_extent(renderer)
    return [(box.x0, box.y0), (box.x1, box.y1)]


def _beyond(axes) -> list[Text]:
    """Labels of the ticks that lie outside what an axis shows."""
    found = []
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        slack = 1e-9 * (high - low)
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            if not low - slack <= tick.get_loc() <= high + slack:
                found += [tick.label1, tick.label2]
    return found

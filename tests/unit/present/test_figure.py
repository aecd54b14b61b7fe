"""Figures. If these fail, a figure is lost on readers who cannot see it, or changes by itself."""

import base64
import io
import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import seaborn as sns
from matplotlib import pyplot
from matplotlib.figure import Figure as Drawing
from matplotlib.layout_engine import ConstrainedLayoutEngine
from PIL import Image

from doanvien.present.look import AXIS, INK, PALETTE, PAPER, style
from doanvien.present.shown.figures.axes import dress, number_writer
from doanvien.present.shown.figures.figure import FIGURE_MIME, Figure
from doanvien.present.shown.figures.figure_phone import WIDTH, narrow
from doanvien.present.words.phrases import Words
from doanvien.reference.places import the_country
from drawn import cut_texts

ALT = "Đường lũy kế đi lên, đạt 24.396 đoàn viên đến ngày 08/7/2022."


def drawn():
    with style():
        drawing = Drawing(figsize=(5.2, 3.1))
        return drawing, drawing.subplots()


def line(name="line", alt=ALT):
    drawing, axes = drawn()
    axes.plot(["31/3", "31/5", "08/7"], [9800, 21407, 24396], marker="o")
    axes.set_title('Đoàn viên <kết nạp> & "mới"')
    axes.set_ylabel("value")
    dress(drawing, Words("vi", the_country()))
    return Figure(name, "Đoàn viên kết nạp mới", alt, drawing)


def cloud():
    drawing, axes = drawn()
    numbers = np.random.default_rng(1).normal(size=(2, 5000))
    axes.scatter(*numbers, s=4)
    return Figure("cloud", "Kết quả từng đơn vị", "Đám mây 5.000 điểm không có hướng rõ.", drawing)


def svgs_of(figure):
    """The drawing for a page, and the one for a phone where there is one."""
    return re.findall(r"<svg.*?</svg>", figure.bundle()["text/html"], re.S)


def svg_of(figure):
    return svgs_of(figure)[0]


@pytest.mark.parametrize("alt", ["", "   ", "Biểu đồ", "Đoàn viên kết nạp mới"])
def test_a_figure_without_a_telling_text_is_refused(alt):
    with pytest.raises(ValueError, match="alt text"):
        line(alt=alt)


def test_an_alt_text_that_only_repeats_the_caption_is_refused():
    with pytest.raises(ValueError, match="other than its caption"):
        Figure("x", "Đoàn viên kết nạp mới, 2022", "Đoàn viên kết nạp mới, 2022", drawn()[0])


def test_the_text_reaches_screen_readers_and_the_payload():
    bundle = line().bundle()
    root = ET.fromstring(svg_of(line()))
    assert (root.get("role"), root.get("aria-label")) == ("img", ALT)
    assert bundle[FIGURE_MIME] == {
        "name": "line",
        "caption": "Đoàn viên kết nạp mới",
        "alt": ALT,
        "format": "svg",
    }
    assert bundle["text/plain"] == ALT


def test_letters_stay_letters_and_numbers_are_vietnamese():
    """Letters drawn as paths can neither be searched nor enlarged by the reader's settings."""
    texts = [element.text for element in ET.fromstring(svg_of(line())).iter("text")]
    assert 'Đoàn viên <kết nạp> & "mới"' in texts
    assert "18.000" in texts


def test_a_phone_shows_all_letters_in_thirteen_pixels_or_more():
    """The wide drawing, shown on 365 pixels, has letters of ten, which nobody reads on the way."""
    wide, small = map(ET.fromstring, svgs_of(line()))
    assert float(small.get("width")) <= 365 < float(wide.get("width"))
    styles = " ".join(element.get("style", "") for element in small.iter("text"))
    sizes = [float(size) for size in re.findall(r"([\d.]+)px", styles)]
    scale = 365 / float(small.get("viewBox").split()[2])
    assert min(sizes) * scale >= 13
    assert [e.text for e in small.iter("text")] == [e.text for e in wide.iter("text")]


def test_a_drawing_that_fits_a_phone_is_drawn_once():
    with style():
        drawing = Drawing(figsize=(3, 2))
        drawing.subplots().plot([1, 2])
    assert len(svgs_of(Figure("small", "Nhỏ", ALT, drawing))) == 1


def test_many_names_under_bars_do_not_run_into_each_other_on_a_phone():
    with style():
        drawing = Drawing(figsize=(5.2, 3.1))
        axes = drawing.subplots()
        axes.bar(range(6), range(6))
        axes.set_xticks(range(6), [f"Đoàn viên {number}" for number in range(6)])
    wide, small = svgs_of(Figure("bars", "Cột", ALT, drawing))
    assert "rotate(-60" in small
    assert "rotate(-60" not in wide


def test_two_figures_on_a_page_do_not_share_ids():
    ids = [set(re.findall(r'\bid="([^"]+)"', svg_of(line(name)))) for name in ("one", "two")]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])


def test_every_id_that_is_pointed_to_is_there():
    svg = svg_of(line())
    pointed = set(re.findall(r'(?:href="|url\()#([^")]+)', svg))
    assert pointed <= set(re.findall(r'\bid="([^"]+)"', svg))


def test_nothing_in_a_figure_reaches_the_rest_of_the_page_or_the_net():
    svg = svg_of(line())
    assert "<style" not in svg
    assert "http" not in svg
    assert "<metadata" not in svg


def test_the_same_figure_is_the_same_bytes():
    assert line().bundle() == line().bundle()
    assert cloud().bundle() == cloud().bundle()


def test_thousands_of_points_are_sent_as_a_small_picture():
    bundle = cloud().bundle()
    data = re.search(r'src="data:image/png;base64,([^"]+)"', bundle["text/html"])[1]
    picture = Image.open(io.BytesIO(base64.b64decode(data)))
    width = int(re.search(r'width="(\d+)"', bundle["text/html"])[1])
    assert bundle[FIGURE_MIME]["format"] == "png"
    assert picture.mode == "P"
    assert len(picture.getcolors()) <= 64
    assert picture.width // 2 == width  # sharp on a phone and on paper
    assert 'alt="Đám mây 5.000 điểm không có hướng rõ."' in bundle["text/html"]


def test_the_paper_of_a_picture_is_that_of_the_page():
    for made in (line(), cloud()):
        picture = Image.open(io.BytesIO(base64.b64decode(made.bundle()["image/png"])))
        count, paper = max(picture.convert("RGB").getcolors())
        assert "#" + bytes(paper).hex() == PAPER
        assert count > 0.6 * picture.width * picture.height


def test_a_picture_on_another_ground_keeps_it():
    made = line()
    made.drawing.set_facecolor("#dddddd")
    picture = Image.open(io.BytesIO(base64.b64decode(made.bundle()["image/png"])))
    corner = picture.convert("RGB").getpixel((0, 0))
    assert all(abs(part - 0xDD) <= 2 for part in corner)


def test_picture_and_drawing_of_a_page_have_one_layout_and_the_phone_its_own():
    asked = []

    class Engine(ConstrainedLayoutEngine):
        def execute(self, fig):
            asked.append(fig.get_figwidth())
            return super().execute(fig)

    figure = line()
    figure.drawing.set_layout_engine(Engine())
    figure.bundle()
    assert asked == [5.2, WIDTH]


def test_a_drawing_without_a_layout_engine_stays_without():
    with style():
        drawing, axes = pyplot.subplots(layout="none")
    drawing.colorbar(axes.imshow([[1, 2], [3, 4]]))
    drawing.subplots_adjust(left=0.4)
    Figure("p", "Hình", ALT, drawing).bundle()
    assert axes.get_position().x0 >= 0.4


def test_a_shown_figure_of_pyplot_is_not_shown_again_by_jupyter():
    with style():
        drawing, axes = pyplot.subplots()
    axes.plot([1, 2])
    number = drawing.number
    Figure("p", "Hình", ALT, drawing).bundle()
    assert number not in pyplot.get_fignums()


@pytest.mark.parametrize(("colour", "least"), [*((c, 3) for c in (*PALETTE, AXIS)), (INK, 4.5)])
def test_colours_can_be_told_from_paper(colour, least):
    """WCAG 2.2: 3:1 for marks (1.4.11), 4.5:1 for text (1.4.3)."""
    lighter, darker = luminance(PAPER), luminance(colour)
    assert (lighter + 0.05) / (darker + 0.05) >= least


def luminance(colour):
    """Relative luminance of #rrggbb (WCAG 2.2, definitions)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_an_axis_of_months_names_no_month_that_is_none():
    """A tick beside January would be called "T0", or stop the chart in another language."""
    write = number_writer("month", Words("vi", the_country()))
    assert [write(value) for value in (0, 1, 12, 13.4)] == ["", "T1", "T12", ""]


def test_no_text_is_cut_however_long_the_names_beside_the_bars_are():
    names = ["Đoàn viên thực tăng, Tổng LĐLĐ Việt Nam giao cho cả năm", "CĐCS"]
    drawing, axes = drawn()
    with style():
        sns.barplot(
            x=[1330.0, 1415.0, 1098.0, 1098.0],
            y=names * 2,
            hue=["Chỉ tiêu cả năm"] * 2 + ["Kết quả"] * 2,
            ax=axes,
        )
    dress(drawing, Words("vi", the_country()))
    assert cut_texts(drawing) == []
    assert narrow(drawing)
    assert cut_texts(drawing) == []

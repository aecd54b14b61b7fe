"""Every figure of a report of the example. If this fails, a reader sees half a word at its edge."""

import pytest
from tests.reports import walk

from doanvien.present.shown.figures import figure_phone
from doanvien.present.shown.figures.figure import Figure
from drawn import cut_texts

EXAMPLE = {"province": "lao-cai", "period": "2026Q3", "data": "../data/example"}
CHAPTERS = ["membership_growth", "target_attainment", "campaign_waves"]


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The texts cut of every figure that is shown, wide and on a phone, by its name."""
    found: dict[str, list[str]] = {}
    shown, narrow = Figure.bundle, figure_phone.narrow

    def bundle(figure: Figure) -> dict[str, object]:
        def narrowed(drawing: object) -> bool:
            changed = narrow(drawing)
            found[f"{figure.name}, phone"] = cut_texts(drawing)
            return changed

        found[figure.name] = cut_texts(figure.drawing)
        monkeypatch.setattr(figure_phone, "narrow", narrowed)
        return shown(figure)

    monkeypatch.setattr(Figure, "bundle", bundle)
    return found


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_text_of_a_figure_is_cut(chapter: str, cut: dict[str, list[str]]) -> None:
    walk.run(chapter, **EXAMPLE, as_of=None, language="vi")
    assert len(cut) >= 4
    assert {name: texts for name, texts in cut.items() if texts} == {}

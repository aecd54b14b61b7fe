"""Every language of `languages.csv` against the code, the notebooks and the reference tables.

A gap stops a report of that language, a leftover misleads. Whoever adds a language reads here what
is still to be written: the tests fail with the list of it.
"""

import ast
import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from doanvien.reference.files import reference_folder
from doanvien.reference.languages import (
    MESSAGES_IN,
    NOTEBOOKS_IN,
    REPORTED,
    languages,
    message_ids,
    read_catalogues,
)

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "doanvien"
CELLS = "notebooks.po"


# What a complaint says is wrong, and what is to be done.
KEYWORDS = {"t": (1,), "_t": (1,), "sentence": (1,), "wrong": (1, 2)}


def sentences_in_code() -> set[str]:
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS)
    messages = (
        message if isinstance(message, tuple) else (message,) for _, _, message, *_ in found
    )
    return {text for message in messages for text in message if isinstance(text, str)}


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def gaps(folder: Path, language: str) -> list[str]:
    """All that a folder of reference tables does not say in a language, in words."""
    codes = [row["code"] for row in rows_of(folder / "languages.csv")]
    return [
        *_in_the_catalogues(folder / "labels", language),
        *_in_the_text_cells(folder / "labels", language),
        *(gap for path in folder.glob("*.csv") for gap in _in_a_table(path, language, codes)),
    ]


def _in_the_catalogues(labels: Path, language: str) -> Iterator[str]:
    for sentence in sorted(of_reported(labels) - set(reported_words(labels, language))):
        yield f"labels/{language}/reported.po: no msgid {sentence!r}"
    if language == MESSAGES_IN:
        return
    # Some sentences reach the translator from a table of words; a finished language has them, too.
    wanted = sentences_in_code() | message_ids(NOTEBOOKS_IN)
    for sentence in sorted(wanted - set(read_catalogues(labels / language))):
        yield f"labels/{language}: no msgid {sentence!r}"


def _in_the_text_cells(labels: Path, language: str) -> Iterator[str]:
    if language == NOTEBOOKS_IN:
        return
    for cell in sorted(cells_of(labels) - set(read_catalogues(labels / language, CELLS))):
        yield f"labels/{language}/{CELLS}: no msgid {cell!r}"


def reported_words(labels: Path, language: str) -> dict[str, str]:
    """The sentences that read otherwise of reported figures, as a language has them of these."""
    return read_catalogues(labels / language, "reported.po", REPORTED)


def of_reported(labels: Path) -> set[str]:
    return {
        sentence for path in labels.glob("*/") for sentence in reported_words(labels, path.name)
    }


def cells_of(labels: Path) -> set[str]:
    """The text cells that one of the languages has; tests/unit/test_notebooks.py asks for all."""
    return {cell for path in labels.glob("*/") for cell in read_catalogues(path, CELLS)}


def _in_a_table(table: Path, language: str, codes: list[str]) -> Iterator[str]:
    for row in rows_of(table):
        for name in dict.fromkeys(stems(row, codes)):
            if not row.get(f"{name}_{language}"):
                yield f"{table.name}, {next(iter(row.values()))!r}: no {name}_{language}"


def stems(row: dict[str, str], codes: list[str]) -> Iterator[str]:
    """What a row says in any of the languages: "label" of label_vi, label_en."""
    for column, text in row.items():
        name, _, code = column.rpartition("_")
        if name and code in codes and text:
            yield name


def test_no_catalogue_holds_what_nobody_says():
    """A leftover is translated by somebody for nothing."""
    said = {
        node.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for template in SOURCE.rglob("templates/*"):
        said |= set(re.findall(r"""\bt\(\s*"([^"]*)\"""", template.read_text(encoding="utf-8")))
    assert message_ids(NOTEBOOKS_IN) - said == set()


TOLD = (
    *("echo", "confirm", "noted", "_tell", "_note", "Failure", "ReportState"),
    *("SpokenError", "MailError", "TooLarge", "ExportError", "ClusterError", "NotSimulated"),
)
"""Calls that tell a person something, or keep it to be told."""


def told_in_english_only(path: Path) -> Iterator[str]:
    """Words that are handed to one of `TOLD` without `sentence` or a translator: no catalogue sees
    them."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
        if name not in TOLD:
            continue
        for part in call.args:
            words = [node.value for node in written_in(part) if isinstance(node, ast.Constant)]
            if any(re.search("[a-z]{2,} [a-z]{2,}", str(word)) for word in words):
                yield f"{path.relative_to(SOURCE)}:{call.lineno}"


def written_in(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in an argument itself, not in what it calls."""
    yield node
    if not isinstance(node, ast.Call):
        for part in ast.iter_child_nodes(node):
            yield from written_in(part)


def test_nothing_that_a_person_is_told_goes_past_the_catalogues():
    """It would be English for everybody, and no other test would say so."""
    past = [place for path in SOURCE.rglob("*.py") for place in told_in_english_only(path)]
    assert past == []


@pytest.fixture(scope="module")
def third(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference folder with a third language: a line, and a folder without a catalogue."""
    folder = tmp_path_factory.mktemp("third") / "reference"
    shutil.copytree(reference_folder(), folder)
    with (folder / "languages.csv").open("a", encoding="utf-8") as file:
        file.write(
            "xx,Third,Dritte,de,{day}. {month_name} {year},{day}. {month_name},{month}/{year}\n"
        )
    (folder / "labels" / "xx").mkdir()
    return folder


@pytest.fixture(scope="module")
def lacking(third: Path) -> list[str]:
    return gaps(third, "xx")


def finish(folder: Path) -> None:
    """Write all that the third language lacks, each text with a mark of that language."""
    codes = [*languages(), "xx"]
    for table in folder.glob("*.csv"):
        rows = rows_of(table)
        names = dict.fromkeys(name for row in rows for name in stems(row, codes))
        for row in rows:
            told = {name: row.get(f"{name}_{MESSAGES_IN}", "") for name in names}
            row |= {f"{name}_xx": f"xx {text}" * bool(text) for name, text in told.items()}
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    for name, texts, context in (
        ("all.po", message_ids(NOTEBOOKS_IN) | sentences_in_code(), None),
        ("reported.po", of_reported(folder / "labels"), REPORTED),
        (CELLS, cells_of(folder / "labels"), None),
    ):
        catalogue = Catalog(locale="de")
        for text in sorted(texts):
            catalogue.add(text, f"xx {text}", context=context)
        with (folder / "labels" / "xx" / name).open("wb") as file:
            write_po(file, catalogue)


@pytest.mark.parametrize("language", languages())
def test_every_text_has_a_version_in_every_language(language):
    """A text without one would stop a report of that language."""
    assert gaps(reference_folder(), language) == []


@pytest.mark.parametrize(
    "missing",
    [
        "labels/xx: no msgid 'Target met'",
        "labels/xx/reported.po: no msgid 'not published'",
        "labels/xx/notebooks.po: no msgid '# Tóm tắt'",
        "indicators.csv, 'members_new': no label_xx",
        "columns.csv, 'indicator': no title_xx",
        "place_names.csv, 'toan-quoc': no full_xx",
        "months.csv, '5': no name_xx",
        "periods.csv, 'quarter': no phrase_xx",
    ],
)
def test_a_third_language_is_told_each_text_that_it_lacks(lacking, missing):
    assert missing in lacking


HEADLINE = """
import json, sys
from pathlib import Path
import doanvien.reference.files as files
folder, notebook = map(Path, sys.argv[1:])
files.reference_folder = lambda: folder
import IPython.display
shown = []
IPython.display.display = lambda bundle, **_: shown.append(bundle)
cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
names = {}
for cell in cells:
    if cell["cell_type"] == "code":
        exec("".join(cell["source"]), names)
        if "parameters" in cell["metadata"].get("tags", ()):
            names["language"] = "xx"
print("\\n".join(bundle["text/plain"] for bundle in shown))
"""


def test_a_third_language_needs_no_code(third, tmp_path):
    """The summary in a language that no line of code knows, with nothing of the other two in it."""
    third = shutil.copytree(third, tmp_path / "reference")
    finish(third)
    assert gaps(third, "xx") == []
    notebooks = ROOT / "notebooks"
    run = subprocess.run(
        [sys.executable, "-c", HEADLINE, str(third), str(notebooks / "headline.ipynb")],
        capture_output=True,
        text=True,
        timeout=180,
        cwd=notebooks,
    )
    assert run.returncode == 0, run.stderr
    assert "xx figures up to" in run.stdout


def test_no_code_knows_a_language_but_the_module_of_languages():
    """A branch on "vi" gives a third language English, or Vietnamese, by accident."""
    knowing = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        if path != SOURCE / "reference" / "languages.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in languages()
    ]
    assert knowing == []


def test_english_sentences_hold_no_vietnamese():
    """English reports are complete: no Vietnamese word stands in a message id."""
    vietnamese = re.compile("[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
    assert [one for one in message_ids(NOTEBOOKS_IN) if vietnamese.search(one)] == []


NO_PAGES = {"cli.po", "data.po", "intake.po", "notebooks.po"}
STATUS = {"Published figures", "Reported figures, not published"}
"""What says which of the two the figures are."""


def test_what_says_published_has_words_for_reported_figures():
    """A federation's own figures are published nowhere: no page of them may say that they are, in
    a sentence, the title of a column or a text cell."""
    labels = reference_folder() / "labels"
    said = {"en": re.compile("publish", re.I), "vi": re.compile("công bố|trang gốc", re.I)}
    sentences = {
        english: vietnamese
        for path in (labels / "vi").glob("*.po")
        if path.name not in NO_PAGES
        for english, vietnamese in read_catalogues(labels / "vi", path.name).items()
    }
    telling = {
        english
        for english, vietnamese in sentences.items()
        if said["en"].search(english) or said["vi"].search(vietnamese)
    }
    assert telling - STATUS == of_reported(labels)
    for language, published in said.items():
        words = reported_words(labels, language).values()
        titles = (row[f"title_{language}"] for row in rows_of(reference_folder() / "columns.csv"))
        assert [text for text in (*words, *titles) if published.search(text)] == []
    cells = read_catalogues(labels / MESSAGES_IN, CELLS)
    assert [cell for cell in cells if said["vi"].search(cell)] == []
    assert [cell for cell in cells.values() if said["en"].search(cell)] == []

"""An indicator is one line of data. If these fail, whoever adds one has to find code to change, and
reports leave out what the line says they show."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = "members_new_platform"
LINE = {
    "code": CODE,
    "kind": "flow",
    "unit": "members",
    "basis": "gross",
    "signed": "no",
    "subject": "members",
    "part_of": "members_new",
    "regular": "no",
    "rank": "99",
    "good": "up",
    "adds_up": "yes",
    "label_vi": "đoàn viên là lao động nền tảng số",
    "label_en": "new members on digital platforms",
    "short_vi": "Lao động nền tảng số",
    "short_en": "New members, platforms",
    "unit_vi": "đoàn viên",
    "unit_en": "members",
    "verb_vi": "vận động {number} lao động nền tảng số gia nhập",
    "verb_en": "won {number} workers of digital platforms",
    "definition_vi": "Số lao động nền tảng số được kết nạp trong kỳ.",
    "definition_en": "Workers of digital platforms admitted in the period.",
}
LABEL = LINE["label_vi"]
COLUMNS = "province,territory,unit,indicator,period_start,period_end"
FIGURES = f"{COLUMNS},value,qualifier,source,note"
CAMPAIGNS = (
    "province,territory,unit,name,start,end,indicator,result_start,result_end,value,source,note"
)
PERCENTAGES = f"{COLUMNS},value,printed,of,base_indicator,base,assigned_by,source,note"
TARGETS = f"{COLUMNS},low,high,rule,assigned_by,source,note"
SOURCES = (
    "source,publisher,title,url,published_on,kind\n"
    "s1,Báo Lao động,Số liệu,https://example.org/1,2022-07-21,original\n"
)
INFO = "title: Thử\nstatus: simulated\nterms: không\nowner: thử\nupdated: 2026-11-21\n"
SPAN = "2022-01-01,2022-06-30"
NEW = {"ha-noi": (24396, 612), "lao-cai": (1128, 1300)}  # of Lào Cai the part exceeds the whole


RUN = """
import json, sys
from pathlib import Path
from doanvien.data import mistakes_in
from doanvien.present.shown import display

problems = [str(one) for one in mistakes_in(Path("data/tiny"))]
assert not problems, problems
told = {}
for chapter, province in json.loads(sys.argv[1]):
    shown = told[chapter] = []
    display.display = lambda bundle, raw, **more: shown.append(bundle)
    parameters = {"province": province, "period": "2022H1", "as_of": None, "language": "vi"}
    parameters["data"] = "data/tiny"
    names = {}
    for cell in json.loads(Path(f"notebooks/{chapter}.ipynb").read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
            if "parameters" in cell["metadata"].get("tags", ()):
                names |= parameters
print(json.dumps(told, default=str, ensure_ascii=False))
"""
"""Runs the code cells of notebooks in one process and prints what each chapter shows."""
CHAPTERS = (
    ("headline", "ha-noi"),
    ("membership_growth", "ha-noi"),
    ("target_attainment", "ha-noi"),
    ("sources_and_checks", "lao-cai"),
    ("national_overview", "toan-quoc"),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each chapter shows in a project whose table of indicators has one more line."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "data" / "reference", root / "data" / "reference")
    for part in ("src", "notebooks"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    table = root / "data" / "reference" / "indicators.csv"
    header = table.read_text(encoding="utf-8").splitlines()[0].split(",")
    with table.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, header, restval="", lineterminator="\n").writerow(LINE)
    write_data_set(root / "data" / "tiny")
    run = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(CHAPTERS)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "MPLBACKEND": "agg"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    shown = json.loads(run.stdout)
    return {chapter: json.dumps(shown[chapter], ensure_ascii=False) for chapter in shown}


def write_data_set(folder: Path) -> None:
    """Two provinces that report the new indicator and have a target for it."""
    (folder / "figures").mkdir(parents=True)
    targets = [TARGETS]
    for slug, (new, won) in NEW.items():
        values = {"members_new": new, CODE: won}
        rows = [f"{slug},,,{code},{SPAN},{value},exact,s1," for code, value in values.items()]
        (folder / "figures" / f"{slug}.csv").write_text("\n".join([FIGURES, *rows, ""]))
        targets.append(f"{slug},,,{CODE},2022-01-01,2022-12-31,1000,,point,tld,s1,")
    (folder / "targets.csv").write_text("\n".join([*targets, ""]))
    (folder / "campaigns.csv").write_text(CAMPAIGNS + "\n")
    (folder / "percentages.csv").write_text(PERCENTAGES + "\n")
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    (folder / "dataset.yaml").write_text(INFO, encoding="utf-8")


def test_the_headline_opens_with_it(told):
    """Its tile says how much of the target, the quotation tells it after the whole."""
    text = told["headline"]
    assert LINE["short_vi"] in text
    assert "61,2% chỉ tiêu" in text
    assert "đoàn viên kết nạp mới có 612 đoàn viên là lao động nền tảng số, đạt 61,2%" in text


def test_growth_has_it_among_the_flows_and_the_parts(told):
    text = told["membership_growth"]
    assert LABEL in text.lower()
    assert "0.02508" in text, "612 of 24396 as a part"


def test_targets_have_its_target(told):
    assert LABEL in told["target_attainment"].lower()


def test_checks_ask_why_the_part_exceeds_the_whole(told):
    """1.300 of 1.128 new members cannot be."""
    text = told["sources_and_checks"]
    assert LABEL in text.lower()
    assert "1.300" in text
    assert LINE["definition_vi"] in text


def test_the_overview_adds_the_provinces_up(told):
    """Results and TLĐ's targets of the two provinces: 1.912 of 2.000."""
    text = told["national_overview"]
    assert LABEL in text.lower()
    assert "1912" in text
    assert "0.956" in text

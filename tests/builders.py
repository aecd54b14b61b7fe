"""Small data sets for tests: a row is one call, a place one more.

    view = view_of("ha-noi", "2022Q2", level("2022-03-31", 1000), flow("members_new", "2022Q2", 50))

Days are written as a data set writes them; a span is a period (``2022Q2``) or ``first/last``. What
a call does not say is what matters least: the whole place, an exact figure, the source ``s1``.
"""

from __future__ import annotations

import csv
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from doanvien.data.province import read_province
from doanvien.data.rules.schema import FIGURES, SHARED_FILES
from doanvien.measures.series.view import View, views
from doanvien.present.shown.cover import Cover
from doanvien.reference.calendar.periods import parse_period
from doanvien.reference.scope import report_scope

INFO = "title: Thử\nstatus: simulated\nterms: không\nowner: thử\nupdated: 2028-12-31\n"
FIGURES_FILE = "figures"


@dataclass(frozen=True)
class Line:
    """One row of a data set: the file it stands in, and its cells by column."""

    file: str
    cells: dict[str, str]

    def of(self, province: str) -> Line:
        """The same row of another place than the one that the data set is about."""
        return Line(self.file, {**self.cells, "province": province})


def flow(code: str, span: str, value: float, **more: str) -> Line:
    """A figure of what came or went in a span."""
    start, end = days(span)
    dates = {"period_start": start, "period_end": end}
    return _line(FIGURES_FILE, indicator=code, **dates, value=f"{value:g}", **more)


def months(code: str, first: str, values: list[int], **more: str) -> list[Line]:
    """One figure a month from ``first`` (``2022M01``) on."""
    start = parse_period(first).start
    at = [start.year * 12 + start.month - 1 + ahead for ahead in range(len(values))]
    codes = [f"{month // 12}M{month % 12 + 1:02}" for month in at]
    return [flow(code, month, value, **more) for month, value in zip(codes, values, strict=True)]


def level(day: str, value: float, code: str = "members_total", **more: str) -> Line:
    """A figure of what there is on a day."""
    return _line(FIGURES_FILE, indicator=code, period_end=day, value=f"{value:g}", **more)


def target(code: str, span: str, low: float, by: str = "tld", **more: str) -> Line:
    """A target for a span, or for a level due on a day (``/2030-12-31``)."""
    start, end = days(span)
    dates = {"period_start": start, "period_end": end}
    more = {"rule": "range" if "high" in more else "point", **more}
    return _line("targets.csv", indicator=code, **dates, low=f"{low:g}", assigned_by=by, **more)


def printed(code: str, span: str, value: float, percent: str, **more: str) -> Line:
    """A percentage as its source printed it: ``34,05``; of a target unless ``of`` says else."""
    start, end = days(span)
    dates = {"period_start": start, "period_end": end}
    more = {"of": "target", **more, "printed": percent}
    return _line("percentages.csv", indicator=code, **dates, value=f"{value:g}", **more)


def wave(name: str, span: str, **more: str) -> Line:
    """A campaign wave without a result."""
    start, end = days(span)
    return _line("campaigns.csv", name=name, start=start, end=end, **more)


def wave_result(name: str, span: str, code: str, result: str, value: float, **more: str) -> Line:
    """A result of a wave with the span that it covers."""
    start, end = days(result)
    dates = {"result_start": start, "result_end": end}
    return wave(name, span, indicator=code, **dates, value=f"{value:g}", **more)


def source(name: str, published: str = "2022-07-21", **more: str) -> Line:
    """A source; one that is cited and not given is an original of 21 July 2022."""
    usual = {"publisher": "LĐLĐ", "title": "Báo cáo", "kind": "original"}
    return Line("sources.csv", {**usual, **more, "source": name, "published_on": published})


def days(span: str) -> tuple[str, str]:
    """The first and the last day of a span, as written in a data set; either may be empty."""
    if "/" in span:
        first, last = span.split("/")
        return first, last
    period = parse_period(span)
    return period.start.isoformat(), period.end.isoformat()


def write_data_set(folder: Path, province: str, *lines: Line) -> Path:
    """A data set of the lines given, on ``province`` where a line does not say another."""
    cited = {line.cells["source"] for line in lines if "source" in line.cells}
    known = {line.cells["source"] for line in lines if line.file == "sources.csv"}
    files: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in (*lines, *(source(name) for name in sorted(cited - known))):
        cells = {"province": province, **line.cells}
        if line.file == FIGURES_FILE:
            files[f"{FIGURES_FILE}/{cells['province']}.csv"].append(cells)
        else:
            files[line.file].append(cells)
    (folder / FIGURES_FILE).mkdir(parents=True, exist_ok=True)
    (folder / "dataset.yaml").write_text(INFO, encoding="utf-8")
    for name in {*files, *SHARED_FILES, f"{FIGURES_FILE}/{province}.csv"}:
        columns = [column.name for column in SHARED_FILES.get(name, FIGURES).columns]
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, "", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(files[name])
    return folder


def views_of(
    province: str, period: str, *lines: Line, as_of: str | None = None
) -> tuple[View, ...]:
    """The place of a report and its namesake, measured from a data set of the lines given."""
    with tempfile.TemporaryDirectory() as folder:
        data = write_data_set(Path(folder), province, *lines)
        return views(read_province(data, report_scope(province, period, as_of)))


def view_of(province: str, period: str, *lines: Line, as_of: str | None = None) -> View:
    """The place that a report on the lines given is about."""
    return views_of(province, period, *lines, as_of=as_of)[0]


def _line(file: str, **cells: str) -> Line:
    usual = {"source": "s1"}
    if file == FIGURES_FILE:
        usual["qualifier"] = "exact"
    return Line(file, {**usual, **cells})


def cover(cutoff: str = "2022-07-08", status: str = "published") -> Cover:
    """The cover of Hà Nội's report of the first half of 2022."""
    titles = {"published": "Số liệu đã công bố"}
    return Cover(
        title="Phát triển đoàn viên",
        federation="Liên đoàn Lao động thành phố Hà Nội",
        place="thành phố Hà Nội",
        province="ha-noi",
        period="2022H1",
        period_label="6 tháng đầu năm 2022",
        cutoff=date.fromisoformat(cutoff),
        language="vi",
        status=status,
        dataset_title=titles.get(status, "Số liệu thử"),
    )

"""A data set while forms are written into it: what it holds, and what it will hold."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from doanvien.data import DataError, mistakes_in, read_dataset_info
from doanvien.data.layout import FIGURES_FOLDER, INFO_FILE, REFUSED_FILE, UNITS_FILE, figures_name
from doanvien.data.rules.schema import SHARED_FILES
from doanvien.intake.facts import Fact
from doanvien.intake.findings import Finding
from doanvien.intake.record.merge import FILE_OF, Change, Index
from doanvien.intake.record.refused import with_refused
from doanvien.intake.record.rows import (
    SOURCES_FILE,
    Row,
    in_order,
    read_rows,
    territory_of,
    written,
)
from doanvien.intake.record.sources import Form, source_row
from doanvien.intake.record.units import new_lines
from doanvien.intake.register.names import Names
from doanvien.reference.places import Province
from doanvien.reference.sentences import SpokenError, sentence

STATUS = "reported"


class NotForForms(SpokenError):
    """A data set that forms must not be written into."""


class Store:
    """The rows of a data set by file, and which files have changed since it was opened."""

    def __init__(self, folder: Path) -> None:
        """Raises NotForForms for published or simulated data, DataError for one with problems."""
        self.folder = folder
        self.is_new = not (folder / INFO_FILE).is_file()
        if not self.is_new:
            _demand_reported(folder)
        self._rows: dict[str, list[Row]] = {}
        self._changed: dict[str, None] = {}
        self._names: dict[str, Names] = {}
        self._stated: dict[int, Fact] = {}
        sources = self.rows(SOURCES_FILE)
        published = {
            row["source"]: (row["publisher"], row.get("published_on") or "") for row in sources
        }
        self.index = Index(published)
        for kind, name in FILE_OF.items():
            self.index.add(kind, self.rows(name))

    def rows(self, name: str) -> list[Row]:
        """The rows of a file; of a province's figures, its index too."""
        if name not in self._rows:
            self._rows[name] = read_rows(self.folder, name)
            if name.startswith(FIGURES_FOLDER):
                self.index.add("figure", self._rows[name])
        return self._rows[name]

    def names(self, slug: str, spelt: Mapping[str, str]) -> Names:
        """The units of a province, with the spellings that answers add."""
        self.rows(figures_name(slug))
        if slug not in self._names:
            register = [row for row in self.rows(UNITS_FILE) if row["province"] == slug]
            other = {
                spelling.strip(): row["unit"]
                for row in register
                for spelling in (row.get("also_called") or "").split(";")
                if spelling.strip()
            }
            used = [row["unit"] for row in self.rows(figures_name(slug)) if row["unit"]]
            known = dict.fromkeys([*(row["unit"] for row in register), *used])
            self._names[slug] = Names(tuple(known), other)
        names = self._names[slug]
        return Names(names.known, {**names.spelt, **spelt}) if spelt else names

    def add(self, form: Form, slug: str, changes: Iterable[Change]) -> None:
        """Add the rows of one form, and its source."""
        changes = list(changes)
        if not changes:
            return
        if form.source not in self.index.published:
            revised = [
                self.index.published[change.before["source"]][1]
                for change in changes
                if change.before
                and self.index.published[change.before["source"]][0] == form.publisher
            ]
            row = source_row(form, revised)
            self._put(SOURCES_FILE, [*self.rows(SOURCES_FILE), row])
            self.index.published[form.source] = (form.publisher, row["published_on"])
        by_file: dict[str, list[Row]] = {}
        for change in changes:
            name = FILE_OF.get(change.fact.kind, figures_name(slug))
            by_file.setdefault(name, []).append(change.row)
            self.index.add(change.fact.kind, [change.row])
            self._stated[id(change.row)] = change.fact
        for name, rows in by_file.items():
            self._put(name, [*self.rows(name), *rows])
        units = dict.fromkeys(change.row["unit"] for change in changes if change.row["unit"])
        self._names[slug] = self.names(slug, {}).with_names(units)

    def register(self, place: Province, units: Iterable[str], last: date) -> tuple[str, ...]:
        """Add the units of a form to the register of its province, without those that stand there.

        ``last`` is the last day of the form. A province that the register does not know yet gets
        all units that its figures name. The units that were new to a register are returned.
        """
        rows = self.rows(UNITS_FILE)
        begun = any(row["province"] == place.slug for row in rows)
        reporting: dict[str, date] = {}
        if not begun:
            for row in self.rows(figures_name(place.slug)):
                if row["unit"] and territory_of(row) == place.territory:
                    day = date.fromisoformat(row["period_end"])
                    reporting[row["unit"]] = max(day, reporting.get(row["unit"], day))
        lines = new_lines(rows, place, reporting | dict.fromkeys(units, last))
        if lines:
            self._put(UNITS_FILE, [*rows, *lines])
        return tuple(line["unit"] for line in lines) if begun else ()

    def refuse(self, rows: Iterable[Row], taken: Iterable[str]) -> None:
        """Remember what was refused, and forget what was taken in since."""
        before = self.rows(REFUSED_FILE)
        after = with_refused(before, rows, taken)
        if after != before and not (self.is_new and not self._changed):
            self._put(REFUSED_FILE, after)

    def replace_sources(self, rows: list[Row]) -> None:
        if rows != self.rows(SOURCES_FILE):
            self._put(SOURCES_FILE, rows)

    def files(self, owner: str, day: date) -> dict[str, bytes]:
        """What is to be written, sources before what cites them; nothing if nothing changed."""
        if not self._changed:
            return {}
        files: dict[str, bytes] = {INFO_FILE: self._info(owner, day)}
        if self.is_new:
            files |= {name: written([], name) for name in SHARED_FILES}
        for name in sorted(self._changed, key=lambda one: (one != SOURCES_FILE, one)):
            files[name] = written(self._in_file(name), name)
        return files

    def _in_file(self, name: str) -> list[Row]:
        """The rows of a file in the order in which it holds them."""
        rows = self._rows.get(name, [])
        return rows if name in (SOURCES_FILE, REFUSED_FILE, UNITS_FILE) else in_order(rows)

    def mistakes(self, files: Mapping[str, bytes]) -> dict[str, list[Finding]]:
        """What new rows would spoil in the data set, by their sources; nothing if it stays sound.

        Rules that hold between the rows of several forms are known only where all of them stand.
        Raises DataError for mistakes that no new row has a part in.
        """
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / self.folder.name
            if self.folder.is_dir():
                shutil.copytree(self.folder, folder)
            for name, content in files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
            mistakes = mistakes_in(folder) if files else ()
        found: dict[str, list[Finding]] = {}
        for problem in mistakes:
            name = next((one for one in files if problem.file.endswith(f"/{one}")), "")
            rows = self._in_file(name)
            for row in (rows[line - 2] for line in problem.rows if 2 <= line < len(rows) + 2):
                if fact := self._stated.get(id(row)):
                    quoted = ("value", f"'{problem.value}'")
                    told = [replace(one, values=(quoted, *one.values)) for one in problem.told]
                    finding = Finding("problem", fact.sheet, fact.ref, "", *told[:2])
                    found.setdefault(row["source"], []).append(finding)
        if mistakes and not found:
            raise DataError(mistakes)
        return found

    def _put(self, name: str, rows: list[Row]) -> None:
        self._rows[name] = rows
        self._changed[name] = None

    def _info(self, owner: str, day: date) -> bytes:
        if self.is_new:
            lines = (
                "title: Số liệu do các cấp công đoàn báo cáo",
                "title_en: Figures reported by union offices",
                f"status: {STATUS}",
                "terms: Số liệu nội bộ; chỉ gồm số lượng theo đơn vị, không có dữ liệu cá nhân",
                f"owner: {json.dumps(owner, ensure_ascii=False)}",
                f"updated: {day.isoformat()}",
            )
            return ("\n".join(lines) + "\n").encode()
        text = (self.folder / INFO_FILE).read_text(encoding="utf-8-sig")
        return re.sub(r"(?m)^updated:.*$", f"updated: {day.isoformat()}", text).encode()


def _demand_reported(folder: Path) -> None:
    if read_dataset_info(folder).status != STATUS:
        raise NotForForms(
            sentence(
                "{folder} holds published or simulated figures. Choose another folder for forms.",
                folder=folder.name,
            )
        )
    if mistakes := mistakes_in(folder):
        raise DataError(mistakes)

"""The figures of one place up to a cut-off date: what a report is made from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path

import pandas as pd

from doanvien.data.everywhere import Everywhere
from doanvien.data.frames import typed_frame
from doanvien.data.info import DataSetInfo
from doanvien.data.layout import figures_name, shown, slugs_read
from doanvien.data.load import Loaded, load_needed
from doanvien.data.place import choose_place
from doanvien.data.problems import DataError, Problem, wrong
from doanvien.data.register import Unit, kinds_of_units, read_register
from doanvien.data.rules.schema import FIGURES
from doanvien.reference.languages import Language
from doanvien.reference.maps import OLD_MAP
from doanvien.reference.places import Province
from doanvien.reference.scope import ReportScope


class NoFigures(DataError):
    """The data set says nothing at all about the place."""


@dataclass(frozen=True)
class ProvinceFigures:
    """What a data set knows about one place on the cut-off date of a report.

    All frames have the typed columns of ``typed_frame``; rows of units stand beside those of the
    whole place.

    - ``figures``: of ``place``, on its map, with ``period_end`` up to the cut-off.
    - ``other_territory``: the same for the place of the same slug on the other map.
    - ``predecessors``: for a merged province, the same for the provinces merged in it (63), without
      their units, which ended with them.
    - ``targets``: of the slug on both maps, whatever their period.
    - ``campaigns``: of the slug on both maps, as known on the cut-off: waves that had begun or
      ended, with the results of windows that had ended; a later result is left blank.
    - ``percentages``: of the slug on both maps, with ``period_end`` up to the cut-off.
    - ``sources``: those that the other frames cite; the index is the source's id.
    - ``register``: the units that the owner of the data set names; ``kinds``: of each its kind.
    - ``everywhere``: the other places of the data set, read only when a result needs them.
    """

    scope: ReportScope
    place: Province
    info: DataSetInfo
    figures: pd.DataFrame
    other_territory: pd.DataFrame
    predecessors: pd.DataFrame
    targets: pd.DataFrame
    campaigns: pd.DataFrame
    percentages: pd.DataFrame
    sources: pd.DataFrame
    everywhere: Everywhere
    register: tuple[Unit, ...]

    @property
    def kinds(self) -> Mapping[str, str]:
        return kinds_of_units(self.register)

    def __repr__(self) -> str:
        scope, rows = self.scope, f"{len(self.figures)} figures, {len(self.targets)} targets"
        about = f"{scope.slug} {scope.period.code}, figures up to {scope.cutoff}"
        return f"<ProvinceFigures {about}: {rows}>"


def read_province(folder: Path, scope: ReportScope) -> ProvinceFigures:
    """Read and check what the data set holds for a report.

    Only the files that the report needs are opened (see ``files_read``), and only the rows that it
    needs count. Raises DataError with all of their problems, NoFigures if the data set says nothing
    at all about the place.
    """
    return _read_place(folder, scope.slug).until(scope, Everywhere(folder, scope.cutoff))


def read_provinces(
    folder: Path, scopes: Iterable[ReportScope], without_units: Collection[ReportScope] = ()
) -> dict[ReportScope, ProvinceFigures | DataError]:
    """The same for several reports, each file of figures read once for all; where the figures of
    one have a problem, what `read_province` would raise. ``without_units`` are those of which only
    what is said of the whole place is wanted."""
    read = lru_cache(maxsize=1)(partial(_read_place, folder))
    everywhere = cache(partial(Everywhere, folder))
    found: dict[ReportScope, ProvinceFigures | DataError] = {}
    for scope in sorted(scopes, key=lambda scope: scope.slug):  # one place in memory at a time
        try:
            place = read(scope.slug)
            if scope in without_units:
                place = place.without_units
            found[scope] = place.until(scope, everywhere(scope.cutoff))
        except DataError as error:
            found[scope] = error
    return found


def _read_place(folder: Path, slug: str) -> _Place:
    loaded = load_needed(folder, slug, slugs_read(slug))
    if loaded.info is None or loaded.problems:
        raise DataError(loaded.problems)
    return _Place(
        folder,
        slug,
        loaded,
        loaded.info,
        _figures(loaded, slug),
        _of_slug(loaded, "targets.csv", slug),
        _of_slug(loaded, "campaigns.csv", slug),
        _of_slug(loaded, "percentages.csv", slug),
    )


@dataclass(frozen=True)
class _Place:
    """What a data set says of a place on any day, on both maps."""

    folder: Path
    slug: str
    loaded: Loaded
    info: DataSetInfo
    figures: pd.DataFrame
    targets: pd.DataFrame
    campaigns: pd.DataFrame
    percentages: pd.DataFrame

    @property
    def without_units(self) -> _Place:
        """Only what it says of the whole place."""
        return replace(
            self,
            figures=_whole(self.figures),
            targets=_whole(self.targets),
            campaigns=_whole(self.campaigns),
            percentages=_whole(self.percentages),
        )

    @cached_property
    def register(self) -> tuple[Unit, ...]:
        return read_register(self.folder, self.slug)

    def until(self, scope: ReportScope, everywhere: Everywhere) -> ProvinceFigures:
        """What of it counts for a report."""
        campaigns = _named_in(scope.language, self.campaigns)
        place = choose_place(scope, self.figures, self.targets, campaigns)
        merged = self._merged(place)
        silent = not any(
            map(len, (self.figures, self.targets, campaigns, self.percentages, merged))
        )
        # The country may have no figures of its own and be the sum of its provinces all the same.
        if silent and place.kind != "country":
            _demand_file(self.folder, scope.slug)

        known = _until(self.figures, scope.cutoff)
        here = known["territory"] == place.territory
        frames = {
            "figures": known[here],
            "other_territory": known[~here],
            "predecessors": _until(merged[merged["territory"] == OLD_MAP], scope.cutoff),
            "targets": self.targets,
            "campaigns": _campaigns_as_known(campaigns, scope.cutoff),
            "percentages": _until(self.percentages, scope.cutoff),
        }
        tidy = {name: frame.reset_index(drop=True) for name, frame in frames.items()}
        return ProvinceFigures(
            scope=scope,
            place=place,
            info=self.info,
            sources=_cited(self.loaded, tidy.values()),
            everywhere=everywhere,
            register=self.register,
            **tidy,
        )

    def _merged(self, place: Province) -> pd.DataFrame:
        """The figures of the provinces merged in a place, without their units."""
        of_parts = [
            self.figures if slug == self.slug else _figures(self.loaded, slug)
            for slug in place.predecessors
        ]
        whole = [_whole(frame) for frame in of_parts]
        return pd.concat(whole or [self.figures.iloc[:0]], ignore_index=True)


def _figures(loaded: Loaded, slug: str) -> pd.DataFrame:
    return typed_frame([loaded.tables[figures_name(slug)]], FIGURES)


def _of_slug(loaded: Loaded, name: str, slug: str) -> pd.DataFrame:
    table = loaded.tables[name]
    return typed_frame([table.where("province", {slug})], table.schema)


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["unit"] == ""].reset_index(drop=True)


def _cited(loaded: Loaded, frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    table = loaded.tables["sources.csv"]
    cited = {source for frame in frames for source in frame["source"].unique()}
    return typed_frame([table.where("source", cited)], table.schema).set_index("source")


def _until(frame: pd.DataFrame, cutoff: date) -> pd.DataFrame:
    return frame[frame["period_end"] <= pd.Timestamp(cutoff)]


def _named_in(language: Language, campaigns: pd.DataFrame) -> pd.DataFrame:
    """Waves under their names in a language, as written where they have none; a name that stands in
    one row of a wave is that of all its rows."""
    column = f"name_{language}"
    if column not in campaigns:
        return campaigns
    told = campaigns[campaigns[column] != ""].drop_duplicates("name").set_index("name")[column]
    named = campaigns["name"].map(told.astype(object))
    return campaigns.assign(name=named.where(named.notna(), campaigns["name"]))


def _campaigns_as_known(campaigns: pd.DataFrame, cutoff: date) -> pd.DataFrame:
    """Waves known on a day, each result only once its window has ended."""
    day = pd.Timestamp(cutoff)
    begun = (campaigns["start"] <= day) | (campaigns["end"] <= day)
    known = campaigns[begun | (campaigns["result_end"] <= day)].copy()
    later = known["result_end"] > day
    known.loc[later, "indicator"] = ""
    known.loc[later, ["result_start", "result_end"]] = pd.NaT
    known.loc[later, "value"] = float("nan")
    # One wave with several later results was still announced once only.
    by_wave = known.assign(later=later).sort_values("later", kind="stable")
    repeated = by_wave.duplicated(["territory", "unit", "name", "start", "end"]) & by_wave["later"]
    return known.drop(index=repeated[repeated].index)


def _demand_file(folder: Path, slug: str) -> None:
    """A header alone says "nothing reported"; no file at all is more likely a mistaken province."""
    name = figures_name(slug)
    if (folder / name).is_file():
        return
    told = wrong(
        "the file is missing, and no other file has a row of {slug}.",
        "Choose a province with figures, or create the file; a header alone is enough.",
        slug=slug,
    )
    raise NoFigures([Problem.of_file(shown(folder, name), told)])

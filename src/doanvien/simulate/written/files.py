"""The files of a simulated data set: complete or not at all, never over anybody's work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from doanvien.reference.sentences import SpokenError, sentence
from doanvien.simulate.written.figures import HEADER
from doanvien.simulate.written.shared import (
    CAMPAIGNS_HEADER,
    PERCENTAGES_HEADER,
    SOURCES_HEADER,
    TARGETS_HEADER,
)
from doanvien.simulate.written.truth import LOSSES_HEADER, WAVES_HEADER


class NotSimulated(SpokenError):
    """The folder to write holds something else than a simulated data set."""


@dataclass
class Files:
    """The lines of every file without their headers, gathered place by place.

    ``figures`` are by slug, ``info`` is the text of ``dataset.yaml`` and ``parameters`` that of
    ``truth/parameters.yaml``.
    """

    info: str
    parameters: str
    figures: dict[str, list[str]] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)
    campaigns: list[str] = field(default_factory=list)
    percentages: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    waves: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """The number of figures."""
        return sum(map(len, self.figures.values()))


def demand_simulated(out: Path) -> None:
    """Only what this room wrote may be replaced: anything else is somebody's work."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    info = out / "dataset.yaml"
    try:
        known = yaml.safe_load(info.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        known = None
    if not isinstance(known, dict) or known.get("status") != "simulated":
        raise NotSimulated(
            sentence(
                "{out} exists and is not a simulated data set; nothing was written. Choose another "
                "folder, or move this one away.",
                out=str(out),
            )
        )


def write_files(out: Path, files: Files) -> None:
    """Beside the place first, then moved into it, so that no half-written data set is ever read."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as folder:
        made = Path(folder) / "new"
        for name in ("figures", "truth"):
            (made / name).mkdir(parents=True)
        for slug, lines in files.figures.items():
            _write_lines(made / "figures" / f"{slug}.csv", HEADER, lines)
        _write_lines(made / "targets.csv", TARGETS_HEADER, files.targets)
        _write_lines(made / "campaigns.csv", CAMPAIGNS_HEADER, files.campaigns)
        _write_lines(made / "percentages.csv", PERCENTAGES_HEADER, files.percentages)
        _write_lines(made / "sources.csv", SOURCES_HEADER, files.sources)
        _write_lines(made / "truth" / "waves.csv", WAVES_HEADER, files.waves)
        _write_lines(made / "truth" / "losses.csv", LOSSES_HEADER, files.losses)
        _write_lines(made / "truth" / "parameters.yaml", files.parameters.rstrip("\n"), [])
        _write_lines(made / "dataset.yaml", files.info, [])
        if out.exists():
            out.rename(Path(folder) / "former")
        made.rename(out)


def _write_lines(path: Path, header: str, lines: Iterable[str]) -> None:
    text = "\n".join((header, *lines))
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")

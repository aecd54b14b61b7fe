"""Whether somebody who adds and subtracts all that public reports tell reckons out a small count.

    .venv/bin/python tests/benchmarks/disclosure_worlds.py [--first 0] [--worlds 1000]

Invented small provinces of two to six units, over one year or two, many with hardly a figure or
with one unit a day that admits anybody; with transfers, net growth, or parts of the new members.
Prints in how many worlds a count is certain, with the seed of each; exit status 1 if in any.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from unit.measures.disclosure.adversary import LOST, MOVED, NET, NEW, Adversary
from unit.measures.disclosure.test_adversary import (
    PARTS,
    QUARTERS,
    reports_of,
    units_of,
    with_parts,
    world,
)

KINDS = ("account", "moved", "net", "both", "parts", "parts", "parts")
ADMITTED = ([0, 0, 0, 1, 2, 3, 4, 5, 6, 9, 30], [*[0] * 6, 1, 2, 3, 5, 9])
GONE = ([0, 0, 0, 0, 1, 2, 5, 8], [*[0] * 8, 1, 2, 7])
BALANCES = [0, 0, 1, -1, -6, 8]


def recovered(seed: int) -> list[object]:
    """The small counts of a world that are certain."""
    random = Random(seed)
    units, nearly_empty = random.randint(2, 6), random.random() < 0.5
    one_a_day, two_years = random.random() < 0.3, random.random() < 0.25
    kind = random.choice(KINDS)
    quarters = [
        *([day.replace("2026", "2025") for day in QUARTERS] if two_years else []),
        *QUARTERS,
    ]
    sizes = [random.choice([40, 100, 400]) for _ in range(units)]
    counts = [
        [
            (
                random.choice(ADMITTED[nearly_empty]),
                random.choice(GONE[nearly_empty]),
                random.choice(BALANCES),
            )
            for _ in quarters
        ]
        for _ in range(units)
    ]
    for at in range(len(quarters)) if one_a_day else ():
        only = random.randrange(units)
        for number, of_unit in enumerate(counts):
            of_unit[at] = of_unit[at] if number == only else (0, 0, of_unit[at][2])
    flows = [
        *([NEW, LOST] if kind != "parts" else [NEW]),
        *([MOVED] if kind in ("moved", "both") else []),
        *([NET] if kind in ("net", "both") else []),
    ]
    raw = world(list(zip(sizes, counts, strict=True)), flows, quarters)
    parts = PARTS if kind == "parts" else ()
    if parts:
        raw = with_parts(raw, random.choice([0, 1, 1, 2, 3, 4]))
    before = f"{int(quarters[0][:4]) - 1}-12-31"
    told = reports_of(raw, quarters)
    who = Adversary(told, units_of(raw), [*flows, *parts], before, quarters, not parts, parts)
    return list(who.recovered(raw))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--worlds", type=int, default=1000)
    asked = parser.parse_args()
    bad = 0
    for seed in range(asked.first, asked.first + asked.worlds):
        if found := recovered(seed):
            bad += 1
            print(f"seed {seed}: {found[0]}", flush=True)
    print(f"{asked.worlds} worlds, a small count certain in {bad}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())

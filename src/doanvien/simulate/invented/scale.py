"""How large things are: rough sizes of the federations, and yearly totals of the country.

Sizes are rounded guesses in the likeness of published figures (Bình Dương 810.339 members in
September 2023, Đồng Nai 746.211 in 2021, Khánh Hòa 91.758 before the reorganisation of 2025); the
yearly totals follow those that the General Confederation published. Nothing here is a source.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import cache
from statistics import geometric_mean

# Members of a former province at the end of 2018 (thousands), per cent of them outside the State.
_SIZES = """
ha-noi 690 60, ha-giang 45 15, cao-bang 32 15, bac-kan 22 15, tuyen-quang 48 40, lao-cai 55 35
dien-bien 38 12, lai-chau 30 15, son-la 62 18, yen-bai 48 38, hoa-binh 62 50, thai-nguyen 190 72
lang-son 45 22, quang-ninh 130 60, bac-giang 300 82, phu-tho 140 65, vinh-phuc 190 75
bac-ninh 350 88, hai-duong 290 80, hai-phong 310 78, hung-yen 200 78, thai-binh 190 70
ha-nam 130 78, nam-dinh 190 70, ninh-binh 120 68, thanh-hoa 300 62, nghe-an 210 48, ha-tinh 85 35
quang-binh 60 35, quang-tri 48 35, hue 100 55, da-nang 210 70, quang-nam 170 65, quang-ngai 105 58
binh-dinh 120 55, phu-yen 55 45, khanh-hoa 100 56, ninh-thuan 38 40, binh-thuan 72 48
kon-tum 35 25, gia-lai 72 28, dak-lak 90 30, dak-nong 32 25, lam-dong 80 40, binh-phuoc 150 75
tay-ninh 190 82, binh-duong 810 93, dong-nai 746 88, ba-ria-vung-tau 190 75, ho-chi-minh 1350 78
long-an 330 86, tien-giang 180 78, ben-tre 95 62, tra-vinh 85 62, vinh-long 100 65
dong-thap 95 48, an-giang 110 50, kien-giang 85 45, can-tho 120 60, hau-giang 50 55
soc-trang 70 48, bac-lieu 42 35, ca-mau 62 48
"""

OPENING_MEMBERS = 10_230_000  # of all provinces together, at the end of 2018
UNIONS_PER_MEMBER = (1 / 115, 1 / 50)  # grassroots unions outside and inside the State sector


@dataclass(frozen=True)
class Size:
    """A former province: members at the end of 2018 outside and inside the State sector, and its
    share (of 1) of the country's admissions, which follow the members outside the State."""

    nonstate: float
    state: float
    share: float


@dataclass(frozen=True)
class Year:
    """Expected totals of the country in a whole year: persons admitted and lost, unions founded."""

    new: float
    lost: float
    unions_new: float


YEARS = {
    2019: Year(980_000, 720_000, 4_900),
    2020: Year(880_000, 690_000, 4_300),
    2021: Year(865_000, 760_000, 3_900),
    2022: Year(1_050_000, 690_000, 4_800),
    2023: Year(858_900, 700_000, 3_300),
    2024: Year(1_230_600, 603_000, 10_980),
    2025: Year(856_500, 640_000, 3_650),
    2026: Year(960_000, 620_000, 3_900),
}


def year_totals(year: int, movement: float) -> Year:
    """Totals of a year in a country that moves more or less from year to year than it did.

    Each total is the geometric mean of all years × (the year's ÷ that mean) ^ ``movement``.
    """
    as_it_was = YEARS[year]
    if movement == 1:
        return as_it_was  # to the last bit
    return Year(
        *(
            mean * (total / mean) ** movement
            for total, mean in zip(astuple(as_it_was), _usual_totals(), strict=True)
        )
    )


@cache
def _usual_totals() -> tuple[float, ...]:
    """Geometric means over the years, in the order of ``Year``."""
    return tuple(map(geometric_mean, zip(*map(astuple, YEARS.values()), strict=True)))


def size_of(slug: str) -> Size:
    """The size of one of the 63 former provinces. Raises KeyError for any other slug."""
    return _sizes()[slug]


@cache
def _sizes() -> dict[str, Size]:
    entries = [entry.split() for line in _SIZES.strip().splitlines() for entry in line.split(", ")]
    thousands = {slug: float(members) for slug, members, _ in entries}
    parts = {slug: float(percent) / 100 for slug, _, percent in entries}
    scale = OPENING_MEMBERS / sum(thousands.values())
    nonstate = {slug: thousands[slug] * parts[slug] * scale for slug in thousands}
    whole = sum(nonstate.values())
    return {
        slug: Size(nonstate[slug], thousands[slug] * scale - nonstate[slug], nonstate[slug] / whole)
        for slug in thousands
    }

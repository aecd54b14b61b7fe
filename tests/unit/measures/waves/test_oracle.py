"""Estimator A against other programs. When one of these fails, the likelihood is another one."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from pyfixest import fepois
from scipy.optimize import minimize

from doanvien.measures.waves.effects.counted.windows import (
    WaveWindow,
    gross_split,
    net_split,
    share_inside,
)
from doanvien.measures.waves.effects.estimators.contrast import Part, contrast
from doanvien.measures.waves.effects.estimators.takes_part import gross_effect

# A wave of whole months, as a regression with an effect of each month needs it.
WHOLE_MONTHS = WaveWindow("whole months", date(2022, 5, 1), date(2022, 6, 30))
PART_OF_APRIL = WaveWindow("part of April", date(2022, 4, 15), date(2022, 5, 31))


@pytest.mark.filterwarnings("ignore:The inplace keyword")
@pytest.mark.parametrize("seed", range(12))
def test_pyfixest_finds_the_same(monthly, seed):
    """Poisson with effects of unit and month, gross and net, on random over-dispersed panels."""
    rng = np.random.default_rng(seed)
    units = int(rng.integers(4, 20))
    size = rng.lognormal(3, 1, (units, 1))
    panel = monthly(rng.poisson(size * rng.gamma(2, 0.5, (units, 12))) + rng.integers(0, 2, 12))
    joined = np.arange(units) < units // 2
    inside = share_inside(panel, [WHOLE_MONTHS])
    gross_intervals = gross_split(panel, WHOLE_MONTHS, [])
    net_intervals = net_split(panel, (WHOLE_MONTHS,), [])
    gross = gross_effect(panel.counts, joined, inside, gross_intervals)
    part = Part(np.ones(units, dtype=bool), joined, net_intervals.inside)
    net = contrast(panel.counts, [part], net_intervals.outside).estimate
    assert gross is not None
    assert net is not None
    for split, found in ((gross_intervals, gross), (net_intervals, net)):
        used = np.flatnonzero(split.used)
        table = pd.DataFrame(
            {
                "count": panel.counts[:, used].ravel(),
                "unit": np.repeat(panel.units, len(used)),
                "month": np.tile(used, units),
                "wave": np.outer(joined, split.inside[used]).ravel().astype(float),
            }
        )
        oracle = fepois("count ~ wave | unit + month", table, iwls_tol=1e-12)
        assert found.log_ratio == pytest.approx(float(oracle.coef()["wave"]), abs=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_a_month_partly_in_the_wave_is_fitted_as_such(monthly, seed):
    """The Poisson likelihood of every unit and month, written out and maximised by scipy."""
    rng = np.random.default_rng(seed)
    joined = np.arange(6) < 3
    panel = monthly(rng.poisson(rng.lognormal(4, 0.5, (6, 1)) * rng.gamma(9, 1 / 9, (6, 12))))
    split, share = gross_split(panel, PART_OF_APRIL, []), share_inside(panel, [PART_OF_APRIL])
    used, y = split.used, panel.counts[:, split.used]

    def minus_log_likelihood(parameters):
        unit, month, delta = parameters[:6], np.append(0, parameters[6:-1]), parameters[-1]
        lift = np.log1p(np.outer(joined, share[used]) * np.expm1(delta))
        eta = unit[:, None] + month + lift
        return float((np.exp(eta) - y * eta).sum()) / 1000

    start = np.concatenate([np.log(y.mean(axis=1)), np.zeros(used.sum() - 1), [0.0]])
    best = minimize(minus_log_likelihood, start, method="BFGS", options={"gtol": 1e-9})
    found = gross_effect(panel.counts, joined, share, split)
    assert found is not None
    assert found.log_ratio == pytest.approx(best.x[-1], abs=1e-4)

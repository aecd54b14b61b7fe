"""Simulated provinces against their own truth: what an analyst who tries the demo would find.

When it fails, the demonstration sells intervals that miss what its own data set says is true.
"""

import math
from collections import Counter

from simulated_truth import compare

LEAST = 0.93
STANDARD_ERRORS = 3.1


def test_intervals_hold_the_truth_that_the_figures_were_drawn_around(simulated_data):
    skipped: Counter[str] = Counter()
    cases = list(compare(simulated_data, "2024", skipped))
    shown = [case for case in cases if case.stated]
    assert len(shown) >= 3
    assert not any(case.wrong for case in shown)
    allowed = STANDARD_ERRORS * math.sqrt(LEAST * (1 - LEAST) / len(shown))
    assert sum(case.covered for case in shown) / len(shown) >= LEAST - allowed
    spread = math.sqrt(sum(case.error**2 for case in shown) / len(shown))
    assert abs(sum(case.error for case in shown) / len(shown)) < STANDARD_ERRORS * spread / (
        math.sqrt(len(shown))
    )
    assert all(reason.startswith(("refused", "cut off")) for reason in skipped)

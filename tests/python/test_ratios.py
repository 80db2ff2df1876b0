"""Ratios over replicates: Fieller's interval against other ways to the same ends."""

import numpy as np
import pytest
from scipy.stats import ttest_1samp

from newsdep import ratios


def test_a_ratio_of_proportional_numbers_has_no_width():
    below = np.array([1.0, 2.0, 4.0, 3.0])
    found = ratios.ratio(3 * below, below)
    assert found.is_bounded
    assert (found.estimate, found.low, found.high) == pytest.approx((3, 3, 3))


def test_a_ratio_to_a_number_without_luck_is_students_interval():
    above = np.array([1.0, 2.0, 3.0])
    found = ratios.ratio(above, np.full(3, 2.0))
    half = 4.302653 / np.sqrt(3) / 2
    assert found.estimate == 1
    assert (found.low, found.high) == pytest.approx((1 - half, 1 + half), rel=1e-6)


def test_the_ends_of_fiellers_interval_are_where_t_is_critical():
    # A second way to the same ends: rho is on the edge when a one-sample t of
    # above - rho below has exactly the level's p.
    rng = np.random.default_rng(5)
    for _ in range(20):
        below = rng.normal(5, 1, 6)
        above = 2 * below + rng.normal(0, 3, 6)
        found = ratios.ratio(above, below, level=0.9)
        assert found.low < found.estimate < found.high
        for rho in (found.low, found.high):
            assert ttest_1samp(above - rho * below, 0).pvalue == pytest.approx(0.1)


def test_fiellers_interval_covers_the_ratio_as_often_as_it_says():
    rng = np.random.default_rng(8)
    hits = 0
    for _ in range(2000):
        below = rng.normal(1, 0.4, 6)
        found = ratios.ratio(rng.normal(2, 0.5, 6), below)
        # Unbounded sets nearly always hold the truth; count them as such.
        hits += not found.is_bounded or found.low <= 2 <= found.high
    # 95 % of 2000, four binomial standard errors of 0.5 % below and above.
    assert 0.93 <= hits / 2000 <= 0.97


def test_a_cost_for_no_distinguishable_effect_has_no_bounds():
    found = ratios.ratio(np.full(4, 100.0), np.array([1.0, -1.0, 2.0, -1.5]))
    assert not found.is_bounded
    assert found.estimate == pytest.approx(800)
    assert np.isnan([found.low, found.high]).all()
    assert str(found).startswith("800, without bounds (the effect is not disting")
    nothing = ratios.ratio(np.ones(4), np.zeros(4))
    assert str(nothing) == "not defined (no effect at all)"
    assert not ratios.ratio(np.ones(1), np.ones(1)).is_bounded


def test_a_ratio_is_written_to_three_digits():
    assert str(ratios.Ratio(419123, 380.26, 0.012345, True)) == (
        "419,000 [380, 0.0123]"
    )

"""Variance of sweeps: splits that are known by hand, and trials of their intervals."""

import numpy as np
import pytest
from made_up_sweeps import saltelli, write_sweep

import newsdep
from newsdep import variance


def drawn(rng, points, replicates, a, b, e):
    """Draw outcomes of known variances; points are spread evenly as parameters are."""
    width = np.sqrt(12 * a)
    return (
        rng.uniform(-width / 2, width / 2, (points, 1))
        + np.sqrt(b) * rng.standard_normal((1, replicates))
        + np.sqrt(e) * rng.standard_normal((points, replicates))
    )


def opened(tmp_path, y, paired=True, design="random", broken=()):
    """Open a sweep of one parameter with the outcomes given."""
    columns = {"a": np.linspace(0, 1, len(y)).tolist()}
    options = {"replicates": y.shape[1], "paired": paired, "broken": broken}
    file = tmp_path / f"{design}.h5"
    write_sweep(file, columns, y, design=design, **options)
    return newsdep.open_sweep(file)


def test_a_split_without_rest_is_exact(tmp_path):
    y = np.array([0.0, 2.0, 4.0])[:, None] + np.array([1.0, 2.0, 3.0, 4.0])
    found = newsdep.variance_split(opened(tmp_path, y), "y")
    assert found.source.values.tolist() == ["parameters", "luck", "interaction"]
    mean = found["variance"].sel(estimate="mean")
    # Sample variances of 0, 2, 4 and of 1, 2, 3, 4.
    assert np.allclose(mean, [4, 5 / 3, 0])
    share = found["share"].sel(estimate="mean")
    assert np.allclose(share, np.array([4, 5 / 3, 0]) / (4 + 5 / 3))


@pytest.mark.parametrize("paired", [True, False])
def test_estimates_are_unbiased_and_intervals_cover(tmp_path, monkeypatch, paired):
    true = np.array([2.0, 1.0, 0.5] if paired else [2.0, 1.5])
    rng = np.random.default_rng(4)
    sweep = opened(tmp_path, np.zeros((12, 5)), paired=paired)
    values = variance.numbers(sweep, "y")
    means, covered, covered_share = [], 0, 0
    runs = 200
    for _ in range(runs):
        y = drawn(rng, 12, 5, 2.0, *((1.0, 0.5) if paired else (0.0, 1.5)))
        # Not by a file each: what is tested is the split.
        monkeypatch.setattr(variance, "numbers", lambda *_, y=y: values.copy(data=y))
        found = newsdep.variance_split(sweep, "y")
        means.append(found["variance"].sel(estimate="mean").values)
        for name, truth in (("variance", true), ("share", true / true.sum())):
            low, high = (found[name].sel(estimate=x).values for x in ("low", "high"))
            hit = (low <= truth) & (truth <= high)
            if name == "variance":
                covered = covered + hit
            else:
                covered_share = covered_share + hit
    means = np.array(means)
    error = means.std(axis=0, ddof=1) / np.sqrt(runs)
    assert (np.abs(means.mean(axis=0) - true) < 3 * error).all()
    # 0.95 less three standard deviations of a binomial of 200.
    assert (covered / runs > 0.90).all()
    assert (covered_share / runs > 0.90).all()


def test_points_with_heavy_tails_widen_what_is_known_of_their_variance():
    rng = np.random.default_rng(7)
    assert variance._freedom(np.linspace(0, 1, 50)) == pytest.approx(49)
    assert variance._freedom(rng.exponential(1, 50)) < 30
    assert variance._freedom(np.ones(50)) == 49


def test_points_that_are_all_alike_leave_parameters_no_variance(tmp_path):
    y = drawn(np.random.default_rng(5), 20, 6, 0.0, 1.0, 1.0)
    y -= y.mean(axis=1, keepdims=True)
    found = newsdep.variance_split(opened(tmp_path, y), "y")
    parameters = found.sel(source="parameters")
    assert float(parameters["variance"].sel(estimate="mean")) < 0  # unbiased
    assert parameters["share"].sel(estimate=["mean", "low"]).values.tolist() == [0, 0]
    assert float(found["share"].sel(estimate="mean").sum()) == pytest.approx(1)


def test_of_saltelli_only_points_drawn_by_themselves_are_used(tmp_path):
    ranges = {"a": (0, 1), "b": (0, 1)}
    sweep = saltelli(tmp_path, ranges, lambda a, b: a + b, base=64)
    found = newsdep.variance_split(sweep, "y")
    assert found.attrs["points"] == 128
    mean = found["variance"].sel(source="parameters", estimate="mean")
    assert float(mean) == pytest.approx(1 / 6, abs=0.01)  # two uniform numbers


def test_points_with_a_failed_run_are_left_out_and_said(tmp_path):
    y = drawn(np.random.default_rng(6), 10, 4, 1.0, 1.0, 1.0)
    sweep = opened(tmp_path, y, broken=[(3, 1)])
    with pytest.warns(newsdep.FailedRunsWarning, match="1 of 10 points are left out"):
        found = newsdep.variance_split(sweep, "y")
    assert found.attrs["points"] == 9


def test_a_split_needs_luck_and_points(tmp_path):
    with pytest.raises(ValueError, match="5 points with 1 replicates do not tell"):
        newsdep.variance_split(opened(tmp_path, np.ones((5, 1))), "y")
    with pytest.raises(ValueError, match="step along lines"):
        newsdep.variance_split(opened(tmp_path, np.ones((4, 2)), design="morris"), "y")

"""Sensitivity: functions whose indices and effects are known by hand."""

import numpy as np
import pytest
from made_up_sweeps import grid, saltelli, write_sweep
from SALib.sample import morris as morris_sample

import newsdep

PI = np.pi


def morris(tmp_path, ranges, function, trajectories=10, levels=4, **options):
    """Open a sweep of design morris of a function of the columns."""
    problem = {
        "num_vars": len(ranges),
        "names": list(ranges),
        "bounds": [list(r) for r in ranges.values()],
    }
    x = morris_sample.sample(problem, trajectories, levels, seed=3)
    columns = {key: x[:, j].tolist() for j, key in enumerate(ranges)}
    file = tmp_path / "morris.h5"
    write_sweep(
        file, columns, function(*x.T), design="morris", levels=levels, **options
    )
    return newsdep.open_sweep(file)


def ishigami(a, b, c):
    """Return Ishigami and Homma's function (1990)."""
    return np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


# ---- Sobol ----------------------------------------------------------------------------


def test_ishigamis_function_has_the_indices_of_its_formula(tmp_path):
    ranges = {"x.one": (-PI, PI), "x.two": (-PI, PI), "x.three": (-PI, PI)}
    sweep = saltelli(tmp_path, ranges, ishigami, base=2048, replicates=1)
    found = newsdep.sobol_indices(sweep, "y")
    # V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2 with a = 7, b = 0.1.
    one = 0.5 * (1 + 0.1 * PI**4 / 5) ** 2
    two = 7**2 / 8
    both = 0.1**2 * PI**8 * 8 / 225
    whole = one + two + both
    assert found.parameter.values.tolist() == list(ranges)
    # 2,048 base samples tell the indices to some hundredths.
    first, total = (found[k].sel(estimate="mean") for k in ("first", "total"))
    assert np.allclose(first, np.array([one, two, 0]) / whole, atol=0.05)
    assert np.allclose(total, np.array([one + both, two, both]) / whole, atol=0.05)
    for index, true in (("first", [one, two, 0]), ("total", [one + both, two, both])):
        bounds = found[index].sel(estimate=["low", "high"]).values
        assert (bounds[:, 0] < np.array(true) / whole).all()
        assert (np.array(true) / whole < bounds[:, 1]).all()


def test_a_sweep_has_the_same_intervals_each_time(tmp_path):
    sweep = saltelli(tmp_path, {"a": (0, 1), "b": (0, 1)}, lambda a, b: a + b, base=16)
    first, again = (newsdep.sobol_indices(sweep, "y") for _ in range(2))
    assert first.identical(again)


def test_indices_are_those_of_the_mean_over_replicates(tmp_path):
    def noisy(a, b):
        # What a replicate adds is the same at all points, and takes no part.
        return (a + b)[:, None] + np.array([0.0, 50.0, -20.0])

    ranges = {"a": (0, 1), "b": (0, 1)}
    found = newsdep.sobol_indices(saltelli(tmp_path, ranges, noisy, base=128), "y")
    assert np.allclose(found["first"].sel(estimate="mean"), 0.5, atol=0.05)


def test_base_samples_with_a_failed_run_are_left_out_and_said(tmp_path):
    ranges = {"a": (0, 1), "b": (0, 1)}
    options = {"base": 64, "broken": [(0, 1), (2, 0), (9, 2)]}
    sweep = saltelli(tmp_path, ranges, lambda a, b: a + b, **options)
    with pytest.warns(newsdep.FailedRunsWarning, match="2 of 64 base samples are left"):
        found = newsdep.sobol_indices(sweep, "y")
    assert found.attrs["base_samples"] == 62


def test_an_outcome_without_variance_is_refused(tmp_path):
    sweep = saltelli(tmp_path, {"a": (0, 1)}, lambda a: 0 * a + 3, base=4)
    with pytest.raises(ValueError, match="the outcome is 3 at every point"):
        newsdep.sobol_indices(sweep, "y")


def test_another_design_is_refused_with_what_to_write(tmp_path):
    write_sweep(tmp_path / "g.h5", grid(a=[1, 2]), [1, 2], design="grid")
    sweep = newsdep.open_sweep(tmp_path / "g.h5")
    with pytest.raises(ValueError, match=r"has design grid.*write `design: saltelli`"):
        newsdep.sobol_indices(sweep, "y")
    with pytest.raises(ValueError, match="write `design: morris`"):
        newsdep.morris_effects(sweep, "y")


def test_a_part_of_the_design_is_refused(tmp_path):
    sweep = saltelli(tmp_path, {"a": (0, 1)}, lambda a: a, base=4)
    with pytest.raises(ValueError, match="11 points are not a whole number of blocks"):
        newsdep.sobol_indices(sweep.isel(point=slice(0, 11)), "y")


# ---- Morris ---------------------------------------------------------------------------


def test_a_linear_function_has_its_coefficients_times_the_ranges(tmp_path):
    ranges = {"a": (0, 1), "b": (10, 30), "idle": (0, 1)}
    sweep = morris(tmp_path, ranges, lambda a, b, idle: 3 * a - 0.5 * b + 7)
    found = newsdep.morris_effects(sweep, "y")
    for estimate in ("mean", "low", "high"):
        assert np.allclose(found["mu"].sel(estimate=estimate), [3, -10, 0])
        assert np.allclose(found["mu_star"].sel(estimate=estimate), [3, 10, 0])
    assert np.allclose(found["sigma"], 0)


def test_effects_that_change_their_sign_cancel_in_mu_and_not_in_mu_star(tmp_path):
    ranges = {"a": (-1, 1), "b": (-1, 1)}
    sweep = morris(tmp_path, ranges, lambda a, b: a * b, trajectories=40)
    found = newsdep.morris_effects(sweep, "y").sel(parameter="a")
    assert float(found["mu_star"].sel(estimate="mean")) > 1
    assert found["mu"].sel(estimate="low") < 0 < found["mu"].sel(estimate="high")
    assert float(found["sigma"]) > 1


def test_trajectories_with_a_failed_run_are_left_out_and_said(tmp_path):
    ranges = {"a": (0, 1), "b": (10, 30)}
    options = {"broken": [(4, 0)], "trajectories": 6}
    sweep = morris(tmp_path, ranges, lambda a, b: 3 * a - 0.5 * b, **options)
    with pytest.warns(newsdep.FailedRunsWarning, match="1 of 6 trajectories are left"):
        found = newsdep.morris_effects(sweep, "y")
    assert np.allclose(found["mu"].sel(estimate="mean"), [3, -10])
    assert found.attrs["trajectories"] == 5


def test_points_that_are_out_of_order_are_refused(tmp_path):
    ranges = {"a": (0, 1), "b": (0, 1)}
    sweep = morris(tmp_path, ranges, lambda a, b: a, trajectories=4)
    mixed = sweep.isel(point=np.random.default_rng(1).permutation(12))
    with pytest.raises(ValueError, match="not in the order of Morris's trajectories"):
        newsdep.morris_effects(mixed, "y")


def test_parameters_of_words_take_part(tmp_path):
    # Two trajectories by hand: levels 0 and 2/3 of a, two words.
    columns = {
        "a": [0, 2 / 3, 2 / 3, 2 / 3, 2 / 3, 0],
        "w": ["off", "off", "on", "on", "off", "off"],
    }
    y = 3 * np.array(columns["a"]) + np.array([w == "on" for w in columns["w"]])
    write_sweep(tmp_path / "w.h5", columns, y, design="morris", levels=4)
    found = newsdep.morris_effects(newsdep.open_sweep(tmp_path / "w.h5"), "y")
    assert np.allclose(found["mu_star"].sel(estimate="mean"), [3, 1.5])


# ---- one at a time --------------------------------------------------------------------


def star(tmp_path, paired=True):
    """Open a list of points that differ from the first in one parameter each."""
    columns = {
        "a": [1.0, 0.0, 4.0, 1.0, 1.0],
        "b": [5.0, 5.0, 5.0, 9.0, 5.0],
        "w": ["off", "off", "off", "off", "on"],
    }
    a, b = np.array(columns["a"]), np.array(columns["b"])
    on = np.array([w == "on" for w in columns["w"]])
    y = (2 * a + b + 10 * on)[:, None] + np.array([0, 30, 7])
    write_sweep(tmp_path / "star.h5", columns, y, paired=paired)
    return newsdep.open_sweep(tmp_path / "star.h5")


def test_ends_are_compared_with_the_base_and_shared_luck_cancels(tmp_path):
    found = newsdep.one_at_a_time(star(tmp_path), "y")
    for estimate in ("mean", "low", "high"):
        effects = found["effect"].sel(estimate=estimate).values.tolist()
        assert effects == [[-2, 6], [0, 4], [0, 10]]
    assert found["value"].values.tolist() == [["0", "4"], ["5", "9"], ["off", "on"]]
    assert found["base_value"].values.tolist() == ["1", "5", "off"]


def test_a_parameter_that_no_point_moves_alone_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no point differs from point 0 in b alone"):
        newsdep.one_at_a_time(star(tmp_path).isel(point=[0, 1, 2, 4]), "y")


def test_points_with_luck_of_their_own_are_not_compared_one_by_one(tmp_path):
    with pytest.raises(ValueError, match="do not share their luck"):
        newsdep.one_at_a_time(star(tmp_path, paired=False), "y")

"""Opening results, intervals over replicates, paired comparison."""

import numpy as np
import pytest
import xarray as xr
from conftest import write_result

import newsdep
from newsdep.results import interval


def test_a_result_opens_as_a_tree_with_dates_and_labels(result):
    data = newsdep.open(result)
    assert data["main_source_share"].dims == ("replicate", "time", "medium")
    assert str(data.time.values[0])[:10] == "2013-01-01"
    assert "platform" in data.medium.values
    assert "premier" in data["platform/likes_shown"].page.values


def test_an_interval_is_students_t_over_replicates():
    values = xr.DataArray([1.0, 2.0, 3.0, 4.0, 5.0], dims="replicate")
    found = interval(values)
    assert found.sel(estimate="mean") == 3
    # mean +- t(0.975, 4) s / sqrt(5) = 3 +- 2.7764 * 0.70711
    half = 2.776445 * np.sqrt(2.5 / 5)
    assert found.sel(estimate="low") == pytest.approx(3 - half, abs=1e-5)
    assert found.sel(estimate="high") == pytest.approx(3 + half, abs=1e-5)


def test_one_replicate_has_a_mean_and_no_interval():
    found = interval(xr.DataArray([1.0, 2.0], dims="time"))
    assert found.sel(estimate="mean").values.tolist() == [1, 2]
    assert np.isnan(found.sel(estimate="low")).all()


def test_replicates_without_a_value_do_not_make_an_interval_narrower():
    values = xr.DataArray(
        [[1.0, 2.0, 3.0, np.nan], [1.0, np.nan, np.nan, np.nan]],
        dims=("point", "replicate"),
    )
    found = interval(values)
    alone = interval(values[0, :3])
    assert np.allclose(found.isel(point=0), alone)
    assert found.isel(point=1).sel(estimate="mean") == 1
    assert np.isnan(found.isel(point=1).sel(estimate="low"))


def test_a_run_compared_with_itself_differs_nowhere(result):
    difference = newsdep.compare(result, result)
    for node in difference.subtree:
        for variable in node.data_vars.values():
            assert (variable == 0).all()


def test_a_paired_difference_has_no_noise_of_its_own(tmp_path):
    for name, shift in (("a", 0.0), ("b", 0.25)):
        write_result(tmp_path / f"{name}.h5", shift=shift)
    belief = newsdep.compare(tmp_path / "a.h5", tmp_path / "b.h5")["belief_mean"]
    assert np.allclose(belief, 0.25, atol=1e-12)


def test_runs_of_different_seeds_are_not_compared(tmp_path):
    write_result(tmp_path / "a.h5", seed=1)
    write_result(tmp_path / "b.h5", seed=2)
    with pytest.raises(
        ValueError, match=r"the seed of the two runs differs \(1 and 2\)"
    ):
        newsdep.compare(tmp_path / "a.h5", tmp_path / "b.h5")


def test_runs_of_different_length_in_replicates_are_not_compared(tmp_path):
    write_result(tmp_path / "a.h5", replicates=2)
    write_result(tmp_path / "b.h5", replicates=3)
    with pytest.raises(ValueError, match="number of replicates"):
        newsdep.compare(tmp_path / "a.h5", tmp_path / "b.h5")

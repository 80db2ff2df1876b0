"""The figures of sweeps say what the sweeps say."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
import xarray as xr
from made_up_sweeps import grid, write_sweep
from matplotlib.patches import Rectangle

import newsdep
from newsdep import attribution, sweeps

LABELS = {"heading": "Made up", "unit": "%"}
GRID = grid(platform__ranking=["random", "engagement"], choice__temperature=[0.1, 0.3])


@pytest.fixture(autouse=True)
def close_figures():
    """Leave no figure open behind a test."""
    yield
    plt.close("all")


def opened(tmp_path, columns, y, **options):
    """Open a made-up sweep."""
    write_sweep(tmp_path / "made_up.h5", columns, y, **options)
    return newsdep.open_sweep(tmp_path / "made_up.h5")


def texts(ax):
    """Return every word written into the axes."""
    return " | ".join(t.get_text().replace("\n", " ") for t in ax.texts)


def bars(ax):
    """Return start and length of every bar."""
    return [
        (round(p.get_x(), 9), round(p.get_width(), 9))
        for p in ax.patches
        if isinstance(p, Rectangle)
    ]


# ---- fans -----------------------------------------------------------------------------


def test_the_line_of_a_fan_is_the_median_of_the_runs_that_went_well(tmp_path):
    y = np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 9], [1, 1, 100]])
    data = opened(tmp_path, GRID, y, broken=[(3, 2)])
    ax = newsdep.plot.fan(data["y"], **LABELS)
    assert ax.lines[0].get_ydata()[-1] == np.median([*range(1, 10), 1, 1])
    assert "median of 11 runs" in texts(ax)


def test_a_parameter_has_a_fan_a_value_named_beside_it(tmp_path):
    data = opened(tmp_path, GRID, np.array([1.0, 3, 10, 20]))
    names = {"platform.ranking": "Ranking"}
    ax = newsdep.plot.fan(data["y"], "platform.ranking", names=names, **LABELS)
    assert [line.get_ydata()[-1] for line in ax.lines] == [2, 15]
    assert "random | engagement" in texts(ax)
    assert "6 runs for each value of Ranking" in texts(ax)


def test_fans_that_would_hide_each_other_are_refused(tmp_path):
    data = opened(tmp_path, {"a": [1.0, 2, 3, 4, 5, 6]}, np.arange(6))
    with pytest.raises(ValueError, match="a has 6 values, and more than 5 fans"):
        newsdep.plot.fan(data["y"], "a", **LABELS)
    with pytest.raises(ValueError, match="b is not swept; swept are a"):
        newsdep.plot.fan(data["y"], "b", **LABELS)


# ---- maps -----------------------------------------------------------------------------

SIDES = ("choice.temperature", "platform.ranking")


def test_a_cell_says_mean_and_half_the_width_of_its_interval(tmp_path):
    y = np.array([10.0, 20, 30, 40])[:, None] + np.array([-1.0, 0, 1])
    values = sweeps.numbers(opened(tmp_path, GRID, y), "y")
    (ax,) = newsdep.plot.heat_map(values, *SIDES, **LABELS)
    cells = {t.get_position(): t.get_text() for t in ax.texts}
    # Students's t of 3: 4.303 / sqrt(3) = 2.5, of 1.
    assert cells == {
        place: f"{mean}\n± 2.5"
        for place, mean in {
            (0, 0): "10.0",
            (1, 0): "20.0",
            (0, 1): "30.0",
            (1, 1): "40.0",
        }.items()
    }
    assert [t.get_text() for t in ax.get_yticklabels()] == ["random", "engagement"]


def test_cells_that_hold_the_reference_are_hatched(tmp_path):
    y = np.array([0.0, 0.5, 30, -40])[:, None] + np.array([-1.0, 0, 1])
    values = sweeps.numbers(opened(tmp_path, GRID, y), "y")
    (ax,) = newsdep.plot.heat_map(values, *SIDES, reference=0, **LABELS)
    hatched = [(p.get_x() + 0.5, p.get_y() + 0.5) for p in ax.patches if p.get_hatch()]
    assert hatched == [(0, 0), (1, 0)]
    low, high = ax.collections[0].get_clim()
    assert low == -high


def test_shared_luck_cancels_from_a_map_of_differences(tmp_path):
    y = np.array([1.0, 2, 3, 4])[:, None] + np.array([0.0, 70, -30])
    values = sweeps.numbers(opened(tmp_path, GRID, y), "y")
    change = values - values.sel(point=0, drop=True)
    (ax,) = newsdep.plot.heat_map(change, *SIDES, reference=0, **LABELS)
    assert "+3.0 ± 0.0" in texts(ax)


def test_a_cell_whose_runs_failed_says_so(tmp_path):
    broken = [(1, 0), (1, 1), (1, 2), (2, 0)]
    data = opened(tmp_path, GRID, np.arange(4.0), broken=broken)
    (ax,) = newsdep.plot.heat_map(sweeps.numbers(data, "y"), *SIDES, **LABELS)
    assert texts(ax).count("failed") == 1
    caption = ax.get_figure().get_supxlabel()
    assert "those of 3 replicates that ran" in caption


def test_a_large_map_has_a_panel_for_what_is_not_known(tmp_path):
    columns = grid(a=np.arange(8.0), b=np.arange(8.0))
    y = np.arange(64.0)[:, None] + np.array([-1.0, 0, 1])
    values = sweeps.numbers(opened(tmp_path, columns, y), "y")
    axes = newsdep.plot.heat_map(values, "a", "b", **LABELS)
    assert len(axes) == 2
    half = axes[1].collections[0].get_array()
    assert np.allclose(half, 4.302653 / np.sqrt(3))


def test_one_replicate_is_said_to_be_no_more(tmp_path):
    data = opened(tmp_path, GRID, np.arange(4.0), replicates=1)
    (ax,) = newsdep.plot.heat_map(sweeps.numbers(data, "y"), *SIDES, **LABELS)
    assert "±" not in texts(ax)
    assert "nothing is known about its luck" in ax.get_figure().get_supxlabel()


def test_a_third_parameter_is_not_averaged_away_in_silence(tmp_path):
    columns = grid(a=[1.0, 2], b=[1.0, 2], c=[1.0, 2])
    values = sweeps.numbers(opened(tmp_path, columns, np.arange(8.0)), "y")
    with pytest.raises(ValueError, match="c is swept too"):
        newsdep.plot.heat_map(values, "a", "b", **LABELS)
    (ax,) = newsdep.plot.heat_map(newsdep.select(values, {"c": 2}), "a", "b", **LABELS)
    assert texts(ax).startswith("1.0 ± 0.0")


# ---- bars -----------------------------------------------------------------------------


def estimates(mean, half):
    """Return (parameter, estimate) with intervals of one half-width."""
    mean = np.asarray(mean, float)
    return ("parameter", "estimate"), np.column_stack([mean, mean - half, mean + half])


def morris():
    """Return effects of three parameters, the second of which is the largest."""
    return xr.Dataset(
        {
            "mu_star": estimates([1, 3, 2], 0.1),
            "mu": estimates([1, -3, 0], 0.5),
            "sigma": ("parameter", [0.0, 0, 2]),
        },
        {"parameter": ["a", "b", "c"], "estimate": ["mean", "low", "high"]},
        {"level": 0.95, "trajectories": 10},
    )


def test_a_tornado_begins_with_the_largest_and_tells_directions_by_colours():
    ax = newsdep.plot.tornado(morris(), names={"b": "Second"}, **LABELS)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Second", "c", "a"]
    assert bars(ax) == [(0, 3), (0, 2), (0, 1)]
    colours = [p.get_facecolor() for p in ax.patches]
    assert len(set(colours)) == 3


def test_one_at_a_time_has_a_bar_to_each_end_with_its_value(tmp_path):
    columns = {"a": [1.0, 0, 4, 1], "w": ["off", "off", "off", "on"]}
    y = np.array([0.0, -2, 6, 10])[:, None] + np.array([0.0, 30, 7])
    found = newsdep.one_at_a_time(opened(tmp_path, columns, y), "y")
    ax = newsdep.plot.tornado(found, **LABELS)
    assert bars(ax) == [(0, 10), (0, -2), (0, 6)]
    assert texts(ax).startswith("on | 0 | 4 | ")
    assert [t.get_text() for t in ax.get_yticklabels()] == [
        "w\nbase: off", "a\nbase: 1"]  # fmt: skip


def test_sobol_bars_are_first_order_and_total_the_largest_total_first():
    found = xr.Dataset(
        {"first": estimates([0.1, 0.5], 0.05), "total": estimates([0.3, 0.6], 0.05)},
        {"parameter": ["a", "b"], "estimate": ["mean", "low", "high"]},
        {"level": 0.95, "base_samples": 1024},
    )
    ax = newsdep.plot.sobol_bars(found, heading="Made up")
    assert bars(ax) == [(0, 0.5), (0, 0.6), (0, 0.1), (0, 0.3)]
    assert "0.50  alone | 0.60  with interactions | 0.10 | 0.30" in texts(ax)
    assert "from 1,024 base samples" in texts(ax)


def test_the_steps_of_a_waterfall_lead_from_all_off_to_all_on():
    a, b = np.meshgrid([0, 1], [0, 1], indexing="ij")
    values = (50 + 2 * a - 5 * b)[None, :, :, None] + np.array([0.0, 1, 2])
    states = ["off", "on"]
    cube = xr.DataArray(
        values,
        dims=("outcome", "likes", "feed_test", "replicate"),
        coords={"outcome": ["support"], "likes": states, "feed_test": states},
    )
    found = attribution.shares(cube)
    ax = newsdep.plot.waterfall(found, **LABELS)
    assert [t.get_text() for t in ax.get_yticklabels()] == [
        "All off", "Feed Test", "Likes", "All on"]  # fmt: skip
    assert bars(ax) == [(51, -5), (46, 2)]
    assert "51.0 | -5.0 [-5.0, -5.0] | +2.0" in texts(ax)
    assert "48.0" in texts(ax)
    both = xr.concat([found, found.assign_coords(outcome=["votes"])], "outcome")
    with pytest.raises(ValueError, match="there are support, votes; say which"):
        newsdep.plot.waterfall(both, **LABELS)


def test_figures_draw_into_given_axes(tmp_path):
    data = opened(tmp_path, GRID, np.arange(4.0))
    figure, (left, right) = plt.subplots(1, 2)
    assert newsdep.plot.fan(data["y"], ax=left, **LABELS) is left
    assert newsdep.plot.tornado(morris(), ax=right, **LABELS) is right
    figure.canvas.draw()

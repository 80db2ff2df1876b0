"""The figures say what the result says."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import newsdep
from newsdep.plot import style


@pytest.fixture(autouse=True)
def close_figures():
    """Leave no figure open behind a test."""
    yield
    plt.close("all")


def texts(ax):
    """Return every word written into the axes."""
    return " | ".join(t.get_text() for t in ax.texts)


def test_main_source_lines_are_means_over_replicates(result):
    data = newsdep.open(result)
    ax = newsdep.plot.main_source(data, media=["platform"])
    drawn = ax.lines[0].get_ydata()
    mean = data["main_source_share"].sel(medium="platform").mean("replicate")
    assert np.allclose(drawn, mean)


def test_every_medium_is_named_beside_its_line(result):
    ax = newsdep.plot.main_source(newsdep.open(result))
    for name in ("TV", "Radio", "Platform", "Word of mouth"):
        assert name in texts(ax)
    assert "range over 3 replicates" in texts(ax)


def test_observed_points_are_drawn_at_their_values(result):
    points = pd.DataFrame({
        "date": pd.to_datetime(["2016-09-01"]), "label": ["tv"], "value": [0.29],
        "tolerance": [0.02]})  # fmt: skip
    ax = newsdep.plot.main_source(newsdep.open(result), points)
    diamonds = [line for line in ax.lines if line.get_marker() == "D"]
    assert [line.get_ydata()[0] for line in diamonds] == [0.29]


def test_figures_draw_into_given_axes(result):
    data = newsdep.open(result)
    figure, panels = plt.subplots(2, 3)
    functions = (
        newsdep.plot.main_source,
        newsdep.plot.attention_flow,
        newsdep.plot.page_likes,
        newsdep.plot.belief_by_region,
        newsdep.plot.exposure_by_region,
    )
    for function, ax in zip(functions, panels.flat, strict=False):
        assert function(data, ax=ax) is ax
    figure.canvas.draw()


def test_only_pages_with_bought_likes_have_a_dashed_line(result):
    ax = newsdep.plot.page_likes(newsdep.open(result), pages=["premier", "exile"])
    assert len(ax.lines) == 3
    assert texts(ax).count("% bought") == 1


def test_flows_name_both_sides_with_their_shares(result):
    data = newsdep.open(result)
    ax = newsdep.plot.attention_flow(data)
    flow = data["flow/main_source"].isel(replicate=0)
    before = float(flow.sel(medium_from="radio").sum())
    after = float(flow.sel(medium_to="radio").sum())
    assert f"Radio {before:.1%}" in texts(ax)
    assert f"Radio {after:.1%}" in texts(ax)


def test_small_outlets_are_drawn_as_others(result):
    ax = newsdep.plot.attention_flow(newsdep.open(result), "attention", least=0.06)
    assert "Others" in texts(ax)
    assert "Daily" not in texts(ax)


def test_regions_are_sorted_by_what_they_end_with(result):
    ax = newsdep.plot.belief_by_region(newsdep.open(result))
    full = ax.collections[2].get_offsets()[:, 0]
    assert (np.diff(full) >= 0).all()


@pytest.mark.parametrize("seed", range(20))
def test_spread_labels_keep_their_distance_and_order(seed):
    rng = np.random.default_rng(seed)
    wanted = rng.uniform(0, 1, 8)
    places = style.spread(wanted, 0.1, 0.0, 1.0)
    assert (np.diff(np.sort(places)) >= 0.1 - 1e-9).all()
    assert (np.argsort(places) == np.argsort(wanted)).all()
    assert places.min() >= -1e-9
    assert places.max() <= 1 + 1e-9


def test_labels_that_have_room_stay_where_they_are():
    assert style.spread([0.9, 0.1, 0.5], 0.1, 0, 1).tolist() == [0.9, 0.1, 0.5]


def test_names_are_written_as_a_reader_would():
    assert style.words("word_of_mouth") == "Word of mouth"
    assert style.words("rfa_radio") == "RFA Radio"

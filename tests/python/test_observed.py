"""Observed against simulated, and the sentences on a run."""

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import newsdep
from newsdep import observed
from newsdep.events import events
from newsdep.summary import sentences

HEADER = (
    "# observations\n"
    "id,date,until,variable,label,value,tolerance,unit,use,tolerance_reason,citation\n"
)


def table(tmp_path, *rows):
    """Read a table of the given rows."""
    path = tmp_path / "observed.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows))
    return observed.read(path)


def test_a_row_is_met_only_within_its_tolerance(result, tmp_path):
    data = newsdep.open(result)
    days = slice("2016-09-01", "2016-09-30")
    share = data["main_source_share"].sel(medium="tv", time=days)
    truth = float(share.mean())
    rows = table(
        tmp_path,
        f"a,2016-09-01,2016-09-30,main_source_share,tv,{truth},1e-9,1,judge,r,c",
        f"b,2016-09-01,2016-09-30,main_source_share,tv,{truth - 0.02},0.01,1,judge,r,c",
    )
    found = observed.against_simulated(rows, data)
    assert list(found.verdict) == ["met", "MISS"]
    assert np.allclose(found.simulated, truth)
    assert (found.low < truth).all()


def test_a_miss_is_shown_as_a_miss(result, tmp_path):
    data = newsdep.open(result)
    rows = table(
        tmp_path,
        "a,2016-09-01,2016-09-30,main_source_share,tv,0.9,0.01,1,judge,r,c",
    )
    text = observed.markdown(observed.against_simulated(rows, data), 3)
    assert "**MISS**" in text
    assert "judge 0 met, 1 missed, 0 not spoken of" in text


def test_joined_labels_are_added(result, tmp_path):
    data = newsdep.open(result)
    rows = table(
        tmp_path,
        "a,2015-03-01,2015-03-01,main_source_share,tv+radio,0,1,1,judge,r,c",
        "b,2015-03-01,2015-03-01,main_source_share,tv,0,1,1,judge,r,c",
        "c,2015-03-01,2015-03-01,main_source_share,radio,0,1,1,judge,r,c",
    )
    both, tv, radio = observed.against_simulated(rows, data).simulated
    assert both == pytest.approx(tv + radio)


def test_within_a_medium_shares_are_of_its_outlets(result, tmp_path):
    data = newsdep.open(result)
    rows = table(
        tmp_path,
        "a,2015-01-01,2015-12-31,attention_share,within tv: state_tv,0,1,1,judge,r,c",
        "b,2015-01-01,2015-12-31,attention_share,within tv: private_tv,0,1,1,judge,r,c",
    )
    assert observed.against_simulated(rows, data).simulated.sum() == pytest.approx(1)


def test_what_a_run_cannot_say_is_said(result, tmp_path):
    data = newsdep.open(result)
    rows = table(
        tmp_path,
        "a,2016-01-01,2016-01-01,turnout,,0,1,1,judge,r,c",
        "b,2016-01-01,2016-01-01,likes_shown,nobody,0,1,persons,judge,r,c",
        "c,2019-01-01,2019-01-01,platform_users,,0,1,1,judge,r,c",
    )
    assert list(observed.against_simulated(rows, data).verdict) == [
        "not recorded",
        "the run has no page nobody",
        "outside the dates of the run",
    ]


def test_a_table_without_a_column_is_refused(tmp_path):
    (tmp_path / "o.csv").write_text("id,date\n")
    with pytest.raises(ValueError, match="columns until, variable"):
        observed.read(tmp_path / "o.csv")


def test_points_of_a_period_are_drawn_in_its_middle(tmp_path):
    rows = table(
        tmp_path, "a,2016-09-01,2016-09-29,main_source_share,tv,0.3,0.1,1,judge,r,c"
    )
    assert observed.points(rows).date.iloc[0] == pd.Timestamp("2016-09-15")


def test_events_of_one_kind_that_follow_closely_are_marked_once(result):
    assert events(newsdep.open(result)) == {
        "2013-07-28": "election",
        "2015-11-16": "exile",
        "2017-08-21": "closures",
        "2017-10-19": "feed test",
    }


def test_events_without_a_date_are_not_marked():
    data = xr.DataTree()
    data.attrs["scenario"] = (
        "events: {raid: {kind: close, date: null}, ban: {kind: close, date: 2017-08-21}}"
    )
    assert events(data) == {"2017-08-21": "closures"}


def test_the_sentences_say_the_numbers_of_the_run(result):
    data = newsdep.open(result)
    dependency, closures, likes = sentences(data)
    platform = data["main_source_share"].sel(medium="platform")
    end = platform.sel(time=slice("2018-06-29", None)).mean().item()
    assert f"{100 * end:.1f} %" in dependency
    assert "over 3 replicates" in dependency
    flow = data["flow/main_source"].sel(medium_from="radio")
    gone = (flow.sel(medium_to="platform") / flow.sum("medium_to")).mean().item()
    assert f"the platform {100 * gone:.1f} %" in closures
    platform = data["platform"].to_dataset().sel(page="premier")
    peak = platform.likes_fake.mean("replicate").argmax("time")
    bought = (platform.likes_fake / platform.likes_shown).isel(time=peak).mean().item()
    assert f"{100 * bought:.1f} %" in likes
    assert "the page of Premier" in likes

"""Elections in Python: the fit of constants, observed votes, and the figure."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import xarray as xr
import yaml
from conftest import SMALL

import newsdep
from newsdep import observed

SHARES = {"regime": 0.45, "opposition": 0.4, "others": 0.15}


def made_up():
    """Return a result of two replicates with two elections, one without seats."""
    turnout = [[0.6, 0.7], [0.8, 0.7]]
    share = np.broadcast_to([[0.6, 0.4], [1.0, 0.0]], (2, 2, 2))
    none = [np.nan, np.nan]
    seats = [[[7.0, 3.0], none], [[6.0, 4.0], none]]
    of_election = ("replicate", "election")
    ballot = xr.Dataset(
        {
            "turnout": (of_election, turnout),
            "spoiled": (of_election, [[0.1, 0.1], [0.1, 0.1]]),
            "share": ((*of_election, "option"), share),
            "seats": ((*of_election, "party"), seats),
        },
        coords={
            "election": ["vote_2013", "communes"],
            "option": ["regime", "opposition"],
            "party": ["regime", "opposition"],
        },
    )
    days = pd.date_range("2013-01-01", periods=3)
    root = xr.Dataset(coords={"time": days})
    return xr.DataTree.from_dict({"/": root, "/ballot": ballot})


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """Return a small country that votes, with four regions."""
    folder = tmp_path_factory.mktemp("country")
    regions = ["north", "south", "east", "west"]
    rows = "".join(f"{region},urban,all,150000\n" for region in regions)
    (folder / "people.csv").write_text(f"region,area,age_band,persons\n{rows}")
    changes = {
        "extends": str(SMALL),
        "time": {"end": "2017-07-05"},
        "population": {"citizens": 4000, "table": "people.csv"},
        "burn_in": {"enabled": False},
        "survey": {"waves": {"late": None}},
        "events": {"closure": None},
        "marketplace": {"orders": {"farm": None}},
        "measures": {"flow_from": None, "flow_to": None},
        "ballot": {
            "enabled": True,
            "parties": {
                "regime": {"belief": 2},
                "opposition": {"belief": -2},
                "others": {},
            },
            "elections": {"vote": {"date": "2017-07-03"}},
        },
    }
    file = folder / "country.yaml"
    file.write_text(yaml.safe_dump(changes, sort_keys=False))
    return file


def test_a_run_with_fitted_constants_votes_as_was_observed(country, tmp_path):
    two_party = {"north": 0.7, "south": 0.3, "east": 0.55, "west": 0.5}
    fit = newsdep.fit_ballot(
        country, "vote", SHARES, turnout=0.7, spoiled=0.02, two_party=two_party
    )
    table = tmp_path / "regions.csv"
    fit.regions.to_csv(table, index=False)
    settings = {**fit.constants, "ballot.regions": str(table)}
    ballot = newsdep.run(country, settings)["ballot"].to_dataset().sel(election="vote")
    # Votes cast scatter about what is fitted by the luck of 4,000 citizens: four
    # standard errors of a share of one half are 3 points.
    assert float(ballot["turnout"]) == pytest.approx(0.7, abs=0.03)
    for party, share in SHARES.items():
        assert float(ballot["share"].sel(option=party)) == pytest.approx(
            share, abs=0.03
        )
    chance = ballot["chance_region"]
    both = chance.sel(choice=["regime", "opposition"]).sum("choice")
    of_two = chance.sel(choice="regime") / both
    # Regions may all be off by one number: the nation's shares come first.
    off = [float(of_two.sel(region=r)) - share for r, share in two_party.items()]
    assert np.ptp(off) < 0.01


def test_constants_that_cannot_be_fitted_are_refused(country):
    with pytest.raises(ValueError, match=r"the shares of votes sum to 0.9, not to 1"):
        newsdep.fit_ballot(country, "vote", {"regime": 0.9}, turnout=0.7, spoiled=0.02)
    with pytest.raises(ValueError, match=r"the run's parties are \['regime', 'oppo"):
        newsdep.fit_ballot(country, "vote", {"regime": 1.0}, turnout=0.7, spoiled=0.02)
    with pytest.raises(
        newsdep.ScenarioError, match="nobody lives in region 'atlantis'"
    ):
        newsdep.fit_ballot(
            country,
            "vote",
            SHARES,
            turnout=0.7,
            spoiled=0.02,
            two_party={"atlantis": 0.5},
        )
    with pytest.raises(ValueError, match="the run held no election"):
        newsdep.fit_ballot(
            country,
            "vote",
            SHARES,
            turnout=0.7,
            spoiled=0.02,
            ballot__enabled=False,
        )
    with pytest.raises(RuntimeError, match="after 1 runs a share is still"):
        newsdep.fit_ballot(
            country, "vote", SHARES, turnout=0.99, spoiled=0.02, most_rounds=1
        )


def test_observed_rows_look_into_one_election(tmp_path):
    path = tmp_path / "observed.csv"
    end = "0.05,1,calibrate,r,c\n"
    path.write_text(
        "id,date,until,variable,label,value,tolerance,unit,use,tolerance_reason,"
        "citation\n"
        f"a,2013-07-28,2013-07-28,share,vote_2013: opposition,0.4,{end}"
        f"b,2013-07-28,2013-07-28,turnout,vote_2013,0.6,{end}"
        f"c,2013-07-28,2013-07-28,turnout,vote_1998,0.6,{end}"
    )
    found = observed.against_simulated(observed.read(path), made_up())
    assert list(found.verdict) == ["met", "MISS", "the run has no election vote_1998"]
    assert found.simulated[1] == pytest.approx(0.7)


def test_bars_are_shares_of_the_electorate():
    ax = newsdep.plot.elections(made_up())
    widths = [bar.get_width() for bar in ax.patches]
    assert widths[:4] == pytest.approx([0.378, 0.252, 0.07, 0.3])
    assert sum(widths) == pytest.approx(2)
    said = " | ".join(text.get_text() for text in ax.texts)
    assert "Regime 6.5\nOpposition 3.5" in said
    assert said.count("seats:") == 1
    plt.close("all")


def test_a_run_without_elections_has_no_figure():
    with pytest.raises(ValueError, match="the run held no election"):
        newsdep.plot.elections(xr.DataTree())

"""Every scenario runs, small and short, and holds the laws that need no reference."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

import newsdep
from newsdep import observed

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SWEEPS = sorted(SCENARIOS.glob("sweeps/*.yaml"))
FILES = sorted({*SCENARIOS.glob("*.yaml"), *SCENARIOS.glob("*/*.yaml")} - {*SWEEPS})
CITIZENS, DAYS = 5_000, 180


def citizens_of(resolved):
    """Return the size of the small run: as it is where files say who thinks what."""
    talk = resolved.get("conversation", {})
    has_files = talk.get("weights") or talk.get("initial", {}).get("table")
    return resolved["population"]["citizens"] if has_files else CITIZENS


def shortened(path, resolved, folder, days=DAYS):
    """Write a scenario that extends `path` and ends after so many days.

    What is dated outside the shorter run is taken out: the program would refuse it.
    """
    start = pd.Timestamp(resolved["time"]["start"])
    end = min(
        start + pd.Timedelta(days=days - 1), pd.Timestamp(resolved["time"]["end"])
    )

    def is_inside(date):
        return date is None or start <= pd.Timestamp(date) <= end

    def removed(items, *keys):
        items = items or {}
        return {name: None for name, item in items.items()
                if not all(is_inside(item.get(key)) for key in keys)}  # fmt: skip

    changes = {
        "extends": str(path),
        "time": {"end": end.date()},
        "population": {"citizens": citizens_of(resolved)},
        "events": removed(resolved.get("events"), "date"),
        "marketplace": {
            "orders": removed(resolved["marketplace"].get("orders"), "start", "end")
        },
        "ads": {
            "advertisers": removed(
                resolved.get("ads", {}).get("advertisers"), "start", "end"
            )
        },
        "inauthentic": {
            "networks": removed(resolved["inauthentic"].get("networks"), "start")
        },
        "survey": {"waves": removed(resolved["survey"].get("waves"), "date")},
        "ballot": {"elections": removed(resolved["ballot"].get("elections"), "date")},
    }
    requests = removed(resolved.get("disclosure", {}).get("requests"), "date")
    if requests:
        changes["disclosure"] = {"requests": requests}
    # What they bring about has no date, and stays.
    changes["accusations"] = {
        name: {"enabled": False}
        for name, item in (resolved.get("accusations") or {}).items()
        if not is_inside(item["date"])
    }
    if not all(is_inside(resolved["leak"].get(key)) for key in ("date", "end")):
        changes["leak"] = {"enabled": False}
    issues = resolved.get("street", {}).get("issues") or {}
    outside = {
        name: {"enabled": False}
        for name, issue in issues.items()
        if not any(map(is_inside, issue["salience"]))
    }
    if outside:
        changes["street"] = {"issues": outside}
    measures = resolved["measures"]
    changes["measures"] = {"knockouts": removed(measures.get("knockouts"), "date")}
    if not all(is_inside(measures.get(key)) for key in ("flow_from", "flow_to")):
        changes["measures"] |= {"flow_from": None, "flow_to": None}
    file = folder / "short.yaml"
    file.write_text(yaml.safe_dump(changes, sort_keys=False))
    return file


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SCENARIOS)))
def test_a_scenario_runs_small_and_short(path, newsdep_program, tmp_path):
    checked = newsdep_program("check", path)
    assert checked.returncode == 0, checked.stderr
    file = shortened(path, yaml.safe_load(checked.stdout), tmp_path)
    data = newsdep.run(file)
    for name, axis in (("main_source_share", "medium"), ("attention_share", "outlet")):
        if name not in data:
            assert not yaml.safe_load(checked.stdout).get("media")
            continue
        # In a world where hardly anybody reads there are days without a share.
        shares = data[name].dropna("time", how="all")
        assert shares.time.size > 0
        assert np.allclose(shares.sum(axis), 1)
    kernel = yaml.safe_load(checked.stdout).get("conversation", {}).get("kernel")
    if kernel != "activity_driven":  # whose opinions have no bounds
        assert float(abs(data["belief_mean"]).max()) <= 1


@pytest.mark.slow
def test_the_founding_case_votes_in_2013_as_was_observed(newsdep_program, tmp_path):
    path = SCENARIOS / "cambodia.yaml"
    resolved = yaml.safe_load(newsdep_program("check", path).stdout)
    data = newsdep.run(shortened(path, resolved, tmp_path, days=209))
    ballot = data["ballot"].to_dataset().sel(election="election_2013")
    table = observed.read(SCENARIOS / "evidence/observed.csv")
    shares = table[table.label.str.startswith("election_2013: ")].query(
        "variable == 'share'"
    )
    assert len(shares) == 2
    for row in shares.itertuples():
        party = row.label.removeprefix("election_2013: ")
        assert abs(float(ballot["share"].sel(option=party)) - row.value) < 0.03
    # By province, what is expected of its votes wins the seats that were won.
    won = pd.read_csv(
        SCENARIOS / "evidence/seats_2013.csv", comment="#", index_col="region"
    )
    chance = ballot["chance_region"].sel(region=won.index.to_list())
    both = chance.sel(choice=["regime", "opposition"]).sum("choice")
    of_two = (chance.sel(choice="regime") / both).to_pandas()
    assert len(won) == 24
    assert of_two.between(won.low, won.high).all(), of_two


@pytest.mark.parametrize("path", SWEEPS, ids=lambda p: p.stem)
def test_a_sweep_that_is_shipped_would_run(path, newsdep_program, tmp_path):
    tried = newsdep_program("sweep", path, "-o", tmp_path / "out.h5", "--dry-run")
    assert tried.returncode == 0, tried.stderr
    assert "runs " in tried.stdout
    assert not list(tmp_path.iterdir())


# ---- what-ifs beside the founding case, whole


PAGES = ["hun_sen", "rfa_khmer", "fresh_news_page"]


@pytest.fixture(scope="module")
def whole():
    """Run a scenario of the founding case from its first day to its last, small."""
    runs = {}

    def run(name):
        if name not in runs:
            runs[name] = newsdep.run(
                SCENARIOS / f"{name}.yaml", population__citizens=1000
            )
        return runs[name].isel(replicate=0, missing_dims="ignore")

    return run


@pytest.mark.slow
def test_the_outage_takes_the_pages_for_a_week_and_changes_nothing_before(whole):
    outage, country = whole("outage"), whole("cambodia")
    pages = outage["attention_share"].sel(outlet=PAGES).sum("outlet")
    assert (pages.sel(time=slice("2018-06-08", "2018-06-14")) == 0).all()
    assert (pages.sel(time=slice("2018-06-01", "2018-06-07")) > 0).all()
    assert (pages.sel(time=slice("2018-06-15", None)) > 0).all()
    before = {"time": slice(None, "2018-06-07")}
    assert (
        outage["attention_share"]
        .sel(before)
        .equals(country["attention_share"].sel(before))
    )


@pytest.mark.slow
def test_the_closures_make_independent_news_hang_on_the_platform(whole):
    knockout = whole("outage")["knockout"].to_dataset()
    assert list(knockout["knockout"].values) == ["2017-08-20", "2018-06-07"]
    before, after = knockout["independent_lost"].values
    assert 0 < before < after < 1
    assert (knockout["news_lost"].sel(outlet=PAGES) == 1).all()
    # Television gains, and radio that is closed has nothing to lose.
    assert (knockout["news_lost"].sel(outlet="tv_state") < 0).all()
    assert np.isnan(knockout["news_lost"].sel(outlet="radio_rfa")).values.tolist() == [
        False,
        True,
    ]


@pytest.mark.slow
def test_the_feed_test_takes_most_of_the_pages_reach_while_it_lasts(whole):
    tested, untested = whole("cambodia"), whole("no_explore_feed")
    reach, reach_without = (
        data["platform/reach"].sel(page=PAGES).mean("page")
        for data in (tested, untested)
    )
    before, during = (
        {"time": slice(None, "2017-10-18")},
        {"time": slice("2017-10-19", "2018-02-28")},
    )
    assert reach.sel(before).equals(reach_without.sel(before))
    assert float(reach.sel(during).mean()) < 0.5 * float(
        reach_without.sel(during).mean()
    )
    after = {"time": slice("2018-04-01", None)}
    assert float(reach.sel(after).mean()) > 0.5 * float(reach_without.sel(after).mean())


@pytest.mark.slow
def test_a_chronological_feed_starts_from_the_same_rest_and_goes_its_own_way(whole):
    by_date, by_likes = whole("chronological"), whole("cambodia")
    assert by_date["rest/convenience"].equals(by_likes["rest/convenience"])
    assert not by_date["platform/reach"].equals(by_likes["platform/reach"])


@pytest.mark.slow
def test_protests_move_only_marchers_and_stay_within_their_dates(whole):
    protest, country = whole("protest_2013"), whole("cambodia")
    marchers = protest["protesters"]
    assert float(marchers.sel(time=slice(None, "2013-07-27")).max()) == 0
    assert float(marchers.sel(time=slice("2014-07-23", None)).max()) == 0
    at_peak = str(marchers.idxmax("time").values)[:10]
    assert "2013-12-22" <= at_peak <= "2014-01-03"
    for name in ("belief_mean", "attention_share", "platform/reach"):
        assert protest[name].equals(country[name])


@pytest.mark.slow
def test_a_nervous_state_darkens_the_platform_after_marches_and_at_no_other_time(whole):
    nervous, protest = whole("nervous_state"), whole("protest_2013")
    crowd = nervous["state/alarmed"].sel(alarm="crowd").values.astype(bool)
    marchers = nervous["protesters"].values
    # It acts in the morning on what it saw the day before.
    assert crowd.any()
    assert (crowd[1:] == (marchers[:-1] >= 20_000)).all()
    dark = nervous["platform/visits"].values == 0
    expected = np.zeros_like(dark)
    for day in range(len(crowd)):
        if crowd[day] and not expected[day : day + 2].any():
            expected[day + 1 : day + 4] = True
    assert (dark == expected).all()
    assert not (protest["platform/visits"].values == 0).any()
    # What it spends is what its levers take, never more than it has.
    spent = nervous["state/spend"].sum("lever")
    assert (spent <= nervous["state/available"] * (1 + 1e-9)).all()
    assert float(spent[-1]) > 0


def test_intimidation_frightens_from_the_first_killing_on(whole):
    afraid, calm = whole("fear"), whole("no_intimidation")
    assert "fear_mean" not in calm
    before = {"time": slice(None, "2014-01-02")}
    assert (afraid["fear_mean"].sel(before) == 0).all()
    assert (afraid["fear_mean"].sel(time="2014-01-10") > 0).all()
    # Loyal newsrooms write nothing that they would drop.
    assert (
        afraid["perceived_support"]
        .sel(before)
        .equals(calm["perceived_support"].sel(before))
    )
    swallowed = [
        float(run["dissent_swallowed"].sel(time=slice("2014-01-04", None)).mean())
        for run in (afraid, calm)
    ]
    assert swallowed[0] > swallowed[1]


@pytest.mark.slow
def test_a_grant_is_refusal_until_the_ruling_and_then_informs(whole):
    refused, granted = whole("disclosure_refused"), whole("disclosure_granted")
    before = {"time": slice(None, "2018-05-03")}
    for name in ("belief_mean", "fear_mean"):
        assert granted[name].sel(before).equals(refused[name].sel(before))
    assert not granted["belief_mean"].equals(refused["belief_mean"])
    informed = granted["disclosure/informed"].sel(page="hun_sen")
    assert float(informed.sel(time="2018-05-04").max()) == 0
    assert float(informed[-1]) > 0
    assert float(refused["disclosure/informed"].max()) == 0
    # Whom the grant exposes is whom the request would have.
    request = {"request": "of_february_2018"}
    exposed = granted["disclosure/exposed"].sel(request)
    would = refused["disclosure/would_expose"].sel(request)
    assert exposed.values.tolist() == would.values.tolist()
    assert float(refused["disclosure/exposed"].sel(request).max()) == 0


def test_the_exile_changes_nothing_before_he_accuses(whole):
    exile, fear = whole("exile"), whole("fear")
    before = {"time": slice(None, "2016-03-08")}
    for name in ("belief_mean", "fear_mean", "dissent_voiced", "attention_share"):
        assert exile[name].sel(before).equals(fear[name].sel(before))
    read = exile["accusations/read"].sel(accusation="bought_likes")
    assert (read.sel(before) == 0).all()
    assert 0 < float(read[-1]) < 1


@pytest.mark.slow
def test_the_chance_that_the_charge_stands_falls_to_the_courts_capture(whole):
    exile = whole("exile")
    suit = float(exile["accusations/suit_day"].sel(accusation="bought_likes"))
    made = float(exile["accusations/made_day"].sel(accusation="bought_likes"))
    assert made + 2 <= suit <= made + 8
    case = exile["case"].to_dataset().isel(case=0)
    assert float(case["verdict_day"]) == suit + 243
    chance = case["chance_stands"]
    # Likes were bought, and payments show it; what is public does not.
    assert float(chance.sel(level="full")) == 0.8
    assert float(chance.sel(level="public")) > 0.8
    assert case["verdict_level"] == 0

"""What money buys: effects, costs and exposure of made-up results known by hand."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from conftest import SMALL

import newsdep
from newsdep import levers

MINIMAL = Path(__file__).parents[2] / "scenarios/tests/minimal.yaml"


def made_up(support, spend=None, impressions=None, seed=1):
    """Return a result of 40 days; support as given over the last 30, 0 before.

    `support` and `spend` have a number a replicate; what is spent is paid in two orders,
    a quarter by the first, and half of it by the middle of the run; `impressions`, one
    by one day to the last, are of one advertiser.
    """
    support = np.asarray(support, float)
    days = pd.date_range("2016-01-01", periods=40)
    late = (np.arange(40) >= 10)[None, :]
    root = xr.Dataset(
        {
            "support_share": (("replicate", "time"), support[:, None] * late),
            "attention_share": (
                ("replicate", "time", "outlet"),
                np.broadcast_to(
                    np.outer(np.linspace(0, 1, 40), [0.5, 0.3, 0.2]),
                    (len(support), 40, 3),
                ),
            ),
        },
        coords={"time": days, "outlet": ["tv", "accounts army", "ad party"]},
        attrs={"seed": seed},
    )
    groups = {"/": root}
    if spend is not None:
        paid = np.array([0.5, 1])[(np.arange(40) >= 20).astype(int)]
        parts = np.array([0.25, 0.75])
        groups["/farms"] = xr.Dataset(
            {
                "spend": (
                    ("replicate", "time", "order"),
                    np.einsum("r,t,o->rto", np.asarray(spend, float), paid, parts),
                )
            }
        )
    if impressions is not None:
        shown = np.outer(impressions, np.linspace(0, 1, 40))[:, :, None]
        groups["/ads"] = xr.Dataset(
            {"impressions": (("replicate", "time", "advertiser"), shown)},
            coords={"advertiser": ["party"]},
        )
    return xr.DataTree.from_dict(groups)


def test_support_is_the_mean_of_the_last_30_days_in_points():
    assert levers.support(made_up([0.4, 0.5])).values.tolist() == [
        pytest.approx(40),
        pytest.approx(50),
    ]
    # Ten days of 0 and the ten after them: half.
    early = levers.support(made_up([0.4]), "2016-01-01", "2016-01-20")
    assert early.values.tolist() == [pytest.approx(20)]


def test_outcomes_of_a_sweep_are_those_of_its_points():
    runs = [
        made_up([0.4, 0.5], spend=[100, 300], impressions=[10, 20]),
        made_up([0.1, 0.2], spend=[700, 900], impressions=[30, 40]),
    ]
    flat = [
        run.to_dataset().assign({p: run[p] for p in ("farms/spend", "ads/impressions")})
        for run in runs
    ]
    sweep = xr.concat(flat, "point")
    for outcome in (levers.support, levers.spend, levers.impressions):
        found = outcome(sweep).transpose("point", "replicate")
        assert np.allclose(found, [outcome(run) for run in runs])


def test_days_outside_the_run_are_refused():
    with pytest.raises(ValueError, match=r"no day from 2019-01-01 to 2019-02-01"):
        levers.support(made_up([0.4]), "2019-01-01", "2019-02-01")


def test_spend_adds_levers_and_labels_at_the_end_of_the_run():
    data = made_up([0.4, 0.5], spend=[100, 200])
    assert levers.spend(data).values.tolist() == [100, 200]
    paid = (("replicate", "time"), np.outer([1, 2], np.arange(40)))
    data["platform"] = xr.Dataset({"inauthentic_spend": paid})
    assert levers.spend(data).values.tolist() == [139, 278]
    assert levers.spend(made_up([0.4, 0.5])).values.tolist() == [0, 0]


def test_spend_adds_what_the_state_alone_counts():
    data = made_up([0.4, 0.5], spend=[100, 200])
    paid = np.einsum("r,t,l->rtl", [1, 2], np.arange(40), [1, 10, 100])
    data["state"] = xr.Dataset(
        {"spend": (("replicate", "time", "lever"), paid)},
        coords={"lever": ["likes", "stories", "visits"]},
    )
    data.attrs["scenario"] = (
        "state: {levers: {likes: {pays: marketplace.orders.o}, "
        "stories: {pays: outlets.page}, visits: {pays: sources.daily}}}"
    )
    assert levers.spend(data).values.tolist() == [100 + 39 * 110, 200 + 78 * 110]


def test_exposure_is_attention_at_what_levers_put_there_and_at_nothing_else():
    found = levers.exposure_to_levers(made_up([0.4, 0.5]))
    assert found.lever.values.tolist() == ["accounts army", "ad party"]
    mean = np.linspace(0, 1, 40)[10:].mean()
    assert np.allclose(found, [[0.3 * mean, 0.2 * mean]] * 2)


@pytest.mark.parametrize(("in_ads", "owed"), [(0.05, 0.2), (0.35, 0.35)])
def test_posts_in_ads_count_there_and_messages_wherever_they_are_met(in_ads, owed):
    # Under its label 0.2: messages, of which ads themselves showed 0.05; or posts of a
    # page, which ads showed 0.35 of and whose label is the page's.
    mean = np.linspace(0, 1, 40)[10:].mean()
    data = made_up([0.4], impressions=[100])
    values = in_ads * np.linspace(0, 1, 40)[None, :, None]
    data["ads"].dataset = xr.Dataset(
        {"attention_share": (("replicate", "time", "advertiser"), values)},
        coords={"advertiser": ["party"]},
    )
    found = levers.exposure_to_levers(data)
    assert np.allclose(found, [[0.3 * mean, owed * mean]])


def test_an_effect_is_students_interval_of_paired_differences():
    base, other = made_up([0.40, 0.60, 0.50]), made_up([0.41, 0.62, 0.53])
    found = levers.effects({"base": base, "x": other}, {"support": levers.support})
    mean, low, high = found.sel(run="x", outcome="support").values
    # Differences 1, 2 and 3 points: s = 1, t(0.975, 2) = 4.302653.
    assert mean == pytest.approx(2)
    assert (high - low) / 2 == pytest.approx(4.302653 / np.sqrt(3), rel=1e-6)


def test_runs_of_another_seed_have_no_effect_and_no_cost():
    base, other = made_up([0.4, 0.5]), made_up([0.4, 0.5], seed=2)
    with pytest.raises(ValueError, match="the seed of the two runs differs"):
        levers.effects({"base": base, "x": other}, {"support": levers.support})
    with pytest.raises(ValueError, match="the seed of the two runs differs"):
        levers.cost_per(levers.support, base, other)


# ---- what an effect cost ---------------------------------------------------------------


def test_cost_per_point_is_what_was_paid_over_what_it_moved():
    without = made_up([0.40, 0.50], spend=[0, 0])
    bought = made_up([0.42, 0.52], spend=[100, 100])
    found = levers.cost_per(levers.support, without, bought)
    assert found.estimate == pytest.approx(50)
    assert (found.low, found.high) == pytest.approx((50, 50))


# ---- ads that are aimed ---------------------------------------------------------------


def test_a_gain_is_effect_by_impression_over_effect_by_impression():
    without = made_up([0.40, 0.50])
    broad = made_up([0.41, 0.52], impressions=[1000, 2000])  # a point a thousand
    aimed = made_up([0.43, 0.53], impressions=[2000, 2000])  # a point and a half
    per = levers.effect_per_thousand(levers.support, without, broad)
    assert per.values.tolist() == pytest.approx([1, 1])
    found = levers.targeting_gain(levers.support, without, broad, aimed)
    assert (found.estimate, found.low, found.high) == pytest.approx((1.5, 1.5, 1.5))


def test_the_campaign_that_everybody_has_in_common_does_not_count():
    without = made_up([0.40, 0.50], impressions=[5000, 5000])
    broad = made_up([0.41, 0.51], impressions=[6000, 6000])
    per = levers.effect_per_thousand(levers.support, without, broad)
    assert per.values.tolist() == pytest.approx([1, 1])


def test_a_campaign_that_showed_nothing_has_no_gain():
    without, broad = made_up([0.4, 0.5]), made_up([0.4, 0.5], impressions=[10, 10])
    unseen = made_up([0.4, 0.5], impressions=[10, 0])
    with pytest.raises(ValueError, match="the targeted campaign showed no impressions"):
        levers.targeting_gain(levers.support, without, broad, unseen)
    with pytest.raises(ValueError, match="the untargeted campaign showed no"):
        levers.targeting_gain(levers.support, without, unseen, broad)


# ---- with the simulator ---------------------------------------------------------------


@pytest.fixture(scope="module")
def small_pair(simulator, tmp_path_factory):
    """Return paired runs of the small country, its farm on and off, and their folder."""
    folder = tmp_path_factory.mktemp("pairs")
    runs = levers.run_pairs(
        SMALL,
        {"no farm": {"marketplace.enabled": False}},
        {"population.citizens": 500},
        replicates=2,
        folder=folder,
    )
    for data in runs.values():
        data.load().close()
    return runs, folder


def test_a_pair_differs_by_its_lever_from_the_first_delivery_on(small_pair):
    runs, _ = small_pair
    apart = newsdep.differences(runs["no farm"], runs["base"])
    shown = apart["platform/likes_shown"].sel(page="premier_page")
    assert (shown.sel(time=slice(None, "2017-07-09")) == 0).all()
    # What was paid for, and nothing but readers' answers to it besides.
    assert (shown.sel(time="2017-07-20") > 50_000).all()
    paid = levers.spend(runs["base"]) - levers.spend(runs["no farm"])
    order = newsdep.events.scenario_of(runs["base"])["marketplace"]["orders"]["farm"]
    delivered = runs["base"]["farms/delivered"].isel(time=-1).sum("order")
    assert np.allclose(paid, delivered / 1000 * order["price"])


def test_a_difference_is_that_of_each_replicate(small_pair):
    runs, _ = small_pair
    name = "platform/likes_genuine"
    apart = newsdep.differences(runs["no farm"], runs["base"])[name]
    for seed in runs["base"].replicate.values:
        first, second = (runs[x][name].sel(replicate=seed) for x in ("no farm", "base"))
        assert (apart.sel(replicate=seed) == second - first).all()


def test_a_kept_pair_is_found_again_and_another_one_is_run(small_pair):
    _, folder = small_pair
    times = {file: file.stat().st_mtime_ns for file in folder.glob("*.h5")}
    assert sorted(file.name for file in times) == ["base.h5", "no farm.h5"]

    def run(citizens):
        levers.run_pairs(
            SMALL, {"no farm": {"marketplace.enabled": False}},
            {"population.citizens": citizens}, replicates=2, folder=folder)  # fmt: skip
        return [f for f, time in times.items() if f.stat().st_mtime_ns != time]

    assert run(500) == []
    assert len(run(400)) == 2


def test_a_counterfactual_may_not_take_the_place_of_the_base():
    with pytest.raises(ValueError, match='called "base"'):
        levers.run_pairs(SMALL, {"base": {}})


@pytest.mark.slow
def test_aiming_gains_nothing_by_noise_and_something_by_knowledge(simulator):
    campaign = {"payer": "state", "budget": 1000, "messages_per_day": 4,
                "start": "2013-01-11", "end": "2013-02-19"}  # fmt: skip
    names = "ads.advertisers.campaign"
    broad = {f"{names}.{key}": value for key, value in campaign.items()}
    opponents = {f"{names}.belief_to": -0.2, "leak.enabled": True, "leak.share": 1}
    runs = levers.run_pairs(
        MINIMAL,
        {
            "broad": broad,
            "noise": {**broad, **opponents, "leak.accuracy": 0},
            "knowledge": {**broad, **opponents, "leak.accuracy": 1},
        },
        {"population.citizens": 3000, "platform.trending": 0},
        replicates=6,
    )

    def belief(data):
        return levers.mean_between(data["belief_mean"], "2013-01-11", "2013-03-01")

    noise, knowledge = (
        levers.targeting_gain(belief, runs["base"], runs["broad"], runs[name])
        for name in ("noise", "knowledge")
    )
    assert noise.low < 1 < noise.high
    assert noise.high - noise.low < 0.4
    # Opponents are further from what the state says, by 1.5 as all users are.
    assert knowledge.low > 1.2


# ---- figures --------------------------------------------------------------------------


def test_only_effects_that_differ_from_0_have_full_dots():
    base = made_up([0.40, 0.50, 0.60])
    runs = {
        "base": base,
        "sure": made_up([0.42, 0.52, 0.62]),
        "unsure": made_up([0.42, 0.48, 0.61]),
    }
    found = levers.effects(runs, {"support": levers.support})
    (ax,) = newsdep.plot.effects(found, heading="x", units={"support": "points"})
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert [dot.get_xdata()[0] for dot in dots] == pytest.approx([2, 1 / 3])
    assert [dot.get_markerfacecolor() == "white" for dot in dots] == [False, True]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["sure", "unsure"]
    plt.close("all")


def test_paired_series_are_drawn_as_means_with_their_names():
    runs = {name: made_up(s)["support_share"]
            for name, s in (("with", [0.4, 0.6]), ("without", [0.3, 0.3]))}  # fmt: skip
    ax = newsdep.plot.paired_series(runs, heading="Support", unit="share")
    assert [line.get_ydata()[-1] for line in ax.lines] == pytest.approx([0.5, 0.3])
    said = " ".join(t.get_text() for t in ax.texts)
    assert "with" in said
    assert "without" in said
    assert "range over 2 replicates" in said
    plt.close("all")


def test_a_difference_over_time_is_drawn_about_zero():
    apart = newsdep.compare(made_up([0.4, 0.5]), made_up([0.5, 0.7]))
    ax = newsdep.plot.difference(apart["support_share"], heading="x", unit="share")
    assert list(ax.lines[0].get_ydata()) == [0, 0]
    assert ax.lines[1].get_ydata()[-1] == pytest.approx(0.15)
    plt.close("all")


def test_gains_are_drawn_by_accuracy_with_a_line_a_share():
    table = pd.DataFrame({
        "share": [0.2, 0.2, 1, 1], "accuracy": [0, 1, 0, 1],
        "estimate": [0.9, 1.4, 1.0, 1.5], "low": [0.8, 1.2, 0.9, 1.4],
        "high": [1.0, 1.6, 1.1, 1.6]})  # fmt: skip
    ax = newsdep.plot.targeting_gain(table, heading="x")
    drawn = [list(line.get_ydata()) for line in ax.lines if line.get_marker() == "o"]
    assert drawn == [[0.9, 1.4], [1.0, 1.5]]
    said = " ".join(t.get_text() for t in ax.texts)
    assert "20 % leaked" in said
    assert "100 % leaked" in said
    plt.close("all")

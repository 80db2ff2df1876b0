"""Shapley shares: the axioms they are known by, other ways to them, and a run."""

import itertools
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import newsdep
from newsdep import attribution, factorial, levers

MINIMAL = Path(__file__).parents[2] / "scenarios/tests/minimal.yaml"


def cube_of(names, value, replicates=3, luck=0.0, seed=0):
    """Return a factorial of one outcome `value(on)`, `on` the set of levers that are."""
    shape = (1, *(2,) * len(names), replicates)
    values = np.empty(shape)
    rng = np.random.default_rng(seed)
    shared = 7 * rng.standard_normal(replicates)
    for states in itertools.product((0, 1), repeat=len(names)):
        on = {name for name, state in zip(names, states, strict=True) if state}
        own = luck * rng.standard_normal(replicates)
        values[(0, *states)] = value(on) + shared + own
    return xr.DataArray(
        values,
        dims=("outcome", *names, "replicate"),
        coords={"outcome": ["y"], **dict.fromkeys(names, factorial.STATES)},
    )


def random_game(names, seed):
    """Return a function of the set of levers with interactions of all orders."""
    rng = np.random.default_rng(seed)
    table = {
        frozenset(chosen): float(rng.normal())
        for size in range(len(names) + 1)
        for chosen in itertools.combinations(names, size)
    }
    return lambda on: table[frozenset(on)]


@pytest.mark.parametrize("seed", range(5))
def test_shares_are_means_over_all_orders_of_switching_on(seed):
    names = ["a", "b", "c", "d"][: 1 + seed % 4]
    game = random_game(names, seed)
    found = attribution.shapley(cube_of(names, game)).sel(outcome="y")
    brute = dict.fromkeys(names, 0.0)
    orders = list(itertools.permutations(names))
    for order in orders:
        on = set()
        for name in order:
            brute[name] += (game(on | {name}) - game(on)) / len(orders)
            on.add(name)
    for name in names:
        assert np.allclose(found.sel(lever=name), brute[name])


@pytest.mark.parametrize("seed", range(5))
def test_shares_sum_to_the_whole_effect_in_every_replicate(seed):
    names = ["a", "b", "c", "d", "e"]
    cube = cube_of(names, random_game(names, seed), luck=0.5, seed=seed)
    whole = cube.sel(dict.fromkeys(names, "on")) - cube.sel(dict.fromkeys(names, "off"))
    found = attribution.shapley(cube).sum("lever")
    # Exact but for the rounding of 80 sums of numbers of size 10.
    assert np.allclose(found, whole, rtol=0, atol=1e-13)


def test_the_mean_shares_sum_to_the_mean_total():
    names = ["a", "b", "c"]
    found = attribution.shares(cube_of(names, random_game(names, 1), luck=1.0))
    summed = found["share"].sel(estimate="mean").sum("lever")
    assert np.allclose(summed, found["total"].sel(estimate="mean"), atol=1e-13)
    change = found["on"] - found["off"]
    assert np.allclose(summed, change.sel(estimate="mean"), atol=1e-13)


def test_a_lever_that_does_nothing_gets_exactly_nothing():
    game = random_game(["a", "b"], 3)
    cube = cube_of(["a", "idle", "b"], lambda on: game(on - {"idle"}))
    assert (attribution.shapley(cube).sel(lever="idle") == 0).all()
    found = attribution.shares(cube)["share"].sel(lever="idle")
    assert (found == 0).all()


def test_levers_that_do_the_same_get_the_same():
    values = [0.0, 1.0, 5.0, 6.0]  # by how many are on
    cube = cube_of(["a", "b", "c"], lambda on: values[len(on)])
    assert np.allclose(attribution.shapley(cube), 2)


def test_shares_add_over_outcomes():
    names = ["a", "b", "c"]
    first, second = (cube_of(names, random_game(names, s)) for s in (4, 5))
    summed = attribution.shapley(first) + attribution.shapley(second)
    assert np.allclose(attribution.shapley(first + second), summed)


def test_an_interaction_is_shared_by_halves_where_an_effect_counts_it_half():
    # Of two levers the share and the factorial's effect are the same number.
    cube = cube_of(["a", "b"], random_game(["a", "b"], 6), luck=1.0)
    found = attribution.shares(cube)["share"].rename(lever="effect")
    effects = factorial.contrasts(cube, together=1)
    assert np.allclose(found.transpose(*effects.dims), effects)


def test_luck_that_all_combinations_share_widens_no_interval_of_a_share():
    names = ["a", "b"]
    found = attribution.shares(cube_of(names, random_game(names, 7)))
    share = found["share"]
    assert np.allclose(share.sel(estimate="low"), share.sel(estimate="high"))
    off = found["off"].sel(outcome="y")
    assert float(off.sel(estimate="high") - off.sel(estimate="low")) > 1


def test_intervals_cover_the_share_as_often_as_they_say():
    names = ["a", "b"]
    game = random_game(names, 8)
    true = attribution.shapley(cube_of(names, game)).isel(outcome=0, replicate=0)
    hits = 0
    for seed in range(300):
        cube = cube_of(names, game, replicates=4, luck=1.0, seed=seed)
        found = attribution.shares(cube)["share"].isel(outcome=0)
        low, high = found.sel(estimate="low"), found.sel(estimate="high")
        hits += int(((low <= true) & (true <= high)).sum())
    # 600 intervals of two levers; three standard deviations of a binomial.
    assert abs(hits / 600 - 0.95) < 3 * np.sqrt(0.95 * 0.05 / 300)


def test_attribution_runs_the_factorial_and_credits_what_matters(simulator):
    found = newsdep.attribute(
        MINIMAL,
        levers={
            "joining": {"adoption.enabled": False},
            "ads": {"ads.enabled": False},  # nobody advertises in this country
        },
        outcomes={
            "support": levers.support,
            "users": lambda d: d["platform_users"].isel(time=-1),
        },
        replicates=2,
    )
    users = found["share"].sel(outcome="users", estimate="mean")
    assert float(users.sel(lever="joining")) > 0
    assert float(users.sel(lever="ads")) == 0
    assert float(found["total"].sel(outcome="users", estimate="mean")) == (
        pytest.approx(float(users.sum()))
    )

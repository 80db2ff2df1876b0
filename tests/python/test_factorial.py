"""Factorials: effects and interactions of made-up outcomes known by hand, and a run."""

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from newsdep import factorial, levers

MINIMAL = Path(__file__).parents[2] / "scenarios/tests/minimal.yaml"


def made_up():
    """Return outcomes 1 + 2 a + 3 b + 5 a b + luck, the same luck in all runs."""
    a, b = np.meshgrid([0, 1], [0, 1], indexing="ij")
    luck = np.array([0.5, -1.5, 4.0])
    values = (1 + 2 * a + 3 * b + 5 * a * b)[None, :, :, None] + luck
    return xr.DataArray(
        values,
        dims=("outcome", "a", "b", "replicate"),
        coords={"outcome": ["y"], "a": factorial.STATES, "b": factorial.STATES},
    )


def test_effects_and_interactions_are_the_coefficients_and_shared_luck_cancels():
    found = factorial.contrasts(made_up()).sel(outcome="y")
    assert found.effect.values.tolist() == ["a", "b", "a x b"]
    # On average over the other lever, half of the interaction adds to each effect.
    for estimate in ("mean", "low", "high"):
        assert np.allclose(found.sel(estimate=estimate), [2 + 2.5, 3 + 2.5, 5])


def test_one_lever_at_a_time_is_what_contrasts_of_one_are():
    found = factorial.contrasts(made_up(), together=1)
    assert found.effect.values.tolist() == ["a", "b"]


def test_levers_that_override_the_same_key_are_refused():
    off = {"ads.enabled": False}
    with pytest.raises(ValueError, match="two levers override"):
        factorial.run_factorial(MINIMAL, {"a": off, "b": off}, {})


def test_a_lever_named_like_a_dimension_is_refused():
    with pytest.raises(ValueError, match="a lever cannot be called 'outcome'"):
        factorial.run_factorial(MINIMAL, {"outcome": {"ads.enabled": False}}, {})


def test_a_lever_that_changes_nothing_has_no_effect_and_all_on_is_the_scenario(
    newsdep_program,
):
    # Nobody advertises in this country; adoption matters.
    cube = factorial.run_factorial(
        MINIMAL,
        {"joining": {"adoption.enabled": False}, "ads": {"ads.enabled": False}},
        {
            "support": levers.support,
            "users": lambda d: d["platform_users"].isel(time=-1),
        },
        replicates=2,
    )
    assert cube.dims == ("outcome", "joining", "ads", "replicate")
    found = factorial.contrasts(cube)
    for effect in ("ads", "joining x ads"):
        assert (found.sel(effect=effect) == 0).all()
    assert float(found.sel(effect="joining", outcome="users", estimate="mean")) > 0
    plain = levers.run_pairs(MINIMAL, {}, replicates=2)["base"]
    all_on = cube.sel(joining="on", ads="on")
    assert np.array_equal(all_on.sel(outcome="support"), levers.support(plain))

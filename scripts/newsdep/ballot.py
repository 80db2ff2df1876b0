"""Fits the constants of a scenario's parties to one observed election."""

import math
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from newsdep.events import scenario_of
from newsdep.program import run
from newsdep.results import over_replicates


@dataclass(frozen=True)
class BallotFit:
    """What `fit_ballot` found.

    Attributes
    ----------
    constants
        Values by key, ``{"ballot.parties.regime.constant": 0.41, ...}``, as `run` takes
        them as overrides.
    regions
        Columns region, party, constant: the table ``ballot.regions``; empty when no
        shares by region were given.
    miss
        The largest difference left, of a national share of the electorate or of a
        region's share of two, apart from one that all regions have in common.
    rounds
        How many runs it took.
    """

    constants: dict[str, float]
    regions: pd.DataFrame
    miss: float
    rounds: int


def fit_ballot(
    scenario: str | os.PathLike,
    election: str,
    shares: Mapping[str, float],
    *,
    turnout: float,
    spoiled: float,
    two_party: Mapping[str, float] | None = None,
    pair: tuple[str, str] = ("regime", "opposition"),
    tolerance: float = 0.002,
    most_rounds: int = 12,
    replicates: int = 1,
    **overrides: Any,
) -> BallotFit:
    """Find the constants with which a run votes as was observed.

    Runs the scenario again and again, and each time adds to every constant the log of
    its observed share over the simulated one, both against staying at home. What is
    compared are the chances of the logit (``ballot/chance_region``), so that the luck
    of single votes is not fitted. The step is Berry, Levinsohn and Pakes's, Econometrica
    63 (1995) 841, appendix 1, with one market, or one for each region.

    Parameters
    ----------
    scenario
        The YAML file; its ballot must be on.
    election
        The name of the election in the scenario.
    shares
        Every party's share of the valid votes; they sum to 1.
    turnout
        Ballots cast, spoiled ones too, per head of the electorate.
    spoiled
        Share of the ballots cast.
    two_party
        By region, the share of the first of `pair` in the votes of both. Half of a
        region's constant goes to the first, half against the second; the mean over
        regions is 0, for that is the nation's.
    pair
        The two parties that `two_party` speaks of.
    tolerance
        Stop when nothing is farther off than this.
    most_rounds
        Runs at most.
    replicates
        Replicates of each run.
    **overrides
        Settings of the runs, with ``__`` for dots: ``population__citizens=20000``.

    Returns
    -------
    BallotFit
        The constants, to be written into the scenario.

    Raises
    ------
    ValueError
        If the shares do not sum to 1, or name other parties than the run.
    ScenarioError
        If the simulator refuses the scenario, or a region in which nobody lives.
    RuntimeError
        If `most_rounds` runs were not enough.
    """
    if abs(sum(shares.values()) - 1) > 1e-6:
        raise ValueError(f"the shares of votes sum to {sum(shares.values())}, not to 1")
    wanted = {party: turnout * (1 - spoiled) * share for party, share in shares.items()}
    wanted |= {"spoil": turnout * spoiled, "abstain": 1 - turnout}
    by_region = {} if two_party is None else dict(two_party.items())
    regions, target = list(by_region), np.array(list(by_region.values()))
    own = np.zeros(len(regions))
    constants: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="newsdep-") as folder:
        table = Path(folder) / "regions.csv"
        for rounds in range(1, most_rounds + 1):
            settings = {**overrides, **constants}
            if regions:
                _table(regions, own, pair).to_csv(table, index=False)
                settings["ballot.regions"] = str(table)
            data = run(scenario, settings, replicates=replicates)
            chance, electorate = _expected(data, election)
            if not constants:
                constants = _constants(data, chance, wanted)
            nation = (chance * electorate).sum("region") / electorate.sum()
            simulated = {k: float(nation.sel(choice=k)) for k in wanted}
            weight = electorate.sel(region=regions).values
            if not (weight > 0).all():
                empty = regions[int(np.argmin(weight))]
                raise ValueError(f"nobody in {empty} can vote; run more citizens")
            first, second = (chance.sel(choice=p, region=regions).values for p in pair)
            both = first / (first + second)
            off = _logit(target) - _logit(both)
            common = (off * weight).sum() / weight.sum() if regions else 0.0
            misses = [abs(simulated[k] - wanted[k]) for k in wanted]
            misses += list(np.abs((off - common) * both * (1 - both)))
            if max(misses) <= tolerance:
                return BallotFit(
                    constants, _table(regions, own, pair), max(misses), rounds
                )
            own += off - common
            for key, name in zip(constants, [*shares, "spoil"], strict=True):
                seen = wanted[name] / wanted["abstain"]
                found = simulated[name] / simulated["abstain"]
                constants[key] += math.log(seen / found)
    raise RuntimeError(
        f"after {most_rounds} runs a share is still {max(misses):.4f} off; allow more "
        "rounds or a larger tolerance"
    )


def _expected(data: xr.DataTree, election: str) -> tuple[xr.DataArray, xr.DataArray]:
    """Return chances by region and choice, and the electorate by region."""
    if "ballot" not in data:
        raise ValueError("the run held no election; set ballot.enabled to true")
    group = data["ballot"].to_dataset().sel(election=election)
    electorate = over_replicates(group["electorate_region"]).mean("replicate")
    chance = over_replicates(group["chance_region"]).mean("replicate")
    return chance.fillna(0.0), electorate


def _constants(data, chance, wanted):
    """Return the constants that the first run had, in the order of `wanted`."""
    parties = [name for name in wanted if name not in ("spoil", "abstain")]
    known = [str(c) for c in chance.choice.values]
    if sorted(known) != sorted(wanted):
        raise ValueError(f"the run's parties are {known[:-2]}, the shares' {parties}")
    ballot = scenario_of(data)["ballot"]
    found = {
        f"ballot.parties.{p}.constant": float(ballot["parties"][p]["constant"])
        for p in parties
    }
    return found | {"ballot.spoil": float(ballot["spoil"])}


def _table(regions, own, pair):
    """Return the regional constants as the program reads them."""
    return pd.DataFrame(
        [
            (region, party, round(sign * constant / 2, 4))
            for region, constant in zip(regions, own, strict=True)
            for party, sign in zip(pair, (1, -1), strict=True)
        ],
        columns=["region", "party", "constant"],
    )


def _logit(p):
    return np.log(p / (1 - p))

"""What money buys: paired runs with and without a lever, and what its effect cost.

Runs of one seed share all their luck, so what differs between them is what the lever
causes. Every function that takes a result returns one number a replicate (of an opened
sweep, one a point and replicate), and every interval is over replicates.
"""

import os
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from newsdep import program, results
from newsdep.events import scenario_of
from newsdep.kept import run_kept
from newsdep.ratios import Ratio, ratio
from newsdep.results import check_paired, interval, over_replicates

# What levers have cost so far, each summed over its labels (orders, advertisers).
SPENDS = ("farms/spend", "platform/inauthentic_spend", "ads/spend")
# What the state pays for that counts its own cost nowhere else: stories, harassment.
PAID_BY_STATE = ("outlets.", "sources.")
# How attention labels that a lever made begin: "accounts NAME", "ad NAME".
LEVER_LABELS = ("accounts ", "ad ")

Outcome = Callable[[xr.DataTree], xr.DataArray]


# ---- paired runs ----------------------------------------------------------------------


def run_pairs(
    base: str | os.PathLike,
    others: Mapping[str, "str | os.PathLike | Mapping[str, Any]"],
    common: Mapping[str, Any] | None = None,
    /,
    *,
    replicates: int = 5,
    seed: int | None = None,
    threads: int | None = None,
    folder: str | os.PathLike | None = None,
    with_base: bool = True,
) -> dict[str, xr.DataTree]:
    """Run a base and its counterfactuals with the same luck.

    Parameters
    ----------
    base
        The YAML file of the base.
    others
        By name a counterfactual: a YAML file, or what is overridden in `base`.
    common
        Overrides of every run, the base's too; those of a counterfactual come after.
    replicates, seed
        As in `newsdep.run`; the same for all.
    threads
        How many threads a run takes, one run after the other; by default one, and a run
        on every core. The results do not depend on it.
    folder
        Where results are kept and found again, one file a name; in memory by default.
    with_base
        Whether the base itself is run.

    Returns
    -------
    dict
        A result by name, ``"base"`` first if it was run.

    Raises
    ------
    ScenarioError
        If the simulator refuses one of the scenarios.
    ValueError
        If a counterfactual is called ``"base"``.
    """
    if "base" in others:
        raise ValueError(
            'a counterfactual is called "base", which names the run that all others '
            "are set beside; call it something else"
        )
    every = {**({"base": {}} if with_base else {}), **others}
    at_a_time = len(os.sched_getaffinity(0)) if threads is None else 1

    def run(name: str, home: Path) -> None:
        other = every[name]
        is_file = not isinstance(other, Mapping)
        changes = {**(common or {}), **({} if is_file else other)}
        run_kept(
            home / f"{name}.h5",
            other if is_file else base,
            program.settings(changes),
            replicates=replicates,
            seed=seed,
            threads=1 if threads is None else threads,
        )

    with (
        tempfile.TemporaryDirectory(prefix="newsdep-") as temporary,
        ThreadPoolExecutor(at_a_time) as pool,
    ):
        home = Path(folder or temporary)
        runs = [pool.submit(run, name, home) for name in every]
        try:
            for finished in runs:
                finished.result()
        finally:
            pool.shutdown(cancel_futures=True)
        found = {name: results.open(home / f"{name}.h5") for name in every}
        if folder is None:
            for name, data in found.items():
                with data:
                    found[name] = data.load()
    return found


def effects(
    runs: Mapping[str, xr.DataTree],
    outcomes: Mapping[str, Outcome],
    level: float = 0.95,
) -> xr.DataArray:
    """Estimate what every counterfactual changes in every outcome.

    Parameters
    ----------
    runs
        What `run_pairs` returned.
    outcomes
        By name a function of a result that returns one number a replicate, such as
        `support`.
    level
        The chance that an interval covers the difference (Student's t).

    Returns
    -------
    xarray.DataArray
        Counterfactual less base, over ``run``, ``outcome`` and ``estimate`` (mean, low,
        high).
    """
    base = runs["base"]
    others = [name for name in runs if name != "base"]
    for name in others:
        check_paired(base, runs[name])
    rows = [
        xr.concat(
            [interval(of(runs[name]) - of(base), level) for of in outcomes.values()],
            pd.Index(list(outcomes), name="outcome"),
            coords="minimal",
            compat="override",
        )
        for name in others
    ]
    found = xr.concat(
        rows, pd.Index(others, name="run"), coords="minimal", compat="override"
    )
    # What single outcomes carried along (a page, a day, a unit) is not that of all.
    found = found.reset_coords(drop=True).drop_attrs().rename("effect")
    return found.transpose("run", "outcome", "estimate")


# ---- outcomes: one number a replicate -------------------------------------------------


def mean_between(
    values: xr.DataArray, start: str | None = None, end: str | None = None
) -> xr.DataArray:
    """Average a series from one day to another, by default over its last 30 days.

    Parameters
    ----------
    values
        Any variable over ``time``.
    start, end
        First and last day, both included; by default 30 days that end with the run.

    Returns
    -------
    xarray.DataArray
        Without ``time``.

    Raises
    ------
    ValueError
        If the run has none of these days.
    """
    last = pd.Timestamp(values.time.values[-1] if end is None else end)
    first = last - pd.Timedelta(days=29) if start is None else pd.Timestamp(start)
    whole_day = pd.Timedelta(days=1) - pd.Timedelta(nanoseconds=1)
    chosen = values.sel(time=slice(first, last.normalize() + whole_day))
    if chosen.sizes["time"] == 0:
        raise ValueError(
            f"the run has no day from {first.date()} to {last.date()}: it goes from "
            f"{pd.Timestamp(values.time.values[0]).date()} to "
            f"{pd.Timestamp(values.time.values[-1]).date()}"
        )
    return chosen.mean("time")


def support(
    data: xr.DataTree, start: str | None = None, end: str | None = None
) -> xr.DataArray:
    """Return the share of citizens in support, in percentage points, as a mean of days.

    See `mean_between` for the days; by default the run's last 30.
    """
    return 100 * mean_between(over_replicates(data["support_share"]), start, end)


def likes_genuine(data: xr.DataTree, page: str, day: str | None = None) -> xr.DataArray:
    """Return a page's genuine likes (persons) on a day, by default the last."""
    likes = over_replicates(data["platform/likes_genuine"]).sel(page=page)
    return likes.isel(time=-1) if day is None else likes.sel(time=day, method="nearest")


def spend(data: xr.DataTree) -> xr.DataArray:
    """Return what all levers together have cost by the end of the run, in USD."""
    total = xr.zeros_like(over_replicates(data["support_share"]).isel(time=0))
    for path in SPENDS:
        if not _has(data, path):
            continue
        cost = over_replicates(data[path]).isel(time=-1)
        labels = [d for d in cost.dims if d not in ("point", "replicate")]
        total = total + cost.sum(labels)
    if _has(data, "state/spend"):
        paid = scenario_of(data)["state"]["levers"]
        own = [
            k for k, lever in paid.items() if lever["pays"].startswith(PAID_BY_STATE)
        ]
        cost = over_replicates(data["state/spend"]).isel(time=-1)
        total = total + cost.sel(lever=own).sum("lever")
    return total.drop_vars("time", errors="ignore")


def _has(data: xr.DataTree | xr.Dataset, path: str) -> bool:
    """Tell whether a run, or a sweep, has a variable of a group."""
    if isinstance(data, xr.Dataset):
        return path in data
    group, name = path.split("/")
    return group in data and name in data[group]


def impressions(data: xr.DataTree) -> xr.DataArray:
    """Return how many persons ads have been shown to by the end of the run, in all."""
    if not _has(data, "ads/impressions"):
        return xr.zeros_like(spend(data))
    shown = over_replicates(data["ads/impressions"]).isel(time=-1, drop=True)
    return shown.sum("advertiser")


def exposure_to_levers(
    data: xr.DataTree, start: str | None = None, end: str | None = None
) -> xr.DataArray:
    """Return the share of attention at what levers put there, lever by lever.

    What networks of inauthentic accounts send and the messages of advertisers count
    wherever they are met, shared by citizens too; posts of a page count where an ad
    showed them, for elsewhere they would be met anyway.

    Parameters
    ----------
    data
        A result.
    start, end
        As in `mean_between`.

    Returns
    -------
    xarray.DataArray
        Over ``replicate`` and ``lever`` (``accounts NAME``, ``ad NAME``); shares of all
        reading occasions.
    """
    shares = over_replicates(data["attention_share"]).rename(outlet="lever")
    labels = [x for x in shares.lever.values if str(x).startswith(LEVER_LABELS)]
    found = mean_between(shares.sel(lever=labels), start, end)
    if _has(data, "ads/attention_share"):
        shown = mean_between(over_replicates(data["ads/attention_share"]), start, end)
        shown = shown.rename(advertiser="lever")
        shown = shown.assign_coords(lever=[f"ad {x}" for x in shown.lever.values])
        # The label of an advertiser who shows a page's posts stays at 0.
        found = np.maximum(found, shown.reindex(lever=labels, fill_value=0))
    return found.rename("exposure")


# ---- what an effect cost --------------------------------------------------------------


def cost_per(
    gained: Outcome, without: xr.DataTree, bought: xr.DataTree, level: float = 0.95
) -> Ratio:
    """Divide what a lever cost by what it changed, as `ratio` does.

    Parameters
    ----------
    gained
        A function of a result that returns one number a replicate, such as `support`.
    without, bought
        Paired results without the lever and with it.
    level
        The chance that the interval covers the ratio.

    Returns
    -------
    Ratio
        In USD per unit of `gained`; negative if the lever took some away.
    """
    check_paired(without, bought)
    cost = spend(bought) - spend(without)
    return ratio(cost, gained(bought) - gained(without), level)


# ---- ads that are aimed ---------------------------------------------------------------


def effect_per_thousand(
    gained: Outcome, without: xr.DataTree, advertised: xr.DataTree
) -> xr.DataArray:
    """Return the effect of 1,000 impressions, one number a replicate.

    Parameters
    ----------
    gained
        A function of a result that returns one number a replicate, such as `support`.
    without, advertised
        Paired results without a campaign and with it.

    Returns
    -------
    xarray.DataArray
        Units of `gained` per 1,000 impressions; NaN where nothing was shown.
    """
    check_paired(without, advertised)
    shown = impressions(advertised) - impressions(without)
    effect = gained(advertised) - gained(without)
    return 1000 * effect / shown.where(shown > 0)


def targeting_gain(
    gained: Outcome,
    without: xr.DataTree,
    untargeted: xr.DataTree,
    targeted: xr.DataTree,
    level: float = 0.95,
) -> Ratio:
    """Divide what 1,000 aimed impressions do by what 1,000 to everybody do.

    The price of an impression does not enter: an audience that is small and wanted may
    gain by the impression and lose by the dollar.

    Parameters
    ----------
    gained
        A function of a result that returns one number a replicate, such as `support`.
    without, untargeted, targeted
        Paired results without the campaign, with it aimed at nobody in particular, and
        with it aimed.
    level
        The chance that the interval covers the gain.

    Returns
    -------
    Ratio
        1 if aiming changes nothing. Fieller's interval, see `ratio`.

    Raises
    ------
    ValueError
        If one of the campaigns showed nothing in a replicate.
    """
    aimed = effect_per_thousand(gained, without, targeted)
    broad = effect_per_thousand(gained, without, untargeted)
    for what, effect in (("targeted", aimed), ("untargeted", broad)):
        if bool(effect.isnull().any()):
            raise ValueError(
                f"the {what} campaign showed no impressions in some replicate, so it has "
                "no effect per impression; give it a larger budget or audience"
            )
    return ratio(aimed, broad, level)

"""Likes: how they breed likes, bought ones among them."""

from collections.abc import Iterator

import numpy as np
import xarray as xr

import newsdep
from newsdep.known.finding import Finding, Theory
from newsdep.known.scenarios import known

URN = {"population.citizens": 2000, "population.persons": 2000,
       "attention.occasions": 0.00005, "time.end": "2015-09-27"}  # fmt: skip
"""A hundred visits over a thousand steps: likes count from the next step on."""


def likes_by_page(data: xr.DataTree) -> xr.DataArray:
    """Return the likes of each page in each step: who is shown a story likes it."""
    pages = data["attention_share"].sel(outlet=[f"page_{k}" for k in range(10)])
    return (pages * data["platform"]["visits"] * URN["population.citizens"]).fillna(0)


def urns() -> Iterator[Finding]:
    """Find how likes breed likes, bought ones among them."""
    t16 = Theory("T16", "Polya's urn")
    likes = likes_by_page(newsdep.run(known("polya"), URN, replicates=150)).sum("time")
    n = likes.sum("outlet")
    concentration = (likes**2).sum("outlet") / n**2
    # After n likes it is 1/n + (1 - 1/n) 2/11, which tends to 2/11.
    at_last = ((concentration - 1 / n) / (1 - 1 / n)).values
    yield t16.mean("ten stories: HHI of likes, without end", 2 / 11, at_last)
    t17 = Theory("T17", "Polya's urn")
    likes = likes_by_page(newsdep.run(known("polya_bought"), URN, replicates=150))
    later = likes.isel(time=slice(1, None)).sum("time")
    share = (later.sel(outlet="page_0") / later.sum("outlet")).values
    yield t17.mean("nine bought likes: share of all likes after", 10 / 19, share, 0.003,
                   " and 0.003 for likes before they come")  # fmt: skip
    yield one_vote()


def one_vote() -> Finding:
    """Find by how much one fake up-vote raises the chance of the next."""
    rates = []
    for enabled in (False, True):
        data = newsdep.run(known("one_vote"), {"marketplace.enabled": enabled})
        platform = data["platform"]
        rates.append(float(platform["likes"][1] / platform["shown"][1]))
    return Theory("T18", "Muchnik, Aral and Taylor 2013").near(
        "one fake up-vote at a base rate of 5 %: factor of the next",
        1.32, rates[1] / rates[0], 0.05,
        "1.32 is the rise of the odds, 1.299 that of the chance; 0.03 is luck")  # fmt: skip


WORLDS = 16
LABS = ("musiclab", "musiclab_shown", "musiclab_ranked")
"""Listeners who see no likes, who see them, and whose songs are ranked by them too."""


def market_shares(lab: str, worlds: int = WORLDS) -> np.ndarray:
    """Run worlds of a music lab.

    Returns
    -------
    ndarray (worlds, songs)
        The share of each song in all likes of its world.
    """
    platform = newsdep.run(known(lab), replicates=worlds)["platform"]
    # Nobody shares, so that engagement is likes per citizen reached.
    likes = (platform["engagement"] * platform["reach"]).sum("time")
    return (likes / likes.sum("page")).transpose("replicate", "page").values


def gini(shares: np.ndarray) -> np.ndarray:
    """Return Gini's index of each row: 0 when all are equal, near 1 when one has all."""
    n = shares.shape[-1]
    rank = np.arange(1, n + 1)
    ordered = np.sort(shares)
    return ((2 * rank - n - 1) * ordered).sum(-1) / (n * ordered.sum(-1))


def unpredictability(shares: np.ndarray) -> np.ndarray:
    """Return how far songs' shares are apart in two worlds, by pairs of worlds."""
    return np.abs(shares[::2] - shares[1::2]).mean(-1)


def music_labs() -> Iterator[Finding]:
    """Find whether the likes of others make songs' likes unequal and hard to predict."""
    theory = Theory("T19", "Salganik, Dodds and Watts 2006")
    shares = [market_shares(lab) for lab in LABS]
    for name, measure in (
        ("inequality (Gini)", gini),
        ("unpredictability", unpredictability),
    ):
        worlds = [measure(of_lab) for of_lab in shares]
        mean = [np.mean(values) for values in worlds]
        variance = [np.var(values, ddof=1) / len(values) for values in worlds]
        rises = [
            mean[k + 1] - mean[k] > 4 * np.sqrt(variance[k] + variance[k + 1])
            for k in range(2)
        ]
        told = ", ".join(f"{value:.3g}" for value in mean)
        yield theory.near(
            f"{name} without likes shown, with them, ranked by them ({told}): rises",
            2, float(sum(rises)), 0, f"a rise is above 4 standard errors of {WORLDS} worlds"
        )  # fmt: skip

"""Feeds: how far stories spread, and how good what arrives is."""

from collections.abc import Iterator

import numpy as np

import newsdep
from newsdep.known.finding import Finding, Theory
from newsdep.known.scenarios import known


def reached_by(ratio: float, replicates: int) -> np.ndarray:
    """Return the shares of citizens whom one story reaches, run by run.

    Parameters
    ----------
    ratio
        R0: how many friends of one who shared it share it too, at the start.
    replicates
        How many runs.
    """
    chance = ratio / 10  # friends on average
    log_odds = float(np.log(chance / (1 - chance)))
    data = newsdep.run(known("cascade"), {"platform.response.share.base": log_odds},
                       replicates=replicates)  # fmt: skip
    return data["platform"]["reach"].sum(("time", "page")).values


def final_size(ratio: float) -> float:
    """Return the largest solution of x = 1 - exp(-R0 x)."""
    size = 1.0
    for _ in range(10_000):
        size = -np.expm1(-ratio * size)
    return size


def shares() -> Iterator[Finding]:
    """Find how far a story spreads that each reader shares by chance."""
    theory = Theory("T14", "Goldenberg, Libai and Muller 2001; Kermack and McKendrick")
    for ratio in (1.5, 2.0):
        reached = reached_by(ratio, 8)
        spread = reached[reached > 0.05]
        yield theory.near(
            f"R0 = {ratio}: share reached, {len(spread)} outbreaks of 8 runs",
            final_size(ratio), float(spread.mean()), 0.02, "luck of a random graph"
        )  # fmt: skip
    yield theory.near("R0 = 0.5: largest share reached of 8 runs", 0,
                      float(reached_by(0.5, 8).max()), 0.01,
                      "those who start, and theirs")  # fmt: skip


def feeds() -> Iterator[Finding]:
    """Find how good feeds are without bots, and with two shares of them."""
    s1 = Theory("S1", "Truong et al. 2024")
    data = newsdep.run(known("simsom_no_bots"), replicates=6)
    quality = data["platform"]["feed_quality"].isel(time=slice(50, None))
    yield s1.near("no bots: quality of feeds", 1 / (1 - np.exp(-10)) - 0.1,
                  float(quality.values.mean()), 0.005,
                  "ours: about 4 standard errors of 6 runs")  # fmt: skip
    s2 = Theory("S2", "Truong et al. 2024, fig. 2")
    for name, published, off in (("001", 0.8487, 0.015), ("01", 0.5302, 0.03)):
        data = newsdep.run(known(f"simsom_gamma_{name}"), replicates=10)
        runs = data["platform"]["feed_quality"].transpose("replicate", "time").values
        yield s2.near(f"infiltration 0.{name[1:]}: quality of feeds, 10 runs", published,
                      float(np.mean([as_published(run) for run in runs])), off,
                      "spread of the published runs")  # fmt: skip


def as_published(quality: np.ndarray) -> float:
    """Smooth a series of qualities until it stands, as the publication does."""
    smoothed = 1.0
    for value in quality[1:]:  # nothing has arrived in step 0
        new = 0.8 * smoothed + 0.2 * value
        stands = abs(new - smoothed) / smoothed < 1e-4
        smoothed = new
        if stands:
            break
    return smoothed

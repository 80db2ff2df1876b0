"""Word of mouth by random weights, beside what linear algebra finds."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import newsdep
from newsdep.known.finding import Finding, Theory, farthest
from newsdep.known.scenarios import known

CITIZENS, DRAWS = 40, 3
"""How many talk, and how often weights are drawn."""


def random_weights(rng: np.random.Generator) -> np.ndarray:
    """Draw weights of citizens on each other, rows of sum 1, all in touch."""
    shape = (CITIZENS, CITIZENS)
    weights = np.where(rng.random(shape) < 0.2, rng.random(shape), 0)
    # A ring, and themselves.
    weights += np.eye(CITIZENS) + np.roll(np.eye(CITIZENS), 1, axis=1) * 0.5
    return weights / weights.sum(1, keepdims=True)


def stationary(weights: np.ndarray) -> np.ndarray:
    """Return the left unit eigenvector of rows of sum 1, with entries of sum 1."""
    n = len(weights)
    system = np.vstack((weights.T - np.eye(n), np.ones(n)))
    return np.linalg.lstsq(system, np.append(np.zeros(n), 1), rcond=None)[0]


def talk_by_weights(weights: np.ndarray, first: np.ndarray, heed: np.ndarray,
                    kernel: str, replicates: int = 1) -> np.ndarray:  # fmt: skip
    """Let citizens talk by a matrix; return what they believe in the end.

    Parameters
    ----------
    weights : ndarray (n, n)
        Who gives how much weight to whom.
    first, heed : ndarray (n,)
        Opinions at first, and susceptibilities.
    kernel
        The key `conversation.kernel`.
    replicates
        How many runs; more than one have a dimension of their own.
    """
    n = len(weights)
    with tempfile.TemporaryDirectory(prefix="newsdep-validate-") as folder:
        i, j = np.nonzero(weights)
        ties = np.column_stack((i, j, weights[i, j]))
        np.savetxt(Path(folder) / "ties.txt", ties, fmt=("%d", "%d", "%.17g"))
        table = np.column_stack((first, heed))
        np.savetxt(Path(folder) / "table.csv", table, fmt="%.17g", delimiter=",",
                   header="opinion,susceptibility", comments="")  # fmt: skip
        file = Path(folder) / "talk.yaml"
        file.write_text(
            f"extends: {known('degroot')}\n"
            "time: {end: 2017-12-31}\n"
            f"population: {{citizens: {n}, persons: {n}}}\n"
            f"conversation: {{kernel: {kernel}, weights: ties.txt, "
            "initial: {table: table.csv}}\n"
            "measures: {every: 1825}\n"
        )
        data = newsdep.run(file, replicates=replicates)
        return data["citizens"]["belief"].isel(time=-1).values


# ---- how far the program ends from the solver; each takes what talk_by_weights takes


def off_stationary(weights: np.ndarray, first: np.ndarray, _: np.ndarray) -> float:
    """Let all heed others alone: all come to one mean, by the stationary vector."""
    ends = talk_by_weights(weights, first, np.ones(len(first)), "degroot")
    return farthest(ends, stationary(weights) @ first)


def off_fixed_point(weights: np.ndarray, first: np.ndarray, heed: np.ndarray) -> float:
    """Let all stay partly by their first opinions."""
    ends = talk_by_weights(weights, first, heed, "friedkin_johnsen")
    system = np.eye(len(first)) - heed[:, None] * weights
    return farthest(ends, np.linalg.solve(system, (1 - heed) * first))


def off_harmonic(weights: np.ndarray, first: np.ndarray, _: np.ndarray) -> float:
    """Let five never move: the others come to the harmonic extension."""
    free = np.arange(len(first)) >= 5
    ends = talk_by_weights(weights, first, free.astype(float), "degroot")
    system = (np.eye(len(first)) - weights)[np.ix_(free, free)]
    pull = weights[np.ix_(free, ~free)] @ first[~free]
    return farthest(ends[free], np.linalg.solve(system, pull))


def drawn_weights() -> Iterator[Finding]:
    """Compare talk by random weights with what linear algebra finds."""
    rng = np.random.default_rng(1)
    draws = [
        (
            random_weights(rng),
            rng.uniform(-1, 1, CITIZENS),
            rng.uniform(0.2, 0.95, CITIZENS),
        )
        for _ in range(DRAWS)
    ]
    for id, source, name, off in (
        ("T1", "DeGroot 1974", "stationary vector", off_stationary),
        ("T3", "Friedkin and Johnsen 1990", "fixed point", off_fixed_point),
        ("T4", "harmonic extension", "harmonic extension", off_harmonic),
    ):
        claim = (f"random weights of {CITIZENS}, {DRAWS} times: "
                 f"farthest from the solver's {name}")  # fmt: skip
        worst = float(np.max([off(*draw) for draw in draws]))
        yield Theory(id, source).exact(claim, 0.0, worst)
    yield voters_by_influence(random_weights(rng))


def voters_by_influence(weights: np.ndarray) -> Finding:
    """Find the chance that all think 1 where at first the most influential do."""
    influence = stationary(weights)
    first = (influence > np.median(influence)).astype(float)
    ends = talk_by_weights(weights, first, np.ones(CITIZENS), "voter", replicates=1000)
    return Theory("T7", "Sood and Redner 2005").mean(
        f"random weights of {CITIZENS}: mean of voters by influence",
        first @ influence, ends @ influence)  # fmt: skip

"""Word of mouth: averages, voters, bounded confidence, reinforcement."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import newsdep
from newsdep.known.finding import EXACT, Finding, Theory
from newsdep.known.scenarios import known


def last_beliefs(name: str) -> np.ndarray:
    """Run a scenario and return what each citizen believes in the end."""
    return newsdep.run(known(name))["citizens"]["belief"].isel(time=-1).values


def degroot() -> Iterator[Finding]:
    """Find where DeGroot's averages come to rest, and how fast."""
    t1 = Theory("T1", "Golub and Jackson 2010")
    belief = newsdep.run(known("degroot"))["citizens"]["belief"]
    for citizen, end in enumerate(belief.isel(time=-1).values):
        yield t1.exact(f"a ring of three: belief of {citizen}", 0.4, end)
    away = np.sqrt(((belief - 0.4) ** 2).sum("citizen"))
    fall = float(away[16] / away[8])
    yield t1.exact("a ring of three: distance after 8 rounds more", 0.0625, fall)
    t2 = Theory("T2", "DeGroot 1974")
    for citizen, end in enumerate(last_beliefs("degroot_path")):
        yield t2.exact(f"a line of three: belief of {citizen}", 7 / 18, end)


def stubborn() -> Iterator[Finding]:
    """Find where those rest who heed what they thought at first, or never move."""
    t3 = Theory("T3", "Friedkin and Johnsen 1990")
    weights = np.array([[1 / 2, 1 / 2, 0], [1 / 4, 1 / 2, 1 / 4], [0, 1 / 3, 2 / 3]])
    heed = np.diag([0.5, 0.8, 0.9])
    first = np.array([1, 0, 0.5])
    eye = np.eye(3)
    rest = np.linalg.solve(eye - heed @ weights, (eye - heed) @ first)
    for citizen, end in enumerate(last_beliefs("friedkin_johnsen")):
        yield t3.exact(f"a line of three: belief of {citizen}", rest[citizen], end)
    t4 = Theory("T4", "harmonic extension")
    yield t4.exact("share of voice, weights 0.3 and 0.1", 0.75,
                   last_beliefs("share_of_voice")[2:].mean())  # fmt: skip
    for citizen, end in enumerate(last_beliefs("harmonic")):
        yield t4.exact(f"a line with fixed ends: belief of {citizen}", citizen / 4, end)


def random_weights(n: int, rng: np.random.Generator) -> np.ndarray:
    """Return random weights of citizens on each other, rows of sum 1, all in touch."""
    weights = np.where(rng.random((n, n)) < 0.2, rng.random((n, n)), 0)
    # A ring, and themselves.
    weights += np.eye(n) + np.roll(np.eye(n), 1, axis=1) * 0.5
    return weights / weights.sum(1, keepdims=True)


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
        The key `conversation.kernel`, and what may follow it.
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


def drawn_weights() -> Iterator[Finding]:
    """Compare talk by random weights with what linear algebra finds."""
    rng = np.random.default_rng(1)
    n = 40
    worst = np.zeros(3)
    for _ in range(3):
        weights = random_weights(n, rng)
        first, heed = rng.uniform(-1, 1, n), rng.uniform(0.2, 0.95, n)
        influence = stationary(weights)
        eye = np.eye(n)
        ends = talk_by_weights(weights, first, np.ones(n), "degroot")
        worst[0] = max(worst[0], abs(ends - influence @ first).max())
        rest = np.linalg.solve(eye - heed[:, None] * weights, (1 - heed) * first)
        ends = talk_by_weights(weights, first, heed, "friedkin_johnsen")
        worst[1] = max(worst[1], abs(ends - rest).max())
        free = np.arange(n) >= 5
        rest = np.linalg.solve((eye - weights)[np.ix_(free, free)],
                               weights[np.ix_(free, ~free)] @ first[~free])  # fmt: skip
        ends = talk_by_weights(weights, first, free.astype(float), "degroot")
        worst[2] = max(worst[2], abs(ends[free] - rest).max())
    for id, source, name, off in (
        ("T1", "DeGroot 1974", "stationary vector", worst[0]),
        ("T3", "Friedkin and Johnsen 1990", "fixed point", worst[1]),
        ("T4", "harmonic extension", "harmonic extension", worst[2]),
    ):
        claim = f"random weights of {n}, three times: farthest from the solver's {name}"
        yield Theory(id, source).exact(claim, 0.0, float(off))
    first = (influence > np.median(influence)).astype(float)
    ends = talk_by_weights(weights, first, np.ones(n), "voter", replicates=1000)
    yield Theory("T7", "Sood and Redner 2005").mean(
        f"random weights of {n}: change of voters' mean by influence", 0.0,
        ends.reshape(-1, n) @ influence - first @ influence)  # fmt: skip


def stationary(weights: np.ndarray) -> np.ndarray:
    """Return the left unit eigenvector of rows of sum 1, with entries of sum 1."""
    n = len(weights)
    system = np.vstack((weights.T - np.eye(n), np.ones(n)))
    return np.linalg.lstsq(system, np.append(np.zeros(n), 1), rcond=None)[0]


def voters() -> Iterator[Finding]:
    """Find how voters come to agree, or never do."""
    t5 = Theory("T5", "Holley and Liggett 1975")
    seldom = {"measures.every": 20}
    data = newsdep.run(known("voter"), seldom, replicates=1000)
    ones = data["belief_mean"].isel(time=-1).values
    yield t5.mean("30 of 100 think 1: chance that all do", 0.30, ones)
    n, k, j = 100, 30, np.arange(1, 100)
    pairs = (n - 1) * np.where(j <= k, (n - k) / (n - j), k / j).sum()
    yield t5.mean("30 of 100 think 1: rounds until all agree", pairs / n,
                  100 * data["consensus_time"].values)  # fmt: skip
    t6 = Theory("T6", "Mobilia, Petersen and Redner 2007")
    data = newsdep.run(known("voter_zealots"), seldom, replicates=2000)
    share = (58 * data["belief_mean"].isel(time=-1).values - 2) / 50
    yield t6.mean("2 zealots against 6: mean share of ones", 0.25, share)
    yield t6.mean("2 zealots against 6: variance of the share", 0.0241667,
                  (share - 0.25) ** 2)  # fmt: skip
    yield voters_on_a_graph()


def voters_on_a_graph() -> Finding:
    """Find whether voters with unequal numbers of friends keep the weighted mean."""
    n = 300
    # Ten hubs whom everybody knows, and a ring.
    edges = [(i, hub) for hub in range(10) for i in range(hub + 1, n)]
    edges += [(i, i + 1) for i in range(10, n - 1)]
    degree = np.bincount(np.ravel(edges), minlength=n)
    with tempfile.TemporaryDirectory(prefix="newsdep-validate-") as folder:
        np.savetxt(Path(folder) / "hubs.txt", edges, fmt="%d")
        file = Path(folder) / "voters.yaml"
        file.write_text(
            f"extends: {known('voter_graph')}\n"
            f"population: {{citizens: {n}, persons: {n}}}\n"
            "friends: {file: hubs.txt}\n"
        )
        belief = newsdep.run(file, replicates=400)["citizens"]["belief"].load()
    weighted = (belief * degree).sum("citizen") / degree.sum()
    moved = (weighted.isel(time=-1) - weighted.isel(time=0)).values
    theory = Theory("T7", "Sood and Redner 2005")
    return theory.mean("on a graph: change of the mean by friends", 0.0, moved)


def bounded() -> Iterator[Finding]:
    """Count clusters of those who listen only to who is near."""
    t8 = Theory("T8", "Deffuant et al. 2000")
    for confidence, clusters in ((0.5, 1), (0.4, 1), (0.3, 1), (0.22, 2), (0.2, 2)):
        data = newsdep.run(known("deffuant"), {"conversation.confidence": confidence})
        yield t8.exact(f"within {confidence}: major clusters", clusters,
                       float(data["clusters"][-1]))  # fmt: skip
    data = newsdep.run(known("deffuant"), {"conversation.confidence": 0.15},
                       replicates=10)  # fmt: skip
    yield t8.near("within 0.15: major clusters, mean of 10 runs", 3,
                  float(data["clusters"].isel(time=-1).mean()), 0.5,
                  "a third cluster may die")  # fmt: skip
    mean = data["belief_mean"]
    yield Finding("T8", "change of the mean belief", 0.0,
                  float(abs(mean.isel(time=-1) - mean.isel(time=0)).max()), 1e-12,
                  EXACT, t8.source)  # fmt: skip
    t9 = Theory("T9", "Hegselmann and Krause 2002")
    for confidence, target, off in ((0.15, 0, 0), (0.25, 10, 1), (0.30, 10, 0)):
        data = newsdep.run(known("hegselmann_krause"),
                           {"conversation.confidence": confidence},
                           replicates=10)  # fmt: skip
        agreed = float(data["consensus_time"].notnull().sum())
        yield t9.near(f"within {confidence}: runs of 10 that agree", target, agreed,
                      off, "the edge depends on luck" if off else "none")  # fmt: skip


def reinforced() -> Iterator[Finding]:
    """Find where the mean field of reinforcement forks."""
    theory = Theory("T20", "Baumann et al. 2020, eq. 4")
    for alpha, rest in ((0.3, 0.0), (0.36, 1.3718), (0.5, 2.5757)):
        data = newsdep.run(
            known("pitchfork"),
            {"conversation.reinforcement.controversialness": alpha},
        )
        yield theory.near(f"K = 3, alpha = {alpha}: opinion at rest", rest,
                          float(data["belief_mean"][-1]), 1e-3,
                          "rest is approached for ever")  # fmt: skip

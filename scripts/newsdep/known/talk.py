"""Word of mouth: averages, voters, bounded confidence, reinforcement."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import newsdep
from newsdep.known.finding import EXACT, Finding, Theory, farthest
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
    yield t4.exact("share of voice, weights 0.3 and 0.1: farthest of ten from 0.75",
                   0.0, farthest(last_beliefs("share_of_voice")[2:], 0.75)
                   )  # fmt: skip
    for citizen, end in enumerate(last_beliefs("harmonic")):
        yield t4.exact(f"a line with fixed ends: belief of {citizen}", citizen / 4, end)


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
    """Find how often ten hubs bring all others to what they think."""
    n, hubs = 300, 10
    # Everybody knows the hubs; the others know their neighbours on a line besides.
    edges = [(i, hub) for hub in range(hubs) for i in range(hub + 1, n)]
    edges += [(i, i + 1) for i in range(hubs, n - 1)]
    degree = np.bincount(np.ravel(edges), minlength=n)
    thinks = np.arange(n) < hubs
    with tempfile.TemporaryDirectory(prefix="newsdep-validate-") as folder:
        np.savetxt(Path(folder) / "hubs.txt", edges, fmt="%d")
        np.savetxt(Path(folder) / "first.csv", thinks, fmt="%d", header="opinion",
                   comments="")  # fmt: skip
        file = Path(folder) / "voters.yaml"
        file.write_text(
            f"extends: {known('voter_graph')}\n"
            f"population: {{citizens: {n}, persons: {n}}}\n"
            "friends: {file: hubs.txt}\n"
            "conversation:\n"
            "  rounds_per_day: 100\n"
            "  initial: {law: leaning, low: -1, table: first.csv}\n"  # no law is left
            "measures: {snapshots: false}\n"
        )
        data = newsdep.run(file, replicates=400)
    # Who have not agreed are no number, so that the row fails.
    all_agree = data["consensus_time"].notnull()
    ones = data["belief_mean"].isel(time=-1).where(all_agree).values
    return Theory("T7", "Sood and Redner 2005").mean(
        "ten hubs of 300 think 1: chance that all do, the hubs' share of friendships",
        degree[thinks].sum() / degree.sum(), ones)  # fmt: skip


def bounded() -> Iterator[Finding]:
    """Count clusters of those who listen only to who is near."""
    t8 = Theory("T8", "Deffuant et al. 2000")
    for confidence, clusters in ((0.5, 1), (0.4, 1), (0.3, 1), (0.22, 2), (0.2, 2)):
        data = newsdep.run(known("deffuant"), {"conversation.confidence": confidence},
                           replicates=12)  # fmt: skip
        found = data["clusters"].isel(time=-1).values == clusters
        yield t8.near(f"within {confidence}: runs of 12 with major clusters: {clusters}",
                      12, float(found.sum()), 0,
                      "none: counts change elsewhere, and luck hardly matters"
                      )  # fmt: skip
    data = newsdep.run(known("deffuant"), {"conversation.confidence": 0.15},
                       replicates=10)  # fmt: skip
    yield t8.near("within 0.15: major clusters, mean of 10 runs", 3,
                  float(data["clusters"].isel(time=-1).values.mean()), 0.5,
                  "a third cluster may die")  # fmt: skip
    mean = data["belief_mean"].transpose("time", ...).values
    yield t8.near("change of the mean belief", 0.0, farthest(mean[-1], mean[0]),
                  1e-12, EXACT)  # fmt: skip
    t9 = Theory("T9", "Hegselmann and Krause 2002")
    for confidence, target, off in ((0.15, 0, 0), (0.25, 10, 1), (0.30, 10, 0)):
        data = newsdep.run(known("hegselmann_krause"),
                           {"conversation.confidence": confidence},
                           replicates=10)  # fmt: skip
        agreed = float(data["consensus_time"].notnull().sum())
        yield t9.near(f"within {confidence}: runs of 10 that agree", target, agreed,
                      off, "the edge depends on luck" if off else "none")  # fmt: skip


def reinforced() -> Iterator[Finding]:
    """Find where the mean field of reinforcement forks, and when a country does."""
    theory = Theory("T20", "Baumann et al. 2020, eq. 4")
    for name, reciprocity, alpha, rest in (
        ("K = 3, alpha = 0.3", 0, 0.3, 0.0),
        ("K = 3, alpha = 0.36", 0, 0.36, 1.3718),
        ("K = 3, alpha = 0.5", 0, 0.5, 2.5757),
        ("K = 3, alpha = 0.36, who contact each other are heard once", 1, 0.36, 1.3718),
    ):
        data = newsdep.run(
            known("pitchfork"),
            {
                "conversation.reinforcement.controversialness": alpha,
                "conversation.reinforcement.reciprocity": reciprocity,
            },
        )
        yield theory.near(f"{name}: opinion at rest", rest,
                          float(data["belief_mean"][-1]), 1e-3,
                          "rest is approached for ever")  # fmt: skip
    yield from camps()


def camps() -> Iterator[Finding]:
    """Count runs that end in two camps with homophily, and in one without."""
    theory = Theory("T20", "Baumann et al. 2020, fig. 2")
    for homophily, claim in (
        (3, "with homophily: runs of 10 with 15 to 85 % on either side"),
        (0, "without homophily: runs of 10 with 99 % on one side"),
    ):
        data = newsdep.run(
            known("activity_driven"),
            {
                "conversation.reinforcement.homophily": homophily,
                "measures.snapshots": False,
            },
            replicates=10,
        )
        share = data["support_share"].isel(time=-1).values
        smaller = np.minimum(share, 1 - share)
        found = smaller > 0.15 if homophily else smaller < 0.01
        yield theory.near(claim, 10, float(found.sum()), 0,
                          "none: camps are far from these bounds")  # fmt: skip

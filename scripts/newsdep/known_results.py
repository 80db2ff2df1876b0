"""The rows of ./scripts/validate: what theory and publications know the answer of.

Each function runs scenarios by the ordinary program and yields findings. Limit T19
(MusicLab) has no scenario yet.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import xarray as xr
import yaml

import newsdep
from newsdep import program
from newsdep.finding import EXACT, Finding, Theory

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def known(name: str) -> Path:
    """Return the file of a scenario with a known answer."""
    return SCENARIOS / f"validation/{name}.yaml"


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


def thresholds() -> Iterator[Finding]:
    """Count who joins when enough others do, and who speaks when enough others do."""
    t10 = Theory("T10", "Granovetter 1978")
    for name, joined in (("granovetter", 100), ("granovetter_gap", 1)):
        protesters = newsdep.run(known(name))["protesters"]
        yield t10.exact(f"{name}: who joins", joined, float(protesters[-1]))
    t11 = Theory("T11", "Granovetter 1978, fig. 2")
    for sd, share in ((0.10, 0.0076955), (0.14, 1.0)):
        data = newsdep.run(known("granovetter_normal"), {"street.threshold.sd": sd},
                           replicates=10)  # fmt: skip
        joined = data["protesters"].isel(time=-1).values / 1e5
        yield t11.mean(f"normal thresholds, sd {sd}: share that joins", share, joined,
                       1e-6, " and the fixed point's 1e-6")  # fmt: skip
    t12 = Theory("T12", "Kuran 1991")
    for table, voiced in (("kuran_10.csv", 0.1), ("kuran_90.csv", 0.9)):
        thresholds_file = SCENARIOS / "tests" / table
        data = newsdep.run(SCENARIOS / "tests/kuran.yaml",
                           {"climate.thresholds": str(thresholds_file)})  # fmt: skip
        yield t12.exact(f"{table}: share that voices dissent", voiced,
                        float(data["dissent_voiced"][-1]))  # fmt: skip


def cascades() -> Iterator[Finding]:
    """Count cascades at both ends of the window of mean degrees."""
    theory = Theory("T13", "Watts 2002")
    for degree, runs, off, why in (
        (0.7207, 0, 0, "0.3 below the window"),
        (1.3207, 16, 4, "0.3 inside; three who start may be none"),
        (5.4647, 16, 8, "0.3 inside; few can be moved by one friend"),
        (6.0647, 0, 0, "0.3 above the window"),
    ):
        data = newsdep.run(known("watts"), {"friends.mean_degree": degree},
                           replicates=16)  # fmt: skip
        found = int((data["protesters"].isel(time=-1) > 10_000).sum())
        yield theory.near(f"mean degree {degree}: runs of 16 with a cascade", runs,
                          found, off, why)  # fmt: skip


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
    likes = likes_by_page(
        newsdep.run(SCENARIOS / "tests/polya.yaml", URN, replicates=150)
    ).sum("time")
    n = likes.sum("outlet")
    concentration = (likes**2).sum("outlet") / n**2
    # After n likes it is 1/n + (1 - 1/n) 2/11, which tends to 2/11.
    at_last = ((concentration - 1 / n) / (1 - 1 / n)).values
    yield t16.mean("ten stories: HHI of likes, without end", 2 / 11, at_last)
    t17 = Theory("T17", "Polya's urn")
    with tempfile.TemporaryDirectory(prefix="newsdep-validate-") as folder:
        file = Path(folder) / "nine.yaml"
        file.write_text(
            f"extends: {SCENARIOS / 'tests/polya.yaml'}\n"
            "marketplace:\n  enabled: true\n  removal: 0\n  orders:\n"
            "    nine: {page: page_0, what: stories, likes: 9, start: 2013-01-01,\n"
            "           end: 2013-01-01, delivery: burst}\n"
        )
        likes = likes_by_page(newsdep.run(file, URN, replicates=150))
    later = likes.isel(time=slice(1, None)).sum("time")
    share = (later.sel(outlet="page_0") / later.sum("outlet")).values
    yield t17.mean("nine bought likes: share of all likes after", 10 / 19, share, 0.003,
                   " and 0.003 for likes before they come")  # fmt: skip
    yield one_vote()


def one_vote() -> Finding:
    """Find by how much one fake up-vote raises the chance of the next."""
    pages = [f"page_{k}" for k in range(10)]
    orders = "".join(
        f"    {page}: {{page: {page}, what: stories, likes: 1, start: 2013-01-01, "
        "end: 2013-01-01}\n"
        for page in pages
    )
    rates = {}
    with tempfile.TemporaryDirectory(prefix="newsdep-validate-") as folder:
        for enabled in ("false", "true"):
            file = Path(folder) / "vote.yaml"
            file.write_text(
                f"extends: {SCENARIOS / 'tests/polya.yaml'}\n"
                "time: {end: 2013-01-02}\n"
                "population: {citizens: 20000, persons: 20000}\n"
                "attention: {occasions: 3}\n"
                "events:\n  first_day: {kind: block_platform, date: 2013-01-01, "
                "end: 2013-01-02}\n"
                "platform: {shown: 10, response: {like: {base: -2.944, likes: "
                f"{default_like_weight()}}}}}}}\n"
                f"marketplace:\n  enabled: {enabled}\n  orders:\n{orders}"
            )
            platform = newsdep.run(file)["platform"]
            rates[enabled] = float(platform["likes"][1] / platform["shown"][1])
    theory = Theory("T18", "Muchnik, Aral and Taylor 2013")
    return theory.near("one fake up-vote at a base rate of 5 %: factor of the next",
                       1.32, rates["true"] / rates["false"], 0.05,
                       "4 standard errors of 190,000 shows, and the base rate's"
                       )  # fmt: skip


def default_like_weight() -> float:
    """Return the weight of shown likes that a scenario has by default."""
    resolved = yaml.safe_load(program.call("check", SCENARIOS / "tests/minimal.yaml"))
    return resolved["platform"]["response"]["like"]["likes"]


def joining() -> Iterator[Finding]:
    """Find how fast a platform fills when all imitate all."""
    theory = Theory("T15", "Bass 1969")
    p, q, step = 0.03, 0.38, 0.05
    data = newsdep.run(SCENARIOS / "tests/bass.yaml", replicates=20)
    users = data["platform_users"]
    share, path = 0.0, [0.0]
    for _ in range(users.time.size):
        share += (1 - share) * -np.expm1(-(p + q * share) * step)
        path.append(share)
    for day in (1, 2, 5, 10):
        k = round(day / step)
        fade = np.exp(-(p + q) * day)
        wanted = (1 - fade) / (1 + q / p * fade)
        yield theory.mean(f"users after {day} days", wanted,
                          users.isel(time=k - 1).values, abs(path[k] - wanted),
                          f" and the step's {abs(path[k] - wanted):.1e}")  # fmt: skip


def leaving() -> Iterator[Finding]:
    """Find where the readers of a closed outlet go."""
    theory = Theory("T21", "Luce 1959")
    data = newsdep.run(SCENARIOS / "tests/outlet_removed.yaml", replicates=10)
    after = data["attention_share"].sel(time=slice("2013-02-20", None)).mean("time")
    convenience = {"tv_state": 0.25, "tv_independent": 0.0, "radio_state": 0.1}
    weight = {name: np.exp(c / 0.25) for name, c in convenience.items()}
    for name, w in weight.items():
        yield theory.mean(f"{name} after a closure: share", w / sum(weight.values()),
                          after.sel(outlet=name).values)  # fmt: skip


def feeds() -> Iterator[Finding]:
    """Find how good feeds are without bots, and with two shares of them."""
    s1 = Theory("S1", "Truong et al. 2024")
    data = newsdep.run(known("simsom_no_bots"), replicates=2)
    quality = data["platform"]["feed_quality"].isel(time=slice(50, None))
    yield s1.near("no bots: quality of feeds", 1 / (1 - np.exp(-10)) - 0.1,
                  float(quality.mean()), 0.005, "as published")  # fmt: skip
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


ROWS: tuple[Callable[[], Iterator[Finding]], ...] = (
    degroot, stubborn, voters, bounded, thresholds, cascades, shares, joining, urns, reinforced,
    leaving, feeds,
)  # fmt: skip

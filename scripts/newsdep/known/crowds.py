"""Crowds: who joins because others do, and where the readers of a closed outlet go."""

from collections.abc import Iterator

import numpy as np

import newsdep
from newsdep.known.finding import Finding, Theory
from newsdep.known.scenarios import known


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
        data = newsdep.run(
            known("kuran"), {"climate.thresholds": str(known("kuran").with_name(table))}
        )
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


def joining() -> Iterator[Finding]:
    """Find how fast a platform fills when all imitate all."""
    theory = Theory("T15", "Bass 1969")
    p, q, step = 0.03, 0.38, 0.05
    data = newsdep.run(known("bass"), replicates=20)
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
    data = newsdep.run(known("outlet_removed"), replicates=10)
    after = data["attention_share"].sel(time=slice("2013-02-20", None)).mean("time")
    convenience = {"tv_state": 0.25, "tv_independent": 0.0, "radio_state": 0.1}
    weight = {name: np.exp(c / 0.25) for name, c in convenience.items()}
    for name, w in weight.items():
        yield theory.mean(f"{name} after a closure: share", w / sum(weight.values()),
                          after.sel(outlet=name).values)  # fmt: skip

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
    """Look for cascades inside and outside the window of mean degrees."""
    theory = Theory("T13", "Watts 2002")
    for degree, place, is_inside in (
        (0.7207, "0.3 below the window", False),
        (1.3207, "0.3 inside", True),
        (5.4647, "0.3 inside", True),
        (6.0647, "0.3 above", False),
    ):
        data = newsdep.run(known("watts"), {"friends.mean_degree": degree},
                           replicates=16)  # fmt: skip
        found = int((data["protesters"].isel(time=-1) > 10_000).sum())
        least = 3 if is_inside else 1  # those who start may be none that move anybody
        yield theory.near(
            f"mean degree {degree}, {place}: cascades (in {found} of 16 runs)",
            float(is_inside), float(found >= least), 0,
            f"none: 1 when at least {least} of the runs have one, else 0")  # fmt: skip


P, Q = 0.03, 0.38
"""Innovation and imitation in bass.yaml, per day."""


def bass_share(t: np.ndarray | float) -> np.ndarray | float:
    """Return the share of users after t days by Bass's curve (Bass 1969)."""
    fade = np.exp(-(P + Q) * t)
    return (1 - fade) / (1 + Q / P * fade)


def bass_by_steps(step: float, count: int) -> np.ndarray:
    """Return the share of users by steps of so many days each, without luck.

    Returns
    -------
    ndarray (count + 1,)
        Shares at the start and after each step.
    """
    path = [0.0]
    for _ in range(count):
        path.append(path[-1] + (1 - path[-1]) * -np.expm1(-(P + Q * path[-1]) * step))
    return np.array(path)


def joining() -> Iterator[Finding]:
    """Find how fast a platform fills when all imitate all, and when most join."""
    theory = Theory("T15", "Bass 1969")
    step = 0.05
    users = newsdep.run(known("bass"), replicates=20)["platform_users"]
    users = users.transpose("replicate", "time").values
    path = bass_by_steps(step, users.shape[1])
    for day in (1, 2, 5, 10):
        k = round(day / step)
        wanted = float(bass_share(day))
        off = abs(path[k] - wanted)
        yield theory.mean(f"users after {day} days", wanted, users[:, k - 1], off,
                          f" and the step's {off:.1e}")  # fmt: skip
    # Most join when users are so many.
    at_peak = (Q - P) / (2 * Q)
    peak = np.log(Q / P) / (P + Q)
    days = step * np.arange(len(path))
    found = [np.interp(at_peak, np.append(0, run), days) for run in users]
    off = abs(np.interp(at_peak, path, days) - peak)
    yield theory.mean(f"days until {at_peak:.4f} are users, when most join", peak,
                      np.array(found), off, f" and the step's {off:.1e}"
                      )  # fmt: skip


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

"""The length of a step: how fast its error falls where time is continuous."""

from collections.abc import Iterator

import numpy as np
from scipy.integrate import solve_ivp

import newsdep
from newsdep.known.crowds import bass_share
from newsdep.known.finding import Finding, Theory
from newsdep.known.scenarios import known

K, ALPHA, DAYS = 3.0, 0.5, 2
"""The controversy whose opinions are followed, and for how long."""


def reinforcement_errors(steps: np.ndarray) -> np.ndarray:
    """Return by how much opinions are off after two days, for steps in days."""

    def slope(_: float, x: np.ndarray) -> np.ndarray:
        return -x + K * np.tanh(ALPHA * x)

    exact = solve_ivp(slope, (0, DAYS), [0.5], rtol=1e-12, atol=1e-12).y[0, -1]
    found = [
        newsdep.run(known("pitchfork"), {
            "time.end": f"2013-01-0{DAYS}",
            "conversation.rounds_per_day": round(1 / step),
            "conversation.reinforcement.controversialness": ALPHA,
        })["belief_mean"][-1]
        for step in steps
    ]  # fmt: skip
    return np.abs(np.array(found, dtype=float) - exact)


def joining_errors(steps: np.ndarray, replicates: int) -> np.ndarray:
    """Measure by how much users are too few after five days.

    Parameters
    ----------
    steps : ndarray (k,)
        Lengths of the step, days.
    replicates
        How many runs of 500,000 citizens each.

    Returns
    -------
    ndarray (k, replicates)
        Shares of citizens.
    """
    runs = [
        newsdep.run(known("bass"), {
            "time.step": step, "time.end": "2013-01-05",
            "population.citizens": 500_000, "population.persons": 500_000,
        }, replicates=replicates)["platform_users"].isel(time=-1).values
        for step in steps
    ]  # fmt: skip
    return bass_share(5) - np.array(runs)


def steps() -> Iterator[Finding]:
    """Find the order of the step in what the model says of continuous time."""
    halved = np.array([0.25, 0.125])
    coarse, fine = reinforcement_errors(halved)
    yield Theory("T20", "Runge and Kutta's method of order 4").near(
        "opinions between contacts: order of the step, from 0.25 to 0.125 days", 4,
        float(np.log2(coarse / fine)), 0.25, "terms of order 5")  # fmt: skip
    errors = joining_errors(halved, replicates=10)
    coarse, fine = errors.mean(axis=1)
    spread = errors.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])
    luck = 4 * np.hypot(spread[0] / coarse, spread[1] / fine) / np.log(2)
    yield Theory("T15", "within a step one looks at who was there when it began").near(
        "joining: order of the step, from 0.25 to 0.125 days", 1,
        float(np.log2(coarse / fine)), 0.05 + luck,
        f"terms of order 2, and 4 standard errors ({luck:.2g}) of luck")  # fmt: skip

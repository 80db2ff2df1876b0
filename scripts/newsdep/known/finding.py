"""A known number beside what the program makes of it, for ./scripts/validate."""

from dataclasses import dataclass

import numpy as np

EXACT = "arithmetic of 64 bits"


@dataclass(frozen=True)
class Finding:
    """One known number and what the program makes of it."""

    id: str
    claim: str
    target: float
    result: float
    tolerance: float
    reason: str  # of the tolerance
    source: str

    @property
    def holds(self) -> bool:
        """Whether the result is as near as it must be."""
        return abs(self.result - self.target) <= self.tolerance


@dataclass(frozen=True)
class Theory:
    """What one limit is called, and whose result it is."""

    id: str
    source: str

    def exact(self, claim: str, target: float, result: float) -> Finding:
        """Judge a number that nothing but rounding may move."""
        return Finding(self.id, claim, target, result, 1e-9, EXACT, self.source)

    def near(self, claim: str, target: float, result: float, tolerance: float,
             reason: str) -> Finding:  # fmt: skip
        """Judge a number that may be off by so much."""
        return Finding(self.id, claim, target, result, tolerance, reason, self.source)

    def mean(self, claim: str, target: float, values: np.ndarray,
             more: float = 0.0, why: str = "") -> Finding:  # fmt: skip
        """Judge the mean of independent runs, within 4 standard errors and `more`."""
        error = float(np.std(values, ddof=1) / np.sqrt(len(values)))
        reason = f"4 standard errors of {len(values)} runs{why}"
        return self.near(
            claim, target, float(np.mean(values)), 4 * error + more, reason
        )


def farthest(results: np.ndarray, wanted: np.ndarray | float) -> float:
    """Return how far the farthest result is from what is wanted; NaN if one is NaN."""
    return float(np.max(np.abs(np.asarray(results) - wanted)))

"""Where the scenarios with known answers lie."""

from pathlib import Path

SCENARIOS = Path(__file__).parents[3] / "scenarios"


def known(name: str) -> Path:
    """Return the file of a scenario with a known answer."""
    return SCENARIOS / f"validation/{name}.yaml"

"""What theory and publications know the answer of, and what the program makes of it.

Each family runs scenarios by the ordinary program and yields findings.
"""

from collections.abc import Callable, Iterator

from newsdep.known.crowds import cascades, joining, leaving, thresholds
from newsdep.known.drawn import drawn_weights
from newsdep.known.feeds import feeds, shares
from newsdep.known.finding import Finding
from newsdep.known.likes import music_labs, urns
from newsdep.known.steps import steps
from newsdep.known.talk import (
    bounded,
    degroot,
    reinforced,
    stubborn,
    voters,
)

FAMILIES: tuple[Callable[[], Iterator[Finding]], ...] = (
    degroot, stubborn, drawn_weights, voters, bounded, reinforced, thresholds, cascades, joining,
    leaving, shares, urns, music_labs, feeds, steps,
)  # fmt: skip

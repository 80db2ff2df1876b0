"""newsdep: run scenarios of the newsdep simulator and read their results in xarray.

>>> import newsdep
>>> data = newsdep.run("scenarios/cambodia.yaml", replicates=3)
>>> data["main_source_share"].sel(medium="platform").mean("replicate").plot()
>>> newsdep.plot.main_source(data)
"""

from newsdep import factorial, levers, plot
from newsdep.ballot import fit_ballot
from newsdep.errors import ScenarioError
from newsdep.program import run
from newsdep.results import compare, differences, open

__all__ = [
    "ScenarioError",
    "compare",
    "differences",
    "factorial",
    "fit_ballot",
    "levers",
    "open",
    "plot",
    "run",
]

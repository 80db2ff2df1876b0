"""newsdep: run scenarios of the newsdep simulator and read their results in xarray.

>>> import newsdep
>>> data = newsdep.run("scenarios/cambodia.yaml", replicates=3)
>>> data["main_source_share"].sel(medium="platform").mean("replicate").plot()
>>> newsdep.plot.main_source(data)
"""

from newsdep import factorial, levers, plot, sensitivity
from newsdep.attribution import attribute
from newsdep.ballot import fit_ballot
from newsdep.errors import FailedRunsWarning, ScenarioError, ScenarioWarning
from newsdep.points import as_grid, run_at, select
from newsdep.program import run
from newsdep.results import compare, differences, open
from newsdep.sensitivity import morris_effects, one_at_a_time, sobol_indices
from newsdep.sweep_runs import collect, sweep
from newsdep.sweeps import failed, open_sweep
from newsdep.variance import variance_split

__all__ = [
    "FailedRunsWarning",
    "ScenarioError",
    "ScenarioWarning",
    "as_grid",
    "attribute",
    "collect",
    "compare",
    "differences",
    "factorial",
    "failed",
    "fit_ballot",
    "levers",
    "morris_effects",
    "one_at_a_time",
    "open",
    "open_sweep",
    "plot",
    "run",
    "run_at",
    "select",
    "sensitivity",
    "sobol_indices",
    "sweep",
    "variance_split",
]

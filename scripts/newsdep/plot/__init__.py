"""Figures of a result, in the manner of xarray and matplotlib.

Every function takes a result (`newsdep.run`, `newsdep.open`) or what was computed from
results, draws into ``ax`` or into a new figure, and returns the axes. Colours are safe for colour-blind readers; lines are
named beside them and not in a legend.
"""

from newsdep.plot.ballot import elections
from newsdep.plot.flows import attention_flow
from newsdep.plot.levers import difference, effects, paired_series, targeting_gain
from newsdep.plot.media import main_source
from newsdep.plot.pages import page_likes
from newsdep.plot.regions import belief_by_region, exposure_by_region
from newsdep.plot.sensitivity import sobol_bars, tornado, waterfall
from newsdep.plot.style import panels
from newsdep.plot.sweeps import fan, heat_map

__all__ = [
    "attention_flow",
    "belief_by_region",
    "difference",
    "effects",
    "elections",
    "exposure_by_region",
    "fan",
    "heat_map",
    "main_source",
    "page_likes",
    "paired_series",
    "panels",
    "sobol_bars",
    "targeting_gain",
    "tornado",
    "waterfall",
]

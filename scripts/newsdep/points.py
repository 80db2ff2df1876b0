"""Points of a sweep: finds them by their values, and makes grids and single runs."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr


def parameters(sweep: xr.Dataset | xr.DataArray) -> list[str]:
    """Return the dotted keys of the swept parameters, in the order of the file."""
    return [
        str(name)
        for name, values in sweep.coords.items()
        if values.dims == ("point",) and name != "point"
    ]


def select(
    sweep: xr.Dataset | xr.DataArray, values: Mapping[str, Any]
) -> xr.Dataset | xr.DataArray:
    """Find points by the values of swept parameters.

    Xarray's own ``sel`` finds points by one parameter; this one by several, keeps the
    dimension ``point`` whatever it finds, and needs numbers to fit to nine digits only,
    for 0.1 + 0.2 is not 0.3.

    Parameters
    ----------
    sweep
        An opened sweep, or a variable of it.
    values
        By dotted key a value, a list of values of which a point has one, or a slice
        between whose ends it lies, both included. A point fits all.

    Returns
    -------
    xarray.Dataset or xarray.DataArray
        The points that fit, in their order.

    Raises
    ------
    KeyError
        If there is no such parameter, or no point that fits, with what there is.
    """
    fits = np.full(sweep.sizes.get("point", 0), True)
    for name, wanted in values.items():
        if name not in parameters(sweep):
            raise KeyError(
                f"{name} is not swept; swept are {', '.join(parameters(sweep))}"
            )
        there = sweep[name].values
        has = _fit(there, wanted)
        if not has.any():
            raise KeyError(
                f"no point has {name} = {wanted}; there are {_listed(there)}"
            )
        fits &= has
    if not fits.any():
        asked = ", ".join(f"{key} = {value}" for key, value in values.items())
        raise KeyError(f"no point has all of {asked}")
    return sweep.isel(point=np.flatnonzero(fits))


def as_grid(sweep: xr.Dataset | xr.DataArray) -> xr.Dataset | xr.DataArray:
    """Turn the points of a grid into one dimension a parameter.

    Parameters
    ----------
    sweep
        An opened sweep, or a variable of it or what was computed from that, whose points
        are all combinations of the values of its parameters.

    Returns
    -------
    xarray.Dataset or xarray.DataArray
        With a dimension by dotted key a parameter, in the place of ``point``; values in
        the order in which they appear.

    Raises
    ------
    ValueError
        If the points are no grid, with what is missing.
    """
    if isinstance(sweep, xr.DataArray):
        name = sweep.name if sweep.name is not None else "values"
        return as_grid(sweep.to_dataset(name=name))[name].rename(sweep.name)
    keys = parameters(sweep)
    if not keys:
        raise ValueError("there are no points to make a grid of")
    values, codes = {}, []
    for key in keys:
        code, found = pd.factorize(sweep[key].values)
        values[key] = found
        codes.append(code)
    shape = tuple(len(v) for v in values.values())
    places = np.ravel_multi_index(codes, shape)
    points = sweep.sizes["point"]
    if len(np.unique(places)) != points or points != np.prod(shape):
        raise ValueError(
            f"the points are no grid: {' x '.join(map(str, shape))} values make "
            f"{np.prod(shape)} combinations, and there are {len(np.unique(places))} of "
            f"them in {points} points; select those that are a grid, or use the points "
            "as they are"
        )
    about = {key: sweep[key].attrs for key in keys}
    flat = sweep.drop_vars(["point", *keys])
    order = np.argsort(places)
    if not np.array_equal(order, np.arange(points)):
        flat = flat.isel(point=order)
    # Not by unstack, which sorts values and copies.
    sizes = dict(zip(keys, shape, strict=True))
    reshaped = {
        name: v.unstack(point=sizes).transpose(*keys, ...) if "point" in v.dims else v
        for name, v in flat.variables.items()
    }
    coords = {name: reshaped.pop(name) for name in flat.coords}
    coords |= {key: (key, values[key], about[key]) for key in keys}
    return xr.Dataset(reshaped, coords, sweep.attrs)


def run_at(sweep: xr.Dataset, point: int) -> xr.DataTree:
    """Return one point of a sweep as if it had been run by `newsdep.run`.

    Parameters
    ----------
    sweep
        An opened sweep.
    point
        The number of the point.

    Returns
    -------
    xarray.DataTree
        For all functions that take a result: figures, `newsdep.compare` with another
        point, outcomes of `newsdep.levers`. Its scenario is that of the base.
    """
    chosen = sweep.sel(point=point)
    groups: dict[str, list] = {}
    for name in chosen.data_vars:
        group, _, _ = str(name).rpartition("/")
        groups.setdefault(group, []).append(name)
    tree = {}
    for group, names in groups.items():
        if group == "runs":
            continue
        part = chosen[names].rename({k: str(k).rpartition("/")[2] for k in names})
        back = {d: str(d).removeprefix(f"{group}_") for d in part.dims if group}
        part = part.rename({k: v for k, v in back.items() if k != v})
        if group:
            part = part.drop_attrs(deep=False)
        tree[f"/{group}"] = part
    return xr.DataTree.from_dict(tree)


def _fit(values: np.ndarray, label: Any) -> np.ndarray:
    """Tell of each value whether it fits a value, a list or a slice."""
    if isinstance(label, slice):
        low = values >= label.start if label.start is not None else True
        high = values <= label.stop if label.stop is not None else True
        return np.broadcast_to(low & high, values.shape)
    wanted = np.atleast_1d(np.asarray(label))
    if values.dtype.kind == "f" and wanted.dtype.kind in "fiu":
        near = np.isclose(values[:, None], wanted[None, :], rtol=1e-9, atol=0)
        return near.any(axis=1)
    # Text and truth values: true and false of YAML are words in the result.
    words = [str(w).lower() if isinstance(w, bool | np.bool_) else w for w in wanted]
    return np.isin(values.astype(object), np.asarray(words, dtype=object))


def _listed(values: np.ndarray) -> str:
    found = list(dict.fromkeys(values.tolist()))
    if len(found) <= 12:
        return ", ".join(map(str, found))
    if values.dtype.kind == "f":
        return f"{len(found)} values from {min(found)} to {max(found)}"
    return ", ".join(map(str, found[:12])) + ", ..."

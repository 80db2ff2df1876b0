"""Opens result files, and says what replicates say: means, intervals, differences."""

import os

import numpy as np
import scipy.stats
import xarray as xr


def open(path: str | os.PathLike) -> xr.DataTree:
    """Open a result file.

    Parameters
    ----------
    path
        A file that ``newsdep run`` wrote.

    Returns
    -------
    xarray.DataTree
        Series over ``time`` at the root (``data["main_source_share"]``), groups below
        (``data["platform/likes_shown"]``). With several replicates every variable has
        a first dimension ``replicate``.
    """
    # Without a cache every look would read the file again; h5netcdf is pure Python.
    return xr.open_datatree(path, engine="h5netcdf")


def as_tree(data: "xr.DataTree | str | os.PathLike") -> xr.DataTree:
    """Open `data` if it is a path."""
    return data if isinstance(data, xr.DataTree) else open(data)


def over_replicates(values: xr.DataArray) -> xr.DataArray:
    """Give `values` a dimension ``replicate`` if they have none."""
    return values if "replicate" in values.dims else values.expand_dims("replicate")


def interval(values: xr.DataArray, level: float = 0.95) -> xr.DataArray:
    """Estimate the mean over replicates with its interval.

    Parameters
    ----------
    values
        Any variable, dimension ``replicate`` included; replicates that are NaN, those of
        a sweep that failed, do not count.
    level
        The chance that the interval covers the mean (Student's t).

    Returns
    -------
    xarray.DataArray
        With ``estimate`` = mean, low, high in the place of ``replicate``; low and high
        are NaN where there are fewer than two replicates.
    """
    values = over_replicates(values)
    mean = values.mean("replicate")
    if values.sizes["replicate"] > 1:
        n = values.count("replicate")
        n = n.where(n > 1)  # NaN, and so is the interval
        error = values.std("replicate", ddof=1) / np.sqrt(n)
        t = xr.apply_ufunc(
            lambda n: scipy.stats.t.ppf((1 + level) / 2, n - 1),
            n,
            dask="parallelized",
            output_dtypes=[float],
        )
        half = t * error
    else:
        half = xr.full_like(mean, np.nan)
    estimate = xr.Variable("estimate", np.array(["mean", "low", "high"]))
    result = xr.concat([mean, mean - half, mean + half], "estimate", coords="minimal")
    result = result.assign_coords(estimate=estimate)
    result.name = values.name
    result.attrs = dict(values.attrs)
    return result


def differences(
    a: "xr.DataTree | str | os.PathLike", b: "xr.DataTree | str | os.PathLike"
) -> xr.DataTree:
    """Subtract two runs of one seed: b minus a, replicate by replicate.

    The two runs share their luck, so what differs is caused by what differs between
    their scenarios.

    Parameters
    ----------
    a, b
        Results or paths, with the same seed and number of replicates.

    Returns
    -------
    xarray.DataTree
        Every numeric variable that both have with the same shape.

    Raises
    ------
    ValueError
        If the runs are not paired.
    """
    a, b = as_tree(a), as_tree(b)
    check_paired(a, b)
    groups = {}
    for node in a.subtree:
        path = node.path
        if path == "/provenance" or (path != "/" and path.lstrip("/") not in b):
            continue
        first, second = node.to_dataset(), b[path].to_dataset()
        found = {
            name: (second[name] - first[name]).assign_attrs(first[name].attrs)
            for name in first.data_vars
            if name in second
            and first[name].dtype.kind in "fiu"
            and first[name].sizes == second[name].sizes
        }
        if found:
            groups[path] = xr.Dataset(found)
    return xr.DataTree.from_dict(groups)


def compare(
    a: "xr.DataTree | str | os.PathLike",
    b: "xr.DataTree | str | os.PathLike",
    level: float = 0.95,
) -> xr.DataTree:
    """Compare two runs of one seed: the interval of their `differences`, b minus a.

    Parameters
    ----------
    a, b
        Results or paths, with the same seed and number of replicates.
    level
        The chance that an interval covers the difference.

    Returns
    -------
    xarray.DataTree
        Every numeric variable that both have with the same shape, with a dimension
        ``estimate`` (mean, low, high) in the place of ``replicate``.

    Raises
    ------
    ValueError
        If the runs are not paired.
    """
    return differences(a, b).map_over_datasets(
        lambda group: group.map(interval, keep_attrs=True, level=level)
    )


def check_paired(a: xr.DataTree, b: xr.DataTree) -> None:
    """Raise ValueError if two results do not share their luck."""
    for what, first, second in (
        ("seed", a.attrs.get("seed"), b.attrs.get("seed")),
        (
            "number of replicates",
            a.sizes.get("replicate", 1),
            b.sizes.get("replicate", 1),
        ),
    ):
        if first != second:
            raise ValueError(
                f"the {what} of the two runs differs ({first} and {second}), so they "
                f"do not share their luck; run both with the same {what}"
            )

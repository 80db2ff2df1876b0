"""Writes made-up results of sweeps in the simulator's layout."""

import json

import netCDF4
import numpy as np
from SALib.sample import sobol

import newsdep

DAYS = 20
MEDIA = ["tv", "radio", "platform"]


def write_sweep(
    path,
    columns,
    outcome,
    *,
    design="list",
    replicates=3,
    paired=True,
    laws=None,
    levels=None,
    samples=None,
    broken=(),
    seed=1,
):
    """Write a sweep whose series ``y`` ends with `outcome`.

    Parameters
    ----------
    path
        Where to.
    columns
        By dotted key the values of the points, numbers or text.
    outcome
        Over point and replicate.
    laws
        A list of dicts; by default uniform on what the numbers span.
    broken
        Pairs of point and replicate that failed.
    """
    outcome = np.asarray(outcome, float)
    points = len(outcome)
    outcome = np.broadcast_to(outcome.reshape(points, -1), (points, replicates)).copy()
    if laws is None:
        laws = [
            {"key": k, "law": "values", "values": list(dict.fromkeys(v))}
            if isinstance(v[0], str)
            else {"key": k, "law": "uniform", "low": min(v), "high": max(v)}
            for k, v in columns.items()
        ]
    with netCDF4.Dataset(path, "w") as file:
        file.setncatts(
            {
                "title": "made up",
                "newsdep_version": "0.1.0",
                "git_commit": "0" * 40,
                "seed": np.int64(seed),
                "replicates": np.int64(replicates),
                "scenario": "seed: 1\nevents: {}\n",
                "points": np.int64(points),
                "samples": np.int64(samples or points),
                "design": design,
                "laws": json.dumps(laws),
                "sweep_given": "design: " + design,
                "coordinates": " ".join(columns),
            }
        )
        if levels:
            file.levels = np.int64(levels)
        file.createDimension("point", points)
        file.createDimension("replicate", replicates)
        file.createDimension("time", DAYS)
        file.createVariable("point", "i8", ("point",))[:] = np.arange(points)
        first = seed if paired else 0
        file.createVariable("replicate", "i8", ("replicate",))[:] = first + np.arange(
            replicates
        )
        time = file.createVariable("time", "f8", ("time",))
        time.units, time.calendar = "days since 2013-01-01 00:00:00", "standard"
        time[:] = np.arange(DAYS)
        labels(file, "medium", MEDIA)
        for key, values in columns.items():
            text = isinstance(values[0], str)
            variable = file.createVariable(key, str if text else "f8", ("point",))
            variable.setncatts({"units": "1", "long_name": f"what {key} means"})
            values = np.array(values, dtype=object if text else float)
            variable[:] = values

        bad = np.zeros((points, replicates), bool)
        for point, replicate in broken:
            bad[point, replicate] = True
        outcome[bad] = np.nan

        def add(group, name, dims, values):
            variable = group.createVariable(
                name, "f8", ("point", "replicate", *dims), fill_value=np.nan
            )
            variable.setncatts({"units": "1", "long_name": name})
            variable[:] = values

        rise = np.linspace(0, 1, DAYS)
        series = outcome[:, :, None] * rise
        add(file, "y", ("time",), series)
        add(
            file,
            "main_source_share",
            ("time", "medium"),
            series[..., None] * [0.5, 0.3, 0.2],
        )
        platform = file.createGroup("platform")
        labels(platform, "page", ["premier", "exile"])
        add(platform, "likes_fake", ("time", "page"), series[..., None] * [1.0, 0.0])
        audit = file.createGroup("audit")
        labels(audit, "page", ["premier", "exile"])
        add(audit, "estimate", ("page",), outcome[..., None] * [1.0, 1.0])
        survey = file.createGroup("survey")
        labels(survey, "page", ["premier"])  # other labels than the platform's
        add(survey, "known", ("page",), outcome[..., None])

        runs = file.createGroup("runs")
        seeds = seed + np.arange(replicates) + np.zeros((points, 1), int)
        if not paired:
            seeds += 1000 * np.arange(points)[:, None]
        both = ("point", "replicate")
        runs.createVariable("seed", "i8", both)[:] = seeds
        runs.createVariable("error", str, both)[:] = np.where(
            bad, "belief is NaN", ""
        ).astype(object)
        runs.createVariable("warnings", str, both)[:] = np.full(
            bad.shape, "", dtype=object
        )
        provenance = file.createGroup("provenance")
        provenance.command_line = "newsdep sweep"
        provenance.createVariable("run_wall_time", "f8", both)[:] = 1.0


def labels(group, name, values):
    """Make a dimension with its labels."""
    group.createDimension(name, len(values))
    group.createVariable(name, str, (name,))[:] = np.array(values, dtype=object)


def grid(**values):
    """Return the columns of a grid, the last parameter fastest; ``__`` is a dot."""
    meshes = np.meshgrid(*values.values(), indexing="ij")
    return {
        key.replace("__", "."): mesh.ravel().tolist()
        for key, mesh in zip(values, meshes, strict=True)
    }


def saltelli(tmp_path, ranges, function, base=512, **options):
    """Write and open a sweep of design saltelli of a function of the columns."""
    problem = {
        "num_vars": len(ranges),
        "names": list(ranges),
        "bounds": [list(r) for r in ranges.values()],
    }
    x = sobol.sample(problem, base, calc_second_order=False, seed=3)
    columns = {key: x[:, j].tolist() for j, key in enumerate(ranges)}
    file = tmp_path / "saltelli.h5"
    y = function(*x.T)
    write_sweep(file, columns, y, design="saltelli", samples=base, **options)
    return newsdep.open_sweep(file)

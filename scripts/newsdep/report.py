"""What ./scripts/run does: run a scenario, draw it, set it beside the evidence, say it.

Leaves the result file, the figures (PNG), observed.md, observed.csv and summary.txt in
the folder of results. A result that is there already is used again if it was made from
the same scenario, seed and number of replicates by the same program.
"""

import argparse
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import xarray as xr

import newsdep
from newsdep import observed
from newsdep.kept import run_kept
from newsdep.results import over_replicates
from newsdep.summary import sentences

TOP = Path(__file__).parents[2]


def parse(words: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="scripts/run",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    add = parser.add_argument
    add("scenario", nargs="?", type=Path, default=TOP / "scenarios/cambodia.yaml")
    add(
        "--replicates",
        type=int,
        default=5,
        metavar="R",
        help="runs with other luck (5)",
    )
    add("--seed", type=int, metavar="S", help="instead of the scenario's seed")
    add("--threads", type=int, metavar="T", help="threads to use (all)")
    add("--set", action="append", default=[], metavar="KEY=VALUE", dest="sets",
        help="override a value of the scenario; may be given again")  # fmt: skip
    add("--results", type=Path, default=TOP / "results", metavar="FOLDER")
    add("--observed", type=Path, default=TOP / "scenarios/evidence/observed.csv",
        metavar="CSV", help="the observations to compare with")  # fmt: skip
    add("--force", action="store_true", help="run again even if the result is there")
    return parser.parse_args(words)


def result(arguments: argparse.Namespace) -> Path:
    """Run the scenario, unless its result is there; return the result's path."""
    file = arguments.results / f"{arguments.scenario.stem}.h5"
    ran = run_kept(
        file,
        arguments.scenario,
        _sets(arguments),
        replicates=arguments.replicates,
        seed=arguments.seed,
        threads=arguments.threads,
        force=arguments.force,
        show_progress=True,
    )
    if not ran:
        print(f"{shown(file)} is there already, made from the same scenario by "
              "the same program; --force runs it again")  # fmt: skip
    return file


def draw(data: xr.DataTree, table: pd.DataFrame | None, folder: Path) -> list[Path]:
    """Draw every figure that the result has the variables for; return the files."""
    seen = None if table is None else observed.points(table)
    figures = {
        "main_source": lambda: newsdep.plot.main_source(data, seen),
        "page_likes": lambda: newsdep.plot.page_likes(data),
        "belief_by_region": lambda: newsdep.plot.belief_by_region(data),
        "exposure_by_region": lambda: newsdep.plot.exposure_by_region(data),
    }
    if "flow" in data:
        figures["main_source_flow"] = lambda: newsdep.plot.attention_flow(data)
        figures["attention_flow"] = lambda: newsdep.plot.attention_flow(
            data, "attention"
        )
    if "ballot" in data:
        figures["elections"] = lambda: newsdep.plot.elections(data)
    files = []
    for name, figure in figures.items():
        files.append(folder / f"{name}.png")
        ax = figure()
        ax.figure.savefig(files[-1], dpi=200)
        plt.close(ax.figure)
    return files


def shown(path: Path) -> str:
    """Write a path as short as can be from here."""
    path = path.resolve()
    return str(
        path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    )


def main() -> int:
    """Run, draw, compare and say; return the exit status."""
    arguments = parse()
    try:
        file = result(arguments)
    except newsdep.ScenarioError as mistake:
        print(mistake, file=sys.stderr)
        return 2
    folder = arguments.results
    with newsdep.open(file) as data:
        table = (
            observed.read(arguments.observed) if arguments.observed.is_file() else None
        )
        written = [file, *draw(data, table, folder)]
        said = " ".join(sentences(data))
        if table is not None:
            full = observed.against_simulated(table, data)
            count = over_replicates(data["main_source_share"]).sizes["replicate"]
            written += [folder / "observed.csv", folder / "observed.md"]
            full.to_csv(written[-2], index=False)
            written[-1].write_text(observed.markdown(full, count))
            print(_verdicts(full))
    written.append(folder / "summary.txt")
    written[-1].write_text(said + "\n")
    print("Written: " + ", ".join(shown(path) for path in written) + "\n")
    print(said)
    return 0


def _sets(arguments: argparse.Namespace) -> list[str]:
    return [word for setting in arguments.sets for word in ("--set", setting)]


def _verdicts(full: pd.DataFrame) -> str:
    lines = [f"Observed and simulated: {observed.counts(full)}."]
    for row in full[full.verdict == "MISS"].itertuples():
        lines.append(
            f"  MISS {row.id}: observed {row.value:.4g} ± {row.tolerance:.2g}, "
            f"simulated {row.simulated:.4g}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

"""What ./scripts/validate does: known results, run by the program and set in a table.

Each row is a scenario under ``scenarios/`` run as any other, a number that theory or a
publication gives, and how far from it the program may be, with the reason. The table is
printed when all have run, and written as Markdown and HDF5; what has been found so far
goes to standard error.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import xarray as xr

from newsdep.known import FAMILIES
from newsdep.known.finding import Finding


def as_markdown(findings: list[Finding]) -> str:
    """Lay findings out as a table."""
    head = ["id", "claim", "target", "result", "tolerance", "because of", "holds",
            "source"]  # fmt: skip
    rows = [[f.id, f.claim, f"{f.target:.6g}", f"{f.result:.6g}", f"{f.tolerance:.2g}",
             f.reason, "yes" if f.holds else "**no**", f.source]
            for f in findings]  # fmt: skip
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def as_dataset(findings: list[Finding]) -> xr.Dataset:
    """Lay findings out as variables over ``row``."""
    names = ("id", "claim", "target", "result", "tolerance", "reason", "source")
    columns = {name: ("row", [getattr(f, name) for f in findings]) for name in names}
    columns["holds"] = ("row", [f.holds for f in findings])
    data = xr.Dataset(columns)
    data.attrs["title"] = "known results, and what newsdep makes of them"
    data["reason"].attrs["long_name"] = "why the result may be off by the tolerance"
    return data


def validate(only: list[str] | None = None) -> list[Finding]:
    """Run every family, or those named; tell each finding as it comes."""
    findings = []
    for family in FAMILIES:
        if only and family.__name__ not in only:
            continue
        for finding in family():
            findings.append(finding)
            print(("  " if finding.holds else "NO ") + f"{finding.id:4}{finding.claim}: "
                  f"{finding.result:.6g}, known {finding.target:.6g} "
                  f"+- {finding.tolerance:.2g}", file=sys.stderr)  # fmt: skip
    return findings


def write(findings: list[Finding], folder: Path) -> None:
    """Write the table; what was there before stays until all is written."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as unfinished:
        markdown = Path(unfinished) / "validation.md"
        markdown.write_text(as_markdown(findings))
        frame = Path(unfinished) / "validation.h5"
        as_dataset(findings).to_netcdf(frame, engine="h5netcdf")
        for file in (markdown, frame):
            file.replace(folder / file.name)


def main(words: list[str] | None = None) -> int:
    """Validate, write the table; return 1 if a row does not hold."""
    parser = argparse.ArgumentParser(prog="scripts/validate", description=__doc__)
    names = [family.__name__ for family in FAMILIES]
    parser.add_argument("only", nargs="*", metavar="FAMILY",
                        help=f"only these: {', '.join(names)}")  # fmt: skip
    parser.add_argument("--results", type=Path,
                        help="folder for validation.md and .h5; by default "
                             "results/validation, and none for single families"
                        )  # fmt: skip
    arguments = parser.parse_args(words)
    for name in arguments.only:
        if name not in names:
            parser.error(f"there is no family {name!r}; there are: {', '.join(names)}")
    findings = validate(arguments.only)
    print(as_markdown(findings))
    holding = sum(finding.holds for finding in findings)
    print(f"{holding} of {len(findings)} rows hold")
    folder = arguments.results
    if folder is None and not arguments.only:
        folder = Path("results/validation")
    if folder is not None:
        write(findings, folder)
        print(f"the table is in {folder}")
    return 0 if holding == len(findings) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Derives the tables that scenarios read from the evidence.

    python3 scripts/evidence/derive.py           writes them
    python3 scripts/evidence/derive.py --check   exits with 1 if one is stale
    python3 scripts/evidence/derive.py --report  prints how well adoption was fitted

Only the standard library is used, and no clock or chance: the same evidence gives the
same bytes.
"""

import argparse
import sys

import access
import adoption
import ballot
import leaning
import likes
import observed
import population
import start
from tables import FOLDER

TABLES = {
    "population.csv": population.table,
    "leaning.csv": leaning.table,
    "seats_2013.csv": ballot.table,
    "access.csv": access.table,
    "start_2013.csv": start.table,
    "like_orders.csv": likes.table,
    "like_origins.csv": likes.origins_table,
    "observed.csv": observed.table,
}


def main():
    """Write the derived files, or check that they are up to date."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument(
        "--report", action="store_true", help="print fits, write nothing"
    )
    options = parser.parse_args()
    if options.report:
        print(adoption.report())
        return 0
    stale = []
    for name, make in TABLES.items():
        path = FOLDER / name
        text = make()
        if options.check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path.relative_to(FOLDER.parents[1])}")
    for name in stale:
        print(
            f"scenarios/evidence/{name} is stale: the evidence or its derivation changed. "
            "Run python3 scripts/evidence/derive.py and commit the result.",
            file=sys.stderr,
        )
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())

"""Reads the evidence tables and writes the derived ones.

A table is a CSV file that may open with comment lines (``# ...``). Derived tables are
text made here byte by byte, so that ``derive.py --check`` can compare them.
"""

import csv
import io
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "scenarios" / "evidence"


def read(name):
    """Return the rows of an evidence table.

    Parameters
    ----------
    name : str
        File name in ``scenarios/evidence``.

    Returns
    -------
    list of dict
        One per row, keyed by the header; all values are strings.

    Raises
    ------
    ValueError
        A row has another number of fields than the header.
    """
    path = FOLDER / name
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    for number, row in enumerate(rows, start=1):
        if None in row or None in row.values():
            raise ValueError(f"{name}: row {number} does not fit the header: {row}")
    return rows


def number_of(rows, column="value", **wanted):
    """Return the one number in `column` of the row that matches `wanted`.

    Raises
    ------
    LookupError
        No row matches, or more than one does: a citation would be ambiguous.
    """
    found = [r for r in rows if all(r[key] == value for key, value in wanted.items())]
    if len(found) != 1:
        raise LookupError(f"{len(found)} rows match {wanted}; exactly one is needed")
    return float(found[0][column])


def as_text(comments, header, rows):
    """Return a derived table as text: comment lines, header, rows."""
    out = io.StringIO()
    for line in comments:
        out.write(f"# {line}\n" if line else "#\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()

"""The notebooks run from top to bottom.

Every cell runs, at a smaller size than readers get: no test depends on the numbers, and
at full size these are the slowest minutes of all tests.
"""

from pathlib import Path

import nbclient
import nbformat
import pytest

from newsdep.program import find_program

SMALLER = {
    "1_first_run": ("10_000}", "2_000}"),
    "2_what_money_buys": ('"replicates": 6', '"replicates": 2'),
}
NOTEBOOKS = sorted((Path(__file__).parents[2] / "scripts/notebooks").glob("*.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path, tmp_path):
    find_program()  # says what is missing sooner than a kernel would
    notebook = nbformat.read(path, as_version=4)
    if path.stem in SMALLER:
        full, smaller = SMALLER[path.stem]
        sized = [cell for cell in notebook.cells if full in cell.source]
        assert len(sized) == 1
        sized[0].source = sized[0].source.replace(full, smaller)
    where = {"metadata": {"path": str(path.parent)}}
    nbclient.NotebookClient(notebook, timeout=400, resources=where).execute()
    pictures = sum(
        "image/png" in output.get("data", {})
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )
    assert pictures >= 4

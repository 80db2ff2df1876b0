"""The notebooks run from top to bottom."""

from pathlib import Path

import nbclient
import nbformat
import pytest

from newsdep.program import find_program

NOTEBOOKS = sorted((Path(__file__).parents[2] / "scripts/notebooks").glob("*.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path, tmp_path):
    find_program()  # says what is missing sooner than a kernel would
    notebook = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": str(path.parent)}}
    nbclient.NotebookClient(notebook, timeout=400, resources=where).execute()
    pictures = sum(
        "image/png" in output.get("data", {})
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )
    assert pictures >= 4

"""The notebooks run from top to bottom.

Every cell runs, at a smaller size than readers get: no test depends on the numbers, and
at full size these are the slowest minutes of all tests.
"""

from pathlib import Path

import nbclient
import nbformat
import pytest
import yaml

from newsdep.program import find_program

# What a cell says, and what the test has in its place.
SMALLER = {
    "1_first_run": {"10_000}": "2_000}"},
    "2_what_money_buys": {'"replicates": 6': '"replicates": 2'},
    "4_is_it_right": {"RUNS = 4": "RUNS = 2"},
    "7_attribution": {
        "1_000}": "300}",
        '"replicates": 4': '"replicates": 2',
        "(ALL, LEVERS,": "(ALL, {k: LEVERS[k] for k in ('closures', 'ads', 'trolls')},",
    },
}
# What the test's copies of sweep files say in the place of the shipped ones.
SMALLER_SWEEPS = {
    "listeners": {
        "set": {"population.citizens": 300},
        "parameters": {
            "choice.dissimilarity": [0.2, 1],
            "choice.learning_rate": [0.02, 0.05],
        },
        "replicates": 2,
    },
    "influence": {"set": {"population.citizens": 300}, "points": 4},
}
TOP = Path(__file__).parents[2]
NOTEBOOKS = sorted((TOP / "scripts/notebooks").glob("*.ipynb"))


def copy_sweeps(folder):
    """Write smaller sweeps into a folder."""
    for name, smaller in SMALLER_SWEEPS.items():
        path = TOP / f"scenarios/sweeps/{name}.yaml"
        given = yaml.safe_load(path.read_text())
        given["scenario"] = str((path.parent / given["scenario"]).resolve())
        for key, value in smaller.items():
            given[key] = given[key] | value if isinstance(value, dict) else value
        (folder / path.name).write_text(yaml.safe_dump(given, sort_keys=False))


def test_every_sweep_that_is_shipped_has_a_smaller_one():
    shipped = {path.stem for path in (TOP / "scenarios/sweeps").glob("*.yaml")}
    assert shipped == set(SMALLER_SWEEPS)


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path, tmp_path):
    find_program()  # says what is missing sooner than a kernel would
    copy_sweeps(tmp_path)
    notebook = nbformat.read(path, as_version=4)
    for full, smaller in SMALLER.get(path.stem, {}).items():
        sized = [cell for cell in notebook.cells if full in cell.source]
        assert len(sized) == 1
        sized[0].source = sized[0].source.replace(full, smaller)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            # Results too: those of readers stay where they are.
            for folder in ("../../scenarios/sweeps", "../../results/sweeps"):
                cell.source = cell.source.replace(folder, str(tmp_path))
    where = {"metadata": {"path": str(path.parent)}}
    nbclient.NotebookClient(notebook, timeout=400, resources=where).execute()
    pictures = sum(
        "image/png" in output.get("data", {})
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )
    assert pictures >= 4

"""The checks find what they are there for."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.fixture
def tree(tmp_path):
    """Return a small git repository that has the checks in it."""
    shutil.copytree(TOP / "scripts/checks", tmp_path / "scripts/checks")
    for folder in ("sim", "models/mechanisms"):
        (tmp_path / folder).mkdir(parents=True)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    return tmp_path


def check(tree, name):
    """Run one check; return its exit status and what it said."""
    done = subprocess.run(
        [tree / "scripts/checks" / name], capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("sim/a.cpp", '#include "models/news.hpp"'),
        ("models/a.cpp", "#include <yaml-cpp/yaml.h>"),
        ("models/a.hpp", "#include <hdf5.h>"),
        ("models/a.cpp", "#include <thread>"),
        ("models/a.cpp", "#pragma omp parallel for"),
        ("models/a.cpp", 'void f() { std::cout << "hello"; }'),
        ("models/mechanisms/a.hpp", '#include "sim/blocks.hpp"'),
    ],
)
def test_a_layer_that_reaches_where_it_must_not_is_named(tree, file, line):
    (tree / file).write_text(f"{line}\n")
    status, said = check(tree, "layers")
    assert status == 1
    assert f"{file}:1:{line}" in said


def test_clean_layers_pass(tree):
    (tree / "sim/a.cpp").write_text('#include "sim/a.hpp"\n#include <thread>\n')
    (tree / "models/a.cpp").write_text('#include "sim/a.hpp"\n#include <vector>\n')
    assert check(tree, "layers") == (0, "")


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME", "/ro" + "ot/somewhere"])
def test_loose_ends_are_found(tree, word):
    (tree / "sim/a.cpp").write_text(f"// {word}: later\n")
    status, said = check(tree, "words")
    assert status == 1
    assert "sim/a.cpp:1" in said


def test_a_notebook_with_outputs_is_refused_and_repaired(tree):
    folder = tree / "scripts/notebooks"
    folder.mkdir()
    cell = {"cell_type": "code", "metadata": {}, "source": [], "execution_count": 3}
    notebook = {"cells": [{**cell, "outputs": [{"output_type": "stream"}]}],
                "metadata": {}, "nbformat": 4, "nbformat_minor": 5}  # fmt: skip
    (folder / "a.ipynb").write_text(json.dumps(notebook))
    assert check(tree, "notebooks")[0] == 1
    subprocess.run([tree / "scripts/checks/notebooks", "--write"], check=True)
    assert check(tree, "notebooks") == (0, "")
    written = json.loads((folder / "a.ipynb").read_text())
    assert written["cells"][0]["outputs"] == []
    assert written["cells"][0]["execution_count"] is None


def test_a_stale_table_is_refused_and_repaired(tree):
    program = tree / "build/release/newsdep"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "| key |"; echo "| $* |"\n')
    program.chmod(0o755)
    readme = tree / "models/README.md"
    readme.write_text(
        "text\n<!-- table: --table -->\nold\n<!-- end of table -->\nmore\n"
    )
    status, said = check(tree, "tables")
    assert (status, "models/README.md" in said) == (1, True)
    subprocess.run([tree / "scripts/checks/tables", "--write"], check=True)
    assert check(tree, "tables") == (0, "")
    assert "| explain --table |" in readme.read_text()
    assert readme.read_text().endswith("<!-- end of table -->\nmore\n")

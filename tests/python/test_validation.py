"""The table of known results: what holds, what does not, and what is written."""

import numpy as np
import pytest
import xarray as xr

from newsdep import validation
from newsdep.known.finding import Finding, Theory, farthest


def wrong():
    """Find that two is three."""
    theory = Theory("T0", "nobody")
    yield theory.exact("two", 3, 2)
    yield theory.near("almost", 3, 2.5, 0.6, "why not")


def test_the_table_says_what_does_not_hold_and_the_status_is_1(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(validation, "FAMILIES", (wrong,))
    assert validation.main(["--results", str(tmp_path)]) == 1
    table = (tmp_path / "validation.md").read_text()
    assert table in capsys.readouterr().out
    lines = table.splitlines()
    assert lines[2].startswith("| T0 | two | 3 | 2 | 1e-09 |")
    assert "**no**" in lines[2] and "| yes |" in lines[3]
    with xr.open_dataset(tmp_path / "validation.h5") as data:
        assert data["holds"].values.tolist() == [False, True]
        assert data["target"].values.tolist() == [3, 3]


def test_a_result_that_is_no_number_does_not_hold():
    assert not Finding("T0", "nothing", 1, float("nan"), 1, "", "").holds


def test_one_result_of_many_that_is_no_number_does_not_hold():
    theory = Theory("T0", "nobody")
    wanted = np.array([1, 2, 3])
    assert theory.exact("all are there", 0, farthest([1, 2, 3], wanted)).holds
    assert farthest([1, 0, 3.5], wanted) == 2
    for place in range(3):
        results = wanted.astype(float)
        results[place] = np.nan
        assert not theory.exact("one is not", 0, farthest(results, wanted)).holds
        assert not theory.mean("one is not", 2, results).holds


def test_a_family_that_is_not_there_is_named(capsys):
    with pytest.raises(SystemExit) as stopped:
        validation.main(["degroots"])
    assert stopped.value.code == 2
    assert (
        "there is no family 'degroots'; there are: degroot" in capsys.readouterr().err
    )


def test_averages_that_theory_knows_hold_to_rounding(tmp_path):
    assert validation.main(["degroot", "stubborn", "--results", str(tmp_path)]) == 0
    with xr.open_dataset(tmp_path / "validation.h5") as data:
        assert {"T1", "T2", "T3", "T4"} == set(data["id"].values.tolist())
        assert (data["tolerance"] == 1e-9).all()


@pytest.mark.slow
def test_every_known_result_holds():
    findings = validation.validate()
    assert [f.claim for f in findings if not f.holds] == []
    assert len(findings) > 60

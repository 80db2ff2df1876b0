"""Calling the simulator, with a stand-in that writes down how it was called."""

import datetime
import stat

import numpy as np
import pytest
from conftest import write_result

import newsdep
from newsdep.program import find_program, settings


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Replace the simulator by a shell script with the given body."""

    def make(body):
        program = tmp_path / "newsdep"
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("NEWSDEP", str(program))
        return tmp_path

    return make


def test_overrides_become_settings_that_the_program_reads_as_yaml():
    assert settings({"platform__ranking": "random", "state.on": False}) == [
        "--set", "platform.ranking=random", "--set", "state.on=false"]  # fmt: skip
    assert settings({"time.end": datetime.date(2014, 1, 1)})[1] == "time.end=2014-01-01"
    assert settings({"population.citizens": np.int64(500)})[1] == (
        "population.citizens=500"
    )
    assert settings({"start.main_source": {"tv": 0.6, "radio": 0.4}})[1] == (
        'start.main_source={"tv": 0.6, "radio": 0.4}'
    )


def test_the_command_line_says_what_was_asked_for(stand_in):
    folder = stand_in('echo "$@" > "$(dirname "$0")/called"; exit 2')
    with pytest.raises(newsdep.ScenarioError):
        newsdep.run("a.yaml", {"b.c": 1}, output="o.h5", replicates=4, seed=7, d__e=2)
    called = (folder / "called").read_text().strip()
    assert called == (
        "run a.yaml --replicates 4 --seed 7 --set b.c=1 --set d.e=2 -o o.h5"
    )


def test_a_result_that_is_not_kept_is_whole_in_memory(stand_in, tmp_path):
    write_result(tmp_path / "ready.h5")
    stand_in('while [ "$1" != -o ]; do shift; done; cp "$(dirname "$0")/ready.h5" "$2"')
    data = newsdep.run("a.yaml")
    assert float(data["main_source_share"].isel(time=0).sum("medium")[0]) == (
        pytest.approx(1)
    )


def test_what_a_run_warned_of_is_a_warning_in_python(stand_in, tmp_path):
    write_result(tmp_path / "ready.h5", warnings="nobody walks\nnobody talks")
    stand_in('while [ "$1" != -o ]; do shift; done; cp "$(dirname "$0")/ready.h5" "$2"')
    with pytest.warns(newsdep.ScenarioWarning) as warned:
        newsdep.run("a.yaml")
    assert [str(w.message) for w in warned] == ["nobody walks", "nobody talks"]
    assert warned[0].filename == __file__


def test_a_mistake_in_the_scenario_is_told_in_the_programs_own_words(stand_in):
    stand_in("echo 'a.yaml:3:5: platform.rankin: unknown key' >&2; exit 2")
    with pytest.raises(newsdep.ScenarioError, match=r"a\.yaml:3:5: platform\.rankin"):
        newsdep.run("a.yaml")


def test_a_crash_is_no_scenario_error(stand_in):
    stand_in("echo assertion >&2; exit 134")
    with pytest.raises(RuntimeError, match=r"(?s)status 134.*assertion"):
        newsdep.run("a.yaml")


def test_a_wrong_path_in_the_environment_is_said(monkeypatch):
    monkeypatch.setenv("NEWSDEP", "/nowhere/newsdep")
    with pytest.raises(FileNotFoundError, match="NEWSDEP names /nowhere/newsdep"):
        find_program()

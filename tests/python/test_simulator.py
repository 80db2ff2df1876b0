"""The program from outside: results, repeats, comparisons, and how it refuses."""

import json
import os
import signal
import subprocess
import time

import jsonschema
import numpy as np
import pytest
import xarray as xr
import yaml
from conftest import SMALL

import newsdep
from newsdep.events import scenario_of

ROOT = {
    "main_source_share": ("time", "medium"),
    "attention_share": ("time", "outlet"),
    "platform_dependency": ("time",),
    "effective_media": ("time",),
    "effective_sources": ("time",),
    "platform_users": ("time",),
    "belief_mean": ("time",),
    "support_share": ("time",),
    "exposure_slant": ("time",),
    "independent_via_platform": ("time",),
}
GROUPS = {
    "platform/likes_shown": ("time", "page"),
    "platform/likes_genuine": ("time", "page"),
    "platform/likes_fake": ("time", "page"),
    "platform/reach": ("time", "page"),
    "survey/main_source": ("wave", "medium"),
    "survey/main_source_se": ("wave", "medium"),
}


def overlay(folder, **changes):
    """Write a scenario that extends the small one."""
    file = folder / "changed.yaml"
    file.write_text(yaml.safe_dump({"extends": str(SMALL), **changes}))
    return file


# ---- what a result holds


@pytest.mark.parametrize("engine", ["h5netcdf", "netcdf4"])
def test_a_result_opens_with_both_engines(small_run, engine):
    with xr.open_datatree(small_run, engine=engine) as data:
        for name, dims in {**ROOT, **GROUPS}.items():
            assert data[name].dims == ("replicate", *dims), name
        assert str(data.time.values[0])[:10] == "2017-07-01"
        assert data.time.size == 90
        assert list(data["medium"].values) == [
            "tv",
            "radio",
            "platform",
            "word_of_mouth",
        ]
    with xr.open_dataset(small_run, engine=engine) as root:
        assert "main_source_share" in root


def test_ncdump_reads_the_header(small_run):
    header = subprocess.run(
        ["ncdump", "-h", small_run], check=True, capture_output=True, text=True
    ).stdout
    assert "double main_source_share(replicate, time, medium)" in header
    assert 'time:units = "days since 2017-07-01' in header


def test_every_variable_says_what_it_is(small_run):
    with xr.open_datatree(small_run, decode_cf=False) as data:
        for node in data.subtree:
            if node.path.split("/")[1] in ("inputs", "provenance"):
                continue
            for name, variable in node.data_vars.items():
                for attribute in ("units", "long_name", "comment"):
                    assert variable.attrs.get(attribute), f"{node.path}/{name}"


def test_the_root_says_where_the_result_comes_from(small_run):
    with newsdep.open(small_run) as data:
        assert data.attrs["seed"] == 7
        assert scenario_of(data)["population"]["citizens"] == 600
        assert {"newsdep_version", "git_commit", "compiler"} <= set(data.attrs)


def test_shares_sum_to_one(small_run):
    with newsdep.open(small_run) as data:
        assert np.allclose(data["main_source_share"].sum("medium"), 1)
        assert np.allclose(data["attention_share"].sum("outlet"), 1)
        assert np.allclose(data["survey/main_source"].sum("medium"), 1)


def test_likes_shown_are_genuine_and_fake(small_run):
    with newsdep.open(small_run) as data:
        platform = data["platform"].to_dataset()
        both = platform.likes_genuine + platform.likes_fake
        assert np.allclose(platform.likes_shown, both)
        bought = platform.likes_fake.sel(page="premier_page")
        assert float(bought.max()) == pytest.approx(1e5, rel=0.1)
        assert (platform.likes_fake.sel(page="free_radio_page") == 0).all()


def test_a_closed_outlet_has_no_readers(small_run):
    with newsdep.open(small_run) as data:
        share = data["attention_share"].sel(outlet="free_radio_fm")
        assert (share.sel(time=slice("2017-07-01", "2017-08-27")) > 0).all()
        assert (share.sel(time=slice("2017-08-28", None)) == 0).all()


# ---- the same again


def test_a_result_repeats_to_the_byte_from_its_own_file(newsdep_program, small_run):
    done = newsdep_program("run", "--from", small_run, "-o", "again.h5")
    assert done.returncode == 0, done.stderr
    done = newsdep_program("compare", "--identical", small_run, "again.h5")
    assert (done.returncode, done.stdout) == (0, "identical outside provenance\n")


def test_threads_change_no_byte(newsdep_program):
    # Eight blocks, so that every thread has one.
    words = ("run", SMALL, "--set", "population.citizens=4096", "--threads")
    assert newsdep_program(*words, 1, "-o", "one.h5").returncode == 0
    for threads in (2, 3, 7):
        assert newsdep_program(*words, threads, "-o", f"{threads}.h5").returncode == 0
        done = newsdep_program("compare", "--identical", "one.h5", f"{threads}.h5")
        assert done.returncode == 0, done.stdout


def test_bytes_are_the_same_with_fma_hidden_from_the_c_library(
    newsdep_program, small_run
):
    hidden = os.environ | {
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2_Usable,-AVX2,-FMA4"
    }
    words = ("run", SMALL, "-o", "t.h5", "--replicates", "2")
    assert newsdep_program(*words, env=hidden).returncode == 0
    done = newsdep_program("compare", "--identical", small_run, "t.h5")
    assert done.returncode == 0, done.stdout


def test_another_seed_is_another_run(newsdep_program, small_run):
    words = ("run", SMALL, "-o", "t.h5", "--replicates", "2", "--seed", "8")
    assert newsdep_program(*words).returncode == 0
    done = newsdep_program("compare", "--identical", small_run, "t.h5")
    assert done.returncode == 1
    assert done.stdout


def test_replicates_are_the_runs_of_the_seeds_that_follow(
    newsdep_program, small_run, tmp_path
):
    assert newsdep_program("run", SMALL, "-o", "t.h5", "--seed", "8").returncode == 0
    with newsdep.open(small_run) as both, newsdep.open(tmp_path / "t.h5") as single:
        assert list(both["replicate"].values) == [7, 8]
        second = both["belief_mean"].sel(replicate=8, drop=True)
        assert (second == single["belief_mean"]).all()


# ---- comparing


def test_the_programs_intervals_are_the_packages_intervals(newsdep_program, tmp_path):
    for name, words in (("a", ()), ("b", ("--set", "events.closure.enabled=false"))):
        done = newsdep_program(
            "run", SMALL, "-o", f"{name}.h5", "--replicates", "4", *words
        )
        assert done.returncode == 0, done.stderr
    done = newsdep_program("compare", "a.h5", "b.h5", "-o", "d.h5")
    assert done.returncode == 0, done.stderr
    ours = newsdep.compare(tmp_path / "a.h5", tmp_path / "b.h5")["main_source_share"]
    with xr.open_dataset(tmp_path / "d.h5") as theirs:
        for word, estimate in (
            ("difference", "mean"),
            ("lower", "low"),
            ("upper", "high"),
        ):
            assert np.allclose(
                theirs[f"main_source_share_{word}"],
                ours.sel(estimate=estimate),
                atol=1e-9,
                equal_nan=True,
            )


def test_a_closure_changes_nothing_before_it(newsdep_program, tmp_path, small_run):
    words = ("--replicates", "2", "--set", "events.closure.enabled=false")
    assert newsdep_program("run", SMALL, "-o", "b.h5", *words).returncode == 0
    difference = newsdep.compare(small_run, tmp_path / "b.h5")["main_source_share"]
    assert (difference.sel(time=slice(None, "2017-08-27")) == 0).all()
    assert (difference.sel(time="2017-09-28") != 0).any()


# ---- what editors and readers ask


def test_the_schema_accepts_the_scenarios_and_refuses_a_misspelt_key(newsdep_program):
    schema = json.loads(newsdep_program("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    scenario = yaml.load(SMALL.read_text(), Loader=yaml.BaseLoader)
    keys = yaml.safe_load(newsdep_program("check", SMALL).stdout)
    assert set(scenario) <= set(keys)
    validator = jsonschema.Draft202012Validator(schema)
    wrong = {"platform": {"rankin": "random"}}
    assert any("rankin" in error.message for error in validator.iter_errors(wrong))


def test_check_prints_a_scenario_that_means_the_same(newsdep_program, tmp_path):
    resolved = newsdep_program("check", SMALL).stdout
    (tmp_path / "resolved.yaml").write_text(resolved)
    assert newsdep_program("check", "resolved.yaml").stdout == resolved


def test_explain_knows_every_key_of_the_table(newsdep_program):
    assert (
        "stories L that one visit shows"
        in newsdep_program("explain", "platform.shown").stdout
    )
    done = newsdep_program("explain", "platform.show")
    assert done.returncode == 2
    assert "did you mean" in done.stderr


@pytest.mark.parametrize(
    "command", ["run", "compare", "check", "explain", "schema", "version"]
)
def test_help_fits_a_screen_and_shows_an_example(newsdep_program, command):
    done = newsdep_program(command, "--help")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) <= 40
    assert f"newsdep {command}" in done.stdout


# ---- what is refused, with nothing lost


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"platform": {"rankin": "random"}}, "did you mean"),
        ({"population": {"citizens": float("nan")}}, "population.citizens"),
        ({"adoption": {"start_share": 1.4}}, "1.4 is not in [0, 1]"),
        ({"events": {"x": {"date": "2017-08-01", "kind": "close",
                           "outlets": ["nobody"]}}}, "nobody"),
        ({"events": {"x": {"date": "2019-01-01", "kind": "note"}}}, "outside the run"),
        ({"events": {
            "x": {"date": "2017-08-01", "end": "2017-08-20", "kind": "zero_rating"},
            "y": {"date": "2017-08-10", "kind": "zero_rating"}}},
         "2017-08-10 is before the end of 'x'"),
        ({"burn_in": {"main_source": {"tv": 0.9}}}, "not 1"),
        ({"population": {"citizens": 200_000_000},
          "friends": {"mean_degree": 5000}}, "memory"),
        ({"friends": {"file": "missing.txt"}}, "missing.txt"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_reason(newsdep_program, tmp_path, changes, said):
    done = newsdep_program("run", overlay(tmp_path, **changes), "-o", "out.h5")
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert not (tmp_path / "out.h5").exists()


def test_all_mistakes_are_told_at_once(newsdep_program, tmp_path):
    file = tmp_path / "wrong.yaml"
    file.write_text(
        f"extends: {SMALL}\nplatfrm: {{shown: 3}}\nadoption:\n  start_share: 1.4\n"
        "  start_share: 0.2\nseed: many\n"
    )
    done = newsdep_program("check", file)
    assert done.returncode == 2
    for place in ("wrong.yaml:2:", "wrong.yaml:4:", "wrong.yaml:5:", "wrong.yaml:6:"):
        assert place in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("binary.yaml", bytes(range(256)) * 40),
        ("large.yaml", b"a: 1\n" * 21_000_000),
        ("circle.yaml", b"extends: circle.yaml\n"),
        ("empty.yaml", b""),
    ],
)
def test_garbage_is_refused_quickly(newsdep_program, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    began = time.monotonic()
    done = newsdep_program("run", name, "-o", "out.h5")
    assert done.returncode == 2, done.stderr
    assert name in done.stderr
    assert len(done.stderr) < 5000
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"0 1\n1 -2\n", "-2"),
        (b"0 1\n1\n", "graph.txt:2"),
        (b"0 1\n1 600\n", "600"),
        (b"\x1f\x8b\x08\x00truncated", "gzip"),
    ],
)
def test_a_faulty_graph_file_is_refused(newsdep_program, tmp_path, content, said):
    (tmp_path / "graph.txt").write_bytes(content)
    file = overlay(tmp_path, friends={"file": "graph.txt"})
    done = newsdep_program("run", file, "-o", "out.h5")
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert not (tmp_path / "out.h5").exists()


def test_an_existing_file_is_kept(newsdep_program, tmp_path):
    (tmp_path / "out.h5").write_text("precious")
    done = newsdep_program("run", SMALL, "-o", "out.h5")
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert (tmp_path / "out.h5").read_text() == "precious"


def test_a_folder_is_no_output(newsdep_program, tmp_path):
    done = newsdep_program("run", SMALL, "-o", tmp_path)
    assert done.returncode == 2
    assert "folder" in done.stderr or "directory" in done.stderr


def test_a_full_disk_is_said_in_one_line_and_leaves_nothing(newsdep_program):
    done = newsdep_program("run", SMALL, "-o", "/dev/full", "--force")
    assert done.returncode == 2
    assert "/dev/full" in done.stderr


def test_a_run_that_is_interrupted_leaves_no_half_file(simulator, tmp_path):
    words = [simulator, "run", SMALL, "-o", "out.h5", "--replicates", "10000"]
    process = subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=30)[1]
    assert process.returncode not in (0, -signal.SIGINT)
    assert list(tmp_path.iterdir()) == []
    assert "out.h5" in said or "kept" in said or "interrupt" in said.lower()


def test_progress_for_machines_is_json_lines(newsdep_program):
    done = newsdep_program("run", SMALL, "-o", "t.h5", "--progress", "json")
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert lines
    assert all(isinstance(line, dict) for line in lines)

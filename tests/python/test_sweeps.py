"""Sweeps: how they are called, opened and laid out, on made-up files."""

import datetime
import stat

import dask
import numpy as np
import pandas as pd
import pytest
import yaml
from made_up_sweeps import grid, write_sweep

import newsdep
from newsdep import points, sweep_runs, sweeps

GRID = grid(platform__ranking=["random", "engagement"], choice__temperature=[0.1, 0.3])


@pytest.fixture
def path(tmp_path):
    """Return a 2 x 2 grid of three replicates, whose y is 10 point + replicate."""
    file = tmp_path / "map.h5"
    write_sweep(file, GRID, by_point(4, 3), design="grid")
    return file


def by_point(points, replicates):
    """Return 10 times the point plus the replicate."""
    return 10 * np.arange(points)[:, None] + np.arange(replicates)


def last(data):
    """Return the last day of y."""
    return data["y"].isel(time=-1)


# ---- opening --------------------------------------------------------------------------


def test_selecting_averaging_and_tables_work_on_the_whole_sweep(path):
    data = newsdep.open_sweep(path)
    assert last(data.sel(point=2)).values.tolist() == [20, 21, 22]
    assert last(data.mean("replicate")).values.tolist() == [1, 11, 21, 31]
    table = data[["y"]].isel(time=-1).to_dataframe()
    row = table.loc[(3, 2)]
    assert row["y"] == 31
    assert row["platform.ranking"] == "engagement"
    assert len(data.to_dataframe()) == 4 * 3 * 20 * 3 * 2 * 1


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({"platform.ranking": "engagement"}, [2, 3]),
        ({"platform.ranking": "engagement", "choice.temperature": 0.1}, [2]),
        ({"choice.temperature": 0.1 + 0.2}, [1, 3]),  # which is not 0.3
        ({"choice.temperature": slice(0.2, None)}, [1, 3]),
        ({"platform.ranking": ["random", "engagement"]}, [0, 1, 2, 3]),
        ({"choice.temperature": [0.1, 0.7]}, [0, 2]),
    ],
)
def test_points_are_found_by_the_values_of_their_parameters(path, wanted, numbers):
    data = newsdep.open_sweep(path)
    for part in (data, data["y"], data.mean("replicate"), last(data)):
        assert newsdep.select(part, wanted).point.values.tolist() == numbers


def test_xarrays_own_selection_knows_the_parameters(path):
    data = newsdep.open_sweep(path)
    found = data.sel({"platform.ranking": "engagement"})
    assert found.point.values.tolist() == [2, 3]
    means = last(data).groupby("choice.temperature").mean(["point", "replicate"])
    assert means.values.tolist() == [11, 21]


def test_truth_values_find_the_words_that_yaml_has_for_them(tmp_path):
    write_sweep(tmp_path / "on.h5", {"ads.enabled": ["false", "true"]}, [0, 1])
    data = newsdep.open_sweep(tmp_path / "on.h5")
    assert newsdep.select(data, {"ads.enabled": True}).point.values.tolist() == [1]


def test_a_value_that_no_point_has_is_refused_with_those_that_there_are(path):
    data = newsdep.open_sweep(path)
    with pytest.raises(
        KeyError, match=r"ranking = newest; there are random, engagement"
    ):
        newsdep.select(data, {"platform.ranking": "newest"})
    with pytest.raises(
        KeyError, match=r"ranking is not swept; swept are platform\.rank"
    ):
        newsdep.select(data, {"ranking": "random"})
    with pytest.raises(KeyError, match="no point has all of"):
        newsdep.select(
            data.isel(point=[0, 3]),
            {"platform.ranking": "random", "choice.temperature": 0.3},
        )


def test_variables_of_groups_have_their_paths_and_their_own_labels(path):
    data = newsdep.open_sweep(path)
    likes = data["platform/likes_fake"].sel(page="premier").isel(time=-1)
    assert np.array_equal(likes, last(data))
    assert data["audit/estimate"].dims == ("point", "replicate", "page")
    # The survey labels pages otherwise than the platform does.
    assert data["survey/known"].survey_page.values.tolist() == ["premier"]
    assert not [name for name in data if name.startswith("provenance")]


def test_parameters_have_the_order_of_the_design_whatever_that_of_the_file(tmp_path):
    laws = [{"key": "b", "law": "values"}, {"key": "a", "law": "values"}]
    columns = grid(b=[1.0, 2.0], a=[3.0, 4.0])
    mixed = {"a": columns["a"], "b": columns["b"]}
    write_sweep(tmp_path / "o.h5", mixed, np.arange(4), design="grid", laws=laws)
    data = newsdep.open_sweep(tmp_path / "o.h5")
    assert points.parameters(data) == ["b", "a"]
    assert points.parameters(data["y"].mean("replicate")) == ["b", "a"]
    assert newsdep.as_grid(last(data)).dims == ("b", "a", "replicate")


def test_a_result_of_a_single_run_is_no_sweep(result):
    with pytest.raises(ValueError, match="no dimension point"):
        newsdep.open_sweep(result)


def test_big_sweeps_come_in_chunks_and_give_the_same_numbers(path, monkeypatch):
    small = newsdep.open_sweep(path)
    assert not dask.is_dask_collection(small["y"].variable._data)
    monkeypatch.setattr(sweeps, "BIG", 1000)
    big = newsdep.open_sweep(path)
    assert dask.is_dask_collection(big["y"].variable._data)
    lazy = newsdep.as_grid(big)["y"].mean("replicate")
    assert dask.is_dask_collection(lazy.variable._data)
    assert lazy.compute().equals(newsdep.as_grid(small)["y"].mean("replicate"))
    assert newsdep.failed(big).empty


# ---- grids, single points, failed runs ------------------------------------------------


def test_a_grid_has_a_dimension_a_parameter_and_every_value_at_its_place(path):
    data = newsdep.as_grid(newsdep.open_sweep(path))
    assert data["y"].dims == (
        "platform.ranking", "choice.temperature", "replicate", "time")  # fmt: skip
    assert data["platform.ranking"].values.tolist() == ["random", "engagement"]
    assert data["choice.temperature"].attrs["units"] == "1"
    at = {"platform.ranking": "engagement", "choice.temperature": 0.1}
    assert last(data).sel(at).values.tolist() == [20, 21, 22]


def test_the_order_of_points_does_not_matter_to_their_grid(path):
    data = newsdep.open_sweep(path)
    mixed = newsdep.as_grid(data.isel(point=[2, 0, 3, 1]))
    ordered = newsdep.as_grid(data)
    assert mixed["y"].equals(ordered["y"].reindex_like(mixed["y"]))


def test_numbers_computed_by_point_become_a_grid_too(path):
    data = newsdep.open_sweep(path)
    found = newsdep.as_grid(last(data).mean("replicate"))
    assert found.values.tolist() == [[1, 11], [21, 31]]


def test_points_that_are_no_grid_are_refused(path):
    data = newsdep.open_sweep(path)
    with pytest.raises(ValueError, match="2 x 2 values make 4 combinations, and there"):
        newsdep.as_grid(data.isel(point=[0, 1, 2]))


def test_one_point_is_a_result_like_that_of_a_run(path):
    data = newsdep.open_sweep(path)
    first, second = newsdep.run_at(data, 0), newsdep.run_at(data, 2)
    assert first["platform/likes_fake"].dims == ("replicate", "time", "page")
    assert second["survey/known"].dims == ("replicate", "page")
    change = newsdep.compare(first, second)["y"].isel(time=-1)
    assert change.values.tolist() == [20, 20, 20]


def test_failed_runs_are_listed_with_their_point_and_error(tmp_path):
    file = tmp_path / "broken.h5"
    write_sweep(file, GRID, by_point(4, 3), design="grid", broken=[(1, 2), (3, 0)])
    data = newsdep.open_sweep(file)
    assert last(data).isnull().sum() == 2
    runs = newsdep.failed(data)
    assert runs["point"].tolist() == [1, 3]
    assert runs["seed"].tolist() == [3, 1]
    assert runs["error"].tolist() == ["belief is NaN"] * 2
    assert runs["choice.temperature"].tolist() == [0.3, 0.3]
    assert newsdep.failed(data.sel(point=[0, 1]))["replicate"].tolist() == [3]


def test_a_part_of_a_sweep_that_says_nothing_of_its_runs_is_refused(path):
    data = newsdep.open_sweep(path)[["y"]]
    with pytest.raises(ValueError, match="not a whole sweep"):
        newsdep.failed(data)


def test_whether_luck_is_shared_is_seen_by_the_seeds(tmp_path):
    for paired in (True, False):
        file = tmp_path / f"{paired}.h5"
        write_sweep(file, GRID, by_point(4, 3), paired=paired)
        assert sweeps.is_paired(newsdep.open_sweep(file)) is paired


# ---- one number a run -----------------------------------------------------------------


def test_a_name_and_a_function_give_one_number_a_run(path):
    data = newsdep.open_sweep(path)
    expected = by_point(4, 3)
    assert np.array_equal(sweeps.numbers(data, "y"), expected)
    assert np.array_equal(sweeps.numbers(data, last), expected)
    assert np.allclose(sweeps.numbers(data, "y", "mean"), expected / 2)
    assert np.array_equal(sweeps.numbers(data, "y", "max"), expected)


def test_an_outcome_that_is_no_single_number_a_run_is_refused(path):
    data = newsdep.open_sweep(path)
    with pytest.raises(ValueError, match="its dimensions are point, replicate, medium"):
        sweeps.numbers(data, "main_source_share")
    with pytest.raises(ValueError, match="its dimensions are replicate; give"):
        sweeps.numbers(data, lambda s: last(s).mean("point"))
    with pytest.raises(ValueError, match="no variable 'z'; it has y, main"):
        sweeps.numbers(data, "z")
    with pytest.raises(ValueError, match="'sum' is no way to reduce time"):
        sweeps.numbers(data, "y", "sum")


# ---- running --------------------------------------------------------------------------


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Replace the simulator by a script that copies ready.h5 to its output."""

    def make(ending="exit 0"):
        program = tmp_path / "newsdep"
        program.write_text(
            '#!/bin/sh\nhere=$(dirname "$0")\necho "$@" >"$here/called"\n'
            'cp "$2" "$here/given.yaml"\n'
            'out=$4\n[ -f "$here/ready.h5" ] && cp "$here/ready.h5" "$out"\n'
            f"{ending}\n"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("NEWSDEP", str(program))
        write_sweep(tmp_path / "ready.h5", GRID, by_point(4, 3), broken=[(1, 2)])
        return tmp_path

    return make


def test_the_command_line_says_what_was_asked_for(stand_in, tmp_path):
    folder = stand_in()
    (tmp_path / "map.yaml").write_text("design: grid\n")
    found = newsdep.sweep(
        tmp_path / "map.yaml", tmp_path / "o.h5", threads=2, retry_failed=True
    )
    assert (folder / "called").read_text().split() == [
        "sweep", str(tmp_path / "map.yaml"), "-o", str(tmp_path / "o.h5"),
        "--threads", "2", "--retry-failed"]  # fmt: skip
    assert found.sizes["point"] == 4


def test_a_shard_is_run_and_not_opened(stand_in, tmp_path):
    folder = stand_in("exit 3")
    (tmp_path / "map.yaml").write_text("design: grid\n")
    with pytest.warns(newsdep.FailedRunsWarning):
        found = newsdep.sweep(tmp_path / "map.yaml", tmp_path / "o.h5", shard=(2, 10))
    assert found is None
    assert "--shard 2/10" in (folder / "called").read_text()
    with pytest.raises(ValueError, match="parts count from 1 to 10"):
        newsdep.sweep(tmp_path / "map.yaml", tmp_path / "o.h5", shard=(0, 10))


def test_a_mapping_is_written_as_the_yaml_it_means(stand_in, tmp_path, monkeypatch):
    folder = stand_in()
    monkeypatch.chdir(tmp_path)
    given = {
        "scenario": "country/base.yaml",
        "set": {"time.end": datetime.date(2014, 1, 1), "ads.enabled": False},
        "design": "grid",
        "parameters": {
            "choice.temperature": np.linspace(0.1, 0.3, 2),
            "platform.ranking": ("random", "engagement"),
            "attention.occasions": pd.Index([1, 2]),
        },
        "replicates": np.int64(3),
    }
    newsdep.sweep(given, tmp_path / "map.h5")
    written = yaml.safe_load((folder / "given.yaml").read_text())
    assert written == {
        **given,
        "scenario": str(tmp_path / "country/base.yaml"),
        "parameters": {
            "choice.temperature": [0.1, 0.3],
            "platform.ranking": ["random", "engagement"],
            "attention.occasions": [1, 2],
        },
        "replicates": 3,
    }
    assert list(written["parameters"]) == list(given["parameters"])
    # The title is the file's name, so it has to be the same each time.
    assert (folder / "called").read_text().split()[1].endswith("/map.yaml")


def test_what_yaml_has_not_is_refused():
    with pytest.raises(TypeError, match="of type complex, which cannot be written"):
        sweep_runs.sweep_text({"parameters": {"a": [1j]}})


def test_failed_runs_are_a_warning_that_lists_them(stand_in, tmp_path):
    stand_in("echo '1 run failed' >&2; exit 3")
    expected = "(?s)1 run has failed.*point 1, replicate 3, seed 3: belief is NaN"
    with pytest.warns(newsdep.FailedRunsWarning, match=expected):
        found = newsdep.sweep({"design": "grid"}, tmp_path / "o.h5")
    assert len(newsdep.failed(found)) == 1


def test_a_mistake_in_the_sweep_is_told_in_the_programs_own_words(stand_in, tmp_path):
    stand_in("echo 'o.yaml:1:1: design: unknown' >&2; exit 2")
    with pytest.raises(newsdep.ScenarioError, match="design: unknown"):
        newsdep.sweep({"design": "gird"}, tmp_path / "o.h5")

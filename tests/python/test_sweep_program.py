"""Sweeps of the program itself: killed at any moment, they go on and lose nothing."""

import random
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import newsdep

SWEEP = """\
scenario: {scenario}
set: {{population.citizens: 300}}
design: grid
parameters:
  platform.ranking: [chronological, engagement]
  choice.temperature: [0.2, 0.3, 0.4]
replicates: 6
"""


@pytest.fixture
def sweep(tmp_path, scenarios):
    """Write a sweep of 36 runs of 0.02 s each; return its file."""
    file = tmp_path / "sweep.yaml"
    file.write_text(SWEEP.format(scenario=scenarios / "tests/minimal.yaml"))
    return file


@pytest.fixture
def scenarios():
    """Return the folder of the scenarios."""
    return Path(__file__).parents[2] / "scenarios"


def is_same(simulator, a, b):
    """Whether two results have the same bytes outside provenance."""
    return subprocess.run([simulator, "compare", "--identical", a, b]).returncode == 0


def test_a_sweep_that_is_killed_at_any_moment_ends_as_one_that_is_not(
    simulator, sweep, tmp_path
):
    whole, killed = tmp_path / "whole.h5", tmp_path / "killed.h5"
    newsdep.sweep(sweep, whole)
    command = [simulator, "sweep", sweep, "-o", killed, "--threads", "2",
               "--progress", "json"]  # fmt: skip
    luck = random.Random(7)
    kills = 0
    for _ in range(50):
        run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        time.sleep(luck.uniform(0.05, 0.25))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        if run.returncode == 0:
            break
        kills += 1
    assert kills >= 2
    newsdep.sweep(sweep, killed)
    assert is_same(simulator, whole, killed)


def test_a_run_of_a_sweep_is_the_run_of_its_point_by_itself(sweep, scenarios, tmp_path):
    data = newsdep.sweep(sweep, tmp_path / "sweep.h5")
    for point in (0, 5):
        values = {key: data[key].values[point].item()
                  for key in ("platform.ranking", "choice.temperature")}  # fmt: skip
        alone = newsdep.run(
            scenarios / "tests/minimal.yaml",
            {"population.citizens": 300, **values},
            replicates=6,
        )
        of_sweep = newsdep.run_at(data, point)
        for name in ("belief_mean", "main_source_share"):
            np.testing.assert_array_equal(of_sweep[name], alone[name])


def test_shards_put_together_are_the_sweep(simulator, sweep, tmp_path):
    output = tmp_path / "parts.h5"
    for part in (1, 2):
        assert newsdep.sweep(sweep, output, shard=(part, 2)) is None
    ledgers = [f"{output}.shard-{part}-of-2.ledger" for part in (1, 2)]
    with pytest.raises(newsdep.ScenarioError, match="18 of 36 runs are missing"):
        newsdep.collect(ledgers[:1], output)
    half = newsdep.collect(ledgers[:1], tmp_path / "half.h5", partial=True)
    assert int(half["belief_mean"].isnull().any("time").sum()) == 18
    together = newsdep.collect(ledgers, output)
    xr.testing.assert_identical(
        together["belief_mean"],
        newsdep.sweep(sweep, tmp_path / "whole.h5")["belief_mean"],
    )
    assert is_same(simulator, output, tmp_path / "whole.h5")

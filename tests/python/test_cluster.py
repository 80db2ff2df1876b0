"""The recipes for clusters, on a Slurm of one node that the tests start and stop."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import newsdep

TOP = Path(__file__).parents[2]
RECIPES = TOP / "scripts/cluster"
SWEEP = """\
scenario: {scenario}
set: {{population.citizens: 100, time.end: 2013-01-20}}
design: grid
parameters:
  choice.temperature: [0.2, 0.4]
  platform.ranking: [chronological, engagement]
replicates: 3
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.geteuid() != 0 or shutil.which("slurmctld") is None,
        reason="needs root and Slurm (scripts/setup --cluster)",
    ),
]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory, simulator):
    """Start a cluster of this machine; return the environment in which it is found."""
    folder = tmp_path_factory.mktemp("slurm")
    subprocess.run([RECIPES / "one_node", "start", folder], check=True, timeout=120)
    yield {
        **os.environ,
        "SLURM_CONF": str(folder / "slurm.conf"),
        "NEWSDEP": str(simulator),
    }
    subprocess.run([RECIPES / "one_node", "stop", folder], check=True, timeout=60)


@pytest.fixture
def sweep(tmp_path):
    """Write a sweep of twelve short runs; return its file."""
    file = tmp_path / "sweep.yaml"
    file.write_text(SWEEP.format(scenario=TOP / "scenarios/tests/minimal.yaml"))
    return file


def submit(cluster, *words):
    """Submit a sweep and wait until the job that merges it is over."""
    done = subprocess.run(
        [RECIPES / "submit", *words], env=cluster, capture_output=True, text=True
    )
    if done.returncode != 0:
        return done
    job = done.stdout.split()[-1]
    subprocess.run(
        ["srun", f"--dependency=afterany:{job}", "true"],
        env=cluster, check=True, timeout=300, capture_output=True,
    )  # fmt: skip
    return done


def test_a_sweep_on_a_cluster_is_the_sweep_on_one_machine(
    cluster, sweep, simulator, tmp_path
):
    done = submit(cluster, sweep, tmp_path / "there.h5", "3", "--cpus-per-task=1")
    assert done.returncode == 0, done.stderr
    assert "12 " in done.stderr  # runs, by the dry run
    logs = [*tmp_path.glob("there.h5.*.log")]
    assert len(logs) == 4, "three shards and the merge"
    assert (tmp_path / "there.h5").exists(), [log.read_text() for log in logs]
    newsdep.sweep(sweep, tmp_path / "here.h5")
    same = subprocess.run(
        [simulator, "compare", "--identical", tmp_path / "here.h5",
         tmp_path / "there.h5"],
    )  # fmt: skip
    assert same.returncode == 0


def test_a_mistake_in_a_sweep_is_told_before_any_job_is_queued(cluster, tmp_path):
    file = tmp_path / "wrong.yaml"
    file.write_text(SWEEP.format(scenario=TOP / "scenarios/tests/minimal.yaml")
                    .replace("choice.temperature", "choice.temprature"))  # fmt: skip
    done = submit(cluster, file, tmp_path / "out.h5", "2")
    assert done.returncode == 2
    assert "choice.temperature" in done.stderr  # did you mean
    queue = subprocess.run(
        ["squeue", "--noheader"], env=cluster, capture_output=True, text=True
    )
    assert queue.stdout == ""

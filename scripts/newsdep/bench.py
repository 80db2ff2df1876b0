"""What ./scripts/bench does: time the program on pinned workloads and print a table.

Every number comes from the result files themselves (group ``provenance``) except the
copy bandwidth of the machine, which is measured here with numpy.
"""

import argparse
import datetime
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xarray as xr

import newsdep
from newsdep import program
from newsdep.bench_talk import bench_talk
from newsdep.events import scenario_of

SCENARIOS = Path(__file__).parents[2] / "scenarios"
WORKLOAD = SCENARIOS / "bench/base.yaml"
LEVERS = SCENARIOS / "bench/levers.yaml"
POWER = SCENARIOS / "bench/power.yaml"
YEAR = SCENARIOS / "bench/year.yaml"
YEAR_LEVERS = SCENARIOS / "bench/year_levers.yaml"
SIMSOM = SCENARIOS / "validation/simsom_gamma_001.yaml"
SIZES = (10_000, 100_000, 1_000_000)

# What the pinned workload must be, per step and citizen (users are half the citizens):
# 0.6 visits a user, 10 stories shown of at least 20, 0.3 shares or posts a visit, each
# to 50 friends.
WANTED = {"visits": 0.3, "shown": 3.0, "shares": 0.09, "messages": 4.5}
TOLERANCE = 0.05
LEAST_CANDIDATES = 20  # per visit


@dataclass(frozen=True)
class Timing:
    """One timed run."""

    citizens: int
    threads: int
    steps: int
    seconds: float  # of the steps, burn-in and set-up aside
    set_up: float  # seconds to build the society
    edges: float
    recording: float  # seconds spent on measuring and writing
    memory: float  # bytes at the peak
    counts: dict[str, float]  # per citizen and step

    @property
    def citizen_steps(self) -> float:
        """Return how many citizen-steps were simulated."""
        return self.citizens * self.steps


def measure(
    citizens: int, threads: int, steps: int, scenario: Path = WORKLOAD
) -> Timing:
    """Run a workload at one size for some steps and read how long it took."""
    end = datetime.date(2013, 1, 1) + datetime.timedelta(days=steps - 1)
    with tempfile.TemporaryDirectory(prefix="newsdep-bench-") as folder:
        file = Path(folder) / "run.h5"
        changes = {"population.citizens": citizens, "time.end": end}
        words = ["--threads", str(threads), "--progress", "none"]
        program.call("run", scenario, "-o", file, *words, *program.settings(changes))
        with newsdep.open(file) as data:
            return timing_of(data.load(), threads, steps)


def timing_of(data: xr.DataTree, threads: int, steps: int) -> Timing:
    """Read a timing out of a result."""
    scenario = scenario_of(data)
    provenance = data["provenance"].to_dataset()

    def seconds(kind: str, name: str) -> float:
        times = provenance[f"{kind}_wall_time"]
        return float(times.sel({kind: name})) if name in times[kind].values else 0.0

    citizens = int(scenario["population"]["citizens"])
    platform = data["platform"].to_dataset()
    names = ("visits", "candidates", "shown", "shares", "messages")
    # The first day's inboxes are still empty.
    later = platform[list(names)].isel(time=slice(steps // 3, None)).mean("time")
    return Timing(
        citizens=citizens,
        threads=threads,
        steps=steps,
        seconds=seconds("phase", "run"),
        set_up=seconds("process", "Society"),
        edges=citizens * float(scenario["friends"]["mean_degree"]) / 2,
        recording=seconds("process", "Measures") + seconds("phase", "results file"),
        memory=float(provenance["peak_memory"]),
        counts={name: float(later[name]) for name in names},
    )


def copy_bandwidth(threads: int, megabytes: int = 256) -> float:
    """Return what the machine copies, bytes a second, read and written counted."""
    size = megabytes * 2**20 // 8
    arrays = [(np.ones(size), np.empty(size)) for _ in range(threads)]
    best = float("inf")
    for _ in range(5):
        workers = [
            threading.Thread(target=np.copyto, args=(to, source))
            for source, to in arrays
        ]
        began = time.perf_counter()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        best = min(best, time.perf_counter() - began)
    return 2 * 8 * size * threads / best


def row(timing: Timing) -> str:
    """Write a line of the table."""
    per = timing.seconds / timing.citizen_steps
    shows, messages = (
        timing.counts[name] * timing.citizen_steps / timing.seconds / 1e6
        for name in ("shown", "messages")
    )
    return (
        f"| {timing.citizens:>9,} | {timing.threads} | {1e-6 / per:6.2f} | {1e9 * per:6.1f} "
        f"| {shows:6.1f} | {messages:6.1f} | {1e6 * timing.set_up / timing.edges:6.3f} "
        f"| {timing.memory / timing.citizens:6.0f} "
        f"| {100 * timing.recording / (timing.seconds + timing.recording):5.2f} |"
    )


HEAD = """\
| citizens | threads | M citizen-steps/s | ns per citizen-step | M shows/s | M messages/s \
| society us/edge | peak bytes/citizen | recording % |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


def counts_off(timing: Timing) -> Iterator[str]:
    """Say which counts of the pinned workload are not what they must be."""
    for name, wanted in WANTED.items():
        found = timing.counts[name]
        print(f"  {name}: {found:.4g} a citizen and step (wanted {wanted:g}), "
              f"{found * timing.citizens / 1e6:.2f} M a step")  # fmt: skip
        if not abs(found / wanted - 1) <= TOLERANCE:
            yield f"{name} is {found:.4g}, more than 5 % from {wanted:g}"
    candidates = timing.counts["candidates"] / timing.counts["visits"]
    print(
        f"  candidates: {candidates:.1f} a visit (wanted at least {LEAST_CANDIDATES})"
    )
    if not candidates >= LEAST_CANDIDATES:
        yield f"only {candidates:.1f} candidates a visit"


def compare(workloads: tuple[Path, Path], what: str, pairs: int, steps: int) -> None:
    """Time a workload with `what` against one without, run by run in turn."""
    ratios = []
    for _ in range(pairs):
        off, on = (measure(SIZES[-1], 1, steps, file) for file in workloads)
        ratios.append(on.seconds / off.seconds)
        print(f"  {1e9 * off.seconds / off.citizen_steps:6.1f} ns off, "
              f"{1e9 * on.seconds / on.citizen_steps:6.1f} ns on: {ratios[-1]:.3f}",
              flush=True)  # fmt: skip
    print(f"With {what} a citizen-step takes {np.median(ratios):.3f} times as "
          f"long (median of {pairs} pairs)")  # fmt: skip


def time_simsom(runs: int) -> None:
    """Time SimSoM's published size, 10,006 accounts and 500 bots."""
    timings = [measure(10_006, 1, 120, SIMSOM) for _ in range(runs)]
    step = np.median([timing.seconds / timing.steps for timing in timings])
    print(f"SimSoM with 500 bots: {1e3 * step:.1f} ms a step on one core (median), "
          f"{timings[0].memory / 1e6:.0f} MB at the peak")  # fmt: skip


def time_sweep(scenario: Path, points: int, replicates: int, changes: dict) -> float:
    """Time a sweep on all cores, seconds; its points differ in how people join."""
    with tempfile.TemporaryDirectory(prefix="newsdep-bench-") as folder:
        imitation = np.linspace(0.001, 0.01, points)
        swept = {
            "scenario": scenario,
            "set": changes,
            "design": "grid",
            "parameters": {"adoption.imitation": imitation},
            "replicates": replicates,
        }
        began = time.perf_counter()
        newsdep.sweep(swept, Path(folder) / "sweep.h5", progress="none").close()
        return time.perf_counter() - began


def time_bare(scenario: Path, runs: int, changes: dict) -> float:
    """Time as many runs without a sweep, seconds: a process a core."""
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory(prefix="newsdep-bench-") as folder:
        began = time.perf_counter()
        workers = []
        for core in range(cores):
            words = ["-o", f"{folder}/{core}.h5", "--replicates", str(runs // cores)]
            words += ["--threads", "1", "--progress", "none"]
            seed = {"seed": 1 + core * runs}
            words += program.settings(changes | seed)
            command = [program.find_program(), "run", scenario, *words]
            workers.append(subprocess.Popen(command))
        for worker in workers:
            if worker.wait() != 0:
                raise SystemExit("bench: a run failed")
        return time.perf_counter() - began


def bench_sweeps(runs: int) -> None:
    """Time sweeps of a year of 10,000 citizens, and what a sweep costs beside runs."""
    cores = len(os.sched_getaffinity(0))
    print(f"{runs:,} runs of 10,000 citizens over 365 days on {cores} cores, 50 points "
          "that share their starts:")  # fmt: skip
    pinned = {"population.citizens": 10_000, "time.end": datetime.date(2013, 12, 31)}
    for what, scenario, changes in (
        ("a year of the founding case", YEAR, {}),
        ("the same with every lever", YEAR_LEVERS, {}),
        ("the pinned workload", WORKLOAD, pinned),
    ):
        seconds = time_sweep(scenario, 50, runs // 50, changes)
        print(f"  {what}: {seconds:.0f} s, {1000 * seconds / runs / 60:.1f} min for "
              "1,000 runs", flush=True)  # fmt: skip
    ratios = []
    few = 30 * cores
    for _ in range(3):
        bare = time_bare(WORKLOAD, few, pinned)
        ratios.append(time_sweep(WORKLOAD, 1, few, pinned) / bare)
        print(f"  {few} runs, each with a start of its own: {bare:.1f} s bare, "
              f"{ratios[-1]:.3f} times that as a sweep", flush=True)  # fmt: skip
    print(f"A sweep takes {np.median(ratios):.3f} times as long as its runs (median of "
          "3 pairs)")  # fmt: skip


def main() -> int:
    """Measure and print; return 1 if the pinned workload is not what it must be."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--steps", type=int, default=60, help="steps of a run (60)")
    parser.add_argument("--quick", action="store_true", help="10^4 citizens only")
    parser.add_argument(
        "--levers", action="store_true", help="time what can be bought, and SimSoM"
    )
    parser.add_argument(
        "--power", action="store_true", help="time what a regime does besides"
    )
    parser.add_argument(
        "--sweep", action="store_true", help="time sweeps of short runs"
    )
    parser.add_argument("--talk", action="store_true", help="time word of mouth")
    parser.add_argument(
        "--runs", type=int, default=200, help="runs of a sweep, a multiple of 50 (200)"
    )
    arguments = parser.parse_args()
    if arguments.sweep:
        if arguments.runs < 50 or arguments.runs % 50 != 0:
            parser.error(f"--runs {arguments.runs} is no multiple of 50")
        bench_sweeps(arguments.runs)
        return 0
    if arguments.talk:
        bench_talk()
        return 0
    if arguments.levers:
        compare((WORKLOAD, LEVERS), "every lever on", pairs=5, steps=arguments.steps)
        time_simsom(runs=5)
        return 0
    if arguments.power:
        what = "fear, climate, street and all"
        compare((LEVERS, POWER), what, pairs=5, steps=arguments.steps)
        return 0
    most = len(os.sched_getaffinity(0))
    threads = [n for n in (1, 2) if n <= most]
    bandwidth = {n: copy_bandwidth(n) for n in threads}
    said = ", ".join(f"{b / 1e9:.1f} GB/s on {n} thread{'s' * (n > 1)}"
                     for n, b in bandwidth.items())  # fmt: skip
    print(f"Machine: {most} cores; copies {said} (read and written)\n")

    sizes = SIZES[:1] if arguments.quick else SIZES
    print(HEAD)
    timings = []
    for size in sizes:
        for n in threads:
            timings.append(measure(size, n, arguments.steps))
            print(row(timings[-1]), flush=True)
    print(f"\nWorkload of {timings[-1].citizens:,} citizens:")
    off = list(counts_off(timings[-1]))
    one = [t for t in timings if t.threads == 1]
    per = [t.seconds / t.citizen_steps for t in one]
    print(f"\nFrom {one[0].citizens:,} to {one[-1].citizens:,} citizens a citizen-step "
          f"takes {per[-1] / per[0]:.2f} times as long")  # fmt: skip
    if len(threads) > 1:
        print(
            f"Two threads are {one[-1].seconds / timings[-1].seconds:.2f} times as fast"
        )
    moved = per[-1] * bandwidth[1]
    print(f"In the time of a citizen-step one core could copy {moved:,.0f} bytes")
    for problem in off:
        print(f"bench: {problem}", file=sys.stderr)
    return bool(off)


if __name__ == "__main__":
    sys.exit(main())

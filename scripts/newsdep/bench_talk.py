"""What ./scripts/bench --talk does: time word of mouth against a loop written by hand."""

import subprocess
import tempfile
from pathlib import Path

import numpy as np

import newsdep
from newsdep import program

TALK = Path(__file__).parents[2] / "scenarios/bench/talk.yaml"
BY_HAND = Path(__file__).with_name("gather.cpp")
FLAGS = ["-std=c++20", "-O3", "-march=x86-64-v3"]  # those of the program
STEPS = 20

DEFFUANT = {"conversation.kernel": "deffuant", "conversation.schedule": "sequential"}
EVERYBODY = {"conversation.mixing": "complete"}
CONTACTS = {
    "conversation.kernel": "activity_driven",
    "population.citizens": 100_000,
    "population.persons": 100_000,
    "friends.mean_degree": 0,
} | EVERYBODY
M = "conversation.reinforcement.contacts"
KERNELS: tuple[tuple[str, float | None, dict], ...] = (
    ("deffuant, 20 friends", 25, DEFFUANT),
    ("deffuant, everybody", 25, DEFFUANT | EVERYBODY),
    ("voter, 20 friends, all at once", None, {"conversation.kernel": "voter"}),
    ("hegselmann_krause, everybody", None,
     {"conversation.kernel": "hegselmann_krause"} | EVERYBODY),
    ("activity_driven, 100,000 citizens, m = 5", None, CONTACTS | {M: 5}),
    ("activity_driven, 100,000 citizens, m = 10", 50, CONTACTS | {M: 10}),
    ("activity_driven, 100,000 citizens, m = 20", None, CONTACTS | {M: 20}),
)  # fmt: skip
"""What is timed, at most how many ms a round (a million pairs) may take, and how."""


def time_by_hand(citizens: int, friends: int, steps: int = STEPS) -> float:
    """Compile and time the loop by hand; return milliseconds a step, the mean."""
    with tempfile.TemporaryDirectory(prefix="newsdep-bench-") as folder:
        gather = Path(folder) / "gather"
        subprocess.run(["g++", *FLAGS, BY_HAND, "-o", gather], check=True)
        words = [gather, *map(str, (citizens, friends, steps))]
        printed = subprocess.run(words, check=True, capture_output=True, text=True)
    return float(np.mean([float(line) for line in printed.stdout.split()]))


def time_talk(changes: dict, steps: int = STEPS) -> float:
    """Time Conversation on one thread; return milliseconds a step, the mean."""
    with tempfile.TemporaryDirectory(prefix="newsdep-bench-") as folder:
        file = Path(folder) / "run.h5"
        words = ["--threads", "1", "--progress", "none"]
        program.call("run", TALK, "-o", file, *words, *program.settings(changes))
        with newsdep.open(file) as data:
            seconds = data["provenance"]["process_wall_time"].sel(
                process="Conversation"
            )
            return 1000 * float(seconds) / steps


def judged(value: float, most: float | None, unit: str) -> str:
    """Say what the target is, if there is one, and whether it is met."""
    if most is None:
        return ""
    return f"; target at most {most:g} {unit}: {'met' if value <= most else 'NOT met'}"


def bench_talk() -> None:
    """Time the kernels on a million citizens, and DeGroot's against the loop."""
    print("A round of talk of 1,000,000 citizens on a random graph, one thread, mean of "
          f"{STEPS}:")  # fmt: skip
    for friends, most in ((10, None), (20, 1.5), (40, None)):
        ours = time_talk({"friends.mean_degree": friends})
        by_hand = time_by_hand(1_000_000, friends)
        ratio = ours / by_hand
        print(f"  degroot, {friends} friends: {ours:.0f} ms; by hand {by_hand:.0f} ms "
              f"({ratio:.2f} times{judged(ratio, most, 'times')})", flush=True
              )  # fmt: skip
    for name, most, changes in KERNELS:
        took = time_talk(changes)
        print(f"  {name}: {took:.0f} ms{judged(took, most, 'ms')}", flush=True)

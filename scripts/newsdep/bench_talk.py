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


def time_by_hand(citizens: int, friends: int, steps: int = STEPS) -> float:
    """Compile and time the loop by hand; return milliseconds a step, the median."""
    with tempfile.TemporaryDirectory(prefix="newsdep-bench-") as folder:
        gather = Path(folder) / "gather"
        subprocess.run(["g++", *FLAGS, BY_HAND, "-o", gather], check=True)
        words = [gather, *map(str, (citizens, friends, steps))]
        printed = subprocess.run(words, check=True, capture_output=True, text=True)
    return float(np.median([float(line) for line in printed.stdout.split()]))


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


def bench_talk() -> None:
    """Time the kernels on a million citizens, and DeGroot's against the loop."""
    print("A round of talk of 1,000,000 citizens on a random graph, one thread:")
    ratios = []
    for friends in (10, 20, 40):
        ours = time_talk({"friends.mean_degree": friends})
        by_hand = time_by_hand(1_000_000, friends)
        ratios.append(ours / by_hand)
        print(f"  degroot, {friends} friends: {ours:.0f} ms; by hand {by_hand:.0f} ms "
              f"({ratios[-1]:.2f} times)", flush=True)  # fmt: skip
    pairs = {"conversation.schedule": "sequential"}
    everybody = {"conversation.mixing": "complete"}
    for name, changes in (
        ("deffuant, 20 friends", {"conversation.kernel": "deffuant"} | pairs),
        (
            "deffuant, everybody",
            {"conversation.kernel": "deffuant"} | pairs | everybody,
        ),
        ("voter, 20 friends, all at once", {"conversation.kernel": "voter"}),
        (
            "hegselmann_krause, everybody",
            {"conversation.kernel": "hegselmann_krause"} | everybody,
        ),
    ):
        print(f"  {name}: {time_talk(changes):.0f} ms", flush=True)
    contacts = {
        "conversation.kernel": "activity_driven",
        "population.citizens": 100_000,
        "population.persons": 100_000,
        "friends.mean_degree": 0,
    } | everybody
    for m in (5, 10, 20):
        took = time_talk(contacts | {"conversation.reinforcement.contacts": m})
        print(
            f"  activity_driven, 100,000 citizens, m = {m}: {took:.0f} ms", flush=True
        )
    print(f"\nTargets: degroot with 20 friends at most 1.5 times the loop by hand "
          f"({ratios[1]:.2f}), a million pairs in at most 25 ms,\n  "
          "activity_driven with m = 10 at most 50 ms")  # fmt: skip

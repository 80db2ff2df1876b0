"""Keeps results: runs a scenario, or finds the result of the same run on the disk."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from newsdep import program

EVIDENCE = Path(__file__).parents[2] / "scenarios/evidence"


def run_kept(
    file: Path,
    scenario: str | os.PathLike,
    words: Sequence[str] = (),
    *,
    replicates: int = 1,
    seed: int | None = None,
    threads: int | None = None,
    force: bool = False,
    show_progress: bool = False,
) -> bool:
    """Run a scenario into a file, unless the file holds the result of the same run.

    What decides a result (the resolved scenario, the tables of evidence, the seed, the
    number of replicates, the program) is noted beside the file.

    Parameters
    ----------
    file
        Where the result is kept; its folder is made.
    scenario
        The YAML file.
    words
        ``--set`` arguments, as `newsdep.program.settings` writes them.
    replicates, seed, threads
        As in `newsdep.run`.
    force
        Whether to run even if the result is there.
    show_progress
        As in `newsdep.program.call`.

    Returns
    -------
    bool
        Whether it ran; False if the result was there.

    Raises
    ------
    ScenarioError
        If the simulator refuses the scenario.
    """
    note = file.with_suffix(".identity.txt")
    same = _identity(scenario, words, replicates, seed)
    if not force and file.is_file() and note.is_file() and note.read_text() == same:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    note.unlink(missing_ok=True)
    called = ["run", scenario, "-o", file, "--force", "--replicates", str(replicates)]
    if seed is not None:
        called += ["--seed", str(seed)]
    if threads is not None:
        called += ["--threads", str(threads)]
    program.call(*called, *words, show_progress=show_progress)
    note.write_text(same)
    return True


def _identity(scenario, words, replicates, seed) -> str:
    """Return what decides whether two results are the same: what runs, and by what."""
    # A rebuilt program is another program, whatever version it says it is.
    built = program.find_program().stat().st_mtime_ns
    resolved = program.call("check", scenario, *words)
    version = program.call("version")
    files = [Path(scenario), *sorted(EVIDENCE.glob("*"))]
    data = hashlib.sha256(
        b"".join(file.read_bytes() for file in files if file.is_file())
    )
    return (
        f"{version.strip()}\nbuilt {built}\nseed {seed}\n"
        f"replicates {replicates}\n"
        f"files {data.hexdigest()}\n{resolved}"
    )

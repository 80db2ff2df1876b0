"""A made-up result in the simulator's layout, for tests that need no simulator."""

import matplotlib

matplotlib.use("Agg")

import subprocess
from pathlib import Path

import netCDF4
import numpy as np
import pytest

from newsdep.program import find_program

SMALL = Path(__file__).parent / "small.yaml"

MEDIA = ["tv", "radio", "print", "platform", "word_of_mouth"]
PAGES = [
    "premier",
    "exile",
    "independent_daily",
    "independent_radio",
    "government_news",
]
REGIONS = [f"Province {k + 1}" for k in range(24)]
OUTLETS = [
    "state_tv",
    "private_tv",
    "state_radio",
    "rfa_radio",
    "voa_radio",
    "daily",
    "platform",
    "word_of_mouth",
]
SCENARIO = """\
time: {start: 2013-01-01, end: 2018-07-29}
seed: 1
measures: {flow_from: 2017-08-01, flow_to: 2018-03-01}
events:
  election_2013: {date: 2013-07-28, kind: note}
  into_exile: {date: 2015-11-16, kind: exile}
  first_closure: {date: 2017-08-21, kind: close}
  second_closure: {date: 2017-08-28, kind: close}
  feed_test: {date: 2017-10-19, kind: explore_feed}
  an_arrest: {date: 2017-09-03, kind: note}
  never: {date: 2017-01-01, kind: close, enabled: false}
outlets:
  state_tv: {medium: tv}
  private_tv: {medium: tv}
  rfa_radio: {medium: radio}
"""
DAYS = 2036


def main_source(rng):
    """Main-source shares that look like the case: (time, medium)."""
    t = np.linspace(0, 1, DAYS)
    closed = 1 / (1 + np.exp(-(np.arange(DAYS) - 1700) / 10))
    platform = 0.10 + 0.30 / (1 + np.exp(-6 * (t - 0.55))) + 0.05 * closed
    radio = 0.20 - 0.05 * t - 0.08 * closed
    paper = 0.03 - 0.01 * t
    tv = (1 - platform - radio - paper) * (0.72 - 0.15 * t)
    talk = 1 - platform - radio - paper - tv
    shares = np.stack([tv, radio, paper, platform, talk], axis=1)
    shares *= 1 + 0.02 * rng.standard_normal((1, len(MEDIA)))
    return shares / shares.sum(axis=1, keepdims=True)


def write_result(path, replicates=3, seed=1, shift=0.0, warnings=""):
    """Write a made-up result file; `shift` is added to every belief."""
    with netCDF4.Dataset(path, "w") as file:
        file.setncatts(
            {
                "seed": np.int64(seed),
                "scenario": SCENARIO,
                "newsdep_version": "0.1.0",
                "git_commit": "0" * 40,
                "warnings": warnings,
            }
        )
        file.createDimension("replicate", replicates)
        file.createDimension("time", DAYS)
        time = file.createVariable("time", "f8", ("time",))
        time.units, time.calendar = "days since 2013-01-01 00:00:00", "standard"
        time[:] = np.arange(DAYS)
        for name, labels in (
            ("medium", MEDIA),
            ("region", REGIONS),
            ("outlet", OUTLETS),
        ):
            file.createDimension(name, len(labels))
            file.createVariable(name, str, (name,))[:] = np.array(labels, dtype=object)

        def add(name, dims, make, group=file, **attributes):
            full = ("replicate", *dims)
            variable = group.createVariable(name, "f8", full)
            variable.setncatts({"units": "1", "long_name": name, **attributes})
            variable[:] = np.stack(
                [make(np.random.default_rng(seed + r)) for r in range(replicates)]
            )

        add("main_source_share", ("time", "medium"), main_source)
        add(
            "attention_share",
            ("time", "outlet"),
            lambda rng: rng.dirichlet(np.arange(1, 9) * 50, DAYS),
        )
        add(
            "platform_users",
            ("time",),
            lambda rng: np.linspace(0.05, 0.6, DAYS) + 0.002 * rng.standard_normal(),
        )
        add(
            "belief_mean",
            ("time",),
            lambda rng: (
                np.linspace(0.02, 0.06, DAYS) + shift + 0.001 * rng.standard_normal()
            ),
        )
        start = np.linspace(-0.25, 0.3, len(REGIONS))
        for name, rise in (
            ("belief_mean_region", 0.05),
            ("exposure_slant_region", 0.2),
        ):
            add(
                name,
                ("time", "region"),
                lambda rng, rise=rise: (
                    start
                    + shift
                    + rise * np.linspace(0, 1, DAYS)[:, None] * (1 + start)
                    + 0.01 * rng.standard_normal((1, len(REGIONS)))
                ),
            )

        platform = file.createGroup("platform")
        platform.createDimension("page", len(PAGES))
        platform.createVariable("page", str, ("page",))[:] = np.array(
            PAGES, dtype=object
        )
        t = np.linspace(0, 1, DAYS)[:, None]
        genuine = 1e6 * t**1.5 * np.array([4.0, 3.6, 1.0, 2.2, 0.6])
        bought = 1e6 * np.array([5.0, 0, 0, 0, 0.4]) / (1 + np.exp(-20 * (t - 0.58)))

        def noisy(values):
            return lambda rng: values * (1 + 0.02 * rng.standard_normal())

        for name, values in (
            ("likes_genuine", genuine),
            ("likes_fake", bought),
            ("likes_shown", genuine + bought),
        ):
            add(name, ("time", "page"), noisy(values), platform, units="persons")

        survey = file.createGroup("survey")
        survey.createDimension("wave", 4)
        days = np.array([360, 900, 1330, 2000])
        dates = np.datetime64("2013-01-01") + days
        survey.createVariable("wave", str, ("wave",))[:] = dates.astype(str).astype(
            object
        )
        add(
            "main_source",
            ("wave", "medium"),
            lambda rng: (
                main_source(rng)[days] + 0.008 * rng.standard_normal((4, len(MEDIA)))
            ),
            survey,
        )
        add(
            "main_source_se",
            ("wave", "medium"),
            lambda rng: np.full((4, len(MEDIA)), 0.01),
            survey,
        )

        flow = file.createGroup("flow")
        for kind, labels in (("medium", MEDIA), ("alternative", OUTLETS)):
            for end in ("from", "to"):
                flow.createDimension(f"{kind}_{end}", len(labels))
                flow.createVariable(f"{kind}_{end}", str, (f"{kind}_{end}",))[:] = (
                    np.array(labels, dtype=object)
                )
        add("main_source", ("medium_from", "medium_to"), lambda rng: flows(MEDIA), flow)
        add(
            "attention",
            ("alternative_from", "alternative_to"),
            lambda rng: flows(OUTLETS),
            flow,
        )


def flows(labels):
    """Shares that moved, the diagonal stayed; sums to 1."""
    before = np.array(
        [0.40, 0.14, 0.02, 0.31, 0.13]
        if len(labels) == 5
        else [0.25, 0.2, 0.05, 0.08, 0.05, 0.02, 0.25, 0.1]
    )
    stay = np.full(len(labels), 0.92)
    stay[1 if len(labels) == 5 else 3] = 0.3
    matrix = np.outer(before * (1 - stay), before / before.sum())
    return matrix + np.diag(before * stay)


@pytest.fixture
def result(tmp_path):
    """Return the path of a made-up result of three replicates."""
    path = tmp_path / "run.h5"
    write_result(path)
    return path


@pytest.fixture(scope="session")
def simulator():
    """Return the path of the simulator; a test that asks for it fails without it."""
    return find_program()


@pytest.fixture
def newsdep_program(simulator, tmp_path):
    """Return a function that calls the simulator in a folder of its own."""

    def call(*words, **options):
        return subprocess.run(
            [simulator, *map(str, words)],
            capture_output=True,
            text=True,
            timeout=300,
            cwd=tmp_path,
            **options,
        )

    return call


@pytest.fixture(scope="session")
def small_run(simulator, tmp_path_factory):
    """Return the result file of the small country, two replicates."""
    file = tmp_path_factory.mktemp("small") / "small.h5"
    words = ["run", SMALL, "-o", file, "--replicates", "2", "--progress", "none"]
    subprocess.run([simulator, *words], check=True)
    return file

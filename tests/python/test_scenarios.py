"""Every scenario runs, small and short, and holds the laws that need no reference."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

import newsdep

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FILES = sorted([*SCENARIOS.glob("*.yaml"), *SCENARIOS.glob("*/*.yaml")])
CITIZENS, DAYS = 5_000, 180


def shortened(path, resolved, folder):
    """Write a scenario that extends `path` and ends after `DAYS` days.

    What is dated outside the shorter run is taken out: the program would refuse it.
    """
    start = pd.Timestamp(resolved["time"]["start"])
    end = min(
        start + pd.Timedelta(days=DAYS - 1), pd.Timestamp(resolved["time"]["end"])
    )

    def is_inside(date):
        return date is None or start <= pd.Timestamp(date) <= end

    def removed(items, *keys):
        items = items or {}
        return {name: None for name, item in items.items()
                if not all(is_inside(item.get(key)) for key in keys)}  # fmt: skip

    changes = {
        "extends": str(path),
        "time": {"end": end.date()},
        "population": {"citizens": CITIZENS},
        "events": removed(resolved.get("events"), "date"),
        "marketplace": {
            "orders": removed(resolved["marketplace"].get("orders"), "start", "end")
        },
        "survey": {"waves": removed(resolved["survey"].get("waves"), "date")},
    }
    measures = resolved["measures"]
    changes["measures"] = {"knockouts": removed(measures.get("knockouts"), "date")}
    if not all(is_inside(measures.get(key)) for key in ("flow_from", "flow_to")):
        changes["measures"] |= {"flow_from": None, "flow_to": None}
    file = folder / "short.yaml"
    file.write_text(yaml.safe_dump(changes, sort_keys=False))
    return file


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SCENARIOS)))
def test_a_scenario_runs_small_and_short(path, newsdep_program, tmp_path):
    checked = newsdep_program("check", path)
    assert checked.returncode == 0, checked.stderr
    file = shortened(path, yaml.safe_load(checked.stdout), tmp_path)
    data = newsdep.run(file)
    for name, axis in (("main_source_share", "medium"), ("attention_share", "outlet")):
        # In a world where hardly anybody reads there are days without a share.
        shares = data[name].dropna("time", how="all")
        assert shares.time.size > 0
        assert np.allclose(shares.sum(axis), 1)
    assert float(abs(data["belief_mean"]).max()) <= 1

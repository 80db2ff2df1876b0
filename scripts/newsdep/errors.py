"""What can go wrong that the user can repair."""


class ScenarioError(Exception):
    """The simulator refused a scenario; the message is the simulator's own."""


class RunsFailedError(Exception):
    """Some runs of a sweep failed, the others are kept; the message lists them."""


class FailedRunsWarning(UserWarning):
    """Warns of runs of a sweep that failed and are left out."""


class ScenarioWarning(UserWarning):
    """Warns of what a run warned of; the result keeps it as attribute `warnings`."""

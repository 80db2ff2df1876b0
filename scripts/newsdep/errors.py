"""What can go wrong that the user can repair."""


class ScenarioError(Exception):
    """The simulator refused a scenario; the message is the simulator's own."""

"""Lists what was observed, under the simulator's names, with tolerances and reasons.

Each row names a variable of the results and a label on its axis. ``use`` says what the
row may be used for: ``start`` (a number that the scenario was started from),
``calibrate`` (2013 to 2016, a parameter was fitted to it) or ``judge`` (no number of a
scenario was chosen to meet it). Outcomes of 2017-2018 are not listed at all.
"""

import observed_media
import observed_pages
import observed_votes
from tables import as_text

HEADER = (
    "id",
    "date",
    "until",
    "variable",
    "label",
    "value",
    "tolerance",
    "unit",
    "use",
    "status",
    "tolerance_reason",
    "citation",
    "note",
)


def table():
    """Return ``observed.csv`` as text."""
    rows = [
        *observed_votes.vote(),
        *observed_votes.ballot(),
        *observed_media.main_source(),
        *observed_media.platform_users(),
        *observed_pages.page_likes(),
        *observed_media.media_market(),
        *observed_pages.organic_reach(),
    ]
    comments = (
        "Observed rows that a run can be compared with. Derived by scripts/evidence/derive.py.",
        "value +- tolerance in unit; the simulated mean from date to until (both included).",
        "use: start (the scenario was started from it), calibrate (2013-2016, a parameter was",
        "  fitted to it), judge (no number was chosen to meet it). Outcomes of 2017-2018 are",
        "  not here: the model is judged on them elsewhere.",
        "label: '+' adds labels; 'within tv:' is a share of that medium's attention; before a",
        "  colon, the election.",
        "A variable that a run does not record is shown as not recorded, not left out.",
    )
    return as_text(comments, HEADER, rows)

"""Observed rows on the election of 2013."""

from leaning import shares
from tables import number_of, read


def vote():
    """Return the row on the two-party vote of 2013."""
    _, target, _ = shares()
    return [
        (
            "support_2013_vote",
            "2013-07-28",
            "2013-07-28",
            "support_share",
            "",
            f"{target:.4f}",
            "0.050",
            "share",
            "start",
            "D",
            "5 points: belief above zero is not a vote; 1.6 % invalid, 6.7 % other parties",
            "cambodia_elections.csv: 48.83 / (48.83 + 44.46)",
            "leaning was set from it",
        )
    ]


def ballot():
    """Return the rows on the election of 2013, to which Ballot's constants are fitted."""
    national = read("cambodia_elections.csv")
    provinces = read("cambodia_election_2013_by_province.csv")
    day = "2013-07-28"
    points = "3 points: what the constants were fitted to"
    votes = "cambodia_elections.csv"
    seats = "4 seats: votes by province are known within D'Hondt's bounds only"

    def row(variable, label, value, tolerance, unit, reason, citation):
        return (
            f"{variable}_{label.replace(': ', '_')}",
            day,
            day,
            variable,
            label,
            value,
            tolerance,
            unit,
            "calibrate",
            "V",
            reason,
            citation,
            "the simulated election of that name",
        )

    def vote(column):
        return f"{number_of(national, column, date=day) / 100:.4f}"

    def seat(column):
        return f"{number_of(provinces, column, province24='Cambodia'):.0f}"

    name = "election_2013"
    return [
        row(
            "share",
            f"{name}: regime",
            vote("cpp_pct"),
            "0.030",
            "share of valid votes",
            points,
            votes,
        ),
        row(
            "share",
            f"{name}: opposition",
            vote("opp_pct"),
            "0.030",
            "share of valid votes",
            points,
            votes,
        ),
        row(
            "turnout",
            name,
            vote("turnout_pct"),
            "0.030",
            "share of the electorate",
            points,
            votes,
        ),
        row(
            "spoiled",
            name,
            vote("invalid_pct"),
            "0.010",
            "share of ballots",
            "1 point: what the constants were fitted to",
            votes,
        ),
        row(
            "seats",
            f"{name}: regime",
            seat("cpp_seats"),
            "4",
            "seats",
            seats,
            "cambodia_election_2013_by_province.csv",
        ),
        row(
            "seats",
            f"{name}: opposition",
            seat("cnrp_seats"),
            "4",
            "seats",
            seats,
            "cambodia_election_2013_by_province.csv",
        ),
    ]

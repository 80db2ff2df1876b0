"""Seats by province in 2013, and the two-party shares that they allow."""

from leaning import shares
from tables import as_text, read


def table():
    """Return ``seats_2013.csv`` as text."""
    share, target, shift = shares()
    rows = []
    for row in read("cambodia_election_2013_by_province.csv"):
        if row["province24"] == "Cambodia":
            continue
        name = row["province24"].removesuffix(" (old)")
        rows.append(
            (
                name,
                row["seats"],
                row["cpp_seats"],
                row["cnrp_seats"],
                f"{float(row['cpp_two_party_share_min_pct']) / 100:.3f}",
                f"{float(row['cpp_two_party_share_max_pct']) / 100:.3f}",
                f"{share[name]:.4f}",
            )
        )
    comments = (
        "Seats of the National Assembly by province, 28 July 2013. Derived by",
        "  scripts/evidence/derive.py.",
        "Source: cambodia_election_2013_by_province.csv, which carries the citation.",
        "regime, opposition: seats won. low, high: the two-party share of the regime that",
        "  D'Hondt allows behind them.",
        f"share: middle of the bounds {shift:+.4f}, as in leaning.csv, so that the country has",
        f"  {target:.4f}. Votes by province were not found.",
        "Kampong Cham includes Tboung Khmum, split off on 31 December 2013.",
    )
    header = ("region", "seats", "regime", "opposition", "low", "high", "share")
    return as_text(comments, header, rows)

"""Mean leaning by province, from the seats of 2013.

Votes by province are known as seats only. D'Hondt bounds the two-party share behind
them; every province sits at the middle of its bounds plus one constant that makes the
country agree with the national vote.
"""

from population import adults
from tables import as_text, number_of, read


def shares():
    """Return the ruling party's two-party share by province, the target and the shift.

    Returns
    -------
    tuple
        (dict of province to share in [0, 1], national share, constant added).
    """
    votes = read("cambodia_election_2013_by_province.csv")
    ruling = number_of(votes, "cpp_vote_pct", province24="Cambodia")
    opposition = number_of(votes, "cnrp_vote_pct", province24="Cambodia")
    target = ruling / (ruling + opposition)
    middle = {}
    for row in votes:
        if row["province24"] != "Cambodia":
            low = float(row["cpp_two_party_share_min_pct"])
            high = float(row["cpp_two_party_share_max_pct"])
            name = row["province24"].removesuffix(" (old)")
            middle[name] = (low + high) / 200
    persons = {}
    for cell, count in adults().items():
        persons[cell[0]] = persons.get(cell[0], 0.0) + count
    mean = sum(middle[p] * persons[p] for p in middle) / sum(persons.values())
    shift = target - mean
    return {p: share + shift for p, share in middle.items()}, target, shift


def table():
    """Return ``leaning.csv`` as text."""
    share, target, shift = shares()
    rows = [(p, "all", "all", f"{2 * share[p] - 1:.4f}") for p in sorted(share)]
    comments = (
        "Mean leaning in [-1, 1], +1 for the regime. Derived by scripts/evidence/derive.py.",
        "Source: cambodia_election_2013_by_province.csv (seats, and the bounds that D'Hondt",
        "  puts on the two-party share), cambodia_elections.csv (48.83 % to 44.46 %).",
        "share = middle of the bounds + a constant; mean = 2 share - 1 (assumed map: a",
        "  province split in halves leans to neither side).",
        f"The constant, {shift:+.4f}, makes the mean over persons aged 15 or more equal the",
        f"  national two-party share {target:.4f}, that is a mean leaning of {2 * target - 1:+.4f}.",
        "Weights are persons, for turnout by province is not known. Nothing is known of how",
        "  area or age voted, so both are 'all'.",
        "Caution: a one-seat province only says 'above one half'; its middle is 75 %.",
    )
    return as_text(comments, ("region", "area", "age_band", "mean"), rows)

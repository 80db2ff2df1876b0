"""Persons aged 15 or more in 2013, by province, area and age band.

The census of 2008 gives the shape, the survey of 2013 the size of each province and the
United Nations' estimate of 2013 the weight of each age band.
"""

from functools import cache

from tables import as_text, number_of, read

BANDS = ("15-24", "25-34", "35-49", "50+")
AREAS = ("urban", "rural")
CHILDREN = "0-14"
#: Persons of 2008 in the 20 communes that Kandal lost to Phnom Penh in 2010.
MOVED = 1501725 - 1327615


def band_of(age):
    """Return the band of a five-year age group such as ``"30-34"`` or ``"80+"``."""
    first = int(age.rstrip("+").split("-")[0])
    if first < 15:
        return CHILDREN
    if first < 25:
        return BANDS[0]
    if first < 35:
        return BANDS[1]
    return BANDS[2] if first < 50 else BANDS[3]


def census_2008():
    """Return persons by (province, area, band) in 2008, on the boundaries of 2013.

    Who moved from Kandal is taken from its rural persons in proportion to age and
    counted as urban: the reclassification of 2011 has 95.3 % of Phnom Penh urban, which
    cannot be unless the communes it had received count as urban.
    """
    persons = {}
    for row in read("cambodia_age_by_province_2008.csv"):
        cell = (row["province24"], row["area"], band_of(row["age"]))
        persons[cell] = persons.get(cell, 0.0) + float(row["total"])
    bands = (CHILDREN, *BANDS)
    rural_kandal = sum(persons["Kandal", "rural", band] for band in bands)
    for band in bands:
        moving = MOVED * persons["Kandal", "rural", band] / rural_kandal
        persons["Kandal", "rural", band] -= moving
        persons["Phnom Penh", "urban", band] += moving
    return persons


def totals_2013():
    """Return persons of all ages by province in 2013 (CIPS), 24 provinces."""
    totals = {}
    for row in read("cambodia_provinces.csv"):
        if row["kind"] in ("both", "constituency2013"):
            name = row["unit"].removesuffix(" (old)")
            totals[name] = float(row["pop_2013_cips"])
    return totals


def band_shares_2013():
    """Return each band's share of the whole population in 2013 (UN estimate)."""
    rows = [r for r in read("cambodia_age_bands.csv") if r["year"] == "2013"]
    persons = {b: number_of(rows, "total", kind="band", age=b) for b in BANDS}
    persons[CHILDREN] = sum(
        float(r["total"])
        for r in rows
        if r["kind"] == "5-year" and band_of(r["age"]) == CHILDREN
    )
    everyone = sum(persons.values())
    return {band: count / everyone for band, count in persons.items()}


def share_over_65():
    """Return the share of persons aged 66 or more among those aged 15 or more, 2013."""
    rows = [
        r
        for r in read("cambodia_age_bands.csv")
        if r["year"] == "2013" and r["kind"] == "5-year"
    ]
    first = {r["age"]: int(r["age"].rstrip("+").split("-")[0]) for r in rows}
    adults = sum(float(r["total"]) for r in rows if first[r["age"]] >= 15)
    older = sum(float(r["total"]) for r in rows if first[r["age"]] >= 65)
    return (older - number_of(rows, "total", age="65-69") / 5) / adults


def rake(persons, provinces, bands, rounds=200):
    """Scale cells in turn until both margins hold (iterative proportional fitting)."""
    persons = dict(persons)
    for _ in range(rounds):
        for index, margin in ((0, provinces), (2, bands)):
            sums = dict.fromkeys(margin, 0.0)
            for cell, count in persons.items():
                sums[cell[index]] += count
            for cell in persons:
                persons[cell] *= margin[cell[index]] / sums[cell[index]]
    return persons


@cache
def adults():
    """Return persons aged 15 or more in 2013 by (province, area, band), as floats."""
    provinces = totals_2013()
    everyone = sum(provinces.values())
    bands = {band: share * everyone for band, share in band_shares_2013().items()}
    cells = rake(census_2008(), provinces, bands)
    return {cell: count for cell, count in cells.items() if cell[2] != CHILDREN}


def whole_numbers(cells):
    """Round to whole persons, keeping the total (largest remainders get one more)."""
    floors = {cell: int(count) for cell, count in cells.items()}
    missing = round(sum(cells.values())) - sum(floors.values())
    by_remainder = sorted(cells, key=lambda cell: (floors[cell] - cells[cell], cell))
    for cell in by_remainder[:missing]:
        floors[cell] += 1
    return floors


def table():
    """Return ``population.csv`` as text."""
    cells = whole_numbers(adults())
    rows = [
        (*cell, cells[cell])
        for cell in sorted(
            cells, key=lambda c: (c[0], AREAS.index(c[1]), BANDS.index(c[2]))
        )
    ]
    comments = (
        "Persons aged 15 or more in 2013. Derived by scripts/evidence/derive.py.",
        "Shape: census 2008 by province, area and age (cambodia_age_by_province_2008.csv).",
        f"Boundaries: those of 2013, so {MOVED} persons of 2008 (1501725 - 1327615) leave",
        "  rural Kandal for Phnom Penh, where they count as urban (20 communes, 2010).",
        "Margins, met by scaling in turn: province totals of all ages, CIPS 2013",
        "  (cambodia_provinces.csv), and the weight of each age band in the country, UN WPP",
        "  2019 for 2013 (cambodia_age_bands.csv). Urban within a province stays as in 2008.",
        "Kampong Cham includes Tboung Khmum, split off on 31 Dec 2013.",
        "Caution: CIPS is a survey; small provinces moved implausibly since 2008.",
        f"Total: {sum(cells.values())} persons.",
    )
    return as_text(comments, ("region", "area", "age_band", "persons"), rows)

"""Who can reach each medium: shares of persons by year, province, area and age band.

Access is what a person could use, not what it uses; adoption of the platform lags
behind it (``adoption.py``). No table gives access by province, so television follows
electricity and print follows literacy; both are models, and say so.
"""

import math
from functools import cache

from population import AREAS, BANDS, adults, share_over_65
from tables import as_text, number_of, read

YEARS = range(2012, 2019)
#: Surveys of the platform were made in September: year + SEPTEMBER, in years.
SEPTEMBER = 0.71
MID_YEAR = 0.5
#: Nobody without a telephone of his own or in reach gains access (96 % own one, 2016).
CEILING_15_65 = 0.96
#: Papers are sold where they are sold (assumed): share of readers near a seller.
NEAR_A_SELLER = {"urban": 0.7, "rural": 0.2}


def logit(share):
    """Return the log of the odds of a share in (0, 1)."""
    return math.log(share / (1 - share))


def logistic(x):
    """Return the share in (0, 1) whose log odds are `x`."""
    return 1 / (1 + math.exp(-x))


def bisect(function, low, high, rounds=100):
    """Return the root of an increasing function between `low` and `high`."""
    for _ in range(rounds):
        middle = (low + high) / 2
        if function(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# --- television ---------------------------------------------------------------------


def electricity():
    """Return the share of households with electricity by (province, area), 2013.

    The level is that of CIPS 2013 by province; the odds between town and country
    within a province are those of the commune database of 2011.
    """
    persons = adults()
    weights = {}
    for (province, area, _), count in persons.items():
        weights[province, area] = weights.get((province, area), 0.0) + count
    level = {
        r["unit"]: float(r["value"]) / 100
        for r in read("cambodia_media_access.csv")
        if r["metric"] == "electricity_available"
    }
    offset = {}
    for row in read("cambodia_adults_2011_by_province.csv"):
        if row["area"] in AREAS and row["electricity_pct_households"]:
            share = float(row["electricity_pct_households"]) / 100
            offset[row["unit"], row["area"]] = logit(min(max(share, 0.005), 0.995))
    result = {}
    for province in sorted({p for p, _ in weights}):
        offsets = [offset.get((province, a), offset["Cambodia", a]) for a in AREAS]
        weight = [weights.get((province, a), 0.0) for a in AREAS]

        def error(x, offsets=offsets, weight=weight, province=province):
            mean = sum(
                w * logistic(o + x) for w, o in zip(weight, offsets, strict=True)
            )
            return mean / sum(weight) - level[province]

        x = bisect(error, -20, 20)
        for area, o in zip(AREAS, offsets, strict=True):
            result[province, area] = logistic(o + x)
    return result


def television():
    """Return access to television by (province, area), and b.

    Access = E + (1 - E) b: every household with electricity, and a share b of those
    without (battery sets, neighbours, coffee shops), so that the country has its 96 %.
    """
    electric = electricity()
    reach = number_of(
        read("cambodia_media_market_2015.csv"), "value_pct", medium="tv", metric="reach"
    )
    persons = adults()
    total = sum(persons.values())
    lit = sum(n * electric[p, a] for (p, a, _), n in persons.items()) / total
    b = (reach / 100 - lit) / (1 - lit)
    return {cell: e + (1 - e) * b for cell, e in electric.items()}, b


# --- radio and print ----------------------------------------------------------------


def radio():
    """Return access to radio by area: a telephone in the household (2014)."""
    rows = read("cambodia_media_access.csv")
    return {
        area: number_of(rows, area=area, metric="mobile_phone", year="2014") / 100
        for area in AREAS
    }


def print_media():
    """Return access to print by (province, area): literacy times a seller in reach."""
    return {
        (row["province24"], area): float(row["literacy15plus_2008_pct"])
        / 100
        * NEAR_A_SELLER[area]
        for row in read("cambodia_education_by_province.csv")
        if row["literacy15plus_2008_pct"]
        for area in AREAS
    }


# --- platform -----------------------------------------------------------------------


def platform_points():
    """Return potential access of persons aged 15 or more, September 2013 to 2016.

    The larger of internet use, platform use, and smartphone ownership times sharing;
    sharing = ever-use / own account = 48 / 40 in 2016. Where no smartphones were
    counted (2013), platform use times the mean ratio of potential to use of 2015-16.
    The surveys asked those aged 15-65; nobody older is taken to have access.
    """
    rows = read("cambodia_internet_by_region.csv")

    def surveyed(year, metric):
        values = [
            float(r["value"]) / 100
            for r in rows
            if (r["year"], r["metric"], r["group"]) == (str(year), metric, "all")
        ]
        return values[0] if values else None

    sharing = surveyed(2016, "facebook_ever") / surveyed(2016, "facebook_own_account")
    years = range(2013, 2017)
    potential = {}
    for year in years:
        phones = surveyed(year, "smartphone_own")
        known = [surveyed(year, "internet_ever"), surveyed(year, "facebook_ever")]
        if phones is not None:
            known.append(phones * sharing)
        potential[year] = max(known)
    ratio = sum(potential[y] / surveyed(y, "facebook_ever") for y in (2015, 2016)) / 2
    potential[2013] = max(potential[2013], ratio * surveyed(2013, "facebook_ever"))
    younger = 1 - share_over_65()
    return {year: value * younger for year, value in potential.items()}


@cache
def platform_ceiling():
    """Return the share of persons aged 15 or more whom the platform could ever reach."""
    return CEILING_15_65 * (1 - share_over_65())


@cache
def platform_curve():
    """Return (a, b) of logit(access / ceiling) = a + b (t - 2013), least squares."""
    ceiling = platform_ceiling()
    points = [
        (y + SEPTEMBER - 2013, logit(v / ceiling)) for y, v in platform_points().items()
    ]
    n = len(points)
    mean_t = sum(t for t, _ in points) / n
    mean_l = sum(value for _, value in points) / n
    slope = sum((t - mean_t) * (v - mean_l) for t, v in points) / sum(
        (t - mean_t) ** 2 for t, _ in points
    )
    return mean_l - slope * mean_t, slope


def platform_national(time):
    """Return national potential access at `time` in years, such as 2013.5."""
    a, b = platform_curve()
    return platform_ceiling() * logistic(a + b * (time - 2013))


def area_offset():
    """Return how far town lies above country, in logits (internet use, 2016)."""
    rows = read("cambodia_internet_by_region.csv")
    town, country = (
        number_of(rows, year="2016", metric="internet_ever", group=g) / 100
        for g in AREAS
    )
    return logit(town) - logit(country)


def spread(national, step):
    """Return access by (area, band) whose mean over all persons is `national`.

    Equal steps of `step` logits between neighbouring age bands (assumed), the offset of
    ``area_offset`` between town and country, under the common ceiling.
    """
    persons = persons_by_area_and_band()
    ceiling = platform_ceiling()
    up = {"urban": area_offset(), "rural": 0.0}
    offsets = {(a, b): up[a] - step * i for a in AREAS for i, b in enumerate(BANDS)}
    total = sum(persons.values())

    def error(x):
        mean = sum(persons[c] * logistic(o + x) for c, o in offsets.items()) / total
        return ceiling * mean - national

    x = bisect(error, -30, 30)
    return {cell: ceiling * logistic(o + x) for cell, o in offsets.items()}


@cache
def persons_by_area_and_band():
    """Return persons aged 15 or more by (area, band)."""
    persons = {}
    for (_, area, band), count in adults().items():
        persons[area, band] = persons.get((area, band), 0.0) + count
    return persons


@cache
def age_step():
    """Return the step between neighbouring age bands, in logits.

    It makes those under 25 five times as likely as those of 40 and more to have access
    in 2015, as the survey of that year found for use of the platform.
    """
    persons = persons_by_area_and_band()
    rows = read("cambodia_internet_by_region.csv")
    ratio = number_of(rows, year="2015", metric="facebook_use_ratio")
    ages = [r for r in read("cambodia_age_bands.csv") if r["year"] == "2013"]
    over_40 = sum(
        number_of(ages, "total", kind="5-year", age=a) for a in ("40-44", "45-49")
    )
    over_40 /= number_of(ages, "total", kind="band", age="35-49")

    def error(step):
        share = spread(platform_national(2015 + SEPTEMBER), step)

        def mean(weights):
            return sum(share[c] * persons[c] * w for c, w in weights.items()) / sum(
                persons[c] * w for c, w in weights.items()
            )

        young = mean({(a, "15-24"): 1.0 for a in AREAS})
        old = mean(
            {(a, "35-49"): over_40 for a in AREAS} | {(a, "50+"): 1.0 for a in AREAS}
        )
        return young / old - ratio

    return bisect(error, 0.0, 5.0)


def platform(year):
    """Return potential access at mid-year by (area, band)."""
    return spread(platform_national(year + MID_YEAR), age_step())


def web_share():
    """Return the share of those who reach the platform who also reach other web pages.

    In 2016, 48 % had used the internet or the platform, but 37 % knew it as internet.
    """
    rows = read("cambodia_internet_by_region.csv")
    return number_of(
        rows, year="2016", metric="internet_ever", group="all"
    ) / number_of(rows, year="2016", metric="internet_or_facebook_ever", group="all")


def table():
    """Return ``access.csv`` as text."""
    tv, b = television()
    rows = [("tv", 2015, p, a, "all", f"{tv[p, a]:.4f}") for p, a in sorted(tv)]
    rows += [("radio", 2015, "all", a, "all", f"{s:.4f}") for a, s in radio().items()]
    papers = print_media()
    rows += [
        ("print", 2015, p, a, "all", f"{papers[p, a]:.4f}") for p, a in sorted(papers)
    ]
    web = web_share()
    for medium, factor in (("platform", 1.0), ("other_web", web)):
        for year in YEARS:
            share = platform(year)
            rows += [
                (medium, year, "all", a, band, f"{factor * share[a, band]:.4f}")
                for a in AREAS
                for band in BANDS
            ]
    points = ", ".join(f"{y} {v:.3f}" for y, v in platform_points().items())
    national = ", ".join(f"{y} {platform_national(y + MID_YEAR):.3f}" for y in YEARS)
    comments = (
        "Share of persons aged 15 or more who CAN reach a medium, at mid-year. Derived by",
        "scripts/evidence/derive.py.",
        "Between years: linear. Before the first and after the last: constant.",
        "'all' is a wildcard; a later, more specific row overrides. A medium that is not",
        "listed (word_of_mouth) is in everybody's reach.",
        "",
        "tv (one year: constant). MODELLED: households with electricity by province (CIPS",
        "  2013; odds of town to country from the commune database of 2011), and of the rest",
        f"  a share {b:.3f} (battery sets, neighbours), solved so that the country has its 96 %",
        "  of 2015 (cambodia_media_market_2015.csv).",
        "radio (constant). MODELLED: a telephone in the household, 2014, for plain telephones",
        "  receive FM (cambodia_media_access.csv); sets in homes without one are taken to make",
        "  up for telephones without FM. The 35 % of 2015 is listening, not access.",
        "print (constant). MODELLED: literacy 2008 by province times a seller in reach:",
        f"  {NEAR_A_SELLER['urban']} in town, {NEAR_A_SELLER['rural']} in the country (assumed); the 10 % of 2015 is reading.",
        "platform. Potential: the larger of internet use, platform use, smartphones x 1.2",
        "  (shared use: 48 % ever-use / 40 % own account, 2016); those over 65 taken to have",
        f"  none. September: {points}.",
        "  A logistic fitted to these four years only, with the ceiling "
        f"{platform_ceiling():.3f} (96 % own a",
        "  telephone, 2016), gives every year, 2017 and 2018 included:",
        f"  {national}.",
        f"  Town above country by {area_offset():.3f} logits (internet 48 % to 31 %, 2016); age bands",
        f"  {age_step():.3f} logits apart, so that those under 25 are 5 times as likely as those",
        "  over 40 (2015). No figure by province exists, so none is put in.",
        f"other_web. Platform times {web:.3f} (37 % knew it as internet / 48 % used either, 2016).",
    )
    header = ("medium", "year", "region", "area", "age_band", "share")
    return as_text(comments, header, rows)

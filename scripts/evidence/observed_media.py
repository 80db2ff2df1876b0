"""Observed rows on media: main sources of news, users of the platform, audiences."""

import math

import adoption
from population import adults, share_over_65
from tables import number_of, read

SAMPLE = 2061
#: Variance of the survey's clusters over that of a simple sample (assumed).
DESIGN_EFFECT = 1.5


def sampling(share, extra=0.005):
    """Return twice the standard error of a surveyed share, plus `extra` for rounding."""
    return 2 * math.sqrt(DESIGN_EFFECT * share * (1 - share) / SAMPLE) + extra


def main_source():
    """Return the rows on the most important source of news."""
    rounding = {("2015", "internet_facebook"): 0.02, ("2015", "tv"): 0.02}
    labels = {
        "internet_facebook": "platform+other_web",
        "word_of_mouth": "word_of_mouth",
        "newspapers": "print",
        "tv": "tv",
        "radio": "radio",
    }
    # Asked of 15-65; the country has 5 % above that, who hardly name the internet.
    older = share_over_65()
    result = []
    for row in read("cambodia_main_source.csv"):
        year, source = row["year"], row["source"]
        if source not in labels:
            continue
        share = float(row["share_pct"]) / 100
        extra = 0.005 + rounding.get((year, source), 0.0) + older * share
        first, last = ("09-01", "12-31") if year == "2013" else ("09-01", "09-30")
        back_cast = year == "2013"
        result.append(
            (
                f"main_source_{year}_{labels[source].replace('+', '_and_')}",
                f"{year}-{first}",
                f"{year}-{last}",
                "main_source_share",
                labels[source],
                f"{share:.3f}",
                f"{sampling(share, extra):.3f}",
                "share",
                "start" if back_cast else "calibrate",
                row["status"],
                "2 s.e. at n = 2061 with design effect 1.5 (assumed), rounding, "
                "those over 65 not asked",
                row["citation"],
                "'+' adds labels; asked of those aged 15-65",
            )
        )
    return result


def platform_users():
    """Return the rows on users of the platform, by survey and by accounts."""
    result = []
    surveys = read("cambodia_online.csv")
    for year, share in adoption.surveyed().items():
        found = [
            r
            for r in surveys
            if r["metric"] == "facebook_ever_use" and r["year"] == str(year)
        ]
        growth = 0.0 if year == 2016 else 0.01
        result.append(
            (
                f"platform_users_{year}_ever_used",
                f"{year}-09-01",
                f"{year}-09-30",
                "platform_users",
                "",
                f"{share:.3f}",
                f"{sampling(share, 0.005 + growth):.3f}",
                "share",
                "calibrate",
                found[0]["status"],
                "2 s.e. with design effect 1.5 (assumed), rounding, rounded growth rates",
                found[0]["citation"],
                f"share of those aged 15-65 times {1 - share_over_65():.3f}",
            )
        )
    younger = 1 - share_over_65()
    persons = read("cambodia_internet_by_region.csv")
    for year in (2014, 2015, 2016):
        row = next(
            r
            for r in persons
            if r["metric"] == "facebook_own_account" and r["year"] == str(year)
        )
        share = younger * float(row["value"]) / 100
        result.append(
            (
                f"platform_users_{year}_own_account",
                f"{year}-09-01",
                f"{year}-09-30",
                "platform_users",
                "",
                f"{share:.3f}",
                f"{0.25 * share:.3f}",
                "share",
                "judge",
                row["status"],
                "a quarter: an own account is less than a use (one use in six is shared)",
                row["citation"],
                "a lower bound of use",
            )
        )
    # CIPS 2013 total over persons aged 15+, to turn shares of all persons into those.
    everyone = number_of(
        read("cambodia_provinces.csv"), "pop_2013_cips", unit="Cambodia"
    )
    aged_15 = sum(adults().values())
    accounts = number_of(surveys, year="2013", metric="facebook_users")
    network = number_of(surveys, year="2015", metric="social_network_users") / 100
    for name, day, share, citation in (
        ("2013_accounts", "2013-12", accounts / aged_15, "cambodia_online.csv 2013"),
        (
            "2015_networks",
            "2015-11",
            network * everyone / aged_15,
            "cambodia_online.csv 2015",
        ),
    ):
        result.append(
            (
                f"platform_users_{name}",
                f"{day}-01",
                f"{day}-30",
                "platform_users",
                "",
                f"{share:.3f}",
                f"{0.4 * share:.3f}",
                "share",
                "judge",
                "D",
                "40 %: accounts are no persons; surveys and the company disagree by so much",
                citation,
                "over persons aged 15 or more, 2013",
            )
        )
    return result


def media_market():
    """Return the rows on audiences of television owners and the reach of media, 2015."""
    market = read("cambodia_media_market_2015.csv")

    def share(medium, metric):
        return number_of(market, "value_pct", medium=medium, metric=metric) / 100

    year = ("2015-01-01", "2015-12-31")
    mom = "cambodia_media_market_2015.csv"
    drift = "3 points: rounding, and 2015 weights taken for 2013"
    bound = "10 points: occasions a month in the model, 'reach' undefined in the source"
    owners = (
        ("tv_royal_group", share("tv", "share_Royal_Group_CBS")),
        (
            "tv_state",
            share("tv", "share_Mica_TV5") + share("tv", "share_state_TVK_upper"),
        ),
        # Four largest owners, and the state channel that shares an outlet with one.
        (
            "tv_royal_group+tv_hang_meas_ppctv+tv_state",
            share("tv", "top4_owner_share") + share("tv", "share_state_TVK_upper"),
        ),
    )
    result = [
        (
            f"attention_within_tv_{i}",
            *year,
            "attention_share",
            f"within tv: {label}",
            f"{value:.3f}",
            "0.030",
            "share of the medium",
            "start",
            "V",
            drift,
            mom,
            "'+' adds labels",
        )
        for i, (label, value) in enumerate(owners, start=1)
    ]
    reach = {
        "tv": share("tv", "reach"),
        "radio": share("radio", "reach"),
        "print": share("newspaper", "reach"),
        "platform+other_web": share("internet", "reach"),
    }
    result += [
        (
            f"medium_reach_2015_{medium.replace('+', '_and_')}",
            *year,
            "medium_reach",
            medium,
            f"{value:.3f}",
            "0.100" if medium != "print" else "0.050",
            "share",
            "start" if medium == "tv" else "judge",
            "V",
            bound,
            mom,
            "share of persons with an occasion at the medium in 30 days",
        )
        for medium, value in reach.items()
    ]
    return result

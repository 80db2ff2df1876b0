"""Lists what was observed, under the simulator's names, with tolerances and reasons.

Each row names a variable of the results and a label on its axis. ``use`` says what the
row may be used for: ``start`` (a number that the scenario was started from),
``calibrate`` (2013 to 2016, a parameter was fitted to it) or ``judge`` (no number of a
scenario was chosen to meet it). Outcomes of 2017-2018 are not listed at all.
"""

import math

import adoption
import likes
from leaning import shares
from population import adults, share_over_65
from tables import as_text, number_of, read

SAMPLE = 2061
#: Variance of the survey's clusters over that of a simple sample (assumed).
DESIGN_EFFECT = 1.5
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


def page_likes():
    """Return the rows on likes shown, and the estimate of genuine and bought ones."""
    result = []
    days = {"2015-09": ("20", "30"), "2014-01": ("01", "31"), "2016-03": ("01", "31")}
    started = {("hun_sen", "2015-09")}
    for row in read("hunsen_page_likes.csv"):
        if not row["likes_million"]:
            continue
        day, page = row["date"], row["page"]
        first, last = (f"{day}-{d}" for d in days[day]) if day in days else (day, day)
        value = 1e6 * float(row["likes_million"])
        # Orders of the premier's page were fitted to March and August 2016.
        fitted = page == "hun_sen"
        use = "start" if (page, day) in started or day == "2014-01" else "calibrate"
        result.append(
            (
                f"likes_shown_{page}_{day}",
                first,
                last,
                "likes_shown",
                page,
                f"{value:.0f}",
                f"{0.15 * value:.0f}",
                "persons",
                use if fitted or use == "start" else "judge",
                row["status"],
                "15 %: printed to one or two digits; a page's yearly growth is not constant",
                row["citation"],
                "",
            )
        )
    home = 1.83e6 * (1 + likes.abroad_to_home())
    result.append(
        (
            "likes_genuine_sam_rainsy_2016-03",
            "2016-03-01",
            "2016-03-31",
            "likes_genuine",
            "sam_rainsy",
            f"{home:.0f}",
            f"{0.15 * home:.0f}",
            "persons",
            "judge",
            "D",
            "15 %: printed to two digits",
            "Newsweek: 1.83M of 2.2M Cambodian",
            "the control page: all taken as genuine",
        )
    )
    for day, (_, genuine, fake) in likes.estimates().items():
        assumed = day == "2016-08-02"
        for name, value in (("genuine", genuine), ("fake", fake)):
            result.append(
                (
                    f"likes_{name}_hun_sen_{day}",
                    day,
                    day,
                    f"likes_{name}",
                    "hun_sen",
                    f"{value:.0f}",
                    f"{(0.30 if assumed else 0.20) * value:.0f}",
                    "persons",
                    "calibrate",
                    "D",
                    "20 % (30 % where the share at home is only bounded): foreign likes "
                    "prove nothing, the excess over a control page is an estimate",
                    "hunsen_page_likes.csv",
                    "share at home x total x 1.202; the rest bought",
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


def organic_reach():
    """Return the rows on the share of a page's fans whom a post reaches unpaid."""
    result = []
    for index, row in enumerate(read("organic_reach.csv"), start=1):
        year, _, month = row["date"].partition("-")
        if year == "2012":
            continue  # before the run
        value = float(row["organic_reach_pct_of_fans"]) / 100
        large = ">500k" in row["sample"]
        first, last = (month, month) if month else ("01", "12")
        result.append(
            (
                f"organic_reach_{row['date']}_{index}",
                f"{year}-{first}-01",
                f"{year}-{last}-28",
                "reach_per_like",
                "pages above 500000 likes" if large else "median page",
                f"{value:.4f}",
                f"{value:.4f}",
                "share of likes shown",
                "judge",
                row["status"],
                "a factor of 2: brands abroad, a post there and a day here",
                row["citation"],
                "reach (persons a day) / likes_shown",
            )
        )
    return result


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


def table():
    """Return ``observed.csv`` as text."""
    rows = [
        *vote(),
        *ballot(),
        *main_source(),
        *platform_users(),
        *page_likes(),
        *media_market(),
        *organic_reach(),
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

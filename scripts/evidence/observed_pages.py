"""Observed rows on pages: the likes that they show, and whom their posts reach."""

import likes
from tables import read


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

"""What a scenario starts from on 1 January 2013, and why.

Main sources of that day were never asked for: they are run back from the surveys of
2013 to 2016 and marked assumed. Audience weights within a medium come from 2015.
"""

import math

import adoption
import likes
from tables import as_text, number_of, read

#: The first survey is of "late 2013": the middle of November, as a part of the year.
LATE_2013 = 0.87
#: The platform is the main source of at most this share of its users (assumed).
PLATFORM_OF_USERS = 0.8


def main_source_shares():
    """Return the back-cast main-source shares of 1 January 2013, summing to 1.

    Internet and platform together: run back along the growth of 2013-2015. The platform
    is at most .8 of its users. What is left goes to television as it did in 2015 and
    2016, and the rest of that to talk, radio and print as in 2016.
    """
    rows = read("cambodia_main_source.csv")

    def share(year, source):
        return number_of(rows, "share_pct", year=str(year), source=source) / 100

    online = {year: share(year, "internet_facebook") for year in (2013, 2015, 2016)}
    growth = math.log(online[2015] / online[2013]) / (2015 + 0.71 - 2013 - LATE_2013)
    start = online[2013] * math.exp(-growth * LATE_2013)
    platform = round(min(PLATFORM_OF_USERS * adoption.users_at_start(), start), 2)
    web = round(start - platform, 2)
    left = 1 - platform - web
    tv = left * sum(share(y, "tv") / (1 - online[y]) for y in (2015, 2016)) / 2
    rest = {
        name: share(2016, key)
        for name, key in (
            ("word_of_mouth", "word_of_mouth"),
            ("radio", "radio"),
            ("print", "newspapers"),
        )
    }
    scale = (left - tv) / sum(rest.values())
    shares = {"tv": round(tv, 3)}
    shares |= {name: round(scale * value, 3) for name, value in rest.items()}
    shares |= {"platform": platform, "other_web": web}
    shares["word_of_mouth"] = round(
        shares["word_of_mouth"] + 1 - sum(shares.values()), 3
    )
    return shares


def audience_weights():
    """Return (medium, outlet, weight, status, reason, citation) within each medium."""
    market = read("cambodia_media_market_2015.csv")

    def percent(metric):
        return number_of(market, "value_pct", medium="tv", metric=metric) / 100

    royal = percent("share_Royal_Group_CBS")
    mica = percent("share_Mica_TV5")
    tvk = percent("share_state_TVK_upper")
    second = percent("top4_owner_share") - royal - mica
    other = 1 - royal - mica - tvk - second
    mom = "cambodia_media_market_2015.csv"
    own = "cambodia_outlets.csv"
    # Readers of the Post: 29754 x 6 Khmer = 5 % of the readership; 21570 x 4 English.
    post = 0.05 * (1 + 21570 * 4 / (29754 * 6))
    daily = 0.05 * 6500 * 4 / (29754 * 6)
    bayon = "100 - 78 - 1; Bayon is a daughter's of the premier"
    bowing = "RNK, and private stations that do not cross the authorities"
    papers = "Koh Santepheap (most read), Rasmei Kampuchea and others"
    both = "Khmer edition 5 %, English by readers (29754 x 6 and 21570 x 4)"
    station = "VOD's relays and Moha Nokor FM 93.5; most stations have 4-6 %"
    sites = "of RFA, VOA, VOD and papers; nothing measured"
    return [
        ("tv", "tv_royal_group", royal, "V", "CTN, MyTV, CNC (one owner)", mom),
        ("tv", "tv_hang_meas_ppctv", second, "D", "four largest: 78 - 47 - 9", own),
        ("tv", "tv_bayon_and_others", other, "D", bayon, own),
        (
            "tv",
            "tv_state",
            mica + tvk,
            "V",
            "TV5 (with Ministry of Defence) 9, TVK < 1",
            mom,
        ),
        (
            "radio",
            "radio_rfa",
            0.30,
            "assumed",
            "most popular broadcaster, relayed",
            own,
        ),
        ("radio", "radio_voa", 0.15, "assumed", "among the most used, after RFA", own),
        ("radio", "radio_vod_moha_nokor", 0.15, "assumed", station, own),
        ("radio", "radio_pro_government", 0.40, "assumed", bowing, own),
        ("print", "print_pro_government", 1 - post - daily, "D", papers, own),
        ("print", "print_phnom_penh_post", post, "D", both, own),
        (
            "print",
            "print_cambodia_daily",
            daily,
            "D",
            "6500 copies x 4 readers, same scale",
            own,
        ),
        (
            "other_web",
            "web_pro_government",
            0.5,
            "assumed",
            "Fresh News; not measured",
            own,
        ),
        ("other_web", "web_independent", 0.5, "assumed", sites, own),
    ]


def rainsy_likes():
    """Return likes of the opposition leader's page on 1 January 2013.

    His likes per account of January 2014 times the accounts of 1 January 2013 (growth
    of accounts from March 2012 to December 2013).
    """
    rows = read("cambodia_online.csv")
    first = number_of(rows, year="2012", metric="facebook_users")
    last = number_of(rows, year="2013", metric="facebook_users")
    then = first * (last / first) ** (0.75 / 1.75)
    pages = read("hunsen_page_likes.csv")
    shown = 1e6 * number_of(pages, "likes_million", page="sam_rainsy", date="2014-01")
    return shown / last * then


def table():
    """Return ``start_2013.csv`` as text."""
    main = "cambodia_main_source.csv"
    rows = [
        (
            "main_source_share",
            name,
            f"{value:.3f}",
            "assumed",
            "run back; see the head",
            main,
        )
        for name, value in main_source_shares().items()
    ]
    rows += [
        (f"audience_weight:{medium}", outlet, f"{weight:.3f}", status, why, source)
        for medium, outlet, weight, status, why, source in audience_weights()
    ]
    _, p, q = adoption.fits()[0]
    online, pages = "cambodia_online.csv", "hunsen_page_likes.csv"
    users = f"{adoption.users_at_start():.4f}"
    trend = "trend of log ever-use 2013-2016, run back"
    grid = "best of a grid against ever-use 2013-2016"
    rainsy = 10000 * round(rainsy_likes() / 10000)
    abroad, hazard = f"{likes.abroad_to_home():.4f}", f"{likes.removal():.5f}"
    survival = "80 % left after four weeks"
    rows += [
        ("platform_users", "share of persons aged 15+", users, "D", trend, online),
        ("adoption", "p_per_day", f"{p:.4f}", "D", grid, online),
        ("adoption", "q_per_day", f"{q:.4f}", "D", grid, online),
        (
            "page_likes",
            "sam_rainsy",
            rainsy,
            "D",
            "likes per account of January 2014",
            pages,
        ),
        ("page_likes", "hun_sen", 1000000, "V", "when it begins, 2015-09-20", pages),
        (
            "page",
            "likes_abroad_to_home",
            abroad,
            "D",
            "control page, March 2016",
            pages,
        ),
        (
            "page",
            "removal_of_bought_likes",
            hazard,
            "D",
            survival,
            "platform_prices.csv",
        ),
    ]
    comments = (
        "What scenarios start from on 2013-01-01. Derived by scripts/evidence/derive.py.",
        "Main sources: internet and platform 15 % in late 2013, run back along its growth to",
        "  2015; the platform at most .8 of its users; television the mean share of the rest",
        "  that it had in 2015 and 2016; talk, radio and print as in 2016 among themselves.",
        "Audience weights are those of 2015, within a medium; assumed ones sum with the rest to 1.",
    )
    header = ("quantity", "label", "value", "status", "reason", "source")
    return as_text(comments, header, rows)

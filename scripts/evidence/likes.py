"""How many likes of the premier's page were bought, and the orders that explain them.

Likes from abroad prove nothing. What is counted as bought is the excess over a
control: the page of his opponent, whose fans abroad are taken to be a diaspora's, at
the same ratio to fans at home. An estimate, no more.
"""

import math
from datetime import date
from itertools import pairwise

from tables import as_text, number_of, read

#: Bought likes vanish at this hazard (80 % were left after four weeks).
FOUR_WEEKS = 28
#: The share at home was "less than half" on 2016-08-02; just under, assumed.
HOME_IN_AUGUST = 0.48
#: The premier ran the page from this day; nothing was bought before it (assumed).
BEGIN = date(2015, 9, 20)


def removal():
    """Return the hazard of removal, per day."""
    left = number_of(read("platform_prices.csv"), item="bought_engagement_survival_4wk")
    return -math.log(left) / FOUR_WEEKS


def abroad_to_home():
    """Return genuine likes abroad per like at home: the control page, March 2016."""
    home = number_of(
        read("hunsen_page_likes.csv"),
        "domestic_share_pct",
        page="sam_rainsy",
        date="2016-03",
    )
    return (100 - home) / home


def shown(day):
    """Return likes shown on the premier's page on a printed day, in persons."""
    rows = read("hunsen_page_likes.csv")
    return 1e6 * number_of(rows, "likes_million", page="hun_sen", date=day)


def genuine(total, home_share):
    """Return likes at home and the control's ratio of likes abroad."""
    return total * home_share * (1 + abroad_to_home())


def estimates():
    """Return {date: (shown, genuine, fake)} where the share at home is known or bounded."""
    rows = read("hunsen_page_likes.csv")
    home = {
        r["date"]: float(r["domestic_share_pct"]) / 100
        for r in rows
        if r["page"] == "hun_sen" and r["domestic_share_pct"]
    }
    totals = {day: shown(day) for day in ("2016-03-13", "2016-03-18", "2016-08-02")}
    # The total of 8 March was not printed: on the line from 6 to 13 March.
    sixth, thirteenth = shown("2016-03-06"), totals["2016-03-13"]
    totals["2016-03-08"] = sixth + (thirteenth - sixth) * 2 / 7
    home["2016-08-02"] = HOME_IN_AUGUST
    result = {}
    for day in sorted(totals):
        real = genuine(totals[day], home[day])
        result[day] = (totals[day], real, totals[day] - real)
    return result


def inflow(window):
    """Return bought likes in a window of the inflow table: all minus genuine."""
    rows = read("hunsen_likes_inflow_2016.csv")
    everyone = number_of(rows, "new_likes", window=window, country="ALL")
    home = number_of(rows, "new_likes", window=window, country="Cambodia")
    return everyone - home * (1 + abroad_to_home())


def origins(window):
    """Return {country: share} of the likes bought in a window, three digits each.

    All likes of the countries that are named count as bought; the genuine ones from
    abroad, a diaspora's, are taken to come from those that are not, ``elsewhere``.
    Where the later window names no country but one, the others keep their proportions.
    """
    first = "30d_to_2016-03-08"
    rows = read("hunsen_likes_inflow_2016.csv")
    new = {
        r["country"]: float(r["new_likes"])
        for r in rows
        if r["window"] == window and r["country"] not in ("ALL", "Cambodia")
    }
    shares = {country: likes / inflow(window) for country, likes in new.items()}
    if window != first:
        model = origins(first)
        others = (1 - sum(shares.values())) / (1 - sum(model[c] for c in shares))
        shares = {c: shares.get(c, model[c] * others) for c in model}
    shares = {country: round(share, 3) for country, share in shares.items()}
    named = sum(share for country, share in shares.items() if country != "elsewhere")
    return shares | {"elsewhere": round(1 - named, 3)}


def india():
    """Return the bought likes from India on 13 March and 2 August 2016, by the orders."""
    early = origins("30d_to_2016-03-08")["India"]
    late = origins("2016-03-08/13")["India"]
    _, second, third, fourth, _ = orders()
    march = stock_after(early * second[3], late * third[2], 5)
    eighteenth = stock_after(early * second[3], late * third[2], 10)
    days = (fourth[1] - fourth[0]).days
    return march, stock_after(eighteenth, late * fourth[2], days)


def origins_table():
    """Return ``like_origins.csv`` as text."""
    rows = [
        (window, country, f"{share:.3f}")
        for window in ("30d_to_2016-03-08", "2016-03-08/13")
        for country, share in origins(window).items()
    ]
    march, august = (1000 * round(likes / 1000) for likes in india())
    comments = (
        "Where bought likes of the premier's page came from. An ESTIMATE, made by",
        "scripts/evidence/derive.py from hunsen_likes_inflow_2016.csv.",
        "Share = new likes of the country / (all - likes at home x (1 + "
        f"{abroad_to_home():.4f})): all of a",
        "  named country count as bought, and genuine ones from abroad as elsewhere's.",
        "The second window names India alone; the others are in the proportions of the first.",
        "Check, first window before 8 March, second after it: India has then",
        f"  {march:,} on 13 March and {august:,} on 2 August 2016; printed are 360,791 and",
        "  557,000 (hunsen_page_likes.csv).",
    )
    return as_text(comments, ("window", "country", "share"), rows)


def rate_for(before, after, days):
    """Return orders per day that move the stock of bought likes from one to the other.

    dF/dt = rate - removal F.
    """
    h = removal()
    kept = math.exp(-h * days)
    return h * (after - before * kept) / (1 - kept)


def stock_after(before, rate, days):
    """Return the stock after `days` at `rate` a day."""
    h = removal()
    kept = math.exp(-h * days)
    return before * kept + rate / h * (1 - kept)


def orders():
    """Return (start, end, likes a day, stock at the end, reason), one per order."""
    fake = {day: values[2] for day, values in estimates().items()}
    days = [
        BEGIN,
        date(2016, 2, 7),
        date(2016, 3, 8),
        date(2016, 3, 18),
        date(2016, 8, 2),
        date(2016, 11, 8),
    ]
    length = [(b - a).days for a, b in pairwise(days)]
    second = inflow("30d_to_2016-03-08") / length[1]
    third = inflow("2016-03-08/13") / 5
    h = removal()
    kept = math.exp(-h * length[1])
    february = (fake["2016-03-08"] - second / h * (1 - kept)) / kept
    march = stock_after(fake["2016-03-08"], third, length[2])
    november = fake["2016-08-02"] / shown("2016-08-02") * shown("2016-11-08")
    august = fake["2016-08-02"]
    first = rate_for(0.0, february, length[0])
    fourth = rate_for(march, august, length[3])
    fifth = rate_for(august, november, length[4])
    plan = [
        (first, february, "what the inflow to 8 March leaves to explain"),
        (second, fake["2016-03-08"], "inflow of 30 days, all minus genuine"),
        (third, march, "inflow of 8 to 13 March, all minus genuine; kept to the 18th"),
        (fourth, august, f"share at home {HOME_IN_AUGUST} on 2 August (assumed)"),
        (fifth, november, "share of fakes as on 2 August (assumed)"),
    ]
    return [
        (a, b, rate, stock, why)
        for a, b, (rate, stock, why) in zip(days, days[1:], plan, strict=False)
    ]


def table():
    """Return ``like_orders.csv`` as text."""
    rows = []
    for first, end, rate, stock, why in orders():
        likes = 1000 * round(rate * (end - first).days / 1000)
        stock = 1000 * round(stock / 1000)
        rows.append(("hun_sen", first, end, likes, round(rate), stock, why))
    comments = (
        "Orders of likes that explain the counts of the premier's page. An ESTIMATE, made by",
        "scripts/evidence/derive.py from hunsen_page_likes.csv, hunsen_likes_inflow_2016.csv.",
        f"Genuine = likes at home x (1 + {abroad_to_home():.4f}), the ratio of likes abroad to",
        "  those at home of the control page (83.2 % at home, March 2016). Bought = shown -",
        "  genuine.",
        f"Bought likes vanish at {removal():.5f} a day (80 % left after four weeks), so an",
        "  order must also replace what vanished: dF/dt = rate - hazard F. Valid with that",
        "  hazard only.",
        "Nothing is bought before the first order (assumed); nothing is known after the last.",
        "end is the first day without. stock_at_end: bought likes still shown then.",
    )
    header = ("page", "start", "end", "likes", "likes_a_day", "stock_at_end", "reason")
    return as_text(comments, header, rows)

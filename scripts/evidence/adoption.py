"""Checks that the adoption hazard can follow the surveys; proposes p, q and the start.

The law is the program's: each day, those who have access and are no users join with
hazard p + q F, F the share of their friends on the platform; nobody leaves. Here it is
integrated for the eight groups of area and age, with friends half from the own group
and half from the country (assumed), and compared with ever-use in September 2013-2016.
"""

import math
from functools import cache

import access
from population import share_over_65
from tables import number_of, read

START = 2013.0
END = 2018.57
DAYS_A_YEAR = 365.25
#: Share of friends from the own area and age band (assumed; the rest from everywhere).
OWN_GROUP = 0.5
P_GRID = [0.0001 * k for k in (2, 4, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50)]
Q_GRID = [0.0, 0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.008, 0.010, 0.015]


@cache
def surveyed():
    """Return ever-use of the platform among persons aged 15 or more, by year.

    The surveys asked those aged 15-65; nobody older is taken to be a user.
    """
    rows = read("cambodia_online.csv")
    younger = 1 - share_over_65()
    return {
        year: younger
        * number_of(rows, year=str(year), metric="facebook_ever_use")
        / 100
        for year in range(2013, 2017)
    }


@cache
def users_at_start():
    """Return users on 1 January 2013: the trend of log ever-use, 2013-2016, run back."""
    points = [
        (y + access.SEPTEMBER - START, math.log(v)) for y, v in surveyed().items()
    ]
    mean_t = sum(t for t, _ in points) / len(points)
    mean_l = sum(v for _, v in points) / len(points)
    slope = sum((t - mean_t) * (v - mean_l) for t, v in points) / sum(
        (t - mean_t) ** 2 for t, _ in points
    )
    return math.exp(mean_l - slope * mean_t)


@cache
def access_paths():
    """Return access by group at each mid-year: {group: {year: share}}."""
    shares = {year: access.platform(year) for year in access.YEARS}
    return {
        group: {year: shares[year][group] for year in access.YEARS}
        for group in shares[2013]
    }


def at(path, time):
    """Return a mid-year path at `time`: linear between years, constant outside."""
    years = sorted(path)
    position = min(max(time - access.MID_YEAR, years[0]), years[-1])
    year = min(int(position), years[-1] - 1)
    return path[year] + (position - year) * (path[year + 1] - path[year])


def run(p, q, ceiling_of_start=0.95, days_a_step=5):
    """Return (time, national users) every few days, from START to END.

    `p` and `q` per day. Users at the start are spread over groups as access is, none
    above `ceiling_of_start` of it.
    """
    persons = access.persons_by_area_and_band()
    total = sum(persons.values())
    paths = access_paths()
    reach = {g: at(path, START) for g, path in paths.items()}
    mean = sum(persons[g] * reach[g] for g in persons) / total
    fill = min(users_at_start() / mean, ceiling_of_start)
    users = {g: fill * reach[g] for g in persons}
    step = days_a_step / DAYS_A_YEAR
    series = []
    for k in range(int((END - START) / step) + 1):
        time = START + k * step
        national = sum(persons[g] * users[g] for g in persons) / total
        series.append((time, national))
        for g in persons:
            friends = OWN_GROUP * users[g] + (1 - OWN_GROUP) * national
            joins = 1 - math.exp(-(p + q * friends) * days_a_step)
            users[g] += joins * max(at(paths[g], time) - users[g], 0.0)
    return series


def value_at(series, time):
    """Return the entry of `series` nearest to `time`."""
    return min(series, key=lambda entry: abs(entry[0] - time))[1]


def misfit(series):
    """Return the root of the mean squared difference from the four surveys."""
    squares = [
        (value_at(series, y + access.SEPTEMBER) - v) ** 2 for y, v in surveyed().items()
    ]
    return math.sqrt(sum(squares) / len(squares))


@cache
def fits():
    """Return (misfit, p, q) of every point of the grid, best first."""
    return sorted((misfit(run(p, q)), p, q) for p in P_GRID for q in Q_GRID)


def report():
    """Return what was fitted, as text."""
    lines = [f"users on 2013-01-01: {users_at_start():.4f} of persons aged 15 or more"]
    mean = access.platform_national(START)
    lines.append(
        f"access on 2013-01-01: {mean:.4f}; September: {access.platform_points()}"
    )
    lines.append("misfit (root mean square)  p/day   q/day")
    lines += [f"  {m:.4f}                  {p:.4f}  {q:.4f}" for m, p, q in fits()[:12]]
    for _, p, q in fits()[:1]:
        series = run(p, q)
        for year, share in surveyed().items():
            time = year + access.SEPTEMBER
            lines.append(
                f"  {year}: survey {share:.3f}  law {value_at(series, time):.3f}"
            )
        for time in (2017.5, 2018.5):
            lines.append(
                f"  {time}: law {value_at(series, time):.3f} (extrapolated access)"
            )
    return "\n".join(lines)

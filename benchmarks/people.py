"""Lists of people: how long each takes, and how good it is beside a naive way.

`python benchmarks/people.py [--runs N]`. In this process, from frozen tables to the whole answer, in seconds of the
processor. All people are made here from one seed, but for those of lighthouse.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from measure import PROFILE, median
from measure import TODAY as EXAMPLE_DAY

from community_playbook.app import read_profile
from community_playbook.community.community import Community
from community_playbook.community.editions import Edition
from community_playbook.community.people import City, LedgerEntry, Member
from community_playbook.community.profile import Profile
from community_playbook.intake.library import load_library
from community_playbook.plan.people.activity import Activity, activity
from community_playbook.plan.people.trips import Place, Price, best_trip, distance_km
from community_playbook.plan.plan import make_plan
from community_playbook.reading import read_tables

TODAY, MONDAY = date(2026, 11, 27), date(2026, 11, 23)
JOBS = load_library().jobs
MEMBERS, ROWS, GROUPS, WEEKS = 5000, 40_000, 16, 26
CITIES, BUDGETS = 40, (500, 1000, 2000, 3000)
T = TypeVar("T")


def row(what: str, value: str, beside: str) -> None:
    print(f"| {what} | {value} | {beside} |", flush=True)


def bounded(seconds: float, most: float) -> str:
    return f"{seconds:.2f} s, bound {most:.1f}{'' if seconds <= most else ' **not kept**'}"


def timed(make: Callable[[], T], runs: int) -> tuple[float, T]:
    seconds: list[float] = []
    for _ in range(runs):
        start = time.process_time()
        found = make()
        seconds.append(time.process_time() - start)
    return median(seconds), found


def lighthouse(runs: int) -> None:
    """Everything that is planned of the example, not lists of people alone."""
    profile, _, _ = read_profile(PROFILE)
    community, _ = read_tables(PROFILE, profile, EXAMPLE_DAY)
    library = load_library()
    seconds, _ = timed(lambda: make_plan(community, library, EXAMPLE_DAY), runs)
    row("all of the plan of lighthouse", bounded(seconds, 2), "")


def crowd(dice: random.Random) -> Community:
    """Half of the rows are of few who come every week, the rest of loud single weeks."""
    groups = [{"id": f"g{n}"} for n in range(GROUPS)]
    profile = Profile.model_validate(
        {"community": {"name": "x", "kind": "interest"}, "operator": {"hours_per_week": 5}, "groups": groups}
    )
    members = [Member(f"m{n:05}", f"n{n}", groups=(f"g{n % GROUPS}",), consent=True) for n in range(MEMBERS)]
    rows: list[LedgerEntry] = []
    for _ in range(ROWS // 2):
        steady = members[int(dice.paretovariate(1.2)) % 300]
        rows.append(entry(steady.id, dice.randrange(180), dice))
    while len(rows) < ROWS:
        loud, week = dice.choice(members).id, dice.randrange(25)
        rows += [entry(loud, week * 7 + dice.randrange(7), dice) for _ in range(dice.randrange(5, 40))]
    return Community(profile, tuple(members), tuple(sorted(rows, key=lambda e: (e.day, e.member, e.action))))


def entry(member: str, ago: int, dice: random.Random) -> LedgerEntry:
    return LedgerEntry(
        TODAY - timedelta(days=ago), member, dice.choice(("answer", "article", "sale")), 1, None, ""
    )


def stars(runs: int) -> None:
    """Naive: the four with most rows of the last four weeks."""
    community = crowd(random.Random(1))
    seconds, found = timed(lambda: activity(community, TODAY, MONDAY, JOBS), runs)
    row("stars: 5,000 members, 40,000 rows", f"{seconds:.2f} s", f"{len(found.batch)} asked")
    asked, loudest = half_year(community), loudest_weeks(community)
    for what, told in (("stars, asked in half a year", asked), ("the loudest each week", loudest)):
        most = max(Counter(told).values())
        row(what, f"{len(set(told))} people", f"one at most {most} times")


def half_year(community: Community) -> list[str]:
    editions: list[Edition] = []
    for week in range(-WEEKS, 0):
        monday = MONDAY + timedelta(weeks=week)
        known = Community(community.profile, community.members, community.ledger, editions=tuple(editions))
        found: Activity = activity(known, monday + timedelta(days=4), monday, JOBS)
        asked = tuple(star.person.id for star in found.batch)
        editions.append(Edition(monday, monday, (), asked=asked))
    return [who for edition in editions for who in edition.asked]


def loudest_weeks(community: Community) -> list[str]:
    told: list[str] = []
    for week in range(-WEEKS, 0):
        day = MONDAY + timedelta(weeks=week, days=4)
        since = day - timedelta(days=28)
        told += [
            who
            for who, _ in Counter(e.member for e in community.ledger if since < e.day <= day).most_common(4)
        ]
    return told


def trips(runs: int) -> None:
    """Naive: the largest city that can still be paid, and again, up to three."""
    dice = random.Random(2)
    home = City("home", {"zh": "home"}, 30.3, 120.2)
    places = [
        Place(
            City(f"c{n:02}", {"zh": str(n)}, dice.uniform(20, 46), dice.uniform(100, 127)),
            dice.randrange(5, 400),
        )
        for n in range(CITIES)
    ]
    for budget in BUDGETS:
        price = Price(Decimal("0.5"), Decimal(0), Decimal(budget))
        seconds, found = timed(lambda price=price: best_trip(home, places, 3, price), runs)
        naive = greedy(home, places, price)
        worth = found.worth if found else 0
        row(
            f"trips: 40 cities, budget {budget}",
            f"{seconds:.2f} s",
            f"meets {worth:.0f}, naive {naive:.0f}",
        )


def greedy(home: City, places: list[Place], price: Price) -> float:
    way, worth = [home], 0.0
    for place in sorted(places, key=lambda p: -p.worth):
        tour = [*way, place.city, home]
        if len(way) <= 3 and price.cost(sum(distance_km(a, b) for a, b in pairwise(tour)), 0) <= (
            price.budget or 0
        ):
            way, worth = [*way, place.city], worth + place.worth
    return worth


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args().runs
    lighthouse(chosen)
    stars(chosen)
    trips(chosen)

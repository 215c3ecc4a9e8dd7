"""Where do members live, which cities can meet by themselves, and where does the owner go (tactic 9)?

A city needs five members and somebody in it who was there lately: that one is asked to be the host. Nobody
hosts a city where he does not live.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from ...community.community import Community
from ...community.people import City, Member
from ...community.profile import Meetup
from ..clock import DAYS_PER_MONTH
from ..facts.facts import Facts
from .matcher import ACTIVE_DAYS, last_seen
from .stars import HOSTED, WINDOW_DAYS
from .trips import MOST_STOPS, PER_KM, Place, Price, Trip, best_trip

FEWEST, MOST_SEATS = 4, 9
"""A table: fewer is a cup of tea for two, more falls apart into two talks."""
GUESTS = 8
"""Who is invited to a table: more than seats, as some cannot."""


@dataclass(frozen=True, slots=True)
class Local:
    """A city that can meet. `active`: members who were there within three months."""

    city: str
    members: int
    active: int
    host: str
    """Id; "" where nobody who lives there was seen."""
    host_weeks: int
    """In how many of the last thirteen the host did something."""
    tables: tuple[int, ...]
    """How those who are active sit, if all come."""
    guests: tuple[str, ...]
    """Ids, who was there last first; of the tier for which the owner travels."""


@dataclass(frozen=True, slots=True)
class Meetups:
    known: int
    unknown: int
    """Members with and without a city."""
    tier: int
    """Members for whom the owner travels."""
    places: tuple[Place, ...]
    """All cities with members, most first."""
    locals: tuple[Local, ...]
    """Cities with five or more members, most first."""
    trip: Trip | None
    price: Price | None
    """What the trip was reckoned with."""
    assumed: bool
    """The price of a kilometre is ours."""
    missing: str
    """Why there is no trip: home (the owner's city is not known), stay (none is wanted), one (all live in
    one city), money (the budget reaches nowhere), nobody; "" where there is one."""
    announced: tuple[Meetup, ...]
    """Tables with a day that is still to come, next first."""
    seated: frozenset[str]
    """The cities of these."""

    def local(self, city: str) -> Local | None:
        return next((one for one in self.locals if one.city == city), None)

    @property
    def hosted(self) -> tuple[Local, ...]:
        """Cities in which somebody is to be asked: those of the trip, and those whose table has its day, are
        left out."""
        known = {place.city.key for place in self.trip.stops} if self.trip else set()
        return tuple(one for one in self.locals if one.host and one.city not in known | self.seated)


def tables_of(people: int, wanted: int) -> tuple[int, ...]:
    """As even as can be, none below 4 or above 9; () for fewer than 4."""
    if people < FEWEST:
        return ()
    most, least = people // FEWEST, ceil(people / MOST_SEATS)
    count = min(max(round(people / wanted), least), most)
    small, larger = divmod(people, count)
    return tuple([small + 1] * larger + [small] * (count - larger))


def make_meetups(community: Community, facts: Facts) -> Meetups | None:
    """None where nobody is known."""
    if not community.members:
        return None
    roster = Roster(community, facts)
    counts = Counter(m.city for m in community.members if m.city in community.cities)
    seen = visits(community, facts.days.today)
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    places = tuple(Place(community.cities[key], n, months(seen, key, facts.days.today)) for key, n in order)
    trip, price, assumed, missing = find_trip(community, facts, seen)
    upcoming = [m for m in community.profile.events.meetups if m.day >= facts.days.today]
    return Meetups(
        known=sum(counts.values()),
        unknown=len(community.members) - sum(counts.values()),
        tier=len(roster.invited),
        places=places,
        locals=tuple(roster.local(key, n) for key, n in order if n >= HOSTED),
        trip=trip,
        price=price,
        assumed=assumed,
        missing=missing,
        announced=tuple(sorted(upcoming, key=lambda m: (m.day, m.time, m.city))),
        seated=frozenset(city_key(community.cities, m.city) for m in upcoming),
    )


def city_key(cities: Mapping[str, City], text: str) -> str:
    """What a meetup's city is called, as a key; "" where no member lives there."""
    wanted = text.strip().casefold()
    found = [k for k, city in sorted(cities.items()) if wanted in {n.casefold() for n in city.names.values()}]
    return found[0] if found else ""


def visits(community: Community, today: date) -> dict[str, date]:
    """By city the day of the last table there; one that is announced counts already."""
    found: dict[str, date] = {}
    for meetup in community.profile.events.meetups:
        key = city_key(community.cities, meetup.city)
        found[key] = max(min(meetup.day, today), found.get(key, date.min))
    return found


def months(seen: Mapping[str, date], city: str, today: date) -> float | None:
    return (today - seen[city]).days / DAYS_PER_MONTH if city in seen else None


def find_trip(
    community: Community, facts: Facts, seen: Mapping[str, date]
) -> tuple[Trip | None, Price | None, bool, str]:
    """(trip, price, whether the price is ours, why there is no trip)."""
    events, wanted = community.profile.events, facts.meeting.trips_per_month
    if facts.meeting.one_city:
        return None, None, False, "one"
    if not wanted:
        return None, None, False, "stay"
    owners = [m.city for m in community.members if m.role == "owner" and m.city in community.cities]
    if not owners:
        return None, None, False, "home"
    per_km = events.per_km if events.per_km is not None else PER_KM.get(community.profile.community.currency)
    price = Price(per_km, events.per_city, events.monthly_budget) if per_km is not None else None
    places = [
        Place(community.cities[key], n, months(seen, key, facts.days.today))
        for key, n in facts.meeting.city_list
        if key in community.cities and n >= FEWEST
    ]
    stops = min(max(round(wanted), 1), MOST_STOPS)
    trip = best_trip(community.cities[owners[0]], places, stops, price)
    reason = "" if trip else "money" if places else "nobody"
    return trip, price, price is not None and events.per_km is None, reason


class Roster:
    """Who was there lately, by city."""

    def __init__(self, community: Community, facts: Facts) -> None:
        self.table_size = facts.meeting.table_size
        self.batch = {star.person.id: star for star in facts.carriers.activity.batch}
        self.seen = last_seen(community, facts.days.data_day)
        since = facts.days.data_day - timedelta(days=ACTIVE_DAYS)
        by_city: dict[str, list[Member]] = defaultdict(list)
        for m in community.members:
            there = not self.seen or self.seen.get(m.id, date.min) > since
            if m.city and there and m.id not in community.staff:
                by_city[m.city].append(m)
        self.by_city = by_city
        self.weeks: dict[str, set[int]] = defaultdict(set)
        window = facts.days.data_day - timedelta(days=WINDOW_DAYS)
        for entry in community.ledger:
            if window < entry.day <= facts.days.data_day and entry.quantity > 0:
                self.weeks[entry.member].add(entry.day.toordinal() // 7)
        tier = community.profile.events.tier
        asked = {g.id for g in community.profile.groups if g.tier == tier}
        invited = [m for m in community.members if m.tier == tier or community.groups_of(m) & asked]
        everybody = invited if tier and invited else community.members
        self.invited = {m.id for m in everybody} - community.staff
        self.before = {m.going[0] for m in community.profile.events.meetups if m.going}

    def rank(self, member: Member) -> tuple[bool, int, int, str]:
        """Who hosted before, then who is there in most weeks, then who was there last."""
        seen = self.seen.get(member.id, date.min)
        return member.id not in self.before, -len(self.weeks[member.id]), -seen.toordinal(), member.id

    def local(self, city: str, members: int) -> Local:
        there = self.by_city[city]
        named = [m for m in there if m.name or m.alias]
        free = [m for m in named if m.id not in self.batch or self.batch[m.id].job == "host"]
        # who is asked to host as a star is the host
        free.sort(key=lambda m: (m.id not in self.batch, *self.rank(m)))
        host = free[0].id if free else ""
        guests = self.guests([m for m in named if m.id != host])
        return Local(
            city=city,
            members=members,
            active=len(there),
            host=host,
            host_weeks=len(self.weeks[host]) if host else 0,
            tables=tables_of(len(there), self.table_size),
            guests=guests,
        )

    def guests(self, there: Sequence[Member]) -> tuple[str, ...]:
        asked = [m for m in there if m.id in self.invited]
        asked.sort(key=lambda m: (-self.seen.get(m.id, date.min).toordinal(), m.id))
        return tuple(m.id for m in asked[:GUESTS])

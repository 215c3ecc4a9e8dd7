"""Where does a community go that is no business? Towards more people who lead, host and carry it.

Four steps with gates in numbers, the people behind each number by name, and for each gate that is open the
next person to ask. Every threshold is ours and is a field of the profile (`people`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from ...community.community import Community
from ...community.leading import Leading
from ...community.people import Member
from ..facts.facts import Facts
from ..people.stars import WINDOW_DAYS
from ..roster import Person, person
from .scenario_inputs import Assumption
from .stage import Gate, Stage, Step

FEWEST_CARRIERS = 2
"""Of one person who does everything nobody would say that others carry it."""
PLAIN_ROLES = ("", "member", "owner")
"""Whoever has another role in the table (assistant, leader, 领队 ...) can open a meeting."""
UNITS = {
    "openers": "people", "city_members": "people", "carriers": "people", "carrier_share": "share",
    "owner_share": "share", "followers": "people", "follower_deeds": "deeds", "ask": "minutes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ask:
    """Who is asked next for a gate that is open. `city`: where a host is missing, "" of the others."""

    gate: str
    person: Person
    city: str = ""


@dataclass(frozen=True, slots=True)
class PeopleRoad:
    leads: tuple[Person, ...]
    """Who can open a meeting beside the owner, who does most first."""
    hosts: tuple[Person, ...]
    followers: tuple[Person, ...]
    """Who does much and leads nothing yet."""
    unnamed: int
    """Assistants of the profile whom no table names."""
    cities: tuple[tuple[str, int], ...]
    """Cities that are large enough for a host and have none, with their members; "" where the table has no
    cities and all live in one."""
    asks: tuple[Ask, ...]
    """In the order of the steps; nobody twice."""


class Roster:
    """Who does what, read once. Deeds are those of the last 90 days."""

    def __init__(self, community: Community, facts: Facts) -> None:
        self.community = community
        self.wanted = community.profile.people
        self.today: date = facts.days.data_day
        since = self.today - timedelta(days=WINDOW_DAYS)
        self.deeds = Counter(
            entry.member
            for entry in community.ledger
            if since < entry.day <= self.today and entry.quantity > 0
        )
        self.of = {member.id: member for member in community.members}
        self.owners = {member.id for member in community.members if member.role == "owner"}
        self.dated = any(member.last_message for member in community.members)
        self.hosts = self.found_hosts()
        self.leads = [m for m in community.members if m.role not in PLAIN_ROLES]
        self.leads += [m for m in self.hosts if m not in self.leads and m.id not in self.owners]
        self.leads.sort(key=self.rank)

    def rank(self, member: Member) -> tuple[int, int, int, str]:
        """Who does most first, then who spoke last, then who can do most."""
        spoke = member.last_message.toordinal() if member.last_message else 0
        return -self.deeds[member.id], -spoke, -len(member.skills), member.id

    def found_hosts(self) -> list[Member]:
        """Whoever has the first seat of a meetup, or is written as its host and known by that name alone."""
        names: dict[str, list[Member]] = {}
        for member in self.community.members:
            for name in {member.name, member.alias} - {""}:
                names.setdefault(name, []).append(member)
        found: dict[str, Member] = {}
        for meetup in self.community.profile.events.meetups:
            known = [self.of[seat] for seat in meetup.going[:1] if seat in self.of]
            alike = names.get(meetup.host or "", [])
            for member in known or (alike if len(alike) == 1 else []):
                found[member.id] = member
        return sorted(found.values(), key=self.rank)

    def active(self, member: Member) -> bool:
        """Did something or spoke in the last 90 days; where neither is known, is simply there."""
        if self.deeds[member.id]:
            return True
        if self.dated:
            spoke = member.last_message
            return spoke is not None and 0 <= (self.today - spoke).days < WINDOW_DAYS
        return not self.deeds

    def candidates(self) -> list[Member]:
        """Members with a name who are active and lead nothing, the best first."""
        taken = self.owners | {m.id for m in self.leads}
        found = [
            m for m in self.community.members if m.id not in taken and (m.name or m.alias) and self.active(m)
        ]
        return sorted(found, key=self.rank)

    def followers(self) -> list[Member]:
        least = self.wanted.follower_deeds
        return [m for m in self.candidates() if self.deeds[m.id] >= least]

    def person(self, member: Member) -> Person:
        return person(member, self.deeds[member.id])


def large_cities(roster: Roster, one_city: bool) -> dict[str, int]:
    """Cities that should have a host. Where all live in one and the table names none, that one is ""."""
    counted = Counter(m.city for m in roster.community.members if m.city)
    if not counted and one_city:
        counted[""] = len(roster.community.members)
    least = roster.wanted.city_members
    return {city: count for city, count in sorted(counted.items()) if count >= least}


def hosted(roster: Roster, cities: dict[str, int]) -> set[str]:
    """Cities with a host, or with somebody who leads and lives there."""
    return {"" if "" in cities else m.city for m in roster.leads} & set(cities)


def people_gates(roster: Roster, facts: Facts, cities: dict[str, int]) -> dict[str, tuple[Gate, ...]]:
    """The gates of each step, in the order in which they are worked on."""
    want, members = roster.wanted, facts.sizes.members
    openers = max(len(roster.leads), facts.hands.assistants)
    few = max(ceil(members * want.carrier_share), FEWEST_CARRIERS)
    known = facts.carriers.deeds > 0
    share = Decimal(str(facts.carriers.owner_share)) if facts.carriers.owner_known else None
    place = Decimal(len(hosted(roster, cities))) if cities else None
    return {
        "open": (Gate("openers", Decimal(openers), Decimal(want.openers), "people"),),
        "host": (Gate("hosts", place, Decimal(max(len(cities), 1)), "cities"),),
        "carry": (
            Gate("half", Decimal(facts.carriers.half_people) if known else None,
                 Decimal(min(want.carriers, few)), "people"),
            Gate("owner_share", share,
                 Decimal(str(want.owner_share)), "share", "below"),
        ),
        "follow": (
            Gate("followers", Decimal(len(roster.followers())) if known else None,
                 Decimal(want.followers), "people"),
        ),
    }  # fmt: skip


def people_stage(groups: dict[str, tuple[Gate, ...]], wanted: Leading) -> Stage:
    first = next((n for n, step in enumerate(groups.values()) if not all(g.ok for g in step)), len(groups))
    steps = tuple(
        Step(name, n + 1, "done" if n < first else "here" if n == first else "to", group)
        for n, (name, group) in enumerate(groups.items())
    )
    return Stage(
        generation=1,
        here=0 if first == len(groups) else first + 1,
        steps=steps,
        lacks=steps[first].lacks if first < len(groups) else (),
        assumptions=tuple(
            Assumption(name, (Decimal(str(getattr(wanted, name))),), unit, f"people.{name}")
            for name, unit in UNITS.items()
        ),
    )


def make_people(community: Community, facts: Facts, one_city: bool) -> tuple[PeopleRoad, Stage]:
    """Who leads, hosts and follows, and the stage that they make."""
    roster = Roster(community, facts)
    cities = large_cities(roster, one_city)
    groups = people_gates(roster, facts, cities)
    without = {city: count for city, count in cities.items() if city not in hosted(roster, cities)}
    open_gates = [gate for group in groups.values() for gate in group if not gate.ok]
    road = PeopleRoad(
        leads=tuple(roster.person(m) for m in roster.leads),
        hosts=tuple(roster.person(m) for m in roster.hosts),
        followers=tuple(roster.person(m) for m in roster.followers()),
        unnamed=max(facts.hands.assistants - len(roster.leads), 0),
        cities=tuple(sorted(without.items(), key=lambda pair: (-pair[1], pair[0]))),
        asks=choose_asks(roster, open_gates, without),
    )
    return road, people_stage(groups, community.profile.people)


def choose_asks(roster: Roster, gates: Sequence[Gate], without: dict[str, int]) -> tuple[Ask, ...]:
    """For each open gate one person, nobody twice; a host lives in the largest city that has none."""
    left = roster.candidates()
    largest = min(without, key=lambda city: (-without[city], city)) if without else ""
    found: list[Ask] = []
    for gate in gates:
        if gate.id == "owner_share" and any(ask.gate == "half" for ask in found):
            continue  # one person more who carries serves both
        city = largest if gate.id == "hosts" else ""
        chosen = next((m for m in left if not city or m.city == city), None)
        if chosen is None:
            continue
        left.remove(chosen)
        found.append(Ask(gate.id, roster.person(chosen), city))
    return tuple(found)

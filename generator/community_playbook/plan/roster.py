"""Who is there: groups, tiers, cities, the newest member and who should greet them (tactics 1 to 6, 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nsmallest
from math import log
from zlib import crc32

from ..community.community import STAFF, Community
from ..community.people import Member
from .people.mentions import CITY, Pair

Tag = tuple[str, str]
"""(facet, value)"""

RARE = 0.1
"""A city or trade shared by more than a tenth of all members is no reason to introduce two of them."""
ACTIVE_DAYS = 92
"""Who wrote or did something within three months is there to be asked."""
NEWCOMER_WEEKS = 8
"""Over how many weeks newcomers are averaged."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom the playbook names. `city` is a key of the city table; any field may be empty."""

    id: str
    name: str
    city: str = ""
    industry: str = ""
    offer: str = ""
    deeds: int = 0
    action: str = ""


def person(member: Member, deeds: int = 0, action: str = "") -> Person:
    offer = (member.resources or member.skills or ("",))[0]
    return Person(member.id, member.shown, member.city, member.industry, offer, deeds, action)


@dataclass(frozen=True, slots=True)
class GroupSize:
    id: str
    name: str
    members: int
    """0 where unknown."""
    seats: int
    high: bool
    """A group of a higher tier (partners)."""


def group_sizes(community: Community, default_seats: int) -> tuple[GroupSize, ...]:
    """All groups with their head count: from the roster, else from the profile. Groups that only the
    roster names are added, so that nobody stands outside."""
    counted: Counter[str] = Counter()
    tiers: dict[str, Counter[str]] = {}
    for member in community.members:
        for group in community.groups_of(member):
            counted[group] += 1
            tiers.setdefault(group, Counter())[member.tier] += 1
    high = high_tiers(community)
    sizes = [
        GroupSize(
            g.id,
            g.name or g.id,
            counted.pop(g.id, 0) or g.members or 0,
            g.seats or default_seats,
            g.tier in high,
        )
        for g in community.profile.groups
    ]
    for group, count in sorted(counted.items()):
        usual = min(tiers[group].items(), key=lambda pair: (-pair[1], pair[0]))[0]
        sizes.append(GroupSize(group, group, count, default_seats, usual in high))
    return tuple(sizes)


def high_tiers(community: Community) -> frozenset[str]:
    """The tiers that cost more than the usual one: partners, in the words of the source. The usual one is
    "member" where there is one, else the tier of most groups."""
    tiers = community.profile.tiers
    used = Counter(g.tier for g in community.profile.groups)
    names = sorted(set(tiers) | set(used))
    if len(names) < 2:
        return frozenset()
    price = {name: tiers[name].price if name in tiers else 0 for name in names}
    base = "member" if "member" in names else min(names, key=lambda n: (-used[n], price[n], n))
    return frozenset(name for name in names if price[name] > price[base])


def recent(members: Sequence[Member], today: date, weeks: int) -> list[Member]:
    """Members who joined in the last `weeks`, newest first, then by id."""
    since = today - timedelta(weeks=weeks)
    found = [m for m in members if m.joined and since < m.joined <= today and m.role not in STAFF]
    return sorted(found, key=lambda m: (-(m.joined or today).toordinal(), m.id))


def tags(member: Member) -> frozenset[Tag]:
    found = {("skill", s.casefold()) for s in member.skills}
    if member.city:
        found.add((CITY, member.city))
    if member.industry:
        found.add(("trade", member.industry.casefold()))
    return frozenset(found)


def last_seen(community: Community, today: date) -> dict[str, date]:
    """By member the newest day on which somebody wrote or did something, as far as the tables know."""
    found = {m.id: m.last_message for m in community.members if m.last_message and m.last_message <= today}
    for day, member, *_ in community.ledger:  # in order of days
        if day <= today and found.get(member, day) <= day:
            found[member] = day
    return found


def has_turn(member: str, day: date) -> bool:
    """Every other week, one half of the members and then the other: whoever was called upon last week rests,
    without a memory of what was planned then."""
    return (crc32(member.encode("utf-8", "surrogatepass")) + (day.toordinal() - 1) // 7) % 2 == 0


class Matcher:
    """Whom should a newcomer meet? Members who share a city, a trade or a skill with them; what few share
    weighs more: ln((M + 1) / (df + 1)), as in information retrieval (IDF)."""

    def __init__(self, members: Sequence[Member], seen: Mapping[str, date] | None = None) -> None:
        """`seen`: see `last_seen`."""
        self.seen = seen or {}
        self.members = {m.id: m for m in members}
        self.ranked: dict[date, dict[str, int]] = {}
        self.of = {m.id: tags(m) for m in members}
        self.count = Counter(tag for found in self.of.values() for tag in found)
        self.weight = {tag: log((len(members) + 1) / (count + 1)) for tag, count in self.count.items()}
        self.holders: dict[Tag, list[Member]] = {}
        for m in members:
            if m.consent and m.name and m.role not in STAFF:
                for tag in self.of[m.id]:
                    self.holders.setdefault(tag, []).append(m)

    def ranks(self, day: date) -> Mapping[str, int]:
        """How ready each member is to be asked on a day: active in the last three months, then whose turn it
        is. Without those who are new themselves."""
        if day not in self.ranked:
            new, quiet = day - timedelta(weeks=NEWCOMER_WEEKS), day - timedelta(days=ACTIVE_DAYS)
            self.ranked[day] = {
                m.id: 2 * (self.seen.get(m.id, date.min) >= quiet) + has_turn(m.id, day)
                for m in self.members.values()
                if m.joined is None or m.joined <= new
            }
        return self.ranked[day]

    def pairs(
        self, newcomer: Member, day: date, asked: Collection[str] = (), most: int | None = None
    ) -> list[Pair]:
        """Who shares something with a newcomer; who was `asked` this week comes after the others who are as
        ready. `most`: only the best, and as many of those who share the city alone."""
        ranks = self.ranks(day)
        scores: dict[str, float] = {}
        close: set[str] = set()  # they share more than the city
        for tag in sorted(self.of[newcomer.id]):  # in one order: sums of floats depend on it
            weight = self.weight[tag]
            ids = [m.id for m in self.holders.get(tag, ()) if m.id in ranks] if weight > 0 else []
            for id_ in ids:
                scores[id_] = scores.get(id_, 0.0) + weight
            if tag[0] != CITY:
                close.update(ids)
        own = set(newcomer.groups)
        rows: tuple[list[tuple[int, float, str]], ...] = (
            [],
            [],
        )  # those with more, those with the city alone
        for id_, score in scores.items():
            groups = self.members[id_].groups
            if own and groups and own.isdisjoint(groups):
                continue
            rank = ranks[id_] - (id_ in asked and ranks[id_] % 2)
            rows[id_ not in close].append((-rank, -score, id_))
        return [
            Pair(newcomer.id, id_, -rank, -score, bool(city))
            for city, part in enumerate(rows)
            for rank, score, id_ in (nsmallest(most, part) if most else part)
        ]


def industries(members: Sequence[Member]) -> tuple[tuple[str, int], ...]:
    """Industries with their number of people, most frequent first."""
    counted = Counter(m.industry for m in members if m.industry)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def city_counts(members: Sequence[Member]) -> tuple[tuple[str, int], ...]:
    """City keys with their number of people, most frequent first."""
    counted = Counter(m.city for m in members if m.city)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

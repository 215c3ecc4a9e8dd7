"""Who is there: groups, tiers, cities, the newest member and who should greet them (tactics 1 to 6, 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..community.community import STAFF, Community
from ..community.people import Member

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
    alias: str = ""
    """The nickname or user name, where the table has one."""


def person(member: Member, deeds: int = 0, action: str = "") -> Person:
    offer = (member.resources or member.skills or ("",))[0]
    return Person(member.id, member.shown, member.city, member.industry, offer, deeds, action, member.alias)


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


def industries(members: Sequence[Member]) -> tuple[tuple[str, int], ...]:
    """Industries with their number of people, most frequent first."""
    counted = Counter(m.industry for m in members if m.industry)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def city_counts(members: Sequence[Member]) -> tuple[tuple[str, int], ...]:
    """City keys with their number of people, most frequent first."""
    counted = Counter(m.city for m in members if m.city)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

"""Who is there, who does the work, and who carries the community."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ...community.community import Community
from ...knowledge.library import Library
from ..free import Free
from ..hands import HELPER, OWNER, Hand, all_free, find_crew
from ..people.activity import Activity, activity
from ..roster import GroupSize, group_sizes, high_tiers


@dataclass(frozen=True, slots=True)
class Hands:
    owner_hours: float
    helper_hours: float
    """Of all assistants together."""
    hours: float
    assistants: int
    solo: bool
    crew: tuple[Hand, ...]
    """The owner, then each assistant."""

    @property
    def helpers(self) -> tuple[Hand, ...]:
        return self.crew[1:]

    @property
    def free(self) -> Mapping[str, Free]:
        """When the owner is free, and when at least one of the assistants is."""
        return {OWNER: self.crew[0].free, HELPER: all_free(self.helpers)}

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.crew)

    def hand(self, id_: str) -> Hand | None:
        return next((one for one in self.crew if one.id == id_), None)


@dataclass(frozen=True, slots=True)
class Sizes:
    members: int
    groups: int
    member_groups: int
    """Groups that are no partner groups."""
    busy_groups: int
    """Groups in which a message is worth posting: where people are, not one by one."""
    rotation_groups: int
    """Of these, the ones that members can move between; all of them where that is not known."""
    alike: tuple[str, ...]
    """Ids of the groups that are known to be alike."""
    groups_about: str
    """same: at least two are alike; unlike: people sit in each for its own sake; unknown: nobody has said,
    and the names do not tell."""
    partner_groups: int
    partners: int
    group_size: int
    largest_group: int
    full_groups: int
    seats: int
    qr_joins: int
    """From so many people on a group takes nobody by its QR code; 0 where that is no matter."""
    minutes_per_group: float
    """A week."""
    overfull: bool
    small: bool
    new: bool
    """No groups and no members are known yet."""
    paying: bool
    """A level of membership has a price."""
    has_roster: bool
    has_ledger: bool
    group_list: tuple[GroupSize, ...]


@dataclass(frozen=True, slots=True)
class Carriers:
    """From the ledger of the last 90 days; 0 where nothing is known."""

    activity: Activity
    owner_share: float
    owner_known: bool
    half_people: int
    active: int
    active_percent: int
    deeds: int
    star_known: bool
    top_action: str


def find_hands(community: Community, library: Library) -> Hands:
    profile = community.profile
    owner, *helpers = find_crew(profile, library.kinds[profile.community.kind].spare_time)
    helped = round(sum(one.hours for one in helpers), 6)
    return Hands(
        owner_hours=owner.hours,
        helper_hours=helped,
        hours=owner.hours + helped,
        assistants=len(profile.assistants.people) or max(profile.operator.assistants, len(helpers)),
        solo=not helpers,
        crew=(owner, *helpers),
    )


def find_sizes(community: Community, library: Library, hands: Hands) -> Sizes:
    profile = community.profile
    limits = library.platforms[profile.community.platform].limits
    seats = profile.limits.seats or int(limits["seats"].value)
    groups = group_sizes(community, seats)
    base = [g for g in groups if not g.high]
    high = [g for g in groups if g.high]
    heads = [g.members for g in groups]
    one_place = library.platforms[profile.community.platform].overlap
    people = len(community.members) or (max(heads, default=0) if one_place else sum(heads))
    in_base = sum(g.members for g in base)
    known = [g for g in base if g.members]
    average = round(in_base / len(known)) if known else people
    if known and not community.members and people == 0:
        people = in_base
    number = max(len(groups), 1)
    high_ids, dear = {g.id for g in high}, high_tiers(community)
    high_members = [m for m in community.members if m.tier in dear or community.groups_of(m) & high_ids]
    new = people == 0 and not groups
    about, alike = find_about(community, base)
    per_group = hands.hours * 60 / number
    return Sizes(
        members=people,
        groups=number,
        member_groups=max(len(base), 1),
        busy_groups=find_busy([g.members for g in groups], number),
        rotation_groups=len(alike) if len(alike) > 1 else max(len(base), 1),
        alike=alike,
        groups_about=about,
        partner_groups=len(high),
        partners=len(high_members) or sum(g.members for g in high),
        group_size=average,
        largest_group=max((g.members for g in base), default=people),
        full_groups=sum(1 for g in groups if g.members and g.members > 0.95 * g.seats),
        seats=base[0].seats if base else seats,
        qr_joins=profile.limits.qr_joins or (int(limits["qr_joins"].value) if "qr_joins" in limits else 0),
        minutes_per_group=per_group,
        overfull=per_group / 7 < 3 and not new,
        small=0 < people < 80,
        new=new,
        paying=any(tier.price for tier in profile.tiers.values()),
        has_roster=bool(community.members),
        has_ledger=bool(community.ledger),
        group_list=groups,
    )


NUMERALS = "一二三四五六七八九十百零〇两甲乙丙丁戊己庚辛壬癸"


TALKING, FEW, MOST_BUSY = 20, 5, 30
"""In a group of twenty somebody answers; where all are smaller, the five largest; thirty at most."""


def find_busy(sizes: Sequence[int], number: int) -> int:
    """How many of `number` groups have enough people to talk; all of them where sizes are not known."""
    if not any(sizes):
        return min(number, MOST_BUSY)
    return min(max(sum(1 for size in sizes if size >= TALKING), min(number, FEW)), MOST_BUSY)


def find_about(community: Community, base: Sequence[GroupSize]) -> tuple[str, tuple[str, ...]]:
    """(what the groups are about, ids of those that are alike). Where the profile is silent, groups that are
    called by numbers or letters are taken to be alike: 1 群, 2 群; Room A, Room B."""
    said = {g.id: g.about for g in community.profile.groups if g.about}
    if any(group.id in said for group in base):
        alike = tuple(group.id for group in base if said.get(group.id) == "same")
        return ("same" if len(alike) > 1 else "unlike"), alike
    stems = {stem(group.name) for group in base}
    return ("same", tuple(group.id for group in base)) if len(stems) < 2 else ("unknown", ())


def stem(name: str) -> str:
    """A name without what counts: digits, numerals, single letters and signs."""
    words = re.sub(rf"[\W\d_{NUMERALS}]+", " ", name.casefold()).split()
    return " ".join(word for word in words if not (len(word) == 1 and word.isascii()))


def find_carriers(community: Community, library: Library, today: date, monday: date) -> Carriers:
    found = activity(community, today, monday, library.jobs)
    people = len(community.members)
    return Carriers(
        activity=found,
        owner_share=round(found.owner_share, 2),
        owner_known=bool(found.deeds and community.staff),
        half_people=found.half_people,
        active=found.active,
        active_percent=round(100 * found.active / people) if people else 0,
        deeds=found.deeds,
        star_known=bool(found.stars),
        top_action=found.top_action,
    )

"""Everything that the operator said, frozen: the only input of planning beside the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .editions import Edition
from .journal import Journal
from .observed import Observed
from .people import City, LedgerEntry, Member, Reading
from .profile import Profile

STAFF = ("owner", "staff")


@dataclass(frozen=True)
class Community:
    profile: Profile
    members: tuple[Member, ...] = ()
    """In order of id, so that the order of rows changes nothing."""
    ledger: tuple[LedgerEntry, ...] = ()
    """In order of (day, member, action, ...), for the same reason."""
    readings: tuple[Reading, ...] = ()
    cities: Mapping[str, City] = field(default_factory=dict)
    """Only the cities that members live in, by key."""
    journal: Journal = field(default_factory=Journal)
    """What was done, counted, started and stopped, up to the planned day."""
    editions: tuple[Edition, ...] = ()
    """The weeks that were planned before, in their order."""
    former: tuple[Member, ...] = ()
    """Who left, whose row is gone, and bots: their entries are kept, they are on no board and in no list."""
    observed: Observed | None = None
    """What chat logs told beside people and deeds, where some were taken."""
    spending: tuple[str, ...] = ()
    """Actions whose money is what buyers spent, or may be: it is shown nowhere, deeds are counted."""
    unsaid: tuple[str, ...] = ()
    """Actions with money of which nobody said whose it is."""

    @cached_property
    def group_ids(self) -> Mapping[str, str]:
        """Tables write a group's id or its name: both lead to the id of the profile."""
        groups = self.profile.groups
        return {g.name: g.id for g in reversed(groups) if g.name} | {g.id: g.id for g in groups}

    @cached_property
    def by_id(self) -> Mapping[str, Member]:
        """Who is there."""
        return {m.id: m for m in self.members}

    @cached_property
    def tags(self) -> frozenset[str]:
        """Every place and trade that a table names, caseless: people write them into nicknames."""
        cities = {name for city in self.cities.values() for name in city.names.values()}
        said = {text for m in self.members for text in (m.city_text, m.industry)}
        return frozenset(text.casefold() for text in cities | said if text)

    def groups_of(self, member: Member) -> set[str]:
        return {self.group_ids.get(group, group) for group in member.groups}

    @cached_property
    def unranked(self) -> frozenset[str]:
        """Ids of all who stand on no board: owner and staff, who left, and bots."""
        return self.staff | {m.id for m in self.former}

    @cached_property
    def staff(self) -> frozenset[str]:
        """Ids of owner and staff: they run the community and stand on no board."""
        return frozenset(m.id for m in self.members if m.role in STAFF)

"""Into which group does a newcomer go who is entered for none? Where those sit whom they should meet.

Of the groups with a place left, the one in which the best of them are together worth most; where nobody
shares anything, the one into which others come on the same evening, else the one with most places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...community.community import Community
from ..roster import GroupSize, high_tiers
from .matcher import Shared, Tag, tag
from .mentions import Pair

AN_EVENING = 10
"""So many at most come into one group on one evening: more are no introduction but a list."""
APART = frozenset(("cohort",))
"""Groups into which nobody is put for what they have in common."""


@dataclass(frozen=True, slots=True)
class Seat:
    """`why`: what those in the group share with the newcomer, with how many of them; () where it is chosen
    for its free places. `asks`: it is past the platform's limit for joining by QR code."""

    group: str
    why: tuple[Shared, ...] = ()
    asks: bool = False


@dataclass(slots=True)
class Seats:
    """The groups into which newcomers can go. `free`: places left in each."""

    members: Mapping[str, Sequence[str]]
    """Ids of the members of each group."""
    free: dict[str, int]
    high: frozenset[str]
    """Groups of a tier that costs more."""
    dear: frozenset[str] = frozenset()
    """These tiers."""
    called: Mapping[str, str] = field(default_factory=dict)
    """Names of groups, as tables may write them instead of the id."""
    qr_joins: int = 0
    sizes: Counter[str] = field(default_factory=Counter)

    @property
    def known(self) -> bool:
        """Is there anything to choose between?"""
        return len(self.free) > 1 and any(self.members.values())

    def names(self, group: str) -> frozenset[str]:
        """As the members table may write a group."""
        return frozenset((group, self.called.get(group, group)))

    def with_room(self, dear: bool, tonight: Counter[str]) -> list[str]:
        return [
            group
            for group, free in self.free.items()
            if free > 0 and (group in self.high) == dear and tonight[group] < AN_EVENING
        ]

    def choose(self, pairs: Sequence[Pair], each: int, dear: bool, tonight: Counter[str]) -> str:
        """A group for whom these pairs are possible; "" where none has a place."""
        groups = self.with_room(dear, tonight)
        worth = {group: self.worth(group, pairs, each) for group in groups}
        best = max(groups, key=lambda g: (worth[g], tonight[g] > 0, self.free[g], g), default="")
        if best:
            tonight[best] += 1
            self.free[best] -= 1
        return best

    def worth(self, group: str, pairs: Sequence[Pair], each: int) -> tuple[int, float]:
        """Of the best in the group: how ready they are, and what they share."""
        inside = frozenset(self.members[group])
        best = sorted(((p.rank, p.score) for p in pairs if p.member in inside), reverse=True)[:each]
        return sum(rank for rank, _ in best), sum(score for _, score in best)

    def seat(self, group: str, shared: Sequence[Shared], of: Mapping[str, frozenset[Tag]]) -> Seat:
        """With what is shared there, counted in that group alone; the newcomer is not yet in it."""
        why = []
        for one in shared:
            key = tag(one.facet, one.value, one.header)
            why.append(one._replace(holders=sum(1 for id_ in self.members[group] if key in of[id_])))
        return Seat(group, tuple(why), 0 < self.qr_joins <= self.sizes[group])


def make_seats(community: Community, sizes: Sequence[GroupSize], qr_joins: int) -> Seats:
    apart = {g.id for g in community.profile.groups if g.about in APART}
    inside: dict[str, list[str]] = {g.id: [] for g in sizes if g.id not in apart}
    for member in community.members:
        for group in community.groups_of(member):
            if group in inside:
                inside[group].append(member.id)
    return Seats(
        members=inside,
        free={g.id: g.seats - g.members for g in sizes if g.id in inside},
        high=frozenset(g.id for g in sizes if g.high),
        dear=high_tiers(community),
        called={g.id: g.name for g in sizes},
        qr_joins=qr_joins,
        sizes=Counter({g.id: g.members for g in sizes}),
    )

"""What do a newcomer and a member have in common, and is it a reason to introduce them (tactic 4)?

What few share weighs more: ln((M + 1) / (df + 1)) for each tag, as in information retrieval (IDF). What both
share must be rare when taken together: a city of a third of all members is no reason, nor is a skill that
hundreds write; two tags that are each common may be one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from heapq import nsmallest
from math import log
from typing import NamedTuple
from zlib import crc32

from ...community.community import STAFF, Community
from ...community.people import Member
from ...community.profile import Weights
from ..roster import NEWCOMER_WEEKS
from .mentions import CITY, TINY, Pair

Tag = tuple[str, str]
"""(facet, value)"""

EVEN = Weights()
ESTATE, PICKUP = "estate", "pickup"
NEAR = frozenset((ESTATE, PICKUP))
"""Neighbours are introduced as neighbours, however many they are, but for what most members share."""
RARE, FEW = 0.1, 12
"""What more than a tenth of all members share is no reason to introduce two of them; what so few share always
is one, however small the community."""
ACTIVE_DAYS = 92
"""Who wrote or did something within three months is there to be asked."""
ACTIVE, SILENT, TURN = 6, 2, 2
"""How ready a member is to be asked: the one who is active rather a second time than one who is not."""


class Shared(NamedTuple):
    """Something that a newcomer and a member both have; `holders`: how many have it, the two among them;
    `header`: of a trait, what the table calls the column."""

    facet: str
    """city, estate, pickup, trade, skill or trait."""
    value: str
    """Key of the city; else as the newcomer's row writes it."""
    holders: int
    header: str = ""


def written(member: Member) -> Iterator[tuple[str, str, str]]:
    """(facet, value as the row writes it, header of a trait)."""
    for facet, value in ((CITY, member.city), (ESTATE, member.estate), (PICKUP, member.pickup),
                         ("trade", member.industry)):  # fmt: skip
        if value:
            yield facet, value, ""
    for skill in member.skills:
        yield "skill", skill, ""
    for header, value in member.traits:
        yield "trait", value, header


def tag(facet: str, value: str, header: str = "") -> Tag:
    """What is compared: one word in two columns means two things."""
    return (f"{facet}:{header}" if header else facet), value.casefold()


def tags(member: Member) -> frozenset[Tag]:
    return frozenset(tag(*one) for one in written(member))


def factor(one: Tag, weights: Weights) -> float:
    """How much a kind of thing in common counts; 0: it is no reason."""
    known = {CITY: weights.city, ESTATE: weights.place, PICKUP: weights.place, "trade": weights.trade}
    return known.get(one[0], weights.skill)


def last_seen(community: Community, today: date) -> dict[str, date]:
    """By member the newest day on which somebody wrote or did something, as far as the tables know."""
    found = {m.id: m.last_message for m in community.members if m.last_message and m.last_message <= today}
    for entry in community.ledger:  # in order of days
        day, member = entry.day, entry.member
        if day <= today and found.get(member, day) <= day:
            found[member] = day
    return found


def has_turn(member: str, day: date) -> bool:
    """Every other week, one half of the members and then the other: whoever was called upon last week rests,
    without a memory of what was planned then."""
    return (crc32(member.encode("utf-8", "surrogatepass")) + (day.toordinal() - 1) // 7) % 2 == 0


def again(rank: int) -> int:
    """How ready somebody is who has been asked already this week."""
    return (ACTIVE if rank >= ACTIVE - 1 else SILENT) - 1


class Matcher:
    """Whom should a newcomer meet? Members who share a city, a trade or a skill with them."""

    def __init__(
        self, members: Sequence[Member], seen: Mapping[str, date] | None = None, weights: Weights = EVEN
    ) -> None:
        """`seen`: see `last_seen`."""
        self.seen = seen or {}
        self.members = {m.id: m for m in members}
        self.groups = {m.id: frozenset(m.groups) for m in members}
        self.ranked: dict[date, dict[str, int]] = {}
        self.of = {m.id: tags(m) for m in members}
        self.count = Counter(one for found in self.of.values() for one in found)
        count = len(members)
        self.common = max(RARE * count, FEW)
        self.enough = log((count + 1) / (self.common + 1))
        self.weight = {
            one: factor(one, weights) * self.worth(one, held, count) for one, held in self.count.items()
        }
        self.holders: dict[Tag, list[str]] = {}
        for m in members:
            if m.consent and m.name and m.role not in STAFF:
                for one in self.of[m.id]:
                    self.holders.setdefault(one, []).append(m.id)
        self.ready: dict[tuple[date, Tag], tuple[list[str], frozenset[str]]] = {}

    def worth(self, one: Tag, held: int, count: int) -> float:
        """ln((M + 1) / (df + 1)); a neighbour is a reason as long as not most are neighbours."""
        rarity = log((count + 1) / (held + 1))
        return max(rarity, self.enough) if one[0] in NEAR and 2 * held <= count else rarity

    def ranks(self, day: date) -> Mapping[str, int]:
        """How ready each member is to be asked on a day: active in the last three months, then whose turn it
        is. Without those who are new themselves."""
        if day not in self.ranked:
            new, quiet = day - timedelta(weeks=NEWCOMER_WEEKS), day - timedelta(days=ACTIVE_DAYS)
            self.ranked[day] = {
                m.id: (ACTIVE if self.seen.get(m.id, date.min) >= quiet else SILENT)
                + TURN * has_turn(m.id, day)
                for m in self.members.values()
                if m.joined is None or m.joined <= new
            }
        return self.ranked[day]

    def who(self, one: Tag, day: date) -> tuple[list[str], frozenset[str]]:
        """Who has a tag and may be asked on a day, in order and as a set."""
        if (day, one) not in self.ready:
            ranks = self.ranks(day)
            ids = [id_ for id_ in self.holders.get(one, ()) if id_ in ranks]
            self.ready[day, one] = ids, frozenset(ids)
        return self.ready[day, one]

    def scores(self, newcomer: str, day: date) -> tuple[dict[str, float], set[str]]:
        """What each member shares with a newcomer, where that may be enough; and who shares more than the
        city. The rarest tags come first: whoever has none of them cannot reach it by the common ones."""
        weight = self.weight
        order = sorted((t for t in self.of[newcomer] if weight[t] > 0), key=lambda t: (-weight[t], t))
        left = sum(weight[one] for one in order)
        scores: dict[str, float] = {}
        close: set[str] = set()
        for one in order:
            ids, there = self.who(one, day)
            new, plus = left >= self.enough - TINY, weight[one]
            for id_ in ids if new else scores.keys() & there:
                scores[id_] = scores.get(id_, 0.0) + plus
            if one[0] != CITY:
                close |= there
            left -= plus
        return scores, close

    def pairs(
        self, newcomer: Member, day: date, asked: Collection[str] = (), most: int | None = None,
        never: Collection[str] = (), lately: Mapping[str, int] | None = None,
    ) -> list[Pair]:  # fmt: skip
        """Who shares enough with a newcomer. `asked`: who was called upon this week comes after the others
        who are as active; `never`: whom the newcomer has met before, or who has been asked enough; `lately`:
        how often each was called upon in the last months. `most`: only the best, and as many of those who
        share the city alone."""
        ranks, lately = self.ranks(day), lately or {}
        scores, close = self.scores(newcomer.id, day)
        own, groups, enough = self.groups[newcomer.id], self.groups, self.enough - TINY
        rows: tuple[list[tuple[int, float, int, str]], ...] = ([], [])  # with more; with the city alone
        for id_, score in scores.items():
            if score < enough or (own and groups[id_] and own.isdisjoint(groups[id_])) or id_ in never:
                continue
            rank = again(ranks[id_]) if id_ in asked else ranks[id_]
            rows[id_ not in close].append((-rank, -score, lately.get(id_, 0), id_))
        return [
            Pair(newcomer.id, id_, -rank, -score, bool(city), before, again(-rank))
            for city, part in enumerate(rows)
            for rank, score, before, id_ in (nsmallest(most, part) if most and len(part) > most else part)
        ]

    def shared(self, newcomer: Member, member: Member) -> tuple[Shared, ...]:
        """What is said of a pair, the rarest first: what is a reason by itself, else as many as are one
        together."""
        both = self.of[member.id] & self.of[newcomer.id]
        found = {
            Shared(facet, value, self.count[key], header)
            for facet, value, header in written(newcomer)
            if (key := tag(facet, value, header)) in both and self.weight[key] > 0
        }
        said: list[Shared] = []
        weight = 0.0
        for one in sorted(found, key=lambda one: (one.holders, one)):
            if one.holders <= self.common or weight < self.enough:
                said.append(one)
                weight += self.weight[tag(one.facet, one.value, one.header)]
        return tuple(said)

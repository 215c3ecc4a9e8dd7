"""Who moves where, this week and next, so that everybody meets new faces (tactic 6).

One term takes every squad from its present group to the next one. It is worked off in a fixed order, week by
week, as many members as the pace carries; what was planned counts as moved unless the journal says otherwise,
or the members table shows somebody in the new group already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import eq

from ...community.community import STAFF, Community
from ...community.editions import Edition, Round
from ...community.people import Member
from ..facts.people import Sizes
from ..memory import WEEK, skipped
from .later_terms import lines, seats
from .planes import MOST_ORDER, Class, perfect_terms
from .squads import apart_of, draw, follow, in_chain, keep_together, names_of, settle, squad_sizes

TACTIC = "rotation"
FEWEST = 2
"""Members a group must have on average before mixing means anything."""
SHOWN_WEEKS = 8
PARTS = (1 / 3, 1 / 2, 1.0)
NOWHERE = -1
"""Kept for a member without a squad."""
EXACT = 32
"""Up to so many groups the faces that are new are counted squad by squad for a part of the moves too."""


@dataclass(frozen=True, slots=True)
class Move:
    """One member, from one group to the next. All are numbers; those of groups are places in
    `Rotation.groups`."""

    member: str
    squad: int
    start: int
    to: int


@dataclass(frozen=True, slots=True)
class Wave:
    monday: date | None
    """None where rotation has no day yet."""
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Fresh:
    """Parts of 1: how many of the people that one shares a group with one has never shared one with."""

    mean: float
    worst: float


@dataclass(frozen=True, slots=True)
class Option:
    """What a part of all moves brings."""

    share: float
    moves: int
    fresh: Fresh


@dataclass(frozen=True, slots=True)
class Rotation:
    groups: tuple[str, ...]
    """Ids of the groups that are alike, in the order of the profile."""
    term: int
    """Which mixing this is; the first one is 1."""
    terms: int
    """How many mixings bring nobody two squads twice."""
    better: tuple[tuple[int, int], ...]
    """Where these are few: the next numbers of groups that have more, each with its mixings."""
    squads: Mapping[str, int]
    """Of each member; squad x * groups + y began in group x."""
    named: Mapping[int, str]
    """Names of squads, where the members table has them."""
    waves: tuple[Wave, ...]
    """The planned week, or the week in which it starts, and the next ones."""
    whole: int
    """Moves of the whole term."""
    left: int
    """Members who have not, the planned week's among them."""
    ahead: tuple[int, ...]
    """The squads that have not, in their order."""
    weeks: int
    """Until this term is over, at this pace."""
    pace: int
    """Members a week."""
    held: tuple[str, ...]
    """Who stays this time: their group is full, or somebody is there whom they do not want to meet."""
    limit: float
    """What no way of mixing can pass, on average: see `most_fresh`."""
    options: tuple[Option, ...]
    """A third, half and all of the moves; empty where the groups are too many to count pair by pair."""
    running: bool
    """Its first wave is this week's; else it is what the first week will be."""

    @property
    def size(self) -> float:
        """Members a group, of those who can move."""
        return len(self.squads) / len(self.groups)

    @property
    def wave(self) -> Wave | None:
        return self.waves[0] if self.waves else None

    def remember(self, people: Sequence[str]) -> Round:
        """For the next edition, which counts this week's moves as done. `people`: ids of all members."""
        moved = tuple(m.member for m in self.wave.moves) if self.wave and self.running else ()
        return Round(self.groups, self.term, tuple(self.squads.get(i, NOWHERE) for i in people), moved)


def make_rotation(
    community: Community, sizes: Sizes, pace: int, monday: date, starts: date | None, running: bool
) -> Rotation | None:
    """None where there are no two groups of known people that are alike. `starts`: the Monday of the first
    wave, where it does not run yet."""
    groups = same_tier(community, sizes)
    order = len(groups)
    if not 2 <= order <= MOST_ORDER:
        return None
    place = {group: n for n, group in enumerate(groups)}
    people = movable(community, place)
    if len(people) < FEWEST * order or pace < 1:
        return None
    chairs, shy = room(sizes, groups, people), apart_of(community.profile.rotation.apart)
    earlier = [e for e in community.editions if e.monday < monday and e.round and e.round.groups == groups]
    earlier.sort(key=lambda e: e.monday)
    moved = moved_before(community, earlier)
    term, squads, named = begin(community, people, groups, earlier)
    people = whereabouts(people, squads, moved, order)
    done = {member for member, when in moved.items() if when == term}
    queue, held = line_up(chairs, shy, people, squads, term, done)
    if not queue:  # the term is over: the next one begins
        term += 1
        queue, held = line_up(chairs, shy, people, squads, term, frozenset())
    waves = cut(queue, pace, monday if running else starts)
    here, there = seats(order, term - 1), seats(order, term)
    counts, chain = squad_sizes(squads, order), in_chain(here, there, order)
    history = [seats(order, t) for t in range(term)]
    return Rotation(
        groups=groups,
        term=term,
        terms=perfect_terms(order) - 1,
        better=better_counts(order),
        squads=squads,
        named=named,
        waves=tuple(waves[:SHOWN_WEEKS]),
        whole=sum(counts[s] for s in chain),
        left=len(queue),
        ahead=tuple(dict.fromkeys(move.squad for move in queue)),
        weeks=len(waves),
        pace=pace,
        held=tuple(held),
        limit=most_fresh(there, counts, history, order),
        options=tuple(make_options(chain, here, there, counts, history)) if order <= EXACT else (),
        running=running,
    )


def same_tier(community: Community, sizes: Sizes) -> tuple[str, ...]:
    """The groups that are alike and of one tier, where most people are: nobody moves into a tier that they
    have not paid for."""
    tiers = {g.id: g.tier for g in community.profile.groups}
    members = {g.id: g.members for g in sizes.group_list}
    of_tier: dict[str, list[str]] = {}
    for group in sizes.alike:
        of_tier.setdefault(tiers.get(group, ""), []).append(group)
    largest = max(of_tier.values(), key=lambda found: sum(members[g] for g in found), default=[])
    return tuple(largest)


def better_counts(order: int) -> tuple[tuple[int, int], ...]:
    """The nearest number of groups below and above that is a power of a prime, where this one is none."""
    if perfect_terms(order) == order + 1:
        return ()
    near = [
        next(n for n in range(order, 1, -1) if perfect_terms(n) == n + 1),
        next(n for n in range(order, 2 * order + 1) if perfect_terms(n) == n + 1),
    ]
    return tuple((n, n) for n in near if n > perfect_terms(order) - 1)


def movable(community: Community, place: Mapping[str, int]) -> dict[str, int]:
    """Each member who can move, with the number of the group that they are in; hosts and helpers stay."""
    stay = {*community.profile.rotation.stay}
    found: dict[str, int] = {}
    for member in community.members:
        if member.role in STAFF or member.id in stay:
            continue
        mine = sorted(place[g] for g in community.groups_of(member) if g in place)
        if mine:
            found[member.id] = mine[0]
    return found


def begin(
    community: Community, people: Mapping[str, int], groups: Sequence[str], earlier: Sequence[Edition]
) -> tuple[int, dict[str, int], dict[int, str]]:
    """The term, everybody's squad, and what squads are called: from the newest edition, else drawn from the
    present groups; the members table may name squads."""
    order = len(groups)
    said = {m.id: m.squad for m in community.members if m.squad and m.id in people}
    last = earlier[-1].round if earlier else None
    if last is None:
        term, squads = 1, draw(dealt(community, people, order), said)
    else:
        known = {i: s for i, s in zip(earlier[-1].people, last.squads, strict=False) if s != NOWHERE}
        term, squads = last.term, settle(known, people, seats(order, last.term - 1))
        follow(squads, said)
    keep_together(squads, community.profile.rotation.together)
    return term, squads, names_of(squads, said)


def dealt(community: Community, people: Mapping[str, int], order: int) -> list[list[str]]:
    """The members of each group, in the order in which squads are dealt."""
    members = {m.id: m for m in community.members}
    found: list[list[str]] = [[] for _ in range(order)]
    for id_ in sorted(people, key=lambda i: dealing_order(members[i])):
        found[people[id_]].append(id_)
    return found


def dealing_order(member: Member) -> tuple[str, str, str]:
    """Who is dealt next to each other comes to different squads: cities first, then trades."""
    return member.city, member.industry, member.id


def moved_before(community: Community, earlier: Sequence[Edition]) -> dict[str, int]:
    """The last term in which each member was planned to move, but for weeks of which the journal says that
    they were skipped, and weeks in which it did not run yet."""
    lines = community.journal.lines
    return {
        member: edition.round.term
        for edition in earlier
        if edition.round and not skipped(lines, TACTIC, edition.monday)
        for member in edition.round.moved
    }


def whereabouts(
    people: Mapping[str, int], squads: Mapping[str, int], moved: Mapping[str, int], order: int
) -> dict[str, int]:
    """The group of each member. Who was planned to move is in the new group, though the members table still
    shows one that they have left; where it shows any other one, somebody knows better."""
    found = dict(people)
    for member, when in moved.items():
        if member not in people:
            continue
        squad = squads[member]
        if people[member] in {seats(order, term)[squad] for term in range(when)}:
            found[member] = seats(order, when)[squad]
    return found


def line_up(
    chairs: Sequence[int], shy: Mapping[str, Collection[str]], people: Mapping[str, int],
    squads: Mapping[str, int], term: int, done: Collection[str],
) -> tuple[list[Move], list[str]]:  # fmt: skip
    """All moves of the term that are still to be made, in their order, and who stays for a reason. `chairs`:
    of each group; `shy`: whom somebody does not want to meet."""
    order = len(chairs)
    there = seats(order, term)
    rank = {squad: n for n, squad in enumerate(in_chain(seats(order, term - 1), there, order))}
    now = dict(people)
    counted = Counter(now.values())
    free = [most - counted[group] for group, most in enumerate(chairs)]
    turn = sorted((rank.get(s, -1), m) for m, s in squads.items() if m not in done and now[m] != there[s])
    moves: list[Move] = []
    while True:  # who found no seat asks again when others have left
        waiting: list[tuple[int, str]] = []
        for place in turn:
            member = place[1]
            start, to = now[member], there[squads[member]]
            if free[to] < 1 or any(now.get(other) == to for other in shy.get(member, ())):
                waiting.append(place)
                continue
            moves.append(Move(member, squads[member], start, to))
            free[start], free[to], now[member] = free[start] + 1, free[to] - 1, to
        if len(waiting) in (0, len(turn)):
            return moves, [member for _, member in waiting]
        turn = waiting


def room(sizes: Sizes, groups: Sequence[str], people: Mapping[str, int]) -> list[int]:
    """How many of those who can move each group can hold: its seats without those of who stays."""
    counted = Counter(people.values())
    known = {g.id: g for g in sizes.group_list}
    return [known[id_].seats - max(known[id_].members - counted[n], 0) for n, id_ in enumerate(groups)]


def cut(queue: Sequence[Move], pace: int, monday: date | None) -> list[Wave]:
    """Week by week whole squads, as many as the pace carries; a squad that is larger than it is cut.
    `monday`: of the first week, where it has one."""
    weeks: list[list[Move]] = [[]]
    for _, squad in groupby(queue, key=lambda move: move.squad):
        moves = list(squad)
        if len(weeks[-1]) + len(moves) > pace and weeks[-1]:
            weeks.append([])
        for move in moves:
            if len(weeks[-1]) == pace:
                weeks.append([])
            weeks[-1].append(move)
    return [
        Wave(monday + n * WEEK if monday else None, tuple(moves)) for n, moves in enumerate(weeks) if moves
    ]


def make_options(
    chain: Sequence[int], here: Class, there: Class, counts: Sequence[int], history: Sequence[Class]
) -> Iterator[Option]:
    """What a part of the moves of a term brings: by squads, in their order."""
    order, total = max(there) + 1, sum(counts)
    for share in PARTS:
        moved = set(chain[: round(share * len(chain))])
        now = tuple(there[s] if s in moved else here[s] for s in range(len(there)))
        found = freshness(now, counts, history, order)
        moves = sum(counts[s] for s in moved)
        yield Option(moves / total if total else 0.0, moves, found)


def most_fresh(now: Class, counts: Sequence[int], history: Sequence[Class], order: int) -> float:
    """What the mean of no mixing passes whose groups are no larger than these: each group of an earlier term
    repeats fewest pairs where it is spread evenly (`fewest_pairs`), and a pair takes from both at least one
    of the others in the largest group. It is reached where groups and squads are level; squads that are not
    repeat more, as they stay whole: sum of s(s-1)/2 over their sizes s, and no pair beside those."""
    forced = max(
        sum(fewest_pairs(size, order) for size in group_sizes(term, counts, order)) for term in history
    )
    others = max(group_sizes(now, counts, order)) - 1
    return max(0.0, 1 - 2 * forced / (sum(counts) * others)) if others > 0 else 0.0


def group_sizes(term: Class, counts: Sequence[int], order: int) -> list[int]:
    return [sum(counts[s] for s in group) for group in lines(term, order)]


def fewest_pairs(size: int, order: int) -> int:
    """Pairs of an old group that meet again, where it is spread over `order` groups as evenly as can be."""
    each, more = divmod(size, order)
    return order * each * (each - 1) // 2 + more * each


def freshness(now: Class, counts: Sequence[int], history: Sequence[Class], order: int) -> Fresh:
    """How new the faces around each member are, where squads of these sizes have been through the terms of
    the history. Who came later than they did is taken to have been there: it is rather more than less."""
    groups = lines(now, order)
    total, mean, worst = sum(counts), 0.0, 1.0
    for group in groups:
        people = sum(counts[s] for s in group)
        past = [tuple(term[s] for term in history) for s in group]
        for s, mine in zip(group, past, strict=True):
            if not counts[s] or people < 2:
                continue
            new = sum(
                counts[t] for t, theirs in zip(group, past, strict=True) if not any(map(eq, mine, theirs))
            )
            share = new / (people - 1)
            mean += share * counts[s]
            worst = min(worst, share)
    return Fresh(mean / total if total else 0.0, worst)

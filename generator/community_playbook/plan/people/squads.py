"""Who travels with whom? Every group is cut into as many squads as there are groups; a squad moves as one.

A squad keeps together: some familiar faces come along, and the list of moves has a line for each squad.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from heapq import heapify, heapreplace

from .planes import Class, perfect_terms, term_class


def draw(groups: Sequence[Sequence[str]], said: Mapping[str, str] | None = None) -> dict[str, int]:
    """The squad of each member. `groups`: ids, in the order in which they are dealt, so that neighbours of
    that order spread over all squads. `said`: the name of a squad that members have already; each gets a
    squad of its own in the group where most of it is.

    Dealt squads of a group differ by one at most. Those that get one more stand in whole groups of the last
    perfect term, so that in every other term the sizes stay level."""
    order = len(groups)
    if not order:
        return {}
    level: Class = term_class(order, perfect_terms(order) - 1) if order > 1 else (0,)
    at_home = homes(groups, said or {})
    found: dict[str, int] = {}
    for x, people in enumerate(groups):
        more = len(people) % order
        squads = sorted(range(x * order, (x + 1) * order), key=lambda s: (level[s] >= more, s))
        seats = dict(zip(at_home[x], squads, strict=False))
        own = {m: seats[said[m]] for m in people if m in said and said[m] in seats} if said else {}
        sizes = Counter(own.values())
        free = [(sizes[squad], n, squad) for n, squad in enumerate(squads)]
        heapify(free)
        for member in people:
            if member not in own:
                size, n, squad = free[0]
                own[member] = squad
                heapreplace(free, (size + 1, n, squad))
        found |= own
    return found


def homes(groups: Sequence[Sequence[str]], said: Mapping[str, str]) -> list[list[str]]:
    """The named squads of each group, the largest first: where most of each is, none more than twice as large
    as a squad is here."""
    counted: dict[str, Counter[int]] = {}
    for x, people in enumerate(groups):
        for member in people:
            if member in said:
                counted.setdefault(said[member], Counter())[x] += 1
    order = len(groups)
    most = 2 * -(-sum(map(len, groups)) // (order * order))
    found: list[list[tuple[int, str]]] = [[] for _ in groups]
    for name, where in counted.items():
        home = min(where, key=lambda x: (-where[x], x))
        if where[home] > 1 and where.total() <= most:
            found[home].append((-where[home], name))
    return [[name for _, name in sorted(one)] for one in found]


def follow(squads: dict[str, int], said: Mapping[str, str]) -> None:
    """Whoever the members table puts into a named squad joins those of that name, where most of them are one
    squad here."""
    for name, where in by_name(squads, said).items():
        home, count = min(where.items(), key=lambda pair: (-pair[1], pair[0]))
        if 2 * count > where.total():
            squads.update({m: home for m, other in said.items() if other == name and m in squads})


def names_of(squads: Mapping[str, int], said: Mapping[str, str]) -> dict[int, str]:
    """Squads that are called by what the members table calls most of their members."""
    sizes, taken = Counter(squads.values()), Counter[int]()
    found: dict[int, str] = {}
    for name, where in sorted(by_name(squads, said).items()):
        home, count = min(where.items(), key=lambda pair: (-pair[1], pair[0]))
        if 2 * count > max(sizes[home], where.total()) and count > taken[home]:
            found[home], taken[home] = name, count
    return found


def by_name(squads: Mapping[str, int], said: Mapping[str, str]) -> dict[str, Counter[int]]:
    """How many of each name are in which squad."""
    found: dict[str, Counter[int]] = {}
    for member, name in said.items():
        if member in squads:
            found.setdefault(name, Counter())[squads[member]] += 1
    return found


def keep_together(squads: dict[str, int], wishes: Sequence[Sequence[str]]) -> None:
    """Friends share a squad; for each who comes, somebody of no wish takes the place that gets free, as long
    as there is anybody: so the squads stay as large as they were."""
    wished = {member for wish in wishes for member in wish}
    members: dict[int, list[str]] = {}
    for member in sorted(squads):
        members.setdefault(squads[member], []).append(member)
    for wish in wishes:
        there = [member for member in wish if member in squads]
        if len({squads[member] for member in there}) < 2:
            continue
        home = meeting_place(there, squads, members, wished)
        for member in there:
            old = squads[member]
            if home == old:
                continue
            free = [m for m in members[home] if m not in wished]
            squads[member] = home
            members[old].remove(member)
            members[home].append(member)
            if free:
                squads[free[0]] = old
                members[home].remove(free[0])
                members[old].append(free[0])


def meeting_place(
    there: Sequence[str],
    squads: Mapping[str, int],
    members: Mapping[int, Sequence[str]],
    wished: Collection[str],
) -> int:
    """Of their squads, one in which there is room for all of them, and the first of those."""

    def room(squad: int) -> int:
        return sum(m not in wished or m in there for m in members[squad])

    found = list(dict.fromkeys(squads[member] for member in there))
    return next((squad for squad in found if room(squad) >= len(there)), found[0])


def settle(squads: Mapping[str, int], groups: Mapping[str, int], seats: Class) -> dict[str, int]:
    """Squads for all who are in `groups` (member: number of the present group) now: who has one keeps it, who
    joined comes to the smallest squad that sits in the group (`seats`: the group of each squad)."""
    found = {member: squads[member] for member in groups if member in squads}
    sizes = Counter(found.values())
    sitting: dict[int, list[int]] = {}
    for squad, group in enumerate(seats):
        sitting.setdefault(group, []).append(squad)
    for member in sorted(groups):
        if member not in found:
            found[member] = min(sitting[groups[member]], key=lambda s: (sizes[s], s))
            sizes[found[member]] += 1
    return found


def in_chain(old: Class, new: Class, order: int) -> list[int]:
    """All squads that move, in an order in which a group that takes one gives one next: at any time the
    groups are as level as they were, but for one squad."""
    of_pair: dict[tuple[int, int], list[int]] = {}
    for squad, pair in enumerate(zip(old, new, strict=True)):
        of_pair.setdefault(pair, []).append(squad)
    found: list[int] = []
    for step in range(1, order):
        seen: set[int] = set()
        for first in range(order):
            group = first
            while group not in seen:
                seen.add(group)
                found += of_pair.get((group, (group + step) % order), ())
                group = (group + step) % order
    return found


def squad_sizes(squads: Mapping[str, int], order: int) -> list[int]:
    counted = Counter(squads.values())
    return [counted[s] for s in range(order * order)]


def apart_of(wishes: Collection[Collection[str]]) -> dict[str, set[str]]:
    """Whom each member wants not to meet."""
    found: dict[str, set[str]] = {}
    for wish in wishes:
        for member in wish:
            found.setdefault(member, set()).update(m for m in wish if m != member)
    return found

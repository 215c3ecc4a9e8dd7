"""Who travels with whom? Every group is cut into as many squads as there are groups; a squad moves as one.

A squad keeps together: some familiar faces come along, and the list of moves has a line for each squad.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from .planes import Class, perfect_terms, term_class


def draw(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    """The squad of each member. `groups`: ids, in the order in which they are dealt, so that neighbours of
    that order spread over all squads.

    The squads of a group differ by one at most. Those that get one more stand in whole groups of the last
    perfect term, so that in every other term the sizes stay level."""
    order = len(groups)
    if not order:
        return {}
    level: Class = term_class(order, perfect_terms(order) - 1) if order > 1 else (0,)
    found: dict[str, int] = {}
    for x, people in enumerate(groups):
        more = len(people) % order
        squads = sorted(range(x * order, (x + 1) * order), key=lambda s: (level[s] >= more, s))
        for n, member in enumerate(people):
            found[member] = squads[n % order]
    return found


def keep_together(squads: dict[str, int], wishes: Sequence[Sequence[str]]) -> None:
    """Friends share the squad of the first of them; somebody of no wish takes the place that gets free."""
    wished = {member for wish in wishes for member in wish}
    members: dict[int, list[str]] = {}
    for member in sorted(squads):
        members.setdefault(squads[member], []).append(member)
    for wish in wishes:
        there = [member for member in wish if member in squads]
        for member in there[1:]:
            home, old = squads[there[0]], squads[member]
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

"""Where the perfect terms end: the next mixing with as few old faces as can be found.

Groups whose number is no prime power have few perfect terms. Afterwards the squads are dealt anew, by swaps
of two squads of one column; squads are moved, never single members.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from ..game.costs import make_dice
from .planes import Class, perfect_terms, term_class

MOST_SWAPPED = 32
"""Above so many groups there are too many squads to try swaps: the perfect terms are run through again."""
STEPS = 60_000
COLD = 4
"""A swap that brings so many repeats more is never taken; fewer, early, now and then."""
DAMP = 3
UNITS = 1 << 24


@cache
def seats(order: int, term: int) -> Class:
    """The group of each squad in any term, perfect or not. Once all terms of a plane are over, everybody has
    met everybody, and it begins again."""
    perfect = perfect_terms(order)
    if term < perfect:
        return term_class(order, term)
    if perfect == order + 1 or order > MOST_SWAPPED or order < 2:
        return term_class(order, term % perfect)
    return next_best(order, [seats(order, earlier) for earlier in range(term)])


def next_best(order: int, history: Sequence[Class]) -> Class:
    """By swaps that also take a step back while it is early, as in annealing; the best of all is kept."""
    dice = make_dice(order * 1000 + len(history), 5 * STEPS)
    table = Table(order, meetings(order, history), dice)
    best, fewest = tuple(table.term), table.repeats
    for left in range(STEPS, 0, -1):
        x, a, b = dice(order), dice(order), dice(order)
        more = table.change(x * order + a, x * order + b)
        if more <= 0 or (more < COLD and dice(UNITS) * DAMP**more * STEPS**2 < UNITS * left**2):
            table.swap(x * order + a, x * order + b, more)
            if table.repeats < fewest:
                best, fewest = tuple(table.term), table.repeats
    return best


class Table:
    """A mixing that is being made: in each column every group has one squad."""

    def __init__(self, order: int, met: Sequence[Sequence[int]], dice: Callable[[int], int]) -> None:
        self.met = met
        self.term: list[int] = []
        for _ in range(order):
            column = list(range(order))
            for n in range(order - 1, 0, -1):
                other = dice(n + 1)
                column[n], column[other] = column[other], column[n]
            self.term += column
        self.groups = [set(group) for group in lines(self.term, order)]
        self.repeats = sum(met[s][t] for group in self.groups for s in group for t in group if s < t)

    def change(self, s: int, t: int) -> int:
        """How many more repeats a swap would bring."""
        if s == t:
            return 0
        mine, theirs, found = self.met[s], self.met[t], 0
        for u in self.groups[self.term[s]]:
            if u != s:
                found += theirs[u] - mine[u]
        for u in self.groups[self.term[t]]:
            if u != t:
                found += mine[u] - theirs[u]
        return found

    def swap(self, s: int, t: int, more: int) -> None:
        one, other = self.term[s], self.term[t]
        self.groups[one].symmetric_difference_update((s, t))
        self.groups[other].symmetric_difference_update((s, t))
        self.term[s], self.term[t] = other, one
        self.repeats += more


def meetings(order: int, history: Sequence[Class]) -> list[list[int]]:
    """How often each pair of squads has shared a group."""
    met = [[0] * (order * order) for _ in range(order * order)]
    for term in history:
        for group in lines(term, order):
            for s in group:
                row = met[s]
                for t in group:
                    row[t] += 1
    return met


def lines(term: Sequence[int], order: int) -> list[list[int]]:
    """The squads of each group."""
    found: list[list[int]] = [[] for _ in range(order)]
    for squad, group in enumerate(term):
        found[group].append(squad)
    return found

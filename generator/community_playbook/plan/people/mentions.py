"""Whom is each newcomer introduced to? All of an evening at once, so that nobody is asked too often.

A pair is worth what both share: ln((M + 1) / (df + 1)) for each tag, as in information retrieval: what few
share weighs more. The best pair of all is taken first, while the newcomer has a place and the member has
not reached the cap; nobody gets a second one before everybody who can have one has their first. Then single
members are exchanged, in chains, as long as that raises the sum. Of those who are named to one newcomer, at
most one stands there for the city alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

CITY = "city"
ROUNDS = 8
DEPTH, WIDTH = 1, 4
"""How many more newcomers a chain of exchanges reaches, and how many members each of them tries in it."""
TINY = 1e-9


class Pair(NamedTuple):
    """`rank`: how ready the member is to be asked, higher comes first whatever is shared; `city`: the city is
    all that they share; `asked`: how often the member was called upon lately, fewer come first among equals;
    `again`: the rank where the member is called upon for somebody else on this evening too."""

    newcomer: str
    member: str
    rank: int
    score: float
    city: bool
    asked: int = 0
    again: int = 0


Chosen = dict[str, list[Pair]]
"""By newcomer, best first."""


def choose(pairs: Sequence[Pair], each: int, room: Mapping[str, int]) -> Chosen:
    """At most `each` a newcomer; of a member at most what there is `room` for."""
    of: dict[str, list[Pair]] = {}
    for pair in sorted(pairs, key=best_first):
        of.setdefault(pair.newcomer, []).append(pair)
    table = Table(of, {newcomer: [] for newcomer in of}, dict(room))
    for places in range(1, each + 1):
        table.fill(places)
        if places == 1:
            seen: set[str] = set()
            for newcomer in sorted(of):
                if not table.chosen[newcomer] and table.make_place(newcomer, seen):
                    seen.clear()
    for _ in range(ROUNDS):
        changed = [table.improve(newcomer, each) for newcomer in sorted(of)]
        if not any(changed):
            break
    table.fill(each)
    return {newcomer: sorted(mine, key=best_first) for newcomer, mine in table.chosen.items()}


def best_first(pair: Pair) -> tuple[int, float, int, str, str]:
    return -pair.rank, -pair.score, pair.asked, pair.newcomer, pair.member


def fits(pair: Pair, others: Sequence[Pair]) -> bool:
    """Nobody twice, and one for the city alone is enough."""
    return all(pair.member != other.member and not (pair.city and other.city) for other in others)


@dataclass(slots=True)
class Table:
    """Who is named to whom so far. `of`: what each newcomer could have, best first; `left`: how often each
    member may still be called upon; `held`: the pairs of each member."""

    of: Mapping[str, Sequence[Pair]]
    chosen: Chosen
    left: dict[str, int]
    held: dict[str, list[Pair]] = field(default_factory=dict)
    ready: int = 0
    """The sum of all ranks."""
    score: float = 0.0

    def rank(self, pair: Pair) -> int:
        return pair.again if self.held.get(pair.member) else pair.rank

    def worth(self, pair: Pair) -> tuple[int, float]:
        return self.rank(pair), pair.score

    def beats(self, ready: int, score: float) -> bool:
        return (self.ready, self.score) > (ready, score + TINY)

    def take(self, pair: Pair) -> None:
        self.ready += self.rank(pair)
        self.score += pair.score
        self.chosen[pair.newcomer].append(pair)
        self.left[pair.member] -= 1
        self.held.setdefault(pair.member, []).append(pair)

    def drop(self, pair: Pair) -> None:
        self.chosen[pair.newcomer].remove(pair)
        self.left[pair.member] += 1
        self.held[pair.member].remove(pair)
        self.ready -= self.rank(pair)
        self.score -= pair.score

    def fill(self, places: int) -> None:
        """The best pair of all, and again, until every newcomer has so many or nobody is left."""
        waiting = [
            (-self.rank(pair), *best_first(pair)[1:], pair)
            for newcomer, pairs in self.of.items()
            if len(self.chosen[newcomer]) < places
            for pair in pairs
            if self.left.get(pair.member, 0) > 0
        ]
        heapify(waiting)
        while waiting:
            rank, pair = waiting[0][0], waiting[0][-1]
            if self.left[pair.member] < 1 or len(self.chosen[pair.newcomer]) >= places:
                heappop(waiting)
            elif -rank != self.rank(pair):  # called upon in the meantime
                heapreplace(waiting, (-self.rank(pair), *best_first(pair)[1:], pair))
            else:
                heappop(waiting)
                if fits(pair, self.chosen[pair.newcomer]):
                    self.take(pair)

    def make_place(self, newcomer: str, seen: set[str]) -> bool:
        """The first one for a newcomer, by a chain in which each gives one up and gets another: nobody loses
        a place by it. `seen`: members who lead nowhere."""
        for pair in self.of[newcomer]:
            if pair.member in seen or not fits(pair, self.chosen[newcomer]):
                continue
            seen.add(pair.member)
            if self.left.get(pair.member, 0) > 0:
                self.take(pair)
                return True
            for theirs in list(self.held.get(pair.member, ())):
                self.drop(theirs)
                if self.make_place(theirs.newcomer, seen):
                    self.take(pair)
                    return True
                self.take(theirs)
        return False

    def improve(self, newcomer: str, each: int) -> bool:
        """Each of those who are named to a newcomer is exchanged for a better one, and a free place is
        filled, where that raises the sum of all."""
        changed = False
        for pair in sorted(self.chosen[newcomer], key=best_first):
            if pair in self.chosen[newcomer]:  # a chain may have come back here
                changed |= self.exchange(newcomer, pair)
        while len(self.chosen[newcomer]) < each and self.exchange(newcomer, None):
            changed = True
        return changed

    def exchange(self, newcomer: str, mine: Pair | None) -> bool:
        """`mine` is given up for a better one, None: a free place; whoever loses by it gets the next best."""
        ready, score = self.ready, self.score
        if mine:
            self.drop(mine)
        least = self.worth(mine) if mine else (-1, 0.0)
        for better in self.of[newcomer]:
            if (better.rank, better.score) <= least:
                break
            if better is mine or not fits(better, self.chosen[newcomer]):
                continue
            if self.left.get(better.member, 0) > 0:
                self.take(better)
                if self.beats(ready, score):
                    return True
                self.drop(better)
                continue
            for theirs in list(self.held.get(better.member, ())):
                self.drop(theirs)
                self.take(better)
                if self.rehouse(theirs, ready, score, DEPTH):
                    return True
                self.drop(better)
                self.take(theirs)
        if mine:
            self.take(mine)
        self.ready, self.score = ready, score
        return False

    def rehouse(self, lost: Pair, ready: int, score: float, depth: int) -> bool:
        """Somebody else for a newcomer who has just lost one, so that all together are worth more than
        `ready` and `score`: who is free, or whom a third one can spare, and so on, `depth` times; nobody,
        where they have another one already."""
        rest, tried = self.chosen[lost.newcomer], 0
        if rest and self.beats(ready, score):
            return True
        for pair in self.of[lost.newcomer]:
            if pair.member == lost.member or not fits(pair, rest):
                continue
            if self.left.get(pair.member, 0) > 0:
                self.take(pair)
                if self.beats(ready, score):
                    return True
                self.drop(pair)
                tried += 1
                if tried > WIDTH:
                    return False
                continue
            tried += 1
            if not depth or tried > WIDTH:
                continue
            for theirs in list(self.held.get(pair.member, ())):
                self.drop(theirs)
                self.take(pair)
                if self.rehouse(theirs, ready, score, depth - 1):
                    return True
                self.drop(pair)
                self.take(theirs)
        return False

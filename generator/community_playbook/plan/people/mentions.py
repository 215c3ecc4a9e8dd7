"""Whom is each newcomer introduced to? All of an evening at once, so that nobody is asked too often.

A pair is worth what both share: ln((M + 1) / (df + 1)) for each tag, as in information retrieval: what few
share weighs more. The best pair of all is taken first, while the newcomer has a place and the member has
not reached the cap; nobody gets a second one before everybody has had their first. Then single members are
exchanged as long as that raises the sum. Of those who are named to one newcomer, at most one stands there for
the city alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

CITY = "city"
ROUNDS = 4


class Pair(NamedTuple):
    """`rank`: how ready the member is to be asked, higher comes first whatever is shared; `city`: the city is
    all that they share."""

    newcomer: str
    member: str
    rank: int
    score: float
    city: bool


Chosen = dict[str, list[Pair]]
"""By newcomer, best first."""


def choose(pairs: Sequence[Pair], each: int, room: Mapping[str, int]) -> Chosen:
    """At most `each` a newcomer; of a member at most what there is `room` for."""
    ordered = sorted(pairs, key=best_first)
    chosen: Chosen = {}
    left = dict(room)
    for places in range(1, each + 1):
        for pair in ordered:
            mine = chosen.setdefault(pair.newcomer, [])
            if len(mine) < places and left.get(pair.member, 0) > 0 and fits(pair, mine):
                mine.append(pair)
                left[pair.member] -= 1
    of: dict[str, list[Pair]] = {}
    for pair in ordered:
        of.setdefault(pair.newcomer, []).append(pair)
    for _ in range(ROUNDS):
        if not any(improve(newcomer, chosen, of, each, left) for newcomer in sorted(of)):
            break
    return {newcomer: sorted(mine, key=best_first) for newcomer, mine in chosen.items()}


def best_first(pair: Pair) -> tuple[int, float, str, str]:
    return -pair.rank, -pair.score, pair.newcomer, pair.member


def fits(pair: Pair, others: Sequence[Pair]) -> bool:
    """Nobody twice, and one for the city alone is enough."""
    return all(pair.member != other.member and not (pair.city and other.city) for other in others)


def value(pair: Pair) -> tuple[int, float]:
    return pair.rank, pair.score


def improve(
    newcomer: str, chosen: Chosen, of: Mapping[str, Sequence[Pair]], each: int, left: dict[str, int]
) -> bool:
    """A free place is filled by somebody whom another newcomer can spare, who gets the next best instead."""
    mine = chosen[newcomer]
    if len(mine) >= each:
        return False
    named = {pair.member for pair in mine}
    for pair in of[newcomer]:
        if pair.member in named or left.get(pair.member, 0) > 0 or not fits(pair, mine):
            continue
        for other, theirs in chosen.items():
            held = next((p for p in theirs if p.member == pair.member), None)
            if other == newcomer or held is None:
                continue
            rest = [p for p in theirs if p is not held]
            instead = substitute(of[other], rest, held, left)
            if instead and added(value(instead), value(pair)) > value(held):
                theirs[theirs.index(held)] = instead
                left[instead.member] -= 1
                mine.append(pair)
                return True
    return False


def added(one: tuple[int, float], other: tuple[int, float]) -> tuple[int, float]:
    return one[0] + other[0], one[1] + other[1]


def substitute(
    candidates: Sequence[Pair], rest: Sequence[Pair], held: Pair, left: Mapping[str, int]
) -> Pair | None:
    """The best of those that are left for a newcomer who gives one up."""
    named = {pair.member for pair in rest} | {held.member}
    return next(
        (p for p in candidates if p.member not in named and left.get(p.member, 0) > 0 and fits(p, rest)), None
    )

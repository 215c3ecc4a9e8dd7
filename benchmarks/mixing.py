"""Who meets whom: exchange of groups over many terms, and mentions for newcomers, each beside a naive way.

`python benchmarks/mixing.py [--runs N]`. In this process, in seconds of the
processor. All people are made here from one seed.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from datetime import date

from people import bounded, row, timed

from community_playbook.community.people import Member
from community_playbook.plan.arrivals import FIRST_LOOK
from community_playbook.plan.people.later_terms import seats
from community_playbook.plan.people.matcher import Matcher
from community_playbook.plan.people.mentions import Pair, choose
from community_playbook.plan.people.planes import make_class, tables
from community_playbook.plan.people.squads import draw

DAY = date(2026, 11, 24)
NEW, OLD, EACH, CAP = 200, 5000, 3, 2


def terms(people: int, order: int, count: int) -> list[list[int]]:
    """The group of each member in each term."""
    for kept in (seats, make_class, tables):
        kept.cache_clear()
    each, more = divmod(people, order)
    groups = [[f"{x}-{n}" for n in range(each + (x < more))] for x in range(order)]
    squads = list(draw(groups).values())
    return [[seats(order, term)[squad] for squad in squads] for term in range(count)]


def by_chance(people: int, order: int, count: int, dice: random.Random) -> list[list[int]]:
    found = []
    for _ in range(count):
        dealt = [n % order for n in range(people)]
        dice.shuffle(dealt)
        found.append(dealt)
    return found


def repeats(history: Sequence[Sequence[int]], now: Sequence[int]) -> int:
    """Pairs of one group now who shared a group before: bitsets of members."""
    rooms = [bits(term) for term in history]
    present, found = bits(now), 0
    for member, group in enumerate(now):
        met = 0
        for term, room in zip(history, rooms, strict=True):
            met |= room[term[member]]
        found += (present[group] & met).bit_count() - 1
    return found // 2


def bits(term: Sequence[int]) -> dict[int, int]:
    parts: dict[int, bytearray] = {}
    for member, group in enumerate(term):
        parts.setdefault(group, bytearray(len(term) // 8 + 1))[member // 8] |= 1 << member % 8
    return {group: int.from_bytes(part, "little") for group, part in parts.items()}


def bound(people: int, order: int) -> int:
    each, more = divmod(people, order)
    found = 0
    for size in [each + 1] * more + [each] * (order - more):
        part, rest = divmod(size, order)
        found += rest * (part + 1) * part // 2 + (order - rest) * part * (part - 1) // 2
    return found


def rotation(runs: int) -> None:
    for people, order, count, most in ((5000, 16, 9, 0.3), (100_000, 251, 4, 3.0)):
        seconds, ours = timed(lambda p=people, o=order, c=count: terms(p, o, c), runs)
        chance, least = by_chance(people, order, count, random.Random(3)), bound(people, order)
        last = count - 1
        row(
            f"moves: {people:,} members, {order} groups, {last} new terms",
            bounded(seconds, most),
            f"last term {repeats(ours[:last], ours[last]) / least:.4f} x the bound, "
            f"by chance {repeats(chance[:last], chance[last]) / least:.2f} x",
        )


def mentions(runs: int) -> None:
    """Naive: the best three of each newcomer, whoever else asks for them."""
    dice = random.Random(5)

    def made(n: int, kind: str) -> Member:
        def tag(most: int) -> str:
            return str(min(int(dice.paretovariate(0.4)), most))

        joined = DAY if kind == "n" else None
        return Member(f"{kind}{n:05}", f"{n}", joined=joined, city=f"c{tag(60)}", industry=f"t{tag(40)}",
                      skills=(f"s{tag(80)}", f"s{tag(80)}"), consent=dice.random() < 0.8)  # fmt: skip

    members = [made(n, "m") for n in range(OLD)]
    new = [made(n, "n") for n in range(NEW)]

    def ours() -> tuple[list[Pair], dict[str, list[Pair]]]:
        matcher = Matcher([*members, *new])
        pairs = [p for one in new for p in matcher.pairs(one, DAY, (), FIRST_LOOK)]
        return pairs, choose(pairs, EACH, {p.member: CAP for p in pairs})

    seconds, (pairs, found) = timed(ours, runs)
    naive: dict[str, list[Pair]] = {}
    for pair in sorted(pairs, key=lambda p: (-p.rank, -p.score, p.member)):
        if len(naive.setdefault(pair.newcomer, [])) < EACH:
            naive[pair.newcomer].append(pair)
    crowd = Counter(p.member for mine in naive.values() for p in mine)
    worth = sum(p.score for mine in found.values() for p in mine)
    free = sum(p.score for mine in naive.values() for p in mine)
    row(
        f"mentions: {NEW} newcomers, {OLD:,} members",
        bounded(seconds, 0.4),
        f"{worth / free:.3f} of the worth without a cap, nobody above {CAP}; "
        f"naive {sum(n > CAP for n in crowd.values())} above, one {max(crowd.values())} times",
    )


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args().runs
    rotation(chosen)
    mentions(chosen)

"""What is the smallest team that has every brick, and who sits in it? Pure combinatorics behind `lego.py`.

Bricks of one demand are the bits of a whole number: 13 at most, an industry and twelve skills. Partners with
the same useful bits are interchangeable, so that 500 partners become a dozen patterns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import NamedTuple
from unicodedata import normalize

from ...community.people import Member

MOST_COVERS = 200
"""So many equally good sets of patterns are compared by city and novelty; every one at up to five bricks."""
MOST_SEATINGS = 12
"""So many of them, each in one city, are seated by name."""
MOST_SWAPS = 300
"""So often a team is tried anew for the sake of a demand that would wait; a bound on time."""


class Brick(NamedTuple):
    """One part of a demand or a person."""

    kind: str
    """"industry" or "skill": 心理咨询 as a trade is another brick than 心理咨询 as a skill."""
    word: str


@lru_cache(maxsize=8192)
def spelled(text: str) -> str:
    """How words are compared: NFKC, lower case, no blanks. "AI 工具", "ＡＩ工具" and "ai工具" are one brick;
    nothing else is guessed: 直播 is not 直播运营, and 设计 is not 课程设计."""
    return "".join(normalize("NFKC", normalize("NFKC", text).casefold()).split())


def alike(brick: Brick) -> Brick:
    """The brick that all spellings of it share."""
    return Brick(brick.kind, spelled(brick.word))


@dataclass(frozen=True, slots=True)
class Crew:
    """Who could serve: `people` in order of id; the other fields count them by their place there."""

    people: tuple[Member, ...]
    holders: Mapping[Brick, tuple[int, ...]]
    """By comparable brick: who has it."""
    words: Mapping[Brick, str]
    """By comparable brick: how most of its holders write it."""
    circles: tuple[int, ...]
    """Groups and squad of each as bits: two people who share a bit know each other."""

    def has(self, brick: Brick) -> int:
        """How many people have the brick."""
        return len(self.holders.get(alike(brick), ()))

    def patterns(self, bricks: Sequence[Brick]) -> dict[int, list[int]]:
        """Useful bits (bit i = the i-th brick) -> the people with exactly these, in order of id."""
        bits: defaultdict[int, int] = defaultdict(int)
        for i, brick in enumerate(bricks):
            for who in self.holders.get(alike(brick), ()):
                bits[who] |= 1 << i
        found: defaultdict[int, list[int]] = defaultdict(list)
        for who in sorted(bits):
            found[bits[who]].append(who)
        return found


def bricks_of(member: Member) -> list[Brick]:
    trade = [Brick("industry", member.industry)] if member.industry else []
    return trade + [Brick("skill", skill) for skill in member.skills]


def make_crew(people: Sequence[Member], groups: Mapping[str, str]) -> Crew:
    """`groups`: group names as tables write them -> id, see `roster.GroupNames`."""
    people = sorted(people, key=lambda m: m.id)
    holders: defaultdict[Brick, list[int]] = defaultdict(list)
    spellings: defaultdict[Brick, Counter[str]] = defaultdict(Counter)
    numbers: dict[tuple[str, str], int] = {}
    circles = []
    for who, member in enumerate(people):
        for brick in bricks_of(member):
            key = alike(brick)
            spellings[key][brick.word] += 1
            if holders[key][-1:] != [who]:
                holders[key].append(who)
        shared = {("group", groups.get(g, g)) for g in member.groups}
        shared |= {("squad", member.squad)} if member.squad else set()
        circles.append(sum(1 << numbers.setdefault(circle, len(numbers)) for circle in shared))
    words = {
        key: min(counted.items(), key=lambda pair: (-pair[1], pair[0]))[0]
        for key, counted in spellings.items()
    }
    return Crew(tuple(people), {k: tuple(v) for k, v in holders.items()}, words, tuple(circles))


def holding(patterns: Collection[int], wanted: int) -> dict[int, list[int]]:
    """By single bit of `wanted`: the patterns with it, the richest first."""
    ordered = sorted(patterns, key=lambda p: (-(p & wanted).bit_count(), p))
    bits = [1 << i for i in range(wanted.bit_length()) if wanted >> i & 1]
    return {bit: [p for p in ordered if p & bit] for bit in bits}


def richest(patterns: Collection[int], wanted: int) -> list[int]:
    """The useful bits of `patterns` without those that another one has all of."""
    kept: list[int] = []
    for useful in sorted({p & wanted for p in patterns}, key=lambda p: (-p.bit_count(), p)):
        if not any(useful & ~other == 0 for other in kept):
            kept.append(useful)
    return kept


def smallest_size(wanted: int, patterns: Collection[int]) -> int:
    """The fewest patterns that together hold every bit of `wanted`, exact: iterative deepening on the lowest
    uncovered bit. 0 where they cannot, or where nothing is wanted."""
    useful = richest(patterns, wanted)
    by_bit = holding(useful, wanted)
    if not wanted or not all(by_bit.values()):
        return 0
    widest = useful[0].bit_count()
    dead: set[tuple[int, int]] = set()

    def fits(rest: int, left: int) -> bool:
        if not rest:
            return True
        if rest.bit_count() > left * widest or (rest, left) in dead:
            return False
        if any(fits(rest & ~p, left - 1) for p in by_bit[rest & -rest]):
            return True
        dead.add((rest, left))
        return False

    return next(size for size in count(1) if fits(wanted, size))


def cheapest_covers(
    wanted: int, size: int, prices: Mapping[int, int], most: int = MOST_COVERS
) -> list[tuple[int, ...]]:
    """Sets of `size` patterns that hold every bit of `wanted` at the lowest sum of `prices`, exact; at most
    `most` of them where many cost the same. `size` is the smallest size, so that no set holds one twice."""
    by_bit = holding(prices, wanted)
    if not all(by_bit.values()):
        return []
    widest = max(((p & wanted).bit_count() for p in prices), default=0)
    floor = min(prices.values(), default=0)
    known: dict[tuple[int, int], int | None] = {}

    def best(rest: int, left: int) -> int | None:
        """The lowest price of covering `rest` with `left` more; fewer never can, as `size` is smallest."""
        if not rest:
            return 0
        if (rest, left) not in known:
            lowest: int | None = None
            for p in by_bit[rest & -rest]:
                after = rest & ~p
                if after.bit_count() > (left - 1) * widest:
                    continue
                tail = best(after, left - 1)
                if tail is not None and (lowest is None or prices[p] + tail < lowest):
                    lowest = prices[p] + tail
                    if lowest <= left * floor:
                        break
            known[rest, left] = lowest
        return known[rest, left]

    def walk(rest: int, left: int) -> Iterator[tuple[int, ...]]:
        if not rest:
            yield ()
            return
        lowest = best(rest, left)
        for p in by_bit[rest & -rest] if lowest is not None else ():
            after = rest & ~p
            tail = best(after, left - 1) if after.bit_count() <= (left - 1) * widest else None
            if tail is not None and prices[p] + tail == lowest:
                yield from ((p, *others) for others in walk(after, left - 1))

    found: dict[tuple[int, ...], None] = {}
    for cover in walk(wanted, size):
        found[tuple(sorted(cover))] = None
        if len(found) >= most:
            break
    return list(found)


class Seating(NamedTuple):
    """A team by places in `Crew.people`, in order."""

    people: tuple[int, ...]
    city: str
    """Key of the city where the most of them live, at least two; else ""."""
    together: int
    """How many live there; 1 where no two share a city."""
    acquainted: int
    """Pairs who share a group or a squad already: fewer is better, as new ties are what the talk is after."""


def seat(crew: Crew, covers: Sequence[tuple[int, ...]], free: Mapping[int, Sequence[int]]) -> Seating:
    """The best team of several sets of patterns: most people of one city, then fewest who know each other,
    then by id. `free`: by pattern, the people who are equally good for it, in order of id."""
    cities = {
        p: Counter(crew.people[who].city for who in free[p]) for p in {p for cover in covers for p in cover}
    }
    options: list[tuple[int, int, str]] = []
    for number, cover in enumerate(covers):
        shared = Counter(city for p in cover for city in cities[p] if city)
        most = max(shared.values(), default=0)
        best = [city for city, times in shared.items() if times == most] if most > 1 else [""]
        options += [(-max(most, 1), number, city) for city in sorted(best)]
    top = min(options)[0]
    seatings = (
        sit(crew, covers[number], free, city)
        for together, number, city in sorted(options)[:MOST_SEATINGS]
        if together == top
    )
    return min(seatings, key=lambda s: (-s.together, s.acquainted, s.people))


def sit(crew: Crew, cover: tuple[int, ...], free: Mapping[int, Sequence[int]], city: str) -> Seating:
    """One person for each pattern, from `city` where there is one; each knows as few as possible of those
    who sit already."""
    pools = []
    for p in cover:
        local = [who for who in free[p] if crew.people[who].city == city] if city else []
        pools.append(local or free[p])
    team: list[int] = []
    acquainted = 0
    for pool in sorted(pools, key=lambda pool: (len(pool), pool)):
        known = [crew.circles[who] for who in team]
        ties, chosen = min((sum(1 for c in known if c & crew.circles[who]), who) for who in pool)
        acquainted += ties
        team.append(chosen)
    shared = Counter(crew.people[who].city for who in team if crew.people[who].city)
    home, together = min(shared.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 1))
    return Seating(tuple(sorted(team)), home if together > 1 else "", together, acquainted)


@dataclass(frozen=True, slots=True)
class Wall:
    """One demand against the crew."""

    place: int
    bricks: tuple[Brick, ...]
    patterns: Mapping[int, Sequence[int]]
    held: int
    """Bits of the bricks that somebody has."""
    size: int
    """The fewest people who have all that is held."""
    rarity: int
    """How many people have the rarest brick."""

    @property
    def whole(self) -> bool:
        return bool(self.bricks) and self.held == (1 << len(self.bricks)) - 1


def make_wall(crew: Crew, place: int, bricks: tuple[Brick, ...]) -> Wall:
    patterns = crew.patterns(bricks)
    counts = [crew.has(brick) for brick in bricks]
    held = sum(1 << i for i, times in enumerate(counts) if times)
    return Wall(place, bricks, patterns, held, smallest_size(held, patterns), min(counts, default=0))


def choose(crew: Crew, wall: Wall, loads: Sequence[int], cap: int | None) -> Seating | None:
    """The best smallest team for what is held: the busiest member as free as can be, then the next busiest,
    exact; then same city, then new acquaintances, then id. None where those below `cap` are too few."""
    free: dict[int, list[int]] = {}
    prices: dict[int, int] = {}
    for pattern, people in wall.patterns.items():
        least = min(loads[who] for who in people)
        if cap is None or least < cap:
            free[pattern] = [who for who in people if loads[who] == least]
            prices[pattern] = 16**least  # a team has 13 at most: one busier person outweighs all the others
    covers = cheapest_covers(wall.held, wall.size, prices)
    return seat(crew, covers, free) if wall.size and covers else None


def assign(crew: Crew, walls: Sequence[Wall], cap: int) -> tuple[dict[int, Seating], list[int]]:
    """Teams by place, and how many each person is in. The hardest demand chooses first: the one whose rarest
    brick the fewest people have, then the one that takes most people, then the order of the profile. Where
    one is left over, a demand that chose before it may take another team of the same size instead."""
    loads = [0] * len(crew.people)
    found: dict[int, Seating] = {}
    ordered = sorted((w for w in walls if w.whole), key=lambda w: (w.rarity, -w.size, w.place))
    tries = iter(range(MOST_SWAPS))

    def serve(wall: Wall) -> bool:
        chosen = choose(crew, wall, loads, cap)
        if chosen:
            give(found, loads, wall, chosen)
        return chosen is not None

    def make_room(wall: Wall) -> bool:
        full = {who for people in wall.patterns.values() for who in people if loads[who] >= cap}
        holding_up = [o for o in ordered if o.place in found and not full.isdisjoint(found[o.place].people)]
        return any(
            swap(crew, wall, other, found, loads, cap) for other, _ in zip(holding_up, tries, strict=False)
        )

    waiting = [wall for wall in ordered if not serve(wall)]
    before = len(waiting) + 1
    while len(waiting) < before:
        before = len(waiting)
        waiting = [wall for wall in waiting if not serve(wall) and not make_room(wall)]
    return found, loads


def give(found: dict[int, Seating], loads: list[int], wall: Wall, team: Seating) -> None:
    found[wall.place] = team
    for who in team.people:
        loads[who] += 1


def take(found: dict[int, Seating], loads: list[int], wall: Wall) -> Seating:
    team = found.pop(wall.place)
    for who in team.people:
        loads[who] -= 1
    return team


def swap(crew: Crew, wall: Wall, other: Wall, found: dict[int, Seating], loads: list[int], cap: int) -> bool:
    """Serve `wall` with people of `other`, if `other` finds another team; else all stays as it was."""
    before = take(found, loads, other)
    mine = choose(crew, wall, loads, cap)
    if mine:
        give(found, loads, wall, mine)
        theirs = choose(crew, other, loads, cap)
        if theirs:
            give(found, loads, other, theirs)
            return True
        take(found, loads, wall)
    give(found, loads, other, before)
    return False

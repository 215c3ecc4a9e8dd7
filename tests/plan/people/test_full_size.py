"""Rotation at the size that it is for: 5,000 people in 16 groups over eight terms, with and without churn; everybody
counted, not squad by squad. And what holds whatever the groups are called."""

from __future__ import annotations

from collections import Counter

import pytest

from community_playbook.plan.people.later_terms import seats
from community_playbook.plan.people.planes import perfect_terms
from community_playbook.plan.people.squads import draw, settle

PEOPLE, ORDER, TERMS = 5000, 16, 8
Where = dict[str, int]


def start() -> Where:
    return {f"m{n:04}": n % ORDER for n in range(PEOPLE)}


def squads_of(where: Where, order: int = ORDER) -> dict[str, int]:
    return draw([[m for m, group in where.items() if group == x] for x in range(order)])


class Met:
    """Whom each member has shared a group with, as bits."""

    def __init__(self) -> None:
        self.place: dict[str, int] = {}
        self.met: dict[str, int] = {}

    def rooms(self, where: Where) -> dict[int, int]:
        found: dict[int, int] = {}
        for member, group in where.items():
            bit = self.place.setdefault(member, len(self.place))
            found[group] = found.get(group, 0) | 1 << bit
        return found

    def add(self, where: Where) -> None:
        rooms = self.rooms(where)
        for member, group in where.items():
            self.met[member] = self.met.get(member, 0) | rooms[group]

    def repeated(self, where: Where) -> dict[str, int]:
        """Of each, how many of the others now they have met before."""
        rooms = self.rooms(where)
        return {
            member: (self.met.get(member, 0) & rooms[group] & ~(1 << self.place[member])).bit_count()
            for member, group in where.items()
        }


def fewest(past: Where, now: Where, order: int) -> int:
    """Pairs of one earlier term that no mixing of those who are still there can part."""
    found = 0
    for size in Counter(group for member, group in past.items() if member in now).values():
        each, more = divmod(size, order)
        found += more * (each + 1) * each // 2 + (order - more) * each * (each - 1) // 2
    return found


def test_each_of_eight_terms_is_at_the_bound_and_nobody_is_far_from_the_limit():
    first = start()
    squads, known = squads_of(first), Met()
    known.add(first)
    sizes = Counter(first.values())
    limit = 1 - (PEOPLE / ORDER / ORDER - 1) / (PEOPLE / ORDER - 1)
    assert limit == pytest.approx(0.9405, abs=0.0001)
    for term in range(1, TERMS + 1):
        now = {m: seats(ORDER, term)[squad] for m, squad in squads.items()}
        again, sizes = known.repeated(now), Counter(now.values())
        assert sum(again.values()) / 2 / fewest(first, now, ORDER) < 1.00005
        worst = min(1 - again[m] / (sizes[now[m]] - 1) for m in now)
        assert limit - worst < 0.002, (term, worst)
        assert max(sizes.values()) - min(sizes.values()) <= 1
        known.add(now)
    people = sum(bits.bit_count() - 1 for bits in known.met.values()) / PEOPLE
    level = PEOPLE / ORDER
    assert people == pytest.approx((level - 1) + TERMS * (level - level / ORDER), abs=0.5), (
        "all that can be met"
    )


def test_with_a_fifth_leaving_and_joining_each_term_costs_two_in_a_hundred():
    """Against the whole history; 1.00 is what one earlier term alone forces."""
    now, joined = start(), 0
    squads, known, history = squads_of(now), Met(), [now]
    for term in range(1, TERMS + 1):
        leaving = set(sorted(now, key=lambda m: (hash_of(m, term), m))[: PEOPLE // 5])
        stays = {m: group for m, group in now.items() if m not in leaving}
        new = {f"n{joined + n:05}": n % ORDER for n in range(len(leaving))}
        joined += len(new)
        here = stays | new
        squads = settle(squads, here, seats(ORDER, term - 1))
        history[-1] = here
        known.add(here)
        now = {m: seats(ORDER, term)[squad] for m, squad in squads.items()}
        forced = max(fewest(past, now, ORDER) for past in history)
        assert sum(known.repeated(now).values()) / 2 <= 1.02 * forced, term
        history.append(now)


def hash_of(member: str, term: int) -> int:
    """Chance that is the same in every process."""
    return sum(ord(c) * 31**i for i, c in enumerate(f"{member}/{term}")) * 2654435761 % 2**32


@pytest.mark.parametrize("order", range(2, 33))
def test_other_numbers_for_the_groups_repeat_as_many_pairs(order):
    """The order of the groups in the profile, and of people in the table, decides who meets, not how many."""
    sizes = [order + (x * 7) % (order + 3) for x in range(order)]
    where = {f"m{x}-{n}": x for x, size in enumerate(sizes) for n in range(size)}
    turned = {m: (order - 1 - x) for m, x in reversed(where.items())}
    counts = [repeats_of(order, one) for one in (where, turned)]
    assert counts[0] == counts[1] and len(counts[0]) > 1


def repeats_of(order: int, where: Where) -> list[int]:
    squads, known, found = squads_of(where, order), Met(), []
    known.add(where)
    for term in range(1, min(perfect_terms(order), 4)):
        now = {m: seats(order, term)[squad] for m, squad in squads.items()}
        found.append(sum(known.repeated(now).values()) // 2)
        known.add(now)
    return found


@pytest.mark.parametrize("order", [6, 10, 12, 14, 15, 20])
def test_after_the_perfect_terms_a_mixing_still_repeats_less_than_chance(order):
    """Where the number of groups has no plane: pairs of squads that meet again, beside squads dealt by chance."""
    first = perfect_terms(order)
    history = [seats(order, term) for term in range(first)]
    now = seats(order, first)
    groups: dict[int, list[int]] = {}
    for squad, group in enumerate(now):
        groups.setdefault(group, []).append(squad)
    columns = list(zip(*history, strict=True))
    pairs = [(s, t) for own in groups.values() for n, s in enumerate(own) for t in own[n + 1 :]]
    again = sum(any(a == b for a, b in zip(columns[s], columns[t], strict=True)) for s, t in pairs)
    chance = len(history) * (order - 1) / (order * order - 1)
    assert again / len(pairs) < 0.9 * chance
    assert [len(own) for own in groups.values()] == [order] * order

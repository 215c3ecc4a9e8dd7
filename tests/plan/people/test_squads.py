"""Squads: level, stable when people come and go, friends in one of them."""

from collections import Counter
from itertools import combinations
from operator import eq

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.people.later_terms import seats
from community_playbook.plan.people.planes import Class, perfect_terms
from community_playbook.plan.people.squads import draw, in_chain, keep_together, settle, squad_sizes
from tries import tries


def people(sizes: list[int]) -> list[list[str]]:
    return [[f"m{x}-{n}" for n in range(size)] for x, size in enumerate(sizes)]


def repeats(history: list[dict[str, int]], now: dict[str, int]) -> int:
    """Pairs of one group now who shared a group in an earlier term: member by member."""
    members = sorted(now)
    found = 0
    for i, u in enumerate(members):
        for v in members[i + 1 :]:
            if now[u] == now[v] and any(term.get(u, -1) == term.get(v, -2) for term in history):
                found += 1
    return found


def row_bound(sizes: list[int], groups: int) -> int:
    """No mixing can repeat fewer pairs of one earlier term: each old group is spread as evenly as it can be."""
    found = 0
    for size in sizes:
        each, more = divmod(size, groups)
        found += more * (each + 1) * each // 2 + (groups - more) * each * (each - 1) // 2
    return found


@given(st.integers(2, 5).flatmap(lambda q: st.lists(st.integers(q, 4 * q), min_size=q, max_size=q)))
@settings(max_examples=tries(40), deadline=None)
def test_every_perfect_term_meets_the_bound_of_repeats(sizes):
    """Against all terms before, not the last one alone: only squads stay together."""
    order = len(sizes)
    squads = draw(people(sizes))
    terms = [{m: seats(order, t)[s] for m, s in squads.items()} for t in range(perfect_terms(order))]
    for n in range(1, len(terms)):
        assert repeats(terms[:n], terms[n]) == row_bound(sizes, order)


@given(st.integers(2, 9), st.integers(0, 400))
@settings(max_examples=tries(60), deadline=None)
def test_groups_that_were_level_stay_level(order, count):
    each, more = divmod(count, order)
    squads = draw(people([each + (x < more) for x in range(order)]))
    for term in range(perfect_terms(order) - 1):  # the last one gathers those squads that got one more
        sizes = Counter(seats(order, term)[s] for s in squads.values())
        assert max((sizes[g] for g in range(order)), default=0) - min(sizes[g] for g in range(order)) <= 1


def test_squads_of_a_group_differ_by_one_and_neighbours_part():
    squads = draw(people([10, 10, 11]))
    assert max(squad_sizes(squads, 3)) - min(squad_sizes(squads, 3)) <= 1
    assert len({squads["m0-0"], squads["m0-1"], squads["m0-2"]}) == 3, "who stands together is spread"


def test_who_has_a_squad_keeps_it_and_who_joins_comes_to_the_smallest():
    squads = draw(people([9, 8, 9]))
    groups = {m: s // 3 for m, s in squads.items() if m != "m0-4"} | {"new": 1, "newer": 1}
    now = settle(squads, groups, seats(3, 0))
    assert "m0-4" not in now
    assert all(now[m] == squads[m] for m in groups if m in squads)
    assert now["new"] // 3 == 1 and max(squad_sizes(now, 3)[3:6]) == 4
    assert settle(squads, dict(reversed(groups.items())), seats(3, 0)) == now


def test_friends_share_a_squad_and_nobody_gets_lost():
    squads = draw(people([9, 9, 9]))
    before = squad_sizes(squads, 3)
    keep_together(squads, [["m0-1", "m0-3", "unknown"], ["m1-0", "m2-0"]])
    assert squads["m0-1"] == squads["m0-3"] and squads["m1-0"] == squads["m2-0"]
    assert squad_sizes(squads, 3) == before and len(squads) == 27


@given(st.integers(2, 12), st.data())
@settings(max_examples=tries(40), deadline=None)
def test_a_chain_moves_each_squad_once_and_keeps_groups_level(order, data):
    first = data.draw(st.integers(0, perfect_terms(order) - 2))
    old, new = seats(order, first), seats(order, first + 1)
    chain = in_chain(old, new, order)
    assert sorted(chain) == [s for s in range(order * order) if old[s] != new[s]]
    now = Counter(old)
    for squad in chain:
        now[old[squad]] -= 1
        now[new[squad]] += 1
        assert order - 1 <= min(now.values()) and max(now.values()) <= order + 1


def repeats_by_squads(history: list[Class], now: Class, sizes: list[int]) -> int:
    """The same as `repeats`, counted by squads: quick enough for thousands of members."""
    before = list(zip(*history, strict=True))
    groups: dict[int, list[int]] = {}
    for squad, group in enumerate(now):
        groups.setdefault(group, []).append(squad)
    met = sum(
        sizes[s] * sizes[t]
        for squads in groups.values()
        for s, t in combinations(squads, 2)
        if any(map(eq, before[s], before[t]))
    )
    return met + sum(size * (size - 1) // 2 for size in sizes)


def test_counting_by_squads_is_counting_by_members():
    squads = draw(people([7, 9, 8]))
    terms = [seats(3, t) for t in range(6)]
    sizes = squad_sizes(squads, 3)
    for n in range(1, 6):
        past, now = ({m: term[s] for m, s in squads.items()} for term in (terms[n - 1], terms[n]))
        assert repeats_by_squads([terms[n - 1]], terms[n], sizes) == repeats([past], now)


@pytest.mark.parametrize("order", range(2, 33))
def test_the_bound_is_met_for_every_number_of_groups(order):
    """In the first perfect terms, against all terms before: for uneven groups too."""
    counts = [2 * order + (x * 7) % (order + 3) for x in range(order)]
    sizes = squad_sizes(draw(people(counts)), order)
    terms = [seats(order, t) for t in range(min(perfect_terms(order), 6))]
    for n in range(1, len(terms)):
        assert repeats_by_squads(terms[:n], terms[n], sizes) == row_bound(counts, order)


def test_five_thousand_in_sixteen_groups_are_at_the_bound_for_eight_terms():
    """1.0000 times what no mixing can avoid, and groups that differ by one at most."""
    counts = [313] * 8 + [312] * 8
    sizes = squad_sizes(draw(people(counts)), 16)
    terms = [seats(16, t) for t in range(9)]
    for n in range(1, 9):
        assert repeats_by_squads(terms[:n], terms[n], sizes) / row_bound(counts, 16) < 1.00005
        groups = Counter[int]()
        for squad, group in enumerate(terms[n]):
            groups[group] += sizes[squad]
        assert max(groups.values()) - min(groups.values()) <= 1

"""Mentions against the exact optimum: by trying all assignments of small worlds, by a flow for larger ones."""

from collections import Counter
from itertools import combinations, product
from random import Random

import pytest
from flow import best
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.people.mentions import Pair, choose
from tries import tries


@st.composite
def worlds(draw):
    newcomers, members = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    each, cap = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    pairs = []
    for n, m in product(range(newcomers), range(members)):
        score = draw(st.sampled_from([0, 0, 1.0, 1.5, 2.0, 3.0]))
        if score:
            pairs.append(Pair(f"n{n}", f"m{m}", 0, score, draw(st.booleans())))
    return pairs, each, {f"m{m}": cap for m in range(members)}


def allowed(mine) -> bool:
    return sum(pair.city for pair in mine) <= 1


def exact(pairs, each, room) -> tuple[float, tuple[int, float]]:
    """All choices of all newcomers: the greatest sum; and how many can have somebody, with the greatest sum
    that is left then."""
    names = sorted({pair.newcomer for pair in pairs})
    options = []
    for name in names:
        own = [pair for pair in pairs if pair.newcomer == name]
        options.append([c for k in range(each + 1) for c in combinations(own, k) if allowed(c)])
    most, first = 0.0, (0, 0.0)
    for choice in product(*options):
        taken = Counter(pair.member for mine in choice for pair in mine)
        if all(n <= room[m] for m, n in taken.items()):
            total = sum(pair.score for mine in choice for pair in mine)
            most, first = max(most, total), max(first, (sum(map(bool, choice)), total))
    return most, first


@given(worlds())
@settings(max_examples=tries(150), deadline=None)
def test_caps_hold_and_no_choice_of_half_the_worth_is_made(world):
    pairs, each, room = world
    found = choose(pairs, each, room)
    taken = Counter(pair.member for mine in found.values() for pair in mine)
    assert all(n <= room[m] for m, n in taken.items())
    for mine in found.values():
        assert len(mine) <= each and allowed(mine) and len({p.member for p in mine}) == len(mine)
    got, (most, _) = sum(pair.score for mine in found.values() for pair in mine), exact(pairs, each, room)
    assert got >= most / 2 - 1e-9, "greedy is never below half"
    assert bool(got) == bool(most)


TIGHT = (
    (20, 50, 2, 1, 0.2),
    (16, 40, 3, 1, 0.3),
    (24, 40, 2, 1, 0.2),
    (12, 12, 2, 1, 0.3),
    (25, 50, 3, 2, 0.15),
)
"""Newcomers, members, places, cap, share of pairs that have something in common: up to more places than caps."""


@pytest.mark.parametrize(("new", "old", "each", "cap", "share"), TIGHT)
def test_the_sum_is_close_to_the_best_that_a_flow_finds(new, old, each, cap, share):
    """Of those choices in which as many as possible have somebody: all of these have here too."""
    got = exact_sum = 0.0
    for seed in range(4):
        dice = Random(seed)
        pairs = [
            Pair(f"n{n}", f"m{m}", 0, min(dice.paretovariate(1.2), 9.0), dice.random() < 0.3)
            for n in range(new)
            for m in range(old)
            if dice.random() < share
        ]
        room = {f"m{m}": cap for m in range(old)}
        found, (served, most) = choose(pairs, each, room), best(pairs, each, room)
        assert sum(bool(mine) for mine in found.values()) == served, "nobody second before all are first"
        got += sum(pair.score for mine in found.values() for pair in mine)
        exact_sum += most
    assert got >= 0.98 * exact_sum


@given(worlds())
@settings(max_examples=tries(60), deadline=None)
def test_the_flow_is_exact(world):
    """The oracle itself, against all assignments."""
    pairs, each, room = world
    served, most = best(pairs, each, room)
    assert (served, pytest.approx(most)) == exact(pairs, each, room)[1]


def test_nobody_is_asked_twice_on_an_evening_while_somebody_else_fits():
    pairs = [Pair(f"n{n}", m, 6, score, False, 0, 5) for n in (1, 2) for m, score in (("a", 3.0), ("b", 1.0))]
    found = choose(pairs, 1, {"a": 2, "b": 2})
    assert {n: [p.member for p in mine] for n, mine in found.items()} == {"n1": ["a"], "n2": ["b"]}


@given(worlds(), st.randoms())
@settings(max_examples=tries(60), deadline=None)
def test_the_order_of_pairs_changes_nothing(world, dice):
    pairs, each, room = world
    shuffled = list(pairs)
    dice.shuffle(shuffled)
    assert choose(shuffled, each, room) == choose(pairs, each, room)


def test_who_is_ready_comes_before_who_shares_more():
    pairs = [Pair("n", "quiet", 0, 9.0, False), Pair("n", "active", 2, 1.0, False)]
    assert [p.member for p in choose(pairs, 1, {"quiet": 1, "active": 1})["n"]] == ["active"]


def test_one_gives_up_whom_another_needs():
    """Greedy gives both members to the first newcomer's neighbour; the exchange finds a place for everybody."""
    pairs = [Pair("a", "x", 0, 3.0, False), Pair("a", "y", 0, 2.9, False), Pair("b", "x", 0, 2.8, False)]
    found = choose(pairs, 1, {"x": 1, "y": 1})
    assert {n: [p.member for p in mine] for n, mine in found.items()} == {"a": ["y"], "b": ["x"]}

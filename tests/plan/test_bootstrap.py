"""The draws are those of a block bootstrap: blocks of two weeks, every block as likely as the others, in a circle."""

from collections import Counter
from fractions import Fraction
from itertools import product
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.game.costs import BLOCK, draw, make_dice
from tries import tries

COUNTS = st.lists(st.integers(0, 40), min_size=8, max_size=26)


def drawn(counts, weeks, seed=1, limit=None):
    return draw({"o": counts}, {}, {"o": limit}, weeks, len(counts), seed)["o"]


def all_sums(counts, weeks):
    """Every way to put a month together, each as likely as the others: value -> probability."""
    circle = counts + counts[: BLOCK - 1]
    pairs = [sum(circle[i : i + BLOCK]) for i in range(len(counts))]
    parts = [pairs] * (weeks // BLOCK) + [counts] * (weeks % BLOCK)
    found = Counter(sum(chosen) for chosen in product(*parts))
    return {value: Fraction(times, found.total()) for value, times in found.items()}


@settings(max_examples=tries(12))
@given(COUNTS, st.sampled_from([4, 5]), st.integers(1, 3))
def test_draws_are_as_frequent_as_all_combinations(counts, weeks, seed):
    exact = all_sums(counts, weeks)
    found = Counter(drawn(counts, weeks, seed))
    assert set(found) <= set(exact)
    below = times = 0
    for value in sorted(exact):
        below, times = below + exact[value], times + found[value]
        assert abs(float(below) - times / 10_000) < 0.025, "five standard deviations"


@settings(max_examples=tries(12))
@given(st.lists(st.integers(5, 40), min_size=8, max_size=26), st.sampled_from([4, 5]))
def test_the_mean_is_that_of_the_ledger(counts, weeks):
    assert fmean(drawn(counts, weeks)) == pytest.approx(fmean(counts) * weeks, rel=0.05)


@pytest.mark.parametrize("at", [0, 7])
def test_every_week_weighs_the_same(at):
    """Eight weeks, all payouts in one of them: a circle of blocks draws it as often as any other."""
    counts = [80 * (i == at) for i in range(8)]
    assert fmean(drawn(counts, 4)) == pytest.approx(40, rel=0.1)


@settings(max_examples=tries(10))
@given(COUNTS, st.integers(0, 60))
def test_a_limit_cuts_each_draw(counts, limit):
    assert drawn(counts, 5, limit=limit) == [min(n, limit) for n in drawn(counts, 5)]


@settings(max_examples=tries(10))
@given(COUNTS, st.integers(2, 5))
def test_all_offers_of_one_draw_see_the_same_weeks(counts, times):
    more = {"a": counts, "b": [times * n for n in counts]}
    found = draw(more, {}, {"a": None, "b": None}, 5, len(counts), 1)
    assert [times * n for n in found["a"]] == found["b"]


def test_monthly_offers_draw_months():
    found = draw({"o": [1] * 9}, {"o": [3, 3, 7]}, {"o": None}, 4, 9, 1)["o"]
    assert set(found) == {3, 7}
    assert fmean(found) == pytest.approx(13 / 3, rel=0.05)


def test_dice_are_even_and_never_run_out():
    dice = make_dice(1, 10)
    found = Counter(dice(7) for _ in range(70_000))
    assert set(found) == set(range(7))
    assert all(abs(n - 10_000) < 500 for n in found.values())
    first, second = make_dice(5, 1), make_dice(5, 1000)
    assert [first(1000) for _ in range(900)] == [second(1000) for _ in range(900)]


def test_nothing_to_draw():
    assert draw({}, {}, {}, 4, 9, 1) == {}

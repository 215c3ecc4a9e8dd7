"""How the work is spread: the worked example of CHAOSS, brute force, scale, and people who do nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.plan.people.carrying import absence_factor, by_month, effective_number, measure

COUNTS = st.dictionaries(st.sampled_from([f"m{n}" for n in range(9)]), st.integers(1, 60), max_size=9)
STAFF = frozenset({"m0", "m1"})


def test_the_example_of_chaoss():
    assert absence_factor([1000, 202, 90, 33, 332, 343, 42, 433]) == 2


@given(COUNTS)
def test_no_smaller_set_does_half(counts):
    fewest = next(
        (
            size
            for size in range(1, len(counts) + 1)
            if any(2 * sum(chosen) >= sum(counts.values()) for chosen in combinations(counts.values(), size))
        ),
        0,
    )
    assert absence_factor(counts.values()) == fewest


@given(COUNTS, st.integers(2, 50))
def test_other_units_change_nothing(counts, factor):
    before, after = measure(counts, STAFF), measure({k: v * factor for k, v in counts.items()}, STAFF)
    assert (after.staff_share, after.half, after.half_without, after.half_share) == (
        before.staff_share, before.half, before.half_without, before.half_share,
    )  # fmt: skip
    assert after.effective == pytest.approx(before.effective)


@given(COUNTS)
def test_who_does_nothing_changes_nothing(counts):
    assert measure(counts | {"lurker": 0}, STAFF) == measure(counts, STAFF)


@given(COUNTS)
def test_without_staff_is_the_same_without_their_rows(counts):
    found = measure(counts, STAFF)
    alone = measure({who: n for who, n in counts.items() if who not in STAFF}, ())
    assert (found.half_without, found.effective_without) == (alone.half, alone.effective)


@pytest.mark.parametrize(
    "counts, number", [([5] * 7, 7), ([9], 1), ([1, 3], 1.6), ([], 0)], ids=["even", "one", "uneven", "none"]
)
def test_the_effective_number(counts, number):
    assert effective_number(counts) == pytest.approx(number)


@pytest.mark.parametrize(
    "owner, others, grade",
    [
        (60, [1] * 40, "run"),
        (10, [3] * 30, "net"),
        (30, [2] * 35, "between"),
        (10, [30, 30, 20, 10], "between"),
    ],
)
def test_the_grade(owner, others, grade):
    counts = {"o": owner} | {f"m{n}": count for n, count in enumerate(others)}
    assert measure(counts, {"o"}).grade == grade


def test_only_months_with_enough_deeds_are_points():
    months = {
        2026 * 12 + month: Counter({"a": count}) for month, count in ((3, 99), (8, 30), (9, 19), (10, 20))
    }
    found = by_month(months, (), date(2026, 11, 29))
    assert [month.first for month in found] == [date(2026, 9, 1), date(2026, 11, 1)]

"""Planes: no two squads meet twice, whatever the number of groups."""

from itertools import combinations

import pytest

from community_playbook.plan.people.planes import MOST_ORDER, classes, perfect_terms, term_class

PRIME_POWERS = (2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25, 27, 29, 31, 32)


def meetings(order: int) -> list[int]:
    """For each pair of squads, in how many terms they share a group: counted pair by pair."""
    found = classes(order)
    squads = range(order * order)
    columns = [tuple(term[s] for term in found) for s in squads]
    return [
        sum(a == b for a, b in zip(columns[s], columns[t], strict=True)) for s, t in combinations(squads, 2)
    ]


@pytest.mark.parametrize("order", range(2, 17))
def test_no_two_squads_share_a_group_twice(order):
    assert max(meetings(order)) == 1


@pytest.mark.parametrize("order", range(2, 33))
def test_each_term_fills_each_group_with_as_many_squads(order):
    for term in classes(order):
        assert len(term) == order * order
        assert all(term.count(group) == order for group in range(order))


@pytest.mark.parametrize("order", range(2, 33))
def test_two_terms_cross_each_group_with_each_group_once(order):
    """The same as no pair twice, cheap enough for every order: the groups of two terms tell the squad."""
    for one, other in combinations(classes(order), 2):
        assert len(set(zip(one, other, strict=True))) == order * order


@pytest.mark.parametrize("order", range(2, 33))
def test_the_promised_terms_are_there(order):
    assert len(classes(order)) == perfect_terms(order)
    if order in PRIME_POWERS:
        assert perfect_terms(order) == order + 1, "a plane: everybody meets everybody"


def test_the_present_groups_are_the_first_term():
    assert classes(4)[0] == (0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3)


@pytest.mark.parametrize(
    ("order", "terms"), [(6, 3), (10, 3), (12, 7), (14, 3), (15, 4), (20, 5), (24, 4), (28, 5)]
)
def test_other_orders_have_fewer(order, terms):
    assert perfect_terms(order) == terms


def test_one_group_cannot_be_mixed():
    assert classes(1) == ((0,),)
    assert perfect_terms(1) == 1
    for wrong in (0, -1, MOST_ORDER + 1):
        with pytest.raises(ValueError, match="plane"):
            term_class(wrong, 0)

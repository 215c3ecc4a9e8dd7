"""After the perfect terms: few repeats, the same on every run, level groups."""

import pytest

from community_playbook.plan.people.later_terms import lines, meetings, seats
from community_playbook.plan.people.planes import perfect_terms


def repeated(order: int, term: int) -> float:
    """The share of all pairs of squads of a term that have shared a group before, counted pair by pair."""
    groups, met = lines(seats(order, term), order), meetings(order, [seats(order, t) for t in range(term)])
    pairs = [(s, t) for group in groups for s in group for t in group if s < t]
    return sum(met[s][t] > 0 for s, t in pairs) / len(pairs)


@pytest.mark.parametrize(("order", "most"), [(6, 0.10), (10, 0.05), (12, 0.22), (15, 0.07)])
def test_the_first_term_after_the_perfect_ones_repeats_little(order, most):
    """Squads that are dealt by chance repeat 24 to 43 % here."""
    first = perfect_terms(order)
    assert repeated(order, first - 1) == 0
    assert 0 < repeated(order, first) <= most


@pytest.mark.parametrize("order", [1, 2, 4, 6, 10, 33])
@pytest.mark.parametrize("beyond", [0, 2])
def test_each_group_has_as_many_squads_of_each_column_as_before(order, beyond):
    term = seats(order, perfect_terms(order) + beyond)
    assert all(len(group) == order for group in lines(term, order))


def test_a_plane_begins_again_when_everybody_has_met():
    assert seats(4, 5) == seats(4, 0)


def test_the_same_every_time():
    one = seats(6, 4)
    seats.cache_clear()
    assert seats(6, 4) == one

"""Rotation beside an oracle of its own: every way of putting few people into groups, counted pair by pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import pytest

from community_playbook.plan.people.later_terms import seats
from community_playbook.plan.people.planes import perfect_terms
from community_playbook.plan.people.rotation import fewest_pairs, freshness, most_fresh
from community_playbook.plan.people.squads import draw

Groups = list[list[int]]


def mixings(people: int, groups: int, most: int) -> Iterator[Groups]:
    """All ways of putting so many into at most so many groups; the names of groups make no new way."""

    def place(person: int, found: Groups) -> Iterator[Groups]:
        if person == people:
            yield found
            return
        for group in found:
            if len(group) < most:
                group.append(person)
                yield from place(person + 1, found)
                group.pop()
        if len(found) < groups:
            found.append([person])
            yield from place(person + 1, found)
            found.pop()

    return place(0, [])


def history_of(terms: Sequence[Sequence[int]]) -> list[list[bool]]:
    """Who shared a group with whom in any of the terms, each the group of each person."""
    people = range(len(terms[0]))
    return [[u != v and any(term[u] == term[v] for term in terms) for v in people] for u in people]


def repeats(met: list[list[bool]], groups: Groups) -> int:
    return sum(met[u][v] for group in groups for u, v in combinations(group, 2))


def mean_fresh(met: list[list[bool]], groups: Groups) -> float:
    shares = [
        sum(not met[u][v] for v in group if v != u) / (len(group) - 1)
        for group in groups if len(group) > 1 for u in group
    ]  # fmt: skip
    return sum(shares) / sum(map(len, groups))


def together(term: Sequence[int]) -> Groups:
    return [[u for u, group in enumerate(term) if group == g] for g in sorted(set(term))]


UNEVEN = (
    [5, 2],
    [6, 3],
    [1, 7],
    [8, 2],
    [5, 2, 2],
    [4, 3, 2],
    [1, 6, 2],
    [3, 3, 3],
    [3, 2, 2, 1],
    [5, 1, 1, 1],
)


@pytest.mark.parametrize("sizes", UNEVEN, ids=str)
def test_no_mixing_repeats_less_however_unequal_the_groups_were(sizes):
    """In every perfect term, against all terms before: the bound of the first groups is reached exactly."""
    order = len(sizes)
    squads = draw([[f"{x}-{n}" for n in range(size)] for x, size in enumerate(sizes)])
    people = sorted(squads)
    terms = [[seats(order, t)[squads[m]] for m in people] for t in range(perfect_terms(order))]
    for n in range(1, len(terms)):
        met = history_of(terms[:n])
        best = min(repeats(met, way) for way in mixings(len(people), order, len(people)))
        assert repeats(met, together(terms[n])) == best == sum(fewest_pairs(size, order) for size in sizes)


SQUADS = ([3, 1, 1, 2], [4, 0, 1, 2], [2, 2, 2, 1], [3, 1, 1, 1, 0, 1, 1, 1, 0], [2, 2, 0, 1, 1, 1, 2, 0, 0])


@pytest.mark.parametrize("counts", SQUADS, ids=str)
def test_squads_that_became_unequal_repeat_no_more_than_they_must(counts):
    """No way that keeps them whole repeats less; one that tears them apart may, and by how much at most is
    known: the pairs inside of squads above those of level ones."""
    order = round(len(counts) ** 0.5)
    home = [squad for squad, count in enumerate(counts) for _ in range(count)]
    inside = sum(count * (count - 1) // 2 for count in counts)
    terms = [[seats(order, t)[squad] for squad in home] for t in range(perfect_terms(order))]
    for n in range(1, len(terms)):
        met = history_of(terms[:n])
        ours = repeats(met, together(terms[n]))
        whole = min(
            repeats(met, together([where[squad] for squad in home]))
            for where in product(range(order), repeat=len(counts))
        )
        assert ours == whole == inside
        free = min(repeats(met, way) for way in mixings(len(home), order, len(home)))
        first = [sum(counts[s] for s in range(x * order, (x + 1) * order)) for x in range(order)]
        assert sum(fewest_pairs(size, order) for size in first) <= free <= ours


@pytest.mark.parametrize("counts", [*SQUADS, [2, 2, 2, 2], [1] * 9, [3, 2, 3, 2], [4, 3, 1, 0]], ids=str)
def test_nobody_s_mixing_passes_the_limit_that_is_said(counts):
    order = round(len(counts) ** 0.5)
    home = [squad for squad, count in enumerate(counts) for _ in range(count)]
    terms = [seats(order, t) for t in range(perfect_terms(order))]
    for n in range(1, len(terms)):
        limit = most_fresh(terms[n], counts, terms[:n], order)
        met = history_of([[term[squad] for squad in home] for term in terms[:n]])
        ours = together([terms[n][squad] for squad in home])
        best = max(mean_fresh(met, way) for way in mixings(len(home), order, max(map(len, ours))))
        assert mean_fresh(met, ours) == pytest.approx(freshness(terms[n], counts, terms[:n], order).mean)
        assert mean_fresh(met, ours) <= best + 1e-9 <= limit + 2e-9
        if len(set(counts)) == 1:
            assert mean_fresh(met, ours) == pytest.approx(limit), "level squads reach it"

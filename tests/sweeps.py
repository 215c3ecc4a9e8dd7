"""The longer part of a matrix: `scripts/check.sh --all` runs it, every other run leaves it out; and the part that
`--quick` alone leaves out.

What is left out is never a kind: each value of each axis stands in a case of every run too, and that is checked here,
where the cases are made.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import Any

import pytest

Case = tuple[Any, ...]


def swept(cases: Iterable[Case], often: Callable[..., bool]) -> list[Any]:
    """The cases as parameters of a test: those for which `often(*case)` holds stand in every run."""
    return divided(cases, often, pytest.mark.sweep)


def quickly(cases: Iterable[Case], often: Callable[..., bool]) -> list[Any]:
    """The same for `scripts/check.sh --quick`: every other run has all of them."""
    return divided(cases, often, pytest.mark.slow)


def divided(cases: Iterable[Case], often: Callable[..., bool], mark: pytest.MarkDecorator) -> list[Any]:
    cases = list(cases)
    kept = [case for case in cases if often(*case)]
    for axis, values in enumerate(zip(*cases, strict=True)):
        lost = set(values) - {case[axis] for case in kept}
        assert not lost, f"no run but a longer one would see {sorted(map(str, lost))}"
    return [pytest.param(*case, marks=[mark] * (not often(*case))) for case in cases]


def drawn(often: int, seeds: int) -> list[Any]:
    """Seeds of a test that draws hundreds of cases of every kind from each: so many in every run, the others swept."""
    return [pytest.param(seed, marks=[pytest.mark.sweep] * (seed >= often)) for seed in range(seeds)]


def pairwise(cases: Sequence[Case]) -> set[Case]:
    """Few of the cases in which each two values of two axes that meet in a case still meet: the fullest case first."""
    left = {pair for case in cases for pair in met(case)}
    found: set[Case] = set()
    while left:
        best = max(cases, key=lambda case: len(left & met(case)))
        found.add(best)
        left -= met(best)
    return found


def met(case: Case) -> set[Hashable]:
    return set(combinations(enumerate(case), 2)) if len(case) > 1 else set(enumerate(case))

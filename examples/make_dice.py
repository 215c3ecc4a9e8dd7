"""Chance for the examples, built on `Random.random()` alone: the method that is the same in every Python."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Odds(Generic[T]):
    """Items with weights, ready for many draws."""

    def __init__(self, pairs: Iterable[tuple[T, float]]) -> None:
        kept = [(item, weight) for item, weight in pairs if weight > 0]
        self.items = [item for item, _ in kept]
        self.sums = list(accumulate(weight for _, weight in kept))


def falling(items: Sequence[T], slope: float = 5.0) -> Odds[T]:
    """Earlier items are drawn more often, as in any list of tags."""
    return Odds((item, 1 / (rank + slope)) for rank, item in enumerate(items))


class Dice:
    def __init__(self, seed: int) -> None:
        self.roll = Random(seed).random

    def chance(self, share: float) -> bool:
        return self.roll() < share

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.roll() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self.roll() * len(items))]

    def draw(self, odds: Odds[T]) -> T:
        return odds.items[min(bisect(odds.sums, self.roll() * odds.sums[-1]), len(odds.items) - 1)]

    def draw_some(self, odds: Odds[T], count: int) -> list[T]:
        """Up to `count` different items."""
        return list(dict.fromkeys(self.draw(odds) for _ in range(count)))

    def shuffled(self, items: Iterable[T]) -> list[T]:
        keyed = [(self.roll(), place, item) for place, item in enumerate(items)]
        return [item for _, _, item in sorted(keyed, key=lambda entry: entry[:2])]

    def heavy(self, top: float = 120.0) -> float:
        """A weight from 1 up with a long tail: few people do most of the work."""
        return float(min((1 - self.roll()) ** -0.85, top))

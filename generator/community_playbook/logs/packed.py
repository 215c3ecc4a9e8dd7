"""Millions of numbers, small: put away in portions, and read again one portion after the other."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator
from heapq import merge

PORTION, PIECE = 2**18, 2**12
"""Numbers that are sorted together, and those of them that are put away, and taken out, together."""
FASTEST = 1
"""Of zlib's levels: numbers in order begin alike, so each makes them a third."""


class Sorted:
    """Numbers of 64 bits that are given back in their order, as often as one asks."""

    __slots__ = ("last", "stored")

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self.last = array("Q")
        self.stored: list[list[bytes]] = []
        for number in numbers:
            self.append(number)

    def append(self, number: int) -> None:
        self.last.append(number)
        if len(self.last) == PORTION:
            self.stored.append([*put_away(array("Q", sorted(self.last)))])
            self.last = array("Q")

    def __iter__(self) -> Iterator[int]:
        parts = [taken_out("Q", stored) for stored in self.stored]
        return merge(*parts, sorted(self.last)) if parts else iter(sorted(self.last))


def put_away(numbers: array[int]) -> Iterator[bytes]:
    for at in range(0, len(numbers), PIECE):
        yield zlib.compress(numbers[at : at + PIECE].tobytes(), FASTEST)


def taken_out(kind: str, stored: Iterable[bytes]) -> Iterator[int]:
    """`kind`: of the array, as `array` calls it."""
    for packed in stored:
        yield from array(kind, zlib.decompress(packed))

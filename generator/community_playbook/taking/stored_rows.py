"""The rows of a table that may hold millions: put away small, read one portion after the other."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator

PORTION = 512
"""Rows that are put away together."""
FASTEST = 1
"""Of zlib's levels: rows of one day are alike, so each makes them a fifth."""


class Rows:
    """In their order. A row that was read is changed by `change` alone."""

    def __init__(self, rows: Iterable[list[str]] = ()) -> None:
        self.stored: list[bytes] = []
        self.last: list[list[str]] = []
        """Those behind the stored ones, fewer than a portion."""
        for row in rows:
            self.append(row)

    def __len__(self) -> int:
        return PORTION * len(self.stored) + len(self.last)

    def __iter__(self) -> Iterator[list[str]]:
        for stored in self.stored:
            yield from taken_out(stored)
        yield from self.last

    def append(self, row: list[str]) -> None:
        self.last.append(row)
        if len(self.last) == PORTION:
            self.stored.append(put_away(self.last))
            self.last = []

    def change(self, change: Callable[[list[str]], bool]) -> None:
        """`change`: changes the cells of a row in their place, and tells whether it did."""
        for part, stored in enumerate(self.stored):
            rows = taken_out(stored)
            if sum(map(change, rows)):
                self.stored[part] = put_away(rows)
        for row in self.last:
            change(row)


def put_away(rows: list[list[str]]) -> bytes:
    return zlib.compress(json.dumps(rows).encode(), FASTEST)


def taken_out(stored: bytes) -> list[list[str]]:
    rows: list[list[str]] = json.loads(zlib.decompress(stored))
    return rows

"""Who answered whom, and when? A log of years holds millions of answers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .packed import PIECE, put_away, taken_out


class Reply(NamedTuple):
    """Somebody answered a message of another, at that second. `asked`: it was a question."""

    who: int
    whom: int
    chat: int
    at: int
    asked: bool


COLUMNS = "IIHI"
"""Who, whom and whether it was a question, chat, second: kinds of arrays."""


class Replies:
    """All of them, in the order in which they came, cheap."""

    __slots__ = ("columns", "stored")

    def __init__(self) -> None:
        self.columns = new_columns()
        self.stored: list[list[bytes]] = []
        """Of each full piece its columns."""

    def __len__(self) -> int:
        return PIECE * len(self.stored) + len(self.columns[0])

    def add(self, who: int, whom: int, chat: int, at: int, asked: bool) -> None:
        for column, number in zip(self.columns, (who, whom << 1 | asked, chat, at), strict=True):
            column.append(number)
        if len(self.columns[0]) == PIECE:
            self.stored.append([packed for column in self.columns for packed in put_away(column)])
            self.columns = new_columns()

    def __iter__(self) -> Iterator[Reply]:
        for packed in self.stored:
            yield from rows_of([taken_out(kind, [one]) for kind, one in zip(COLUMNS, packed, strict=True)])
        yield from rows_of(self.columns)


def new_columns() -> list[array[int]]:
    return [array(kind) for kind in COLUMNS]


def rows_of(columns: Iterable[Iterable[int]]) -> Iterator[Reply]:
    for who, whom, chat, at in zip(*columns, strict=True):
        yield Reply(who, whom >> 1, chat, at, bool(whom & 1))

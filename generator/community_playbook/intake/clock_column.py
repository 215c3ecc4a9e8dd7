"""Days in one column, times of day in another: together they say who was first, and what stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from .dates import is_clock, tidy
from .headers import SAMPLE, Header
from .tables import Grid

Rows = Iterator[tuple[int, list[str]]]
"""Lines and cells, as a grid gives them."""


def take_clocks(grid: Grid, header: Header) -> None:
    """Of two columns of the day one holds nothing but times: they go with the other, whichever is first."""
    doubles = [n for n, one in enumerate(header.columns) if one.field == "date" and one.fate == "ignored"]
    if not doubles:
        return
    first, second = header.index["date"], doubles[0]
    early, late = holds_clocks(grid, header, first), holds_clocks(grid, header, second)
    if early == late:
        return
    header.index["date"], header.clock = (second, first) if early else (first, second)
    header.columns[second] = replace(header.columns[second], fate="mapped")


def holds_clocks(grid: Grid, header: Header, column: int) -> bool:
    """Is every filled cell of it a time of day?"""
    filled = [text for cell in islice(grid.column(column, header.at), SAMPLE) if (text := cell.strip())]
    return bool(filled) and all(map(is_clock, map(tidy, filled)))


def with_clocks(rows: Rows, header: Header) -> Rows:
    """The rows, each with its time of day behind its day, where there is a column of them."""
    return rows if header.clock < 0 else joined(rows, header.index["date"], header.clock)


def joined(rows: Rows, day: int, clock: int) -> Rows:
    for line, row in rows:
        if clock < len(row) > day and row[day].strip() and row[clock].strip():
            row = [*row]
            row[day] = f"{row[day].strip()} {row[clock].strip()}"
        yield line, row


def texts_of_days(grid: Grid, header: Header) -> Iterator[str]:
    """All cells of the day, as they are read."""
    day = header.index["date"]
    rows = with_clocks(islice(grid.rows(), header.at + 1, None), header)
    return (row[day] for _, row in rows if day < len(row))

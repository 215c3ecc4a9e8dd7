"""Is this a table of another shape than ours: a chat log, or the sums of members without any day?

It is named for what it is, with the way out. A chat log is never read: what people wrote is theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from ..problems import Problem
from .cells import folded, table_words
from .headers import Header, field_of, fold
from .tables import LOOK_AHEAD, Grid

SCORED = ("points", "quantity", "amount")


@cache
def chat_words(part: str) -> frozenset[str]:
    return frozenset(map(fold, table_words()["chat"][part]))


@cache
def total_words() -> frozenset[str]:
    return frozenset(map(fold, table_words()["totals"]))


@cache
def order_words(part: str) -> frozenset[str]:
    """Headers of orders; words of one that fell through (`void`), of who checked in (`arrived`) or did not
    (`absent`), and deeds that only those did (`came`)."""
    way = fold if part in ("number", "state", "checked") else folded
    return frozenset(map(way, table_words()["orders"][part]))


@cache
def apart_words(part: str) -> frozenset[str]:
    """Headers of the first or the last name."""
    return frozenset(map(fold, table_words()["apart"][part]))


def is_chat(cells: Sequence[str]) -> bool:
    """A header with a sender and a message, and either a column that only chat logs have, or none that a
    ledger needs."""
    words = {fold(cell[:80]) for cell in cells if cell.strip()}
    if not words & chat_words("message") or not words & chat_words("sender"):
        return False
    fields = {field_of(cell[:80], "ledger") for cell in cells if cell.strip()}
    counted = bool(fields & {*SCORED})
    sure = words & chat_words("sure")
    timed = "date" in fields or any(map(is_time, cells))
    return not counted and ("action" not in fields or len(sure) > 1) and (timed or bool(sure))


def is_time(cell: str) -> bool:
    """Is it the head of the column that tells when something was said?"""
    return field_of(cell[:80], "ledger") == "date" or fold(cell[:80]) in chat_words("time")


def chat_log(grid: Grid) -> Problem | None:
    """E219 with the place of the header of a chat log."""
    for line, cells in islice(grid.rows(), LOOK_AHEAD):
        if is_chat(cells):
            return Problem("E219", grid.place(line))
    return None


def take_totals(header: Header) -> None:
    """Totals as of a day, one column of them: points of that day, as the way out of E228 has it."""
    found = [n for n, cell in enumerate(header.cells) if fold(cell) in total_words()]
    if "date" in header.index and not {"action", "points"} & header.index.keys() and len(found) == 1:
        header.index["points"] = found[0]
        header.columns[found[0]] = replace(header.columns[found[0]], field="points", fate="mapped")


def totals_alone(header: Header, grid: Grid) -> Problem | None:
    """E228: who, and how much in all, but no day and no deed."""
    index = header.index
    sums = "points" in index or any(fold(cell) in total_words() for cell in header.cells)
    if not sums or {"date", "action"} & index.keys() or not {"member", "member_id"} & index.keys():
        return None
    return Problem("E228", grid.place(header.line))

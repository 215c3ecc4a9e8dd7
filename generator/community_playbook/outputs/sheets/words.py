"""How do all exports name their columns and people?"""

from __future__ import annotations

from collections.abc import Sequence

from ..say.frame import Frame
from .table import Cell, Column, Kind, Sheet

EMPTY = (None, "")
BY_HAND = "done"


def make_sheet(
    frame: Frame, key: str, columns: Sequence[tuple[str, Kind]], rows: Sequence[Sequence[Cell]]
) -> Sheet:
    """`columns`: key of the word and kind of the cells. A column in which nothing stands is left out, but for
    the one in which the hand writes."""
    used = [
        n
        for n, (name, _) in enumerate(columns)
        if name == BY_HAND or any(row[n] not in EMPTY for row in rows)
    ]
    made = tuple(Column(frame.words(f"sheets.columns.{columns[n][0]}"), columns[n][1]) for n in used)
    kept = [tuple(row[n] for n in used) for row in rows]
    return Sheet(key, frame.words(f"sheets.titles.{key}"), made, kept)


def called(frame: Frame, member: str) -> str:
    """The bare name, as tables are looked up by it; the id stands in a column of its own."""
    found = frame.people.get(member)
    return found.shown if found else member


def city_of(frame: Frame, member: str) -> str:
    found = frame.people.get(member)
    return (frame.city(found.city) or found.city_text) if found else ""


def in_public(frame: Frame, member: str) -> str:
    """How a member may be named where others read it."""
    return frame.posted_name(member)

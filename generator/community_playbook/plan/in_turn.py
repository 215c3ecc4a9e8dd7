"""Which groups have a time of their own of what people come for, in turn? The tables of a board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from ..community.calendar import BigDate
from ..community.profile import Profile
from ..knowledge.library import Rhythm
from ..knowledge.rhythms import Anchor

SEATS = range(3, 21)
"""So many people are a table; more are a hall, in which all tables talk."""
TABLES = range(2, 5)
"""So many take turns: a month has no more weeks."""
KINDS = frozenset({None, "meeting", "event"})


@dataclass(frozen=True, slots=True)
class Table:
    """`mark`: what tells its name from those of the others."""

    name: str
    mark: str


def tables_of(profile: Profile) -> tuple[Table, ...]:
    """In the order of the profile; () where there is one, or nobody says how many sit there."""
    names = [group.name or group.id for group in profile.groups if group.members in SEATS]
    if len(names) not in TABLES:
        return ()
    head, tail = alike(names), alike([name[::-1] for name in names])
    return tuple(Table(name, name[head : len(name) - tail].strip()) for name in names)


def alike(names: Sequence[str]) -> int:
    """So many characters begin all of them."""
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*names, strict=False)))


def table_of(what: str, tables: Sequence[Table]) -> Table | None:
    """The one that the name of a date names."""
    found = [table for table in tables if table.mark and table.mark in what]
    return found[0] if len(found) == 1 else None


def is_its_time(big: BigDate, anchor: Anchor, tables: Sequence[Table]) -> bool:
    """Is a date the time of one table?"""
    return anchor.each_group and big.kind in KINDS and table_of(big.what, tables) is not None


def in_turn(rhythm: Rhythm, tables: Sequence[Table]) -> Rhythm:
    """With a time for each table within one round."""
    anchors = rhythm.cycle.anchors
    turned = tuple(replace(a, turns=max(len(tables), 1)) if a.each_group else a for a in anchors)
    return replace(rhythm, cycle=replace(rhythm.cycle, anchors=turned))


def turns_of(days: Sequence[date], dates: Sequence[BigDate], tables: Sequence[Table]) -> Mapping[date, Table]:
    """Whose each of some days in order is: of the table that a date of that day names, else of the one whose
    last time is longest ago."""
    named = {big.start: found for big in dates if (found := table_of(big.what, tables))}
    waiting = list(tables)
    found_: dict[date, Table] = {}
    for day in days:
        table = named.get(day, waiting[0])
        waiting = [one for one in waiting if one is not table] + [table]
        found_[day] = table
    return found_

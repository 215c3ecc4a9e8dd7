"""Two rows of the members table that `people.csv` calls one person are one, with all names and all deeds.

Nothing is rewritten: without the line in `people.csv` they are two again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date

from ..community.file_names import PEOPLE
from ..community.people import LedgerEntry, Member
from ..logs.sums import ACTIVE
from ..problems import Place, Problem
from .people_file import Known


def same_people(members: Sequence[Member], known: Known) -> tuple[dict[str, str], list[Problem]]:
    """Account -> member, for rows that are there; W247 for a member whom nobody knows."""
    ids = {member.id for member in members}
    said = known.same()
    same = {account: member for account, member in said.items() if member in ids}
    lost = [account for account in said if account in ids and account not in same]
    problems = [
        Problem("W247", Place(PEOPLE, known.lines[account]), {"account": account, "found": said[account]})
        for account in lost
    ]
    return same, problems


def names_for(members: Sequence[Member], same: Mapping[str, str]) -> tuple[Member, ...]:
    """As whoever reads a ledger should know them: each name and id of an account is its member's."""
    if not same:
        return tuple(members)
    called = [replace(m, id=same.get(m.id, m.id)) for m in members]
    return (*called, *(Member(member, name=account) for account, member in same.items()))


def one_each(members: Sequence[Member], same: Mapping[str, str]) -> tuple[Member, ...]:
    """A row a person: what the member's own row leaves open is filled from the others."""
    if not same:
        return tuple(members)
    found = {member.id: member for member in members if member.id not in same}
    for other in members:
        if other.id in same:
            found[same[other.id]] = filled(found[same[other.id]], other)
    return tuple(found.values())


def filled(one: Member, other: Member) -> Member:
    alias = one.alias or (other.name if other.name != one.name else "") or other.alias
    values = {
        f.name: getattr(one, f.name) or getattr(other, f.name)
        for f in fields(Member)
        if f.name not in ("id", "state", "consent")
    }
    for name, value in values.items():
        if isinstance(value, tuple):  # of lists all that stands in either
            values[name] = tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name))))
    values |= {
        "alias": alias,
        "joined": earliest(one.joined, other.joined),
        "consent": one.consent and not other.refused,
    }
    last = max((day for day in (one.last_message, other.last_message) if day), default=None)
    return replace(one, **{**values, "last_message": last})


def earliest(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)


def one_day_each(entries: Iterable[LedgerEntry], same: Mapping[str, str]) -> tuple[LedgerEntry, ...]:
    """A day with a message is one day, under how many accounts ever."""
    if not same:
        return tuple(entries)
    people, seen = set(same.values()), set[tuple[object, str]]()
    kept = []
    for entry in entries:
        if entry.action == ACTIVE and entry.member in people:
            if (entry.day, entry.member) in seen:
                continue
            seen.add((entry.day, entry.member))
        kept.append(entry)
    return tuple(kept)

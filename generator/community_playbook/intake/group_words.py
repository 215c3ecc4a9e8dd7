"""Do the groups of the roster meet those of the profile? A group that meets none would be one more group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from ..community.people import Member
from ..community.profile import Group
from ..problems import Place, Problem
from .keys import loose
from .table_log import joined

NEAR = 0.5


def meet_groups(
    members: tuple[Member, ...], groups: Sequence[Group], place: Place
) -> tuple[tuple[Member, ...], list[Problem]]:
    """Members with their groups as the profile writes them, where only width, case or blanks differ; what
    meets none is told with the nearest name."""
    if not groups:
        return members, []
    names = {name: g.id for g in groups for name in (g.name or g.id, g.id)}
    ways = {loose(name): name for name in names}
    counted = Counter(group for m in members for group in m.groups)
    same = {group: ways[loose(group)] for group in counted if group not in names and loose(group) in ways}
    strange = Counter({g: n for g, n in counted.items() if g not in names and g not in same})
    if same:
        members = tuple(renamed(member, same) for member in members)
    if not strange:
        return members, []
    pairs = [
        f"{group} ({count})" + (f" → {near}" if (near := nearest(group, names)) else "")
        for group, count in strange.most_common()
    ]
    empty = [
        g.name or g.id
        for g in groups
        if not {g.id, g.name} & set(counted) and not set(same.values()) & {g.id, g.name}
    ]
    facts = {"groups": joined(pairs), "count": str(strange.total()), "empty": joined(empty) or "—"}
    return members, [Problem("W216", place, facts)]


def renamed(member: Member, same: Mapping[str, str]) -> Member:
    if not set(member.groups) & same.keys():
        return member
    return replace(member, groups=tuple(dict.fromkeys(same.get(group, group) for group in member.groups)))


def nearest(group: str, names: Mapping[str, str]) -> str:
    """The name of the profile that is part of it or has it as a part, else the most like one."""
    key = loose(group)
    inside = [name for name in names if loose(name) in key or key in loose(name)]
    if len(inside) == 1:
        return inside[0]
    close = get_close_matches(group, list(names), 1, NEAR)
    return close[0] if close else ""

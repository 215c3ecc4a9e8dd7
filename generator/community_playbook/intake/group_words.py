"""Do the groups of the roster meet those of the profile? A group that meets none would be one more group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from ..community.people import Member, Reading
from ..community.profile import Group
from ..problems import Problem
from .answers import Answer, Answers, word_key
from .keys import group_word, loose, only_ones
from .table_log import joined, place_of, titles_of, with_unmet

NEAR = 0.5


def meet_groups(
    members: tuple[Member, ...], groups: Sequence[Group], reading: Reading, answers: Answers
) -> tuple[tuple[Member, ...], Reading, list[Problem]]:
    """Members with their groups as the profile writes them, where only width, case, blanks or how a number
    is written differ, or as the operator answered; what meets none is told with the nearest name, and
    listed to repair."""
    if not groups:
        return members, reading, []
    names = {name: g.id for g in groups for name in (g.name or g.id, g.id)}
    ways = only_ones((group_word(name), name) for name in names)
    counted = Counter(group for m in members for group in m.groups)
    alike = {group: group_word(group) for group in counted if group not in names}
    same = {group: ways[word] for group, word in alike.items() if word in ways}
    same |= answered(counted, ways, answers.of(*titles_of(reading, "groups")), answers, group_word)
    strange = Counter({g: n for g, n in counted.items() if g not in names and g not in same})
    if same:
        members = tuple(renamed(member, same) for member in members)
    if not strange:
        return members, reading, []
    near = {group: nearest(group, names) for group in strange}
    reading = with_unmet(reading, strange, near)
    pairs = [
        f"{group} ({count})" + (f" → {near[group]}" if near[group] else "")
        for group, count in strange.most_common()
    ]
    empty = [
        g.name or g.id
        for g in groups
        if not {g.id, g.name} & set(counted) and not set(same.values()) & {g.id, g.name}
    ]
    facts = {"groups": joined(pairs), "count": str(strange.total()), "empty": joined(empty) or "—"}
    return members, reading, [Problem("W216", place_of(reading), facts)]


def answered(
    words: Iterable[str],
    ways: Mapping[str, str],
    given: Mapping[str, Answer],
    answers: Answers,
    way: Callable[[str], str] = loose,
) -> dict[str, str]:
    """Word of the table -> what it means, "" where it is set aside. `ways`: writing, made alike by `way`, ->
    meaning."""
    found = {}
    for word in words if given else ():
        answer = given.get(word_key(word))
        if answer is not None and answers.taken(answer, lambda text: way(text) in ways):
            found[word] = ways[way(answer.means)] if answer.means else ""
    return found


def renamed(member: Member, same: Mapping[str, str]) -> Member:
    if not set(member.groups) & same.keys():
        return member
    kept = dict.fromkeys(same.get(group, group) for group in member.groups)
    return replace(member, groups=tuple(group for group in kept if group))


def nearest(group: str, names: Mapping[str, str]) -> str:
    """The name of the profile that is part of it or has it as a part, else the most like one."""
    key = group_word(group)
    inside = [name for name in names if group_word(name) in key or key in group_word(name)]
    if len(inside) == 1:
        return inside[0]
    close = get_close_matches(group, list(names), 1, NEAR)
    return close[0] if close else ""

"""Which member does an id or a name of a ledger mean?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from ..community.letters import can_be_seen
from ..community.people import Member
from .keys import Near

AND = re.compile(r"(?:[,，;；、/／|｜&＆+＋\s]|[和与跟])+")
"""Between two people in one cell; each part has to be a member."""
MOST_COMPARED = 100_000
"""Pairs of a word and a name that are compared for a suggestion."""


@dataclass(slots=True)
class People:
    """Texts -> ids: ids first, then the names that only one member has."""

    ids: frozenset[str]
    names: dict[str, str]
    shared: frozenset[str]
    near: Near

    def nearest(self, words: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
        """For words that met nobody, the name that looks most like each; "" where none does. Of the first
        ones only, as each is held against every name."""
        names = list(self.names)
        most = MOST_COMPARED // max(len(names), 1)
        return {
            key: self.near.look_alike(key[1]) or next(iter(get_close_matches(key[1], names, 1)), "")
            for key in islice(words, most)
        }


def who_is_who(members: Sequence[Member]) -> People:
    names: dict[str, str] = {}
    shared: set[str] = set()
    written = [
        (name, m.id) for m in members for name in dict.fromkeys((m.id, m.name, m.alias)) if can_be_seen(name)
    ]
    for member in members:
        for name in {member.name, member.alias}:
            if can_be_seen(name) and names.setdefault(name, member.id) != member.id:
                shared.add(name)
    for name in shared:
        del names[name]
    return People(frozenset(member.id for member in members), names, frozenset(shared), Near(written))

"""Which member does an id or a name of a ledger mean?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..community.letters import can_be_seen
from ..community.people import Member
from .keys import Near


@dataclass(slots=True)
class People:
    """Texts -> ids: ids first, then the names that only one member has."""

    ids: frozenset[str]
    names: dict[str, str]
    shared: frozenset[str]
    near: Near


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

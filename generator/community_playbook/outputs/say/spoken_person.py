"""People as authored texts name them: whole in pages and lists, by what they are called in messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class SpokenPerson:
    """A person as texts name one: the name may be a slot to fill in by hand, the rest may be empty."""

    name: str
    """As lists have it; in messages what people call them: see `called`."""
    handle: str
    """What stands behind an @."""
    city: str = ""
    industry: str = ""
    offer: str = ""
    deeds: int = 0
    action: str = ""
    why: str = ""
    """What a newcomer and this member have in common: is in Lisbon too."""
    called: str = ""


def as_called(facts: Mapping[str, Any]) -> dict[str, object]:
    """Whoever is named among the facts, as messages call them; two of one first name by their whole names."""
    people = {key: one for key, one in facts.items() if isinstance(one, SpokenPerson) and one.called}
    names: dict[str, set[str]] = {}
    for one in people.values():
        names.setdefault(one.called, set()).add(one.name)
    alone = {key: one for key, one in people.items() if len(names[one.called]) == 1}
    return {key: replace(one, name=one.called) for key, one in alone.items()}

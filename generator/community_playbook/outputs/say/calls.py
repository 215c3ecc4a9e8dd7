"""What stands behind the @ of a message: a name, or where people are called by it, their user name."""

from __future__ import annotations

import re

from ...knowledge.library import Platform
from ...plan.roster import Person
from .text import isolate

USER_NAME = re.compile(r"@?([A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)")


def handle(person: Person, platform: Platform) -> str:
    """A display name calls nobody where user names do; whoever has none is picked from the list."""
    found = USER_NAME.fullmatch(person.alias) if platform.handles else None
    return found[1] if found else isolate(person.name)

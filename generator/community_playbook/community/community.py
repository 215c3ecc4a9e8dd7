"""Everything that the operator said, frozen: the only input of planning beside the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .people import City, LedgerEntry, Member, Reading
from .profile import Profile


@dataclass(frozen=True, slots=True)
class Community:
    profile: Profile
    members: tuple[Member, ...] = ()
    """In order of id, so that the order of rows changes nothing."""
    ledger: tuple[LedgerEntry, ...] = ()
    """In order of (day, member, action, ...), for the same reason."""
    readings: tuple[Reading, ...] = ()
    cities: Mapping[str, City] = field(default_factory=dict)
    """Only the cities that members live in, by key."""

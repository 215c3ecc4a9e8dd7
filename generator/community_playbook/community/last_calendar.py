"""What the last edition's calendar said, event by event: types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LastEvent:
    """One event as it was written. `lines`: its content lines (RFC 5545), unfolded, without those that number
    an edition; two events of the same lines say the same."""

    uid: str
    sequence: int
    changed: date
    """The day of the edition that changed it last."""
    ends: date
    """The last day on which it happens."""
    cancelled: bool
    lines: tuple[str, ...]


LastCalendar = Mapping[str, LastEvent]
"""By UID."""

"""On which days did somebody show that they are there? Deeds of the ledger, and the last message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ...community.community import Community

Signs = Mapping[str, Sequence[date]]
"""By member, in order, each day once."""


def signs_of(community: Community, today: date) -> Signs:
    """Of all members, up to today. Corrections are no sign of life."""
    found: dict[str, list[date]] = {member.id: [] for member in community.members}
    for entry in community.ledger:  # in order of days
        days = found.get(entry.member)
        if days is None or entry.quantity <= 0 or entry.day > today:
            continue
        if not days or days[-1] != entry.day:
            days.append(entry.day)
    for member in community.members:
        days, last = found[member.id], member.last_message
        if last and last <= today and last not in days:
            days.append(last)
            days.sort()
    return found

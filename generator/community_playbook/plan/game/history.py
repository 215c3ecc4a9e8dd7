"""Has a rule been changed so that points change which members have earned already?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...community.rewards import PointRule
from .points import Rulebook


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One action that is worth something else than before, on days that are over. `since`: the first of them;
    date.min = from the first row on."""

    action: str
    since: date


def rewrites(old: Sequence[PointRule], new: Sequence[PointRule], until: date) -> tuple[Rewrite, ...]:
    """What differs on any day up to `until`, the day of the last edition; in order of action."""
    turns = {date.min} | {day for rule in (*old, *new) for day in turns_of(rule) if day <= until}
    found: dict[str, date] = {}
    before, now = Rulebook(old), Rulebook(new)
    for day in sorted(turns):
        then, today = before.find(day), now.find(day)
        actions = set(then.worth) | set(today.worth) | then.money | today.money
        for action in actions:
            same = then.worth.get(action) == today.worth.get(action)
            if not same or (action in then.money) != (action in today.money):
                found.setdefault(action, day)
    return tuple(Rewrite(action, found[action]) for action in sorted(found))


def turns_of(rule: PointRule) -> list[date]:
    after = [rule.end + timedelta(days=1)] if rule.end and rule.end < date.max else []
    return [rule.start or date.min, *after]

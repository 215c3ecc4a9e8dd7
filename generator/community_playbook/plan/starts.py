"""On which Monday does what is chosen begin? Week by week, in the hours that what runs by then leaves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .choice import SITTING, Budget, Candidate, Search, week_spare

WEEK = timedelta(days=7)
START_EVERY_WEEKS, START_SOON = 2, 1
"""A later tactic starts two weeks after the one before it, so that each can settle; one week where it is
urgent, belongs to a path that has begun, or half of the hours are free."""
HORIZON = 104
"""Weeks that are looked ahead."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """By id of what does not run yet: the Monday of its first week, the minutes by which this week prepares
    it; `full`: those whose week would not hold them."""

    starts: Mapping[str, date]
    prepare: Mapping[str, int]
    full: frozenset[str]


@dataclass(frozen=True)
class Calendar:
    search: Search
    monday: date
    quiet: Callable[[date], date | None]
    """Where nothing new should start on a day, the last day for which that holds."""
    urgent: Collection[str]
    room: Callable[[date], Budget]
    """Of a later week, by its Monday."""

    def days(
        self, now: int, base: int, waiting: Collection[str], promised: Mapping[str, date], latest: date | None
    ) -> Ahead:
        """A promised day is kept. `now` runs this week, `base` ran before it; `waiting` is to start later;
        `latest`: the newest start before this week."""
        search, monday = self.search, self.monday
        kept = {t: promised[t] - timedelta(days=promised[t].weekday()) for t in waiting if t in promised}
        starts = {t: day for t, day in kept.items() if day > monday}
        by_id = {c.id: c for c in search.candidates}
        left = {t: by_id[t].setup for t in waiting}
        prepare: dict[str, int] = {}
        full: list[str] = []
        running, last = now, monday if now & ~base else latest
        spare = week_spare(search, now & ~base, base)
        for week in range(HORIZON):
            day = monday + week * WEEK
            if week:
                due = [t for t in left if starts.get(t) == day]
                spare = week_spare(search, search.mask(due), running, left, self.room(day))
                full += due if spare[0] < 0 else []
                running, last = running | search.mask(due), day if due else last
                left = {t: minutes for t, minutes in left.items() if t not in due}
            if not left:
                break
            tactic = self.next_of(left, running, starts)
            found, mask = by_id[tactic], search.mask([tactic])
            free = week and tactic not in starts and self.may(found, day, last, running)
            if free and not self.lacks(tactic, running, left, self.room(day)):
                starts[tactic] = day
                running, last = running | mask, day
                del left[tactic]
                continue
            first = self.room(starts.get(tactic, day + WEEK))
            if lacks := self.lacks(tactic, running, left, first):
                most = spare[0] if found.setup_owner else max(spare)
                least = min(SITTING, left[tactic])
                minutes = min(max(lacks, least), most // 5 * 5)
                minutes = minutes if minutes >= least else 0
                left[tactic] -= minutes
                if minutes and not week:
                    prepare[tactic] = minutes
        for tactic in sorted(left):  # hours that no week has: as late as we look
            starts.setdefault(tactic, monday + HORIZON * WEEK)
        return Ahead(starts, prepare, frozenset(full))

    def lacks(self, tactic: str, running: int, left: Mapping[str, int], room: Budget) -> int:
        """Minutes of setting up that weeks before its first one must take, which has `room`; all of them
        where none do."""
        search, bit, whole = self.search, self.search.mask([tactic]), left[tactic]
        early = (n for n in range(0, whole, 5)
                 if week_spare(search, bit, running, {tactic: whole - n}, room)[0] >= 0)  # fmt: skip
        return next(early, whole)

    def next_of(self, left: Mapping[str, int], running: int, starts: Mapping[str, date]) -> str:
        """What comes next: what has a day, by day; then what is urgent, then what is worth most; nothing
        before what it needs."""
        search = self.search
        worth = {c.id: c.value for c in search.candidates}
        ready = [t for t in left if search.closed(running | search.mask([t]))] or list(left)
        return min(ready, key=lambda t: (starts.get(t, date.max), t not in self.urgent, -worth[t], t))

    def may(self, found: Candidate, day: date, last: date | None, running: int) -> bool:
        """Has the one before it settled, and is it no quiet time?"""
        search = self.search
        mates = any(c.path == found.path for c in search.chosen(running)) if found.path else False
        free = 2 * search.spare_in_all(running) >= search.budget.owner + search.budget.helper
        weeks = START_SOON if free or mates or found.id in self.urgent else START_EVERY_WEEKS
        return (last is None or day - last >= weeks * WEEK) and self.quiet(day) is None

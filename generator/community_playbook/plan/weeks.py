"""A week that has been placed, and what its free minutes still take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..community.hours import DAY
from ..knowledge.library import Library
from .clock import DAYS, clock_minutes
from .countdown import Counted, taken_where_free
from .duties import Task, tasks_of
from .facts.facts import Facts
from .rhythms import Laid
from .week import Slot, Week, make_week

NEWCOMERS = "newcomers"
"""The path of the tactics by which newcomers are let in."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """A week that has been placed, and what may still be added to it; the hours are never exceeded."""

    facts: Facts
    capacity: Mapping[str, int]
    planned: Sequence[Task]
    week: Week

    def with_piece(self, piece: Task | None) -> Weeks:
        """With this week's piece of the roadmap, if the owner's free minutes carry it."""
        return self.plus([piece]) or self if piece else self

    def with_dates(self, counted: Sequence[Counted]) -> tuple[Weeks, tuple[Counted, ...]]:
        """With as much of what dates ask for as the owner's free minutes carry."""
        found = self

        def plus(tasks: Sequence[Task]) -> bool:
            nonlocal found
            more = found.plus(tasks)
            found = more or found
            return more is not None

        kept = taken_where_free(counted, plus)
        return found, kept

    def with_spare(self, tasks: Sequence[Task]) -> Weeks:
        """With as many of the letters and days to fix as there is time for, the first ones first."""
        for count in range(len(tasks), 0, -1):
            if found := self.plus(tasks[:count]):
                return found
        return self

    def with_hello(self, tasks: Sequence[Task]) -> Weeks:
        """With what is done for newcomers, by the helper where there is time, else by the owner."""
        found = self
        for task in tasks:
            shared = (found.plus([replace(task, who=who)]) for who in ("helper", "owner"))
            found = next(filter(None, shared), found)
        return found

    def plus(self, tasks: Sequence[Task]) -> Weeks | None:
        """None where the minutes of one are too few, nowhere so many in a row, or what can wait would stand
        outside of the free time."""
        week, hands = self.week, self.facts.hands
        for who, spent in (("owner", week.owner_minutes), ("helper", week.helper_minutes)):
            if spent + sum(task.minutes for task in tasks if task.who == who) > self.capacity[who]:
                return None
        try:
            planned = [*self.planned, *tasks]
            made = make_week(planned, week.monday, self.capacity, hands.crew)
        except OverflowError:
            return None
        if any(slot.outside or too_late(slot, week.monday) for slot in made.slots if slot.task.spare):
            return None
        return replace(self, planned=planned, week=made)


def too_late(slot: Slot, monday: date) -> bool:
    end = (slot.day - monday).days * DAY + clock_minutes(slot.start) + slot.task.minutes
    return 0 < slot.task.until < end


def spare_tasks(library: Library, facts: Facts, first: date) -> list[Task]:
    """Of duties that take only free minutes; none on a day that was over when the week was planned."""
    passed = (first - facts.days.monday).days
    return [
        replace(task, who="owner", spare=True, day=DAYS[max(DAYS.index(task.day), passed)])
        for duty in library.duties
        if duty.spare
        for task in tasks_of(duty, facts)
    ]


def hello_tasks(library: Library, facts: Facts, laid: Sequence[Laid], running: Iterable[str]) -> list[Task]:
    """Of duties for newcomers; none where anything of this week is for them. On the last evening of the week,
    for all of it. `running`: ids of the tactics that have jobs of their own in this week."""
    beats = (laid_.rhythm.cycle.beat(task.job) for laid_ in laid for task in laid_.tasks)
    welcomed = (library.tactic(id_).path == NEWCOMERS for id_ in running)
    if any(beat.newcomers for beat in beats) or any(welcomed):
        return []
    tasks = [
        task
        for duty in library.duties
        if duty.greets and duty.when(facts.flat)
        for task in tasks_of(duty, facts)
    ]
    return [replace(task, fixed=False, spare=True) for task in tasks[-1:]]

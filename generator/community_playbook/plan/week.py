"""The week by day, hour and person: every task at its clock, nobody in two places, never above the hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from .clock import DAYS, clock_minutes, clock_text
from .duties import Task

DAY_START, NOON, EVENING, DAY_END, MIDNIGHT = 8 * 60, 12 * 60, 18 * 60, 23 * 60, 24 * 60
PATIENCE = 120
"""How long after its clock a task may still end when that is later than the end of the day."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A placed task: the day as a date, start as "20:00", and who does it."""

    task: Task
    day: date
    start: str
    who: str

    @property
    def part_of_day(self) -> str:
        minutes = clock_minutes(self.start)
        return "morning" if minutes < NOON else "noon" if minutes < EVENING else "evening"


@dataclass(frozen=True, slots=True)
class Week:
    monday: date
    slots: tuple[Slot, ...]
    """In order of day, start, owner first."""
    owner_minutes: int
    helper_minutes: int
    owner_capacity: int
    helper_capacity: int

    @property
    def minutes(self) -> int:
        return self.owner_minutes + self.helper_minutes

    def on(self, day: int) -> tuple[Slot, ...]:
        return tuple(s for s in self.slots if (s.day - self.monday).days == day)


def assign(tasks: Sequence[Task], helper_room: int) -> list[Task]:
    """Gives the assistant the tasks that together fill the room best (exact subset sum), the rest to the
    owner. Among equal fillings the earlier tasks in the given order stay with the assistant."""
    movable = [t for t in tasks if t.who == "helper"]
    suffix = [1]  # suffix[i]: reachable sums of the last i movable tasks
    for task in reversed(movable):
        suffix.append((suffix[-1] | suffix[-1] << task.minutes) & ((1 << (helper_room + 1)) - 1))
    target = suffix[-1].bit_length() - 1
    to_helper = set()
    for i, task in enumerate(movable):
        rest = suffix[len(movable) - i - 1]
        if task.minutes <= target and rest >> (target - task.minutes) & 1:
            to_helper.add(i)
            target -= task.minutes
    numbers = iter(range(len(movable)))
    return [
        replace(t, who="helper" if t.who == "helper" and next(numbers) in to_helper else "owner")
        for t in tasks
    ]


def place(tasks: Sequence[Task], monday: date, lanes: Mapping[str, int]) -> tuple[Slot, ...]:
    """Puts each task at its day and clock, else at the next free time of that day, else before it; where
    the day is full, on the next day with room, at last on an earlier one. `lanes` = how many people stand
    behind owner and helper. Raises OverflowError where the week of one person is full."""
    busy: dict[tuple[str, int, int], list[tuple[int, int]]] = {}
    placed: list[Slot] = []

    def key(task: Task) -> tuple[bool, int, int, bool, int]:
        return (task.setup, DAYS.index(task.day), clock_minutes(task.clock), not task.key, task.part)

    for task in sorted(tasks, key=key):
        wished = DAYS.index(task.day)
        for day in [*range(wished, 7), *range(wished - 1, -1, -1)]:
            people = [(task.who, lane, day) for lane in range(max(lanes[task.who], 1))]
            starts = [free_start(busy.get(p, []), clock_minutes(task.clock), task.minutes) for p in people]
            found = [
                (start, person) for start, person in zip(starts, people, strict=True) if start is not None
            ]
            if found:
                near = clock_minutes(task.clock)
                start, person = min(found, key=lambda pair: (pair[0] < near, abs(pair[0] - near), pair[1]))
                busy.setdefault(person, []).append((start, start + task.minutes))
                placed.append(Slot(task, monday + timedelta(days=day), clock_text(start), task.who))
                break
        else:
            raise OverflowError(f"no free time in the week for {task}")
    return renumbered(placed)


def renumbered(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """In order of time; the parts of a long job count upwards with it."""
    seen: dict[tuple[str, str, str], int] = {}
    found = []
    for slot in sorted(
        slots, key=lambda s: (s.day, s.start, s.who != "owner", s.task.entry, s.task.job, s.task.part)
    ):
        if slot.task.parts > 1:
            key = (slot.task.entry, slot.task.job, slot.task.day)
            seen[key] = seen.get(key, 0) + 1
            slot = replace(slot, task=replace(slot.task, part=seen[key]))
        found.append(slot)
    return tuple(found)


def free_start(taken: Sequence[tuple[int, int]], earliest: int, minutes: int) -> int | None:
    """A start with `minutes` free: the first one from `earliest` on, else the last one before it, else None.
    A day ends at 23:00; at midnight where the task itself belongs to a late window."""
    end_of_day = max(DAY_END, min(MIDNIGHT, earliest + PATIENCE))
    bounds = [(DAY_START, DAY_START), *sorted(taken), (end_of_day, end_of_day)]
    gaps = [(a[1], b[0]) for a, b in pairwise(bounds) if b[0] - a[1] >= minutes]
    after = [max(begin, earliest) for begin, end in gaps if max(begin, earliest) + minutes <= end]
    if after:
        return min(after)
    return max((end - minutes for _, end in gaps), default=None)


def make_week(tasks: Sequence[Task], monday: date, capacity: Mapping[str, int], assistants: int) -> Week:
    slots = place(tasks, monday, {"owner": 1, "helper": assistants})
    minutes = {who: sum(s.task.minutes for s in slots if s.who == who) for who in ("owner", "helper")}
    return Week(monday, slots, minutes["owner"], minutes["helper"], capacity["owner"], capacity["helper"])

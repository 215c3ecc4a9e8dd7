"""The week by day, hour and person: every task at its clock, nobody in two places, never above the hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .duties import Task
from .facts import DAYS, clock_minutes, clock_text

DAY_START, NOON, AFTERNOON, EVENING, DAY_END = 8 * 60, 12 * 60, 14 * 60, 18 * 60, 23 * 60
SLOTS = ("morning", "noon", "evening")


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
    """Puts each task at its day and clock, or at the next free time of the same person; where a day is
    full, on the next one. `lanes` = how many people stand behind owner and helper."""
    busy: dict[tuple[str, int, str], list[tuple[int, int]]] = {}
    placed: list[Slot] = []

    def key(task: Task) -> tuple[bool, int, int, bool]:
        return (task.setup, DAYS.index(task.day), clock_minutes(task.clock), not task.key)

    for task in sorted(tasks, key=key):
        wanted = clock_minutes(task.clock)
        for offset in range(14):
            day = DAYS[(DAYS.index(task.day) + offset) % 7]
            earliest = wanted if offset < 7 else DAY_START
            options = [
                (start, lane)
                for lane in range(max(lanes[task.who], 1))
                if (start := free_start(busy.get((task.who, lane, day), []), earliest, task.minutes))
                is not None
            ]
            if options:
                start, lane = min(options)
                busy.setdefault((task.who, lane, day), []).append((start, start + task.minutes))
                placed.append(
                    Slot(task, monday + timedelta(days=DAYS.index(day)), clock_text(start), task.who)
                )
                break
        else:
            raise OverflowError(f"no free time in the week for {task}")
    return tuple(
        sorted(
            placed, key=lambda s: (s.day, s.start, s.who != "owner", s.task.entry, s.task.job, s.task.part)
        )
    )


def free_start(taken: Sequence[tuple[int, int]], earliest: int, minutes: int) -> int | None:
    """The first start at or after `earliest` with `minutes` free before the day ends, or None."""
    start = earliest
    for begin, end in sorted(taken):
        if begin - start >= minutes:
            break
        start = max(start, end)
    return start if start + minutes <= DAY_END or (start == earliest and not taken) else None


def make_week(tasks: Sequence[Task], monday: date, capacity: Mapping[str, int], assistants: int) -> Week:
    slots = place(tasks, monday, {"owner": 1, "helper": assistants})
    minutes = {who: sum(s.task.minutes for s in slots if s.who == who) for who in ("owner", "helper")}
    return Week(monday, slots, minutes["owner"], minutes["helper"], capacity["owner"], capacity["helper"])

"""The week by day, hour and person: every task at its clock, nobody in two places, never above the hours.

A clock is a wish, but for those of the join window: whoever is free at certain times only has the task as
near to it as may be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from ..community.hours import DAY, WEEK, Span
from .clock import DAYS, clock_minutes, night_clock
from .duties import Task, stays
from .free import gaps, nearest_start
from .hands import OWNER, Hand

DAY_START, DAY_END, MIDNIGHT = 8 * 60, 23 * 60, 24 * 60
PATIENCE = 120
"""How long after its clock a task may still end when that is later than the end of the day."""
AWAY = 60
"""Minutes by which whoever is free, or has begun it, may be late before it falls to somebody else."""
LEAST_PIECE = 10
"""Minutes: no job is cut into smaller pieces, however short the free windows are."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A placed task: the day as a date, start as "20:00" (past midnight of that day "24:15"); `who` is the
    id of a person."""

    task: Task
    day: date
    start: str
    who: str
    moved: bool = False
    """The wished clock lies outside of the free time that the operator wrote down."""
    outside: bool = False
    """It cannot move, or fits nowhere: it stands at a time at which nobody is said to be free."""


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

    def spent(self, who: str) -> int:
        """Minutes of one person."""
        return sum(s.task.minutes for s in self.slots if s.who == who)

    def on(self, day: int) -> tuple[Slot, ...]:
        return tuple(s for s in self.slots if (s.day - self.monday).days == day)

    @property
    def moved(self) -> tuple[Slot, ...]:
        return tuple(s for s in self.slots if s.moved)

    @property
    def outside(self) -> tuple[Slot, ...]:
        return tuple(s for s in self.slots if s.outside)


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


Start = tuple[int, int, Hand]
"""The day, Monday is 0, its minute, and who is there."""


@dataclass(frozen=True, slots=True)
class Diary:
    """What is taken already, in minutes since Monday, 00:00, and how many minutes of each person."""

    crew: Sequence[Hand]
    busy: dict[str, list[Span]] = field(default_factory=dict)
    spent: Counter[str] = field(default_factory=Counter)
    begun: dict[tuple[str, str, int], str] = field(default_factory=dict)
    """Who has the first part of a job, by day."""

    def people(self, task: Task) -> list[Hand]:
        """Who may do it: whoever has minutes left for it; where nobody has, everybody of the role."""
        role = [one for one in self.crew if one.role == task.who] or [Hand(task.who)]
        return [one for one in role if self.left(one) >= task.minutes] or role

    def left(self, person: Hand) -> int:
        return person.minutes - self.spent[person.id]

    def piece(self, task: Task) -> int:
        """Minutes to which a job is cut so that nobody works longer than their own hours; 0 where it need
        not be."""
        people = self.people(task)
        most = max(map(self.left, people))
        return most if most < task.minutes and all(one.exact for one in people) else 0

    def handover(self, person: Hand, task: Task, day: int) -> int:
        """Minutes by which somebody else may be nearer to the clock of what is left of a job: who has written
        to a newcomer asks again, too."""
        who = self.begun.get((task.entry, task.job, day), person.id)
        return AWAY if who != person.id else 0

    def turn(self, person: Hand, day: int) -> tuple[int, bool, int]:
        """Among people who could do it at the same time: who has the shortest free time in the week, then who
        is on duty that day anyway, then who has most minutes left."""
        on_duty = any(a // DAY == day for a, _ in self.busy.get(person.id, ()))
        return person.free.minutes or WEEK, not on_duty, -self.left(person)

    def taken(self, person: Hand, task: Task) -> list[Span]:
        """When a task cannot be done by this person: somebody is busy, or it cannot begin yet."""
        busy = [(max(a, task.since), b) for a, b in self.busy.get(person.id, ()) if b > task.since]
        return [(0, task.since), *busy] if task.since else busy

    def take(self, person: Hand, day: int, start: int, task: Task) -> Start:
        span = (day * DAY + start, day * DAY + start + task.span)
        self.busy.setdefault(person.id, []).append(span)
        self.spent[person.id] += task.minutes
        self.begun.setdefault((task.entry, task.job, day), person.id)
        return day, start, person

    def by_day(self, task: Task) -> Start | None:
        """At the task's clock, else at the next free time of that day, else before it; where the day is
        full, on the next day with room, at last on an earlier one."""
        wished, clock = DAYS.index(task.day), clock_minutes(task.clock)
        for day in [*range(wished, 7), *range(wished - 1, -1, -1)]:
            until = task.until - day * DAY if task.until else 2 * DAY
            found = []
            for person in self.people(task):
                taken = [(a - day * DAY, b - day * DAY) for a, b in self.taken(person, task)]
                start = free_start(taken, clock, task.span, until, late=stays(task))
                if start is not None:
                    away = AWAY * (not person.free.holds(day * DAY + start, task.span))
                    late = abs(start - clock) + away + self.handover(person, task, day)
                    rank = (start < clock, late, *self.turn(person, day))
                    found.append((rank, start, person))
            if found:
                _, start, person = min(found, key=lambda one: one[0])
                return self.take(person, day, start, task)
        return None

    def when_free(self, task: Task) -> Start | None:
        """As near to the wished clock as the free time of the person allows. What finds no time before its
        join day is done in the days before next week's."""
        return self.near(task, 0) or (self.near(task, WEEK) if task.until and not task.once else None)

    def near(self, task: Task, later: int) -> Start | None:
        wish, until = wished_minute(task) + later, task.until + later if task.until else 2 * WEEK
        found = []
        for person in self.people(task):
            left = gaps(person.free.spans, self.taken(person, task))
            start = nearest_start(left, wish, task.span, until)
            if start is not None:
                late = abs(start - wish) + self.handover(person, task, start // DAY)
                rank = (late, start < wish, *self.turn(person, start // DAY))
                found.append((rank, start, person))
        if not found:
            return None
        _, start, person = min(found, key=lambda one: one[0])
        day = min(start // DAY, len(DAYS) - 1)  # Sunday's night is not next week's Monday
        return self.take(person, day, start - day * DAY, task)

    def longest_gap(self, task: Task) -> int:
        """Minutes in a row that are still free, in steps of five."""
        left = [
            end - start
            for person in self.people(task)
            for start, end in gaps(person.free.spans, self.busy.get(person.id, ()))
        ]
        return max(left, default=0) // 5 * 5


def wished_minute(task: Task) -> int:
    return DAYS.index(task.day) * DAY + clock_minutes(task.clock)


def place(tasks: Sequence[Task], monday: date, crew: Sequence[Hand]) -> tuple[Slot, ...]:
    """Puts each task at its day and clock, those of the join window first and in the given order: people are
    let in before they are introduced; then what is done for one day of the main business, in its order; in
    free windows, then, what a week is for. What is set up takes the time that everything else leaves, before
    the first job of its own tactic, whose other jobs come after it. `crew` = who there is, with the hours and
    the free time of each. Where free time is known a task lies in it, cut up where no window, or nobody's own
    hours, are long enough; what fits nowhere, or cannot move, is placed all the same and marked. Raises
    OverflowError where the week of one person is full."""
    diary = Diary(crew)
    placed: list[Slot] = []
    done: dict[tuple[str, int], int] = {}
    limits = first_needed(tasks)

    def key(task: Task) -> tuple[bool, int, bool, bool, bool, int, bool, int]:
        late = not (task.key or stays(task))
        turn = 1 if task.setup else 2 if task.entry in limits and not stays(task) else 0
        scarce = late and not task.round and any(one.free.spans for one in diary.people(task))
        return task.spare, turn, not stays(task), not task.round, scarce, wished_minute(task), late, task.part

    queue = sorted(tasks, key=key)
    while queue:
        task = queue.pop(0)
        if not stays(task) and (room := diary.piece(task)) >= LEAST_PIECE:
            queue[:0] = cut(task, room)
            continue
        free_to_move = not stays(task) and any(one.free.spans for one in diary.people(task))
        if task.setup:
            in_time = [replace(task, until=until) for until in limits[task.entry]]
            tries = (
                diary.near(t, 0) for t in in_time if free_to_move
            )  # one after the other: what is found is taken
            if found := next(filter(None, tries), None) or diary.by_day(in_time[-1]):
                placed.append(slot_at(task, monday, found))
                continue
        elif task.entry in limits and not stays(task):
            task = replace(task, since=set_up_by(task.entry, placed, monday))
        elif task.round and free_to_move and not task.spare:
            task = replace(task, since=max(task.since, done.get((task.entry, task.round), 0)))
        found = diary.when_free(task) if free_to_move else None
        if task.sitting and free_to_move and found is None:  # no window is long enough for its pauses
            task = replace(task, beats=(), sitting=False)
            found = diary.when_free(task)
        room = diary.longest_gap(task) if free_to_move and found is None else 0
        if LEAST_PIECE <= room < task.minutes:
            queue[:0] = cut(task, room)
            continue
        freer = (task, replace(task, until=0), replace(task, until=0, since=0))
        found = found or next(filter(None, map(diary.by_day, freer)), None)
        if found is None:
            raise OverflowError(f"no free time in the week for {task}")
        if task.round and free_to_move:
            done[task.entry, task.round] = found[0] * DAY + found[1] + task.span
        placed += beat_slots(slot_at(task, monday, found))
    return renumbered(in_order(placed))


def cut(task: Task, room: int) -> list[Task]:
    """A job in two: as much as there is room for, and the rest."""
    whole = replace(task, beats=(), sitting=False, parts=task.parts + 1)
    return [replace(whole, minutes=part) for part in (room, task.minutes - room)]


def first_needed(tasks: Sequence[Task]) -> dict[str, tuple[int, int]]:
    """By what is set up in the week: the minutes of the week by which that is best done, so that what has to
    be ready by a clock still finds its time, and by which it must be: the first of its jobs that stay."""
    found = {}
    for entry in {t.entry for t in tasks if t.setup}:
        own = [t for t in tasks if t.entry == entry and not t.setup]
        must = min((wished_minute(t) for t in own if stays(t)), default=WEEK)
        ahead = [t for t in own if t.until and not stays(t)]
        best = [end - sum(t.span for t in ahead if t.until <= end) for end in {t.until for t in ahead}]
        found[entry] = min([must, *best]), must
    return found


def set_up_by(entry: str, placed: Sequence[Slot], monday: date) -> int:
    """The minute of the week at which a tactic is set up; 0 where it is not."""
    ends = [
        (s.day - monday).days * DAY + clock_minutes(s.start) + s.task.minutes
        for s in placed
        if s.task.setup and s.task.entry == entry
    ]
    return max(ends, default=0)


def beat_slots(slot: Slot) -> list[Slot]:
    """The beats of a sitting, at their distance from its start."""
    task, start = slot.task, clock_minutes(slot.start)
    if not task.sitting:
        return [slot]
    return [
        replace(slot, task=replace(beat, who=task.who), start=night_clock(start + offset))
        for beat, offset in zip(task.beats, task.offsets, strict=True)
    ]


def slot_at(task: Task, monday: date, at: Start) -> Slot:
    day, start, person = at
    free = person.free
    held = free.holds(day * DAY + start, task.span)
    wished = free.holds(wished_minute(task), task.span)
    return Slot(
        task,
        monday + timedelta(days=day),
        night_clock(start),
        person.id,
        moved=free.said and held and not wished,
        outside=free.said and not held,
    )


def in_order(slots: Sequence[Slot]) -> list[Slot]:
    """What prepares a join day, or belongs to one main business, and was pushed together into one free hour
    is done in the order of its clocks: forms go out before anybody is asked to answer them."""
    found = sorted(slots, key=lambda s: (s.who, s.day, s.start))
    for end in range(len(found) - 1, 0, -1):
        for i in range(end):
            a, b = found[i], found[i + 1]
            touch = (a.who, a.day) == (b.who, b.day) and clock_minutes(b.start) == clock_minutes(
                a.start
            ) + a.task.minutes
            ahead = (a.task.until and b.task.until) or one_business(a.task, b.task)
            if touch and ahead and wished_minute(a.task) > wished_minute(b.task):
                second = night_clock(clock_minutes(a.start) + b.task.minutes)
                found[i], found[i + 1] = replace(b, start=a.start), replace(a, start=second)
    return found


def one_business(a: Task, b: Task) -> bool:
    return a.entry == b.entry and not any(stays(task) or task.setup or task.part > 1 for task in (a, b))


def renumbered(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """In order of time; the parts of a long job count upwards with it."""

    def whole(slot: Slot) -> tuple[object, ...]:
        return slot.task.entry, slot.task.job, slot.task.day, slot.task.beat

    parts = Counter(map(whole, slots))
    seen: dict[tuple[object, ...], int] = {}
    found = []
    for slot in sorted(
        slots, key=lambda s: (s.day, s.start, s.who != OWNER, s.task.entry, s.task.job, s.task.part, s.who)
    ):
        if slot.task.parts > 1:
            key = whole(slot)
            seen[key] = seen.get(key, 0) + 1
            slot = replace(slot, task=replace(slot.task, part=seen[key], parts=parts[key]))
        found.append(slot)
    return tuple(found)


def free_start(
    taken: Sequence[Span], earliest: int, minutes: int, until: int = MIDNIGHT, *, late: bool = False
) -> int | None:
    """A start with `minutes` free: the first one from `earliest` on, else the last one before it, else None.
    All in minutes of one day. It ends at 23:00; at midnight where the task belongs to a late clock, and past
    it where the clock is fixed (`late`)."""
    patient = earliest + PATIENCE
    end_of_day = min(max(DAY_END, patient if late else min(MIDNIGHT, patient)), until)
    begin = min(DAY_START, earliest) if late else DAY_START
    today = [(a, b) for a, b in taken if b > begin and a < end_of_day]
    bounds = [(begin, begin), *sorted(today), (end_of_day, end_of_day)]
    left = [(a[1], b[0]) for a, b in pairwise(bounds) if b[0] - a[1] >= minutes]
    after = [max(begin, earliest) for begin, end in left if max(begin, earliest) + minutes <= end]
    if after:
        return min(after)
    return max((end - minutes for _, end in left), default=None)


def make_week(
    tasks: Sequence[Task],
    monday: date,
    capacity: Mapping[str, int],
    crew: Sequence[Hand],
) -> Week:
    slots = place(tasks, monday, crew)
    own = sum(s.task.minutes for s in slots if s.who == OWNER)
    helped = sum(s.task.minutes for s in slots) - own
    return Week(monday, slots, own, helped, capacity["owner"], capacity["helper"])

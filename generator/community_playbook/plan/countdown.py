"""What a date of the profile asks for, in which week: counted back from its day, step by step.

A step lies on no holiday and on no day that is over. What is late already is spread over the days that are
left before the next one, or left out where it helps no more. The steps of the planned week take their minutes
behind the main business; what these do not carry falls out in the order that is written, and is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ..community.calendar import BigDate
from ..community.hours import DAY
from ..community.profile import Profile
from ..community.rhythms import chosen_by
from ..knowledge.countdowns import WEEK_DAYS, CountStep
from ..knowledge.library import Countdown, Entry, Item, Library
from .clock import DAYS, clock_minutes, clock_text
from .dates import HOLIDAYS, QUIET
from .duties import Task
from .facts.facts import Facts
from .free import Free
from .memory import Memory
from .own_dates import own_round, way_of
from .purpose import HeardTopic
from .rhythms import SPARE, Laid, shared
from .room import Beside
from .rounds import Round
from .selection import Selection

HORIZON = timedelta(weeks=10)
LAST = 23 * 60
"""No step is wished for later, in minutes of its day."""
SAME = 3
"""Days between a step and a beat of the main business that does the same."""
PART = 6
"""One sixth of the minutes that a week leaves is the most that a step takes before it is due."""
HEAP = 60
"""Minutes that are begun early on one day, at most; what is more waits for the next one."""
State = Literal["done", "week", "later", "dropped", "unfit"]
"""week: a step of the planned week; dropped: it helps no more; unfit: this week's hours do not carry it."""
Off = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Due:
    """`day`: on which it is done, or was wished for where it is not; `late`: that day is a later one;
    `waits`: next week it still helps."""

    step: CountStep
    day: date
    state: State
    late: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """One date, and what is done for it."""

    big: BigDate
    entry: Entry
    """The texts of its countdown, under an id of its own: two dates of one sort are two."""
    countdown: Countdown
    dues: tuple[Due, ...]
    """In order of day."""
    tasks: tuple[Task, ...] = ()
    """Of the planned week."""

    @property
    def steps(self) -> frozenset[str]:
        """Ids of what the planned week holds, as the next edition knows them."""
        return frozenset(f"{task.entry}.{task.job}" for task in self.tasks)

    def said_for(self, rhythm: str) -> tuple[Item, ...]:
        """The messages of its own way for what people come for: of that they need no second one."""
        return self.entry.bands["say"] if rhythm in self.countdown.rhythms else ()

    def holding(self, tasks: Sequence[Task]) -> Counted:
        """With these tasks only: what else was of this week does not fit."""
        kept = {task.job for task in tasks}
        dues = [
            replace(due, state="unfit") if due.state == "week" and due.step.id not in kept else due
            for due in self.dues
        ]
        return replace(self, tasks=tuple(tasks), dues=tuple(dues))


def count_down(
    profile: Profile, library: Library, laid: Sequence[Laid], topic: HeardTopic | None, facts: Facts,
    first: date, memory: Memory, room: Mapping[str, int],
) -> tuple[Counted, ...]:  # fmt: skip
    """The dates of the next ten weeks, the nearest first. `first`: the first day of the week that is left,
    `room`: minutes of each person behind the main business of this week."""
    found: dict[str, Counted] = {}
    dates, room, monday = profile.dates, dict(room), facts.days.monday
    for big in sorted(dates, key=lambda big: (big.start, big.last, big.what)):
        if big.start > first + HORIZON:
            continue
        countdown = way_of(big, library, laid, profile, topic)
        id_ = countdown.date_id(big.start)
        if id_ in found:
            continue
        own = own_round(big, countdown, laid, monday)
        entry = replace(countdown.entry, id=id_)
        there = {job.id for job in entry.jobs if job.when(facts.flat)}
        steps = [s for s in countdown.steps if s.id in there and fits_date(s, big, laid)]
        steps = [s for s in steps if s.round or own is None]
        off, end = holidays(dates, big), monday + timedelta(days=WEEK_DAYS)
        steps = begun_early(steps, big, first, end, sum(room.values()))
        steps = [replace(s, days=on_free_day(s, big, facts.hands.free["owner"], first)) for s in steps]
        dues = laid_out(steps, big, first, off, memory, id_, end)
        if all(due.state in ("done", "dropped") for due in dues):
            continue
        one = Counted(big, entry, countdown, tuple(dues))
        one = one.holding(fit(tasks_of(one, bool(room["helper"])), countdown, room))
        for task in one.tasks:
            room[task.who] -= task.minutes
        found[id_] = one
    return tuple(found.values())


def known_dates(profile: Profile, library: Library) -> list[BigDate]:
    """Those of a profile, and the first day of what has an end: what people come for opens then."""
    known = {rhythm.id: rhythm for rhythm in library.rhythms}
    found = with_kinds(profile.dates, library)
    for said in chosen_by(profile.rhythms or []):
        season = known[said.id].cycle.season if said.id in known else ()
        day = said.anchors[season[0]].day if season and season[0] in said.anchors else None
        if day and not any(big.start == day for big in found):
            opening = {"what": profile.community.name, "from": day, "kind": "opening"}
            found.append(BigDate.model_validate(opening))
    return found


def with_kinds(dates: Sequence[BigDate], library: Library) -> list[BigDate]:
    """Where nobody said of which kind a date is, its name may: an opening is one whose name says so. Of
    several kinds the first, if before none of them anything has to wait."""
    found = []
    for big in dates:
        kinds = () if big.kind else library.counted(big.what, "").kinds
        sure = len(kinds) == 1 or (kinds and QUIET.isdisjoint(kinds))
        found.append(big.model_copy(update={"kind": kinds[0]}) if sure else big)
    return found


def wished(step: CountStep, big: BigDate, days: int) -> date:
    return (big.last if step.days > 0 else big.start) + timedelta(days=days)


def on_free_day(step: CountStep, big: BigDate, free: Free, first: date) -> int:
    """Its `days`, on a weekday on which the owner says to be free: what is done well before the date is done
    earlier, what comes well after it later. The day itself, the one before and the one after stay."""
    way = 1 if step.days > 0 else -1
    near = range(step.days, step.days + way * WEEK_DAYS, way) if free.said and abs(step.days) > 1 else ()
    for days in near:
        day = wished(step, big, days)
        midnight = day.weekday() * DAY
        if day >= first and free.within(midnight, midnight + DAY):
            return days
    return step.days


def fits_date(step: CountStep, big: BigDate, laid: Sequence[Laid]) -> bool:
    """Is there anything to do, for a date as long as it is, that no beat of the main business does?"""
    return (big.last > big.start or not step.several) and not carried(step, big, laid)


def begun_early(
    steps: Sequence[CountStep], big: BigDate, first: date, end: date, room: int
) -> list[CountStep]:
    """What need not wait is done in a week that has the hours for it, before it is due: the first steps, as
    many as a part of them takes, and no heap of them on one day. `room`: minutes of this week."""
    found, early = list(steps), True
    heaps: Counter[int] = Counter()
    last = (first - big.start).days
    for n, step in enumerate(steps):
        days = max(step.earliest or step.days, last)
        days += heaps[days] > 0 and heaps[days] + step.minutes > HEAP
        early = early and step.days < 0 and step.minutes <= room / PART
        late = wished(step, big, step.days) < first
        if early and not late and step.earliest is not None and wished(step, big, days) < end:
            found[n] = replace(step, days=(last := min(days, step.days)))
            heaps[last] += step.minutes
            room -= step.minutes
        elif not late and wished(step, big, step.days) >= end:
            early = False
    return found


def carried(step: CountStep, big: BigDate, laid: Sequence[Laid]) -> bool:
    """Does a beat of the main business do the same, at about that time?"""
    day = wished(step, big, step.days)
    monday = day - timedelta(days=day.weekday())
    for one in laid:
        for beat in (b for b in one.rhythm.cycle.beats if b.id == step.beat and one.done(b)):
            weeks = (monday + timedelta(days=WEEK_DAYS * n) for n in (-1, 0, 1))
            days = (d for w in weeks for d in Round(one.rhythm, one.chosen, one.levels, w, None).days(beat))
            if any(abs((d - day).days) <= SAME for d in days):
                return True
    return False


def holidays(dates: Sequence[BigDate], big: BigDate) -> Off:
    """Days off, but for the date itself."""
    spans = [(b.start, b.last) for b in dates if b.kind == HOLIDAYS and b is not big]
    return lambda day: any(first <= day <= last for first, last in spans)


def moved(step: CountStep, day: date, first: date, off: Off) -> date:
    """Off the holidays: before the date to an earlier day, after it to a later one; where there is none left
    it stays, as does what is done on the day itself."""
    way, found = (1 if step.days > 0 else -1), day
    while step.days and off(found) and found >= first:
        found += timedelta(days=way)
    return found if found >= first else day


def laid_out(
    steps: Sequence[CountStep], big: BigDate, first: date, off: Off, memory: Memory, id_: str, end: date
) -> list[Due]:
    """Each step with its day, in order; `end`: the Monday after the planned week."""
    found: list[Due] = []
    todo: list[CountStep] = []
    for step in steps:
        day = wished(step, big, step.days)
        if f"{id_}.{step.id}" in memory.counted:
            found.append(Due(step, day, "done"))
        elif wished(step, big, step.latest) < first:
            found.append(Due(step, day, "dropped", late=True))
        else:
            todo.append(step)
    for step, day, late in spread_out(todo, big, first, off):
        ticked = f"{id_}.{step.id}" in memory.ticked
        state: State = "week" if day < end else "done" if ticked else "later"
        found.append(Due(step, day, state, late, wished(step, big, step.latest) >= end))
    return sorted(found, key=lambda due: steps.index(due.step))


def spread_out(
    steps: Sequence[CountStep], big: BigDate, first: date, off: Off
) -> list[tuple[CountStep, date, bool]]:
    """In their order: what is late a day after the other, the last of it when the next one is due."""
    found: list[tuple[CountStep, date, bool]] = []
    limit = date.max
    late = [step for step in steps if wished(step, big, step.days) < first]
    limits: dict[str, date] = {}
    for step in reversed(steps):
        if step not in late:
            day = moved(step, wished(step, big, step.days), first, off)
            limit = min(limit, day)
            found.insert(0, (step, day, False))
        else:
            limit = min(limit, wished(step, big, step.latest))
            limits[step.id] = limit
    for n, step in enumerate(late):
        day = min(first + timedelta(days=n), limits[step.id])
        found.insert(n, (step, moved(step, day, first, off), True))
    return found


def tasks_of(one: Counted, helped: bool) -> list[Task]:
    """The steps of the planned week; what falls on the day of the step before it is done after it."""
    found: list[Task] = []
    for due in (due for due in one.dues if due.state == "week"):
        day, clock = DAYS[due.day.weekday()], due.step.clock
        if found and found[-1].day == day:
            end = clock_minutes(found[-1].clock) + found[-1].minutes
            clock = max(clock, clock_text(min(end, LAST)))
        who = "helper" if due.step.who == "helper" and helped else "owner"
        found.append(Task(one.entry.id, due.step.id, day, clock, who, due.step.minutes))
    return found


def falling(tasks: Sequence[Task], countdown: Countdown) -> list[str]:
    """What falls out first stands first: as it is written, then the rest, the farthest first."""
    rest = [task.job for task in tasks if task.job not in countdown.drop]
    return [*countdown.drop, *rest]


def fit(tasks: Sequence[Task], countdown: Countdown, room: Mapping[str, int]) -> list[Task]:
    """What the minutes carry, with what stays for newcomers and reports."""
    for out in ["", *falling(tasks, countdown)]:
        tasks = shared([task for task in tasks if task.job != out], room["helper"])
        spent = {who: sum(t.minutes for t in tasks if t.who == who) for who in room}
        spare = sum(room.values()) - sum(spent.values())
        if all(spent[who] <= room[who] for who in room) and (spare >= SPARE or not tasks):
            break
    return list(tasks)


def of_dates(counted: Sequence[Counted]) -> list[Task]:
    return [task for one in counted for task in one.tasks]


def chosen_beside(
    choose: Callable[[Mapping[str, int]], Selection], counted: Sequence[Counted], beside: Beside
) -> tuple[Selection, bool]:
    """The tactics of the minutes that the dates leave; True where that would end one that runs, or break the
    word that was given for one, so that the dates take what the tactics leave."""
    room, left = beside.usual, beside.after(of_dates(counted)).usual
    narrow = choose(left)
    lost = len(narrow.ending) + len(narrow.late)
    if left == room or not lost:
        return narrow, False
    wide = choose(room)
    return (wide, True) if len(wide.ending) + len(wide.late) < lost else (narrow, False)


def taken_where_free(
    counted: Sequence[Counted], plus: Callable[[Sequence[Task]], bool]
) -> tuple[Counted, ...]:
    """As many of their tasks as a week that is placed still takes, those that fall out last first; all of
    them are the owner's."""
    found = []
    for one in counted:
        order = falling(one.tasks, one.countdown)
        tasks = [replace(t, who="owner") for t in sorted(one.tasks, key=lambda t: -order.index(t.job))]
        kept = [task for task in tasks if plus([task])]
        found.append(one.holding([t for t in (replace(t, who="owner") for t in one.tasks) if t in kept]))
    return tuple(found)

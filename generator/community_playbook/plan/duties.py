"""What each tactic and duty costs this community a week: jobs with minutes, before anything is chosen.

The minutes of a job are the minutes of its visible steps, rounded up to five, so that the page of a
tactic, the week and the checklist are made from one source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from ..community.hours import DAY, WEEK
from ..knowledge.library import Entry, Job
from .beats import Beat, beats_of
from .clock import DAYS, clock_minutes
from .facts.facts import Facts

PIECE_MINUTES = 120
"""Longer jobs are split, so that nobody sits six hours in one evening."""
MOST_PIECES = 50
DUTY_SHARE = 0.4
"""At most this part of a person's hours goes to standing duties; the rest is for the plan."""


@dataclass(frozen=True, slots=True)
class Task:
    """One entry of the week: a piece of a job on a day. `part` of `parts` counts from 1."""

    entry: str
    job: str
    day: str
    clock: str
    who: str
    minutes: int
    key: bool = False
    part: int = 1
    parts: int = 1
    setup: bool = False
    trimmed_from: int = 0
    """What the job would take if there were time; 0 where nothing was cut."""
    fixed: bool = False
    """It belongs to the join window: it stays at its clock."""
    pinned: bool = False
    """So does a beat on the day of its anchor: orders open when they are said to open."""
    until: int = 0
    """It has to be done by then, in minutes since Monday, 00:00; 0 = at any time."""
    since: int = 0
    """It cannot be done before, in the same minutes."""
    round: int = 0
    """Of what is done for one day of the main business, the ordinal of that day: it is done in the order of
    its clocks."""
    once: bool = False
    """There is no next time a week later for which it could be done where it finds no time before `until`."""
    made_up: bool = False
    """Its own day was over when its first week was planned: whoever has done it ticks it off."""
    away: int = 0
    """Minutes from its start on in which nothing else can be done, where they are more than its own."""
    beats: tuple[Task, ...] = ()
    """What is done at clocks of its own, each a task; () where all is done at one clock."""
    spare: bool = False
    """It is placed after everything else."""
    sitting: bool = False
    """Its beats are done in one go, wherever it is placed; else each stands by itself."""
    beat: Beat | None = None
    """The beat that it is; None of a whole job."""

    @property
    def main(self) -> bool:
        """A whole job, or the beat at the clock of its job."""
        return self.beat is None or self.beat.main

    @property
    def offsets(self) -> tuple[int, ...]:
        """Of the beats of a sitting: minutes after its start; what takes longer pushes the next one."""
        found: list[int] = []
        end = 0
        for beat in self.beats:
            end = max(end, clock_minutes(beat.clock) - clock_minutes(self.beats[0].clock))
            found.append(end)
            end += beat.minutes
        return tuple(found)

    @property
    def span(self) -> int:
        """Minutes from its start to the next thing, those between its beats too."""
        return self.offsets[-1] + self.beats[-1].minutes if self.sitting else max(self.minutes, self.away)


def stays(task: Task) -> bool:
    """It is at its clock, whoever is free when."""
    return task.fixed or task.pinned


def round_up(minutes: float) -> int:
    return ceil(round(minutes, 6) / 5) * 5


def job_minutes(entry: Entry, job: Job, facts: Facts) -> int:
    """Minutes of one occurrence, a multiple of 5; 0 = the job does not occur."""
    if not job.when(facts.flat):
        return 0
    if job.minutes is not None:
        return round_up(float(job.minutes(facts.flat)))
    steps = (
        item for item in entry.visible("do", facts.flat) if item.job == job.id and item.minutes is not None
    )
    return round_up(sum(float(item.minutes(facts.flat)) for item in steps if item.minutes is not None))


def tasks_of(entry: Entry, facts: Facts) -> tuple[Task, ...]:
    """All entries of a week that a tactic or duty asks for."""
    found: list[Task] = []
    for job in entry.jobs:
        minutes = job_minutes(entry, job, facts)
        joining = job.on == ("evenings",)
        for day in (facts.newcomers.evening_list if joining else job.on) if minutes else ():
            task = Task(entry.id, job.id, day, job.clock, job.who, minutes, job.key)
            beats = tuple(
                replace(task, clock=beat.clock, minutes=beat.minutes, key=job.key and beat.main, beat=beat)
                for beat in beats_of(entry, job, minutes, facts)
            )
            if joining:
                beats = tuple(around_window(beat, facts) for beat in beats)
                task = around_window(task, facts)
            if minutes <= PIECE_MINUTES:
                found.append(replace(task, beats=beats, sitting=bool(beats) and not joining))
            else:
                found += [
                    part for whole in (beats if joining and beats else [task]) for part in pieces(whole)
                ]
    return tuple(found)


def spread(tasks: Sequence[Task]) -> list[Task]:
    """Jobs that fall apart as their beats, each done by whoever does the job."""
    return [
        one
        for task in tasks
        for one in (
            [task] if task.sitting or not task.beats else [replace(b, who=task.who) for b in task.beats]
        )
    ]


def around_window(task: Task, facts: Facts) -> Task:
    """A task of a join day: at its clock in the window, or before the window opens, perhaps the day before
    (Monday's on the Sunday of the same week, for the next one)."""
    found = facts.newcomers.window
    clock = str(facts.flat.get(task.clock, task.clock))
    if task.clock not in found.ahead:
        return replace(task, clock=clock, fixed=task.clock in found.inside)
    opens = DAYS.index(task.day) * DAY + clock_minutes(found.start)
    day = (DAYS.index(task.day) - found.ahead[task.clock]) % len(DAYS)
    late = opens < day * DAY + clock_minutes(clock)
    return replace(task, clock=clock, day=DAYS[day], until=opens + WEEK * late)


def pieces(task: Task) -> list[Task]:
    """A long task in parts of at most two hours, all wished for on the same day."""
    parts = ceil(task.minutes / PIECE_MINUTES)
    if parts <= 1 or parts > MOST_PIECES:  # what no week can hold is not worth cutting up
        return [task]
    size = round_up(task.minutes / parts)
    sizes = [size] * (parts - 1) + [task.minutes - size * (parts - 1)]
    return [replace(task, minutes=minutes, part=i + 1, parts=parts) for i, minutes in enumerate(sizes)]


def setup_task(entry: Entry, minutes: int) -> Task:
    return Task(entry.id, "setup", "mon", "09:30", entry.setup_by, minutes, setup=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """Duties that are kept or left out, and the minutes that each person reserves for them."""

    kept: tuple[Task, ...]
    left: tuple[Task, ...]
    reserved: Mapping[str, int]


def standing_duties(duties: tuple[Entry, ...], facts: Facts, capacity: Mapping[str, int]) -> Standing:
    """By priority, until DUTY_SHARE of a person's minutes is full; the duty that does not fit whole is
    shortened. What is reserved is counted to the minute, so that more hours never mean less for the plan."""
    tasks = [
        replace(task, who="helper" if task.who == "helper" and capacity["helper"] else "owner")
        for duty in sorted(duties, key=lambda d: d.priority)
        if not (duty.spare or duty.greets) and duty.when(facts.flat)
        for task in tasks_of(duty, facts)
    ]
    wanted = {who: sum(t.minutes for t in tasks if t.who == who) for who in capacity}
    reserved = {who: min(wanted[who], int(capacity[who] * DUTY_SHARE)) for who in capacity}
    room = {who: minutes // 5 * 5 for who, minutes in reserved.items()}
    kept: list[Task] = []
    left: list[Task] = []
    for task in tasks:
        minutes = min(task.minutes, room[task.who])
        room[task.who] -= minutes
        if minutes:
            kept.append(replace(task, minutes=minutes, trimmed_from=task.minutes * (minutes < task.minutes)))
        else:
            left.append(task)
    return Standing(tuple(kept), tuple(left), reserved)

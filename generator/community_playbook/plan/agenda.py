"""What runs, since when, what starts and stops when, and each step of this week: decided once, read by all.

Every page, sheet, picture, calendar, table and the terminal read this value; none decides again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ..community.editions import Standing, State
from ..knowledge.library import Entry, Item, Job
from .clock import clock_minutes, clock_text
from .duties import Task
from .facts.facts import Facts
from .week import Slot, Week


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that one person does on one day of this week."""

    id: str
    """The same in every output, and in the next week: entry.job.day, with a part where a job is cut."""
    entry: str
    job: str
    day: date
    start: str
    end: str
    """Clocks, "20:00"."""
    who: str
    minutes: int
    key: bool
    fresh: bool
    """Belongs to what starts this week, or sets it up."""
    setup: bool
    window: bool
    """In the hours in which newcomers come in."""
    money: float
    """What it hands out, in the profile's currency."""
    messages: tuple[str, ...]
    """Ids of the ready messages of the entry that this step sends."""
    part: int = 1
    parts: int = 1
    """A job that is too long for one day is cut."""


@dataclass(frozen=True)
class Agenda:
    monday: date
    first_day: date
    """Earlier days of the week were over when it was planned."""
    standings: Mapping[str, Standing]
    """By id of each tactic and duty, and of the step of the roadmap that is due."""
    steps: tuple[Step, ...]
    """In order of day, clock and person."""

    def runs(self, entry: str) -> bool:
        """Is it done this week?"""
        return entry in self.standings and self.standings[entry].runs

    def starts(self, entry: str) -> date | None:
        """The day on which what does not run yet will start, where there is one."""
        found = self.standings.get(entry)
        return found.starts if found and not found.runs else None

    @cached_property
    def running(self) -> frozenset[str]:
        return frozenset(entry for entry, standing in self.standings.items() if standing.runs)

    @cached_property
    def things(self) -> tuple[tuple[str, str], ...]:
        """What there is to do this week: (entry, job), each once, in order of time."""
        return tuple(dict.fromkeys((s.entry, s.job) for s in self.steps))

    @cached_property
    def fresh(self) -> tuple[tuple[str, str], ...]:
        """Of these, what is new this week."""
        return tuple(dict.fromkeys((s.entry, s.job) for s in self.steps if s.fresh))

    def of(self, entry: str, job: str = "") -> tuple[Step, ...]:
        return tuple(s for s in self.steps if s.entry == entry and job in ("", s.job))

    def on(self, day: date) -> tuple[Step, ...]:
        return tuple(s for s in self.steps if s.day == day)


def make_steps(
    week: Week,
    entries: Mapping[str, Entry],
    standings: Mapping[str, Standing],
    facts: Facts,
    full: Collection[str] = (),
) -> tuple[Step, ...]:
    window = (clock_minutes(facts.newcomers.join_start), clock_minutes(facts.newcomers.join_end))
    found = []
    for slot in week.slots:
        task, entry = slot.task, entries[slot.task.entry]
        job = next((j for j in entry.jobs if j.id == task.job), None)
        start = clock_minutes(slot.start)
        standing = standings[entry.id]
        found.append(
            Step(
                id=step_id(slot),
                entry=entry.id,
                job=task.job,
                day=slot.day,
                start=slot.start,
                end=clock_text(start + task.minutes),
                who=slot.who,
                minutes=task.minutes,
                key=task.key,
                fresh=standing.state in ("starting", "preparing"),
                setup=task.setup,
                window=job is not None and job.on == ("evenings",) and window[0] <= start < window[1],
                money=float(job.money(facts.flat) or 0) if job and job.money and task.part == 1 else 0.0,
                messages=tuple(item.id for item in messages_of(entry, job, facts, full=entry.id in full))
                if task.part == 1
                else (),
                part=task.part,
                parts=task.parts,
            )
        )
    return tuple(found)


def step_id(slot: Slot) -> str:
    task = slot.task
    part = f".{task.part}" if task.parts > 1 else ""
    return f"{task.entry}.{task.job}.{slot.day:%a}{part}".lower()


def messages_of(entry: Entry, job: Job | None, facts: Facts, *, full: bool = False) -> list[Item]:
    """The ready messages that a job sends: those that name it, and those whose clock one of its lines has.
    `full`: of a rhythm, its full version is done."""
    if job is None:
        return []
    flat = {"full": full, **facts.flat}
    clocks = {item.clock for item in entry.visible("do", flat) if item.job == job.id and item.clock}
    clocks.add(job.clock)
    return [
        item
        for item in entry.visible("say", flat)
        if item.job == job.id or (not item.job and item.clock in clocks)
    ]


@dataclass(frozen=True, slots=True)
class Decided:
    """What the choice means for one tactic: the input of its standing."""

    state: State
    since: date | None = None
    starts: date | None = None
    prepared: int = 0
    reason: str = ""


def tactic_standing(entry: str, decided: Decided, week: Sequence[Task], monday: date) -> Standing:
    setup = sum(t.minutes for t in week if t.entry == entry and t.setup)
    state = "preparing" if decided.state == "coming" and setup else decided.state
    return Standing(
        entry=entry,
        state=state,
        since=decided.since,
        starts=decided.starts,
        stops=monday - timedelta(days=1) if state == "ending" else None,
        setup=setup,
        prepared=decided.prepared,
        reason=decided.reason,
        tactic=True,
    )


def duty_standing(entry: str, week: Sequence[Slot], wanted: bool) -> Standing:
    """Duties run, or wait for hours, or are not asked for."""
    if any(slot.task.entry == entry for slot in week):
        return Standing(entry, "running")
    return Standing(entry, "waiting", reason="hours") if wanted else Standing(entry, "unfit")

"""What runs, since when, what starts and stops when, and each step of this week: decided once, read by all.

Every page, sheet, picture, calendar, table and the terminal read this value; none decides again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from ..community.editions import RUNS, Standing, State
from ..knowledge.library import Entry, Item, Job
from .beats import Beat, beats_of
from .clock import DAYS, clock_minutes, clock_text
from .duties import Task, job_minutes
from .facts.facts import Facts
from .hands import role_of
from .verdicts import Verdict
from .week import Slot, Week


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that one person does on one day of this week."""

    id: str
    """The same in every output, and in the next week: entry.job.day, with the day that it was moved from (two
    days of one job may meet), with the line that names it where it has a clock of its own in the job, and a
    part where a job is cut."""
    entry: str
    job: str
    day: date
    start: str
    end: str
    """Clocks, "20:00"."""
    who: str
    """Id of the person: owner, helper; helper-1, helper-2 where several help."""
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
    """Ids of the ready messages of the entry that this step sends, whatever happens."""
    cases: tuple[str, ...] = ()
    """Ids of those that it sends only if what they are for happens, or if nobody answers."""
    part: int = 1
    parts: int = 1
    """A job that is too long for one day is cut."""
    main: bool = True
    """A whole job, or what is done at its clock; False: a part of it that has a clock of its own."""
    beat: str = ""
    """Id of the line of the job that names this part; "" of a whole job."""
    lines: tuple[str, ...] = ()
    """Ids of the lines of the job that it holds; () = all."""
    changed: bool = False
    """From here on it is done otherwise, as the tactic's page asks after too many counts off the target."""
    ahead_of: date | None = None
    """The day of the main business for which it is done, where that lies after this week."""
    round: date | None = None
    """The day of the main business to which it belongs, in whatever week that lies."""
    made_up: bool = False
    """Its own day was over when its first week was planned: it may be done already."""

    @property
    def role(self) -> str:
        """owner or helper; `who` is the person."""
        return role_of(self.who)


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

    def step(self, id_: str) -> Step | None:
        return next((s for s in self.steps if s.id == id_), None)

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
        sent = sent_with(entry, job, task, facts, full=entry.id in full) if task.part == 1 else []
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
                money=float(job.money(facts.flat) or 0) if job and job.money and leads(task) else 0.0,
                messages=tuple(item.id for item in sent if item.usual),
                cases=tuple(item.id for item in sent if not item.usual),
                part=task.part,
                parts=task.parts,
                main=task.main,
                beat=task.beat.id if task.beat else "",
                lines=task.beat.lines if task.beat else (),
                ahead_of=ahead_of(task, week.monday),
                round=date.fromordinal(task.round) if task.round else None,
                made_up=task.made_up,
            )
        )
    return tuple(found)


def ahead_of(task: Task, monday: date) -> date | None:
    found = date.fromordinal(task.round) if task.round else monday
    return found if found >= monday + timedelta(weeks=1) else None


def step_id(slot: Slot) -> str:
    task, day = slot.task, DAYS[slot.day.weekday()]
    moved = f"-{task.day}" if task.day != day else ""
    line = f".{task.beat.id}" if task.beat and not task.main else ""
    part = f".{task.part}" if task.parts > 1 else ""
    return f"{task.entry}.{task.job}.{day}{moved}{line}{part}"


def leads(task: Task) -> bool:
    """The first part of what is done at the clock of a job: money is handed out with it."""
    return task.part == 1 and task.main


def sent_with(entry: Entry, job: Job | None, task: Task, facts: Facts, *, full: bool = False) -> list[Item]:
    """The messages that a task sends: of a job that falls into beats, each goes with the beat of its
    clock or of its line, and what has neither with the last one."""
    items = messages_of(entry, job, facts, full=full)
    if job is None or task.beat is None:
        return items
    beats = beats_of(entry, job, job_minutes(entry, job, facts), facts)

    def goes_with(item: Item) -> Beat:
        own = (b for b in beats if item.id in b.lines or (item.clock and item.clock == b.clock))
        return next(own, beats[-1])

    return [item for item in items if goes_with(item).id == task.beat.id]


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


IDLE = ("waiting", "unfit", "hidden")


@dataclass(frozen=True, slots=True)
class Decided:
    """What choice and counts mean for one tactic: the input of its standing."""

    state: State
    since: date | None = None
    starts: date | None = None
    prepared: int = 0
    stops: date | None = None
    """Its last day, where an earlier week told it."""
    reason: str = ""
    changes: date | None = None


def change_of(verdict: Verdict | None, told: date | None, monday: date) -> date | None:
    """The Monday of the week that asks for the change, while the counts ask for one: it is told once, and
    again only where a change that the journal knows, or a new start, was not enough."""
    if verdict is None or verdict.decision != "change":
        return None
    return told if told and (verdict.since is None or verdict.since <= told) else monday


def mark_changes(steps: Sequence[Step], standings: Mapping[str, Standing], monday: date) -> tuple[Step, ...]:
    """The change stands with the first step of its tactic in the week."""
    found = list(steps)
    for entry, standing in standings.items():
        places = [n for n, s in enumerate(found) if s.entry == entry and s.main and not s.setup]
        if standing.changes == monday and places:
            found[places[0]] = replace(found[places[0]], changed=True)
    return tuple(found)


def tactic_standing(entry: str, decided: Decided, week: Sequence[Task], monday: date) -> Standing:
    setup = sum(t.minutes for t in week if t.entry == entry and t.setup)
    state = "preparing" if decided.state == "coming" and setup else decided.state
    return Standing(
        entry=entry,
        state=state,
        since=decided.since,
        starts=decided.starts,
        stops=monday - timedelta(days=1) if state == "ending" else decided.stops if state in IDLE else None,
        setup=setup,
        prepared=decided.prepared,
        reason=decided.reason,
        tactic=True,
        changes=decided.changes if state in RUNS else None,
    )


def duty_standing(entry: str, week: Sequence[Slot], wanted: bool) -> Standing:
    """Duties run, or wait for hours, or are not asked for."""
    if any(slot.task.entry == entry for slot in week):
        return Standing(entry, "running")
    return Standing(entry, "waiting", reason="hours") if wanted else Standing(entry, "unfit")

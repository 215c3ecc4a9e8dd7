"""The whole plan of one community: diagnosis, choice, week and the three things to do; pure and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import Any

from ..community.community import Community
from ..knowledge.library import Entry, Library
from .choice import Budget, Candidate, Refusal, Search, refusal, solidity, start_now
from .diagnosis import Diagnosis, diagnose
from .duties import Task, setup_task, standing_duties, tasks_of
from .facts import make_facts
from .game.game import Game, make_game
from .roadmap.ninety import free_minutes, search_coming
from .roadmap.roadmap import EXERCISE, Roadmap, make_roadmap, week_piece
from .week import Week, assign, make_week

MOST_ACTIONS = 3
MOST_NOW = 3
RUNS = ("now", "next")
KEPT = 2
"""What runs already is worth this much more: members rely on it, and its set-up is paid for."""
START_EVERY_WEEKS = 2
"""A later tactic starts two weeks after the one before it, so that each can settle."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the plan says of one tactic. `state`: now (at most three: what is being started, then the most
    valuable of what runs), next (runs on, or starts later), later, or no ("not for you")."""

    id: str
    number: int
    state: str
    value: int
    solid: float
    """Share of 300 trials with moved weights in which it is chosen (0 to 1)."""
    owner_minutes: int
    helper_minutes: int
    """Minutes a week when it runs; helper = what an assistant could do."""
    setup_minutes: int
    cost_per_month: float
    """In the profile's currency."""
    running: bool = False
    """It ran before this plan, and the plan keeps it."""
    this_week: bool = False
    """Its jobs stand in this week."""
    stops: bool = False
    """It ran, and the plan does not keep it."""
    starts: date | None = None
    not_for: str = ""
    """Id of the reason in the tactic's `not_for` band."""
    refusal: Refusal | None = None

    @property
    def minutes(self) -> int:
        return self.owner_minutes + self.helper_minutes


@dataclass(frozen=True, slots=True)
class Action:
    """One of at most three things to do this week."""

    entry: str
    job: str
    days: tuple[date, ...]
    start: str
    who: str
    minutes: int
    """All that the tactic or duty takes this week."""


@dataclass(frozen=True, slots=True)
class Plan:
    facts: Mapping[str, Any]
    diagnosis: Diagnosis
    choices: tuple[Choice, ...]
    """In order of number."""
    week: Week
    full_minutes: int
    """A week's minutes when everything under now and next runs."""
    actions: tuple[Action, ...]
    left_out: tuple[Task, ...]
    """Standing duties, or parts of them, that the hours do not carry."""
    value: int
    game: Game
    """Points, boards, teams, badges, incentives; empty parts where there is no ledger."""
    roadmap: Roadmap
    """Stage, scenarios, Lego combinations and the next 90 days."""

    def state(self, state: str) -> tuple[Choice, ...]:
        return tuple(c for c in self.choices if c.state == state)

    def choice(self, tactic: str) -> Choice:
        return next(c for c in self.choices if c.id == tactic)


def make_plan(community: Community, library: Library, today: date, seed: int = 1) -> Plan:
    """Everything that is computed, in the order in which it is decided."""
    facts = make_facts(community, library, today)
    diagnosis = diagnose(library.diagnosis, facts)
    facts["verdict"] = diagnosis.verdict
    capacity = {who: round(facts[f"{who}_hours"] * 60) for who in ("owner", "helper")}
    duties = standing_duties(library.duties, facts, capacity)
    excluded = {t.id: reason[0].id for t in library.tactics if (reason := t.visible("not_for", facts))}
    running = {t.id for t in library.tactics if t.running and t.running(facts)} | set(
        community.profile.running
    )
    candidates = [candidate(t, facts, t.id in running) for t in library.tactics if t.id not in excluded]
    room = {who: capacity[who] - duties.reserved[who] for who in capacity}
    search = Search(candidates, Budget(room["owner"], room["helper"], diagnosis.cap))
    values = {c.id: c.value for c in candidates}
    chosen = search.best(values)
    now = start_now(search, chosen, search.mask(sorted(running)))
    focus = sorted(search.ids(now), key=lambda t: (t in running, -values[t], t))[:MOST_NOW]
    solid = solidity(search, seed)
    waiting = sorted(set(search.ids(chosen & ~now)), key=lambda t: (not_ready(search, t, now), -values[t], t))
    starts = start_days(search, chosen, waiting, facts["monday"])

    def choice(tactic: Entry) -> Choice:
        tasks = tasks_of(tactic, facts)
        bit = search.mask([tactic.id])
        state = "no" if tactic.id in excluded else "later"
        if bit & chosen:
            state = "now" if tactic.id in focus else "next"
        return Choice(
            id=tactic.id,
            number=tactic.number,
            state=state,
            value=values.get(tactic.id, 0),
            solid=solid.get(tactic.id, 0.0),
            owner_minutes=sum(t.minutes for t in tasks if t.who == "owner"),
            helper_minutes=sum(t.minutes for t in tasks if t.who != "owner"),
            setup_minutes=0 if tactic.id in running else tactic.setup_minutes,
            cost_per_month=float(tactic.cost(facts)) if tactic.cost else 0.0,
            running=tactic.id in running and bool(bit & chosen),
            this_week=bool(bit & now),
            stops=tactic.id in running and state == "later",
            starts=starts.get(tactic.id),
            not_for=excluded.get(tactic.id, ""),
            refusal=refusal(search, chosen, tactic.id) if state == "later" else None,
        )

    choices = tuple(choice(t) for t in library.tactics)
    tasks = week_tasks(library, choices, facts, search, now, chosen)
    assigned = assign(tasks, room["helper"])
    planned = [*duties.kept, *assigned]
    week = make_week(planned, facts["monday"], capacity, facts["assistants"])
    begins = {c.id: facts["monday"] if c.this_week else c.starts for c in choices if c.state in RUNS}
    free = free_minutes(
        capacity["owner"] - week.owner_minutes, search_coming(search, library.tactics, begins),
        duties.kept, facts, capacity["owner"], room["helper"],
    )  # fmt: skip
    roadmap = make_roadmap(community, library, facts, week.owner_minutes, free, seed)
    week = with_piece(week, planned, week_piece(roadmap, community.profile.upgrade), capacity, facts)
    return Plan(
        facts=facts,
        diagnosis=diagnosis,
        choices=choices,
        week=week,
        full_minutes=search.minutes(chosen) + sum(t.minutes for t in duties.kept),
        actions=pick_actions(week, choices),
        left_out=duties.left,
        value=sum(values[t] for t in search.ids(chosen)),
        game=make_game(community, today, facts["data_day"], seed),
        roadmap=roadmap,
    )


def with_piece(
    week: Week, planned: list[Task], piece: Task | None, capacity: Mapping[str, int], facts: Mapping[str, Any]
) -> Week:
    """The week with this week's piece of the roadmap, if the owner's free minutes carry it."""
    if piece is None or week.owner_minutes + piece.minutes > capacity["owner"]:
        return week
    try:
        return make_week([*planned, piece], week.monday, capacity, facts["assistants"])
    except OverflowError:  # minutes are left, but nowhere so many in a row
        return week


def candidate(tactic: Entry, facts: Mapping[str, Any], running: bool) -> Candidate:
    tasks = tasks_of(tactic, facts)
    return Candidate(
        id=tactic.id,
        value=max(0, tactic.impact.get(facts["kind"], 0) + tactic.goals.get(facts["goal"], 0))
        + KEPT * running,
        needs=() if running else tactic.needs,
        owner=tuple(t.minutes for t in tasks if t.who == "owner"),
        helper=tuple(t.minutes for t in tasks if t.who != "owner"),
        setup=0 if running else tactic.setup_minutes,
    )


def start_days(search: Search, chosen: int, waiting: list[str], monday: date) -> dict[str, date]:
    """One after another, each as many weeks later as its set-up needs of the spare minutes, at least two."""
    setup = {c.id: c.setup for c in search.candidates}
    spare = max(search.spare(chosen), 1)
    starts: dict[str, date] = {}
    for tactic in waiting:
        monday += timedelta(weeks=max(START_EVERY_WEEKS, ceil(setup[tactic] / spare)))
        starts[tactic] = monday
    return starts


def not_ready(search: Search, tactic: str, now: int) -> bool:
    return not search.closed(now | search.mask([tactic]))


def week_tasks(
    library: Library,
    choices: tuple[Choice, ...],
    facts: Mapping[str, Any],
    search: Search,
    now: int,
    chosen: int,
) -> list[Task]:
    """The tasks of what runs now and its set-up. Where nothing can both start and run within this week's
    hours, the first tactic is at least prepared, as far as the minutes go."""
    tasks: list[Task] = []
    for c in choices:
        if c.this_week:
            tactic = library.tactic(c.id)
            later = {job.id for job in tactic.jobs if job.later and not c.running}
            tasks += [task for task in tasks_of(tactic, facts) if task.job not in later]
            if c.setup_minutes:
                tasks.append(setup_task(tactic, c.setup_minutes))
    waiting = [c for c in choices if c.starts and not not_ready(search, c.id, now)]
    if not now and chosen and waiting:
        first = min(waiting, key=lambda c: (-c.value, c.number))
        minutes = min(first.setup_minutes, max(search.budget.owner, 0)) // 5 * 5
        if minutes:
            tasks.append(
                replace(setup_task(library.tactic(first.id), minutes), trimmed_from=first.setup_minutes)
            )
    return tasks


def pick_actions(week: Week, choices: tuple[Choice, ...]) -> tuple[Action, ...]:
    """One action a tactic under "now", shown in the order of the week; what remains of the three is filled
    with what runs on and with standing duties that only the owner can do."""
    ranked = sorted(choices, key=lambda c: (c.state != "now", -c.value, c.number))
    order = [c.id for c in ranked if c.this_week]
    prepared = [s.task.entry for s in week.slots if s.task.setup and s.task.entry not in order]
    duties = [
        s.task.entry
        for s in week.slots
        if s.who == "owner" and s.task.job != EXERCISE and s.task.entry not in {c.id for c in choices}
    ]
    found: list[Action] = []
    for entry in dict.fromkeys([*order, *prepared, *duties]):
        slots = [s for s in week.slots if s.task.entry == entry]
        if not slots or len(found) == MOST_ACTIONS:
            continue
        main = min(slots, key=lambda s: (not s.task.key, s.task.setup))
        same = [s for s in slots if s.task.job == main.task.job]
        days = tuple(dict.fromkeys(s.day for s in same))
        minutes = sum(s.task.minutes for s in slots)
        found.append(Action(entry, main.task.job, days, main.start, main.who, minutes))
    return tuple(sorted(found, key=lambda a: (a.days[0], a.start, a.entry)))

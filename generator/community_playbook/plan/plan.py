"""The whole plan of one community: diagnosis, choice, week and the three things to do; pure and frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from ..community.community import Community
from ..community.editions import Standing, State
from ..community.hours import DAY
from ..community.rhythms import Chosen
from ..knowledge.library import Entry, Library
from .agenda import Agenda, Decided, change_of, duty_standing, make_steps, mark_changes, tactic_standing
from .ahead import Laying, rooms_ahead
from .choice import Refusal
from .clock import DAYS, first_day
from .countdown import Counted, chosen_beside, of_dates
from .dates import quiet_until
from .diagnosis import Diagnosis, diagnose
from .duties import Task, setup_task, spread, tasks_of
from .facts.facts import Facts, make_facts
from .further import with_further
from .game.game import Game, make_game
from .memory import Memory, recall
from .people.letters import choose_letters
from .people.people import People, make_people, people_known
from .purpose import HeardTopic, find_rhythms, find_topic, guess_rhythm
from .reach import Reached, reached_by
from .rhythms import SPARE, Laid
from .roadmap.ninety import Upcoming, free_minutes
from .roadmap.roadmap import EXERCISE, Roadmap, make_roadmap, week_piece
from .selection import Known, Selection, select
from .verdicts import Verdict, make_verdicts
from .week import Week, assign, make_week
from .weeks import Weeks, hello_tasks, spare_tasks

MOST_ACTIONS = 3
RUNS = ("now", "next")


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
    since: date | None = None
    """The Monday of its first week, where that is known."""
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
    facts: Facts
    diagnosis: Diagnosis
    choices: tuple[Choice, ...]
    """In order of number."""
    week: Week
    agenda: Agenda
    """What of all this runs and when: the one place where others look that up."""
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
    verdicts: Mapping[str, Verdict]
    """What the tallies say of each tactic, in order of number."""
    rhythms: tuple[Laid, ...]
    """What people come for, with its beats of the week; () where nothing is known."""
    guess: Chosen | None
    """What they may come for, where the profile does not say."""
    topic: HeardTopic | None
    """What they talk about; None where nobody knows."""
    reached: Reached
    """What that makes of the tactics."""
    people: People
    """Whom to speak to, and who moves where."""
    counted: tuple[Counted, ...] = ()
    """What the dates of the next ten weeks ask for, the nearest first."""

    def state(self, state: str) -> tuple[Choice, ...]:
        return tuple(c for c in self.choices if c.state == state)

    def choice(self, tactic: str) -> Choice:
        return next(c for c in self.choices if c.id == tactic)


def make_plan(community: Community, library: Library, today: date, seed: int = 1) -> Plan:
    """Everything that is computed, in the order in which it is decided."""
    facts = make_facts(community, library, today)
    diagnosis = diagnose(library.diagnosis, facts)
    facts = replace(facts, verdict=diagnosis.verdict)
    capacity = {"owner": round(facts.hands.owner_hours * 60), "helper": round(facts.hands.helper_hours * 60)}
    profile = community.profile
    memory = recall(community.editions, community.journal, facts.days.monday, today)
    ran = {standing.entry: standing.since for standing in memory.last.standings} if memory.last else {}
    made = next((e.first_day for e in community.editions if e.monday == facts.days.monday), None)
    first = first_day(made, facts.days.monday, today)
    said = find_rhythms(community, library)
    topic = find_topic(community, library)
    laying = Laying(profile, library, facts, said, topic, capacity, first, memory, ran)
    this = laying.week()
    laid, counted, beside = this.laid, this.counted, this.beside
    reached = reached_by(laid, library)
    duties = laying.duties(this.whole.after(of_dates(counted)).this_week)
    tasks = {tactic.id: reached.tasks(tactic.id, tasks_of(tactic, facts)) for tactic in library.tactics}
    verdicts = make_verdicts(library, facts.flat, community.journal, reached.uncounted)
    failed = frozenset(id_ for id_, verdict in verdicts.items() if verdict.decision == "stop")
    quiet = partial(quiet_until, profile.dates)
    known = Known(profile.running, profile.tactics, memory, failed, reached, quiet)
    rooms = rooms_ahead(laying, this)
    choose = partial(select, library, facts, tasks, diagnosis.cap, rooms, known, seed)
    selection, behind = chosen_beside(choose, counted, beside)
    room = (beside if behind else beside.after(of_dates(counted))).usual
    choices = tuple(choice(tactic, facts, tasks[tactic.id], selection, memory) for tactic in library.tactics)
    beats = [task for one in laid for task in one.tasks]
    shared = assign(week_tasks(library, choices, tasks, selection), room["helper"])
    dated = [] if behind else of_dates(counted)
    wanted = [*beats, *dated, *duties.kept, *spread(shared)]
    planned = left_of_week(wanted, facts, first)
    week = make_week(planned, facts.days.monday, capacity, facts.hands.crew)
    tried = Weeks(facts, capacity, planned, week)
    if behind:
        tried, counted = tried.with_dates(counted)
    tried, laid = with_further(tried, laid, facts, profile, first)
    running = {c.id for c in choices if c.this_week}
    own = {task.entry for task in planned}
    tried = tried.with_hello(left_of_week(hello_tasks(library, facts, laid, running & own), facts, first))
    now = piece_room(capacity["owner"] - tried.week.owner_minutes, laid)
    free = free_minutes(
        now, coming(choices, tasks, selection, facts.days.monday),
        [*beats, *duties.kept], facts.days.monday, capacity["owner"], room["helper"],
    )  # fmt: skip
    roadmap = make_roadmap(community, library, facts, tried.week.owner_minutes, free, seed)
    piece = week_piece(roadmap, community.profile.upgrade)
    tried = tried.with_piece(piece)
    known_people = people_known(community, facts)
    letters = choose_letters(
        community, facts, known_people, running, capacity["owner"] - tried.week.owner_minutes
    )
    facts = replace(facts, spare=letters.counts)
    week = tried.with_spare(spare_tasks(library, facts, first)).week
    agenda = make_agenda(
        library, facts, choices, selection, week, memory, verdicts, first, laid, counted, letters.waits
    )
    leads = library.kinds[community.profile.community.kind].leads
    people = make_people(community, library, facts, agenda, known_people, letters)
    facts = replace(facts, rotation=people.listed(facts.rotation), rewards=people.lettered(facts.rewards))
    return Plan(
        facts=facts,
        diagnosis=diagnosis,
        choices=choices,
        week=week,
        agenda=people.in_steps(agenda),
        full_minutes=selection.minutes + sum(t.minutes for t in [*beats, *duties.kept]),
        rhythms=laid,
        guess=None if profile.rhythms is not None else guess_rhythm(community, library),
        topic=topic,
        reached=reached,
        actions=pick_actions(week, choices, [one.id for one in laid]),
        left_out=duties.left,
        value=sum(selection.values[t] for t in selection.chosen),
        game=make_game(community, today, seed, leads),
        roadmap=roadmap,
        verdicts=verdicts,
        people=people,
        counted=counted,
    )


def piece_room(spare: int, laid: Sequence[Laid]) -> int:
    """Minutes of this week for a piece of the roadmap: what people come for goes before it, whole, and
    something stays for what comes up."""
    whole = not any(one.left or one.levels.dropped for one in laid)
    return max(spare - SPARE, 0) if whole else 0


def choice(
    tactic: Entry, facts: Facts, tasks: Sequence[Task], selection: Selection, memory: Memory
) -> Choice:
    """What the selection means for one tactic."""
    kept, running = tactic.id in selection.chosen, tactic.id in selection.running
    state = "no" if tactic.id in selection.excluded else "later"
    inside = tactic.id in selection.inside
    if kept:
        state = "now" if tactic.id in selection.focus else "next"
    elif inside:
        state = "next"
    return Choice(
        id=tactic.id,
        number=tactic.number,
        state=state,
        value=selection.values.get(tactic.id, 0),
        solid=selection.solid.get(tactic.id, 0.0),
        owner_minutes=sum(t.minutes for t in tasks if t.who == "owner"),
        helper_minutes=sum(t.minutes for t in tasks if t.who != "owner"),
        setup_minutes=0 if inside else selection.setup.get(tactic.id, tactic.setup_minutes),
        cost_per_month=float(tactic.cost(facts.flat)) if tactic.cost else 0.0,
        running=inside or (running and kept),
        this_week=inside or tactic.id in selection.now,
        stops=tactic.id in selection.ending,
        since=memory.running.get(tactic.id) if running else None,
        starts=selection.starts.get(tactic.id),
        not_for=selection.excluded.get(tactic.id, ""),
        refusal=selection.refusals.get(tactic.id),
    )


def left_of_week(tasks: Sequence[Task], facts: Facts, first: date) -> list[Task]:
    """Without the jobs whose day was over, and nothing on one that was; what is set up is set up on the first
    day that is left."""
    passed = (first - facts.days.monday).days
    return [
        replace(t, day=DAYS[max(DAYS.index(t.day), passed)])
        if t.setup
        else replace(t, since=max(t.since, passed * DAY))
        for t in tasks
        if t.setup or DAYS.index(t.day) >= passed
    ]


def make_agenda(
    library: Library, facts: Facts, choices: Sequence[Choice], selection: Selection, week: Week,
    memory: Memory, verdicts: Mapping[str, Verdict], first: date, laid: Sequence[Laid],
    counted: Sequence[Counted], waits: bool = False,
) -> Agenda:  # fmt: skip
    monday = facts.days.monday
    tasks = [slot.task for slot in week.slots]
    standings: dict[str, Standing] = {}
    for c in choices:
        decided = Decided(
            state=state_of(c, selection),
            since=c.since,
            starts=monday if c.this_week and not c.running else c.starts,
            prepared=min(memory.prepared.get(c.id, 0), library.tactic(c.id).setup_minutes),
            stops=memory.stopped.get(c.id),
            reason=c.refusal.reason if c.refusal else c.not_for,
            changes=change_of(verdicts.get(c.id), memory.changes.get(c.id), monday),
        )
        standings[c.id] = tactic_standing(c.id, decided, tasks, monday)
    for duty in library.duties:
        wanted = waits if duty.spare else bool(duty.when(facts.flat)) and not duty.greets
        standings[duty.id] = duty_standing(duty.id, week.slots, wanted)
    for one in laid:
        standings[one.id] = replace(duty_standing(one.id, week.slots, one.fits), since=one.since)
    standings |= {one.entry.id: Standing(one.entry.id, "running") for one in counted if one.tasks}
    for task in tasks:
        if task.job == EXERCISE:
            standings[task.entry] = Standing(task.entry, "starting", starts=monday)
    own = [*(one.rhythm.entry for one in laid), *(one.entry for one in counted)]
    known = (*library.tactics, *library.duties, *library.stages, library.not_now, *own)
    entries = {e.id: e for e in known}
    steps = make_steps(week, entries, standings, facts, {one.id for one in laid if one.full})
    return Agenda(monday, first, standings, mark_changes(steps, standings, monday))


def state_of(c: Choice, selection: Selection) -> State:
    if c.stops:
        return "ending"
    if c.state in RUNS:
        return "coming" if not c.this_week else "running" if c.running else "starting"
    if c.refusal is not None:
        return "hidden" if c.refusal.reason == "hidden" else "waiting"
    return "unfit"


def coming(
    choices: Sequence[Choice], tasks: Mapping[str, tuple[Task, ...]], selection: Selection, monday: date
) -> list[Upcoming]:
    """What the coming weeks will run, and from when."""
    return [
        Upcoming(tasks[c.id], monday if c.this_week else c.starts, selection.setup.get(c.id, 0))
        for c in choices
        if c.state in RUNS
    ]


def week_tasks(
    library: Library,
    choices: Sequence[Choice],
    tasks: Mapping[str, Sequence[Task]],
    selection: Selection,
) -> list[Task]:
    """The tasks of what runs now and its set-up, and what is prepared for a later week."""
    found: list[Task] = []
    for c in choices:
        if c.this_week:
            tactic = library.tactic(c.id)
            later = {job.id for job in tactic.jobs if job.later and not c.running}
            found += [task for task in tasks[c.id] if task.job not in later]
            if c.setup_minutes:
                found.append(setup_task(tactic, c.setup_minutes))
    for id_, minutes in selection.prepare.items():
        whole = selection.setup[id_]
        found.append(replace(setup_task(library.tactic(id_), minutes), trimmed_from=whole))
    return found


def pick_actions(week: Week, choices: tuple[Choice, ...], first: Sequence[str] = ()) -> tuple[Action, ...]:
    """The key beat of each rhythm (`first`), which stands first, and one action a tactic under "now", in the
    order of the week; what remains of the three is filled with what runs on. Duties fill no place."""
    ranked = sorted(choices, key=lambda c: (c.state != "now", -c.value, c.number))
    order = [*first, *(c.id for c in ranked if c.this_week)]
    prepared = [s.task.entry for s in week.slots if s.task.setup and s.task.entry not in order]
    found: list[Action] = []
    for entry in dict.fromkeys([*order, *prepared]):
        slots = [s for s in week.slots if s.task.entry == entry]
        if not slots or len(found) == MOST_ACTIONS:
            continue
        main = min(slots, key=lambda s: (not s.task.key, s.task.setup, not s.task.main))
        same = [s for s in slots if s.task.job == main.task.job]
        days = tuple(dict.fromkeys(s.day for s in same))
        minutes = sum(s.task.minutes for s in slots)
        found.append(Action(entry, main.task.job, days, main.start, main.who, minutes))
    return tuple(sorted(found, key=lambda a: (a.entry not in first, a.days[0], a.start, a.entry)))

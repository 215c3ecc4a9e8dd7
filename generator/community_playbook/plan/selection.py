"""Which tactics run, which start this week, which later: the choice of a plan, in ids.

The search itself, with its bit masks, is in `choice`; what earlier weeks left is in `memory`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..community.profile import Tactics
from ..knowledge.library import Entry, Library
from .choice import Budget, Candidate, Refusal, Search, mechanisms, refusal, solidity, start_now
from .duties import Task
from .facts.facts import Facts
from .memory import Memory
from .reach import Reached
from .room import Rooms
from .starts import START_EVERY_WEEKS, Ahead, Calendar

MOST_NOW = 3
KEPT, PROMISED, BY_HAND = 40, 20, 100
"""What this is worth more: what runs already (members rely on it, its set-up is paid for); what has a day on
which it starts; what the operator starts by hand."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the operator says and what earlier weeks left."""

    asked: Collection[str]
    """Runs, as the profile says."""
    by_hand: Tactics
    memory: Memory
    failed: Collection[str] = ()
    """What its own count stops."""
    reached: Reached = field(default_factory=Reached)
    """What the main business makes of the tactics."""
    quiet: Callable[[date], date | None] = lambda _day: None
    """Where nothing new should start on a day, the last day for which that holds."""


@dataclass(frozen=True, slots=True)
class Selection:
    """All by id of the tactic. What is `excluded` has no value, no share in `solid`, no refusal."""

    excluded: Mapping[str, str]
    """Why a tactic is not for this community: id in its `not_for` band."""
    running: frozenset[str]
    """Ran before this plan."""
    inside: frozenset[str]
    """Done with a beat of the main business, in its minutes."""
    ending: frozenset[str]
    """Of these, what is not kept: this is its last week."""
    chosen: frozenset[str]
    """Everything that the plan keeps or starts, now or later."""
    now: frozenset[str]
    """Of these, what runs in this week."""
    late: frozenset[str]
    """What was to start by now and does not."""
    focus: frozenset[str]
    """The at most three of `now` that the plan puts first."""
    starts: Mapping[str, date]
    """When what is chosen and not yet running begins."""
    prepare: Mapping[str, int]
    """Minutes of setting up that this week holds for what starts later."""
    values: Mapping[str, int]
    solid: Mapping[str, float]
    setup: Mapping[str, int]
    """Minutes once, less what is prepared; 0 for what runs."""
    refusals: Mapping[str, Refusal]
    """Of all that is neither excluded nor chosen."""
    minutes: int
    """A week, when everything that is chosen runs."""


def select(
    library: Library,
    facts: Facts,
    tasks: Mapping[str, Sequence[Task]],
    cap: int,
    rooms: Rooms,
    known: Known,
    seed: int,
    now: Mapping[str, int],
) -> Selection:
    """`tasks` of a week by tactic; `now`: minutes of each person in this week; `seed` shakes the weights."""
    flat, tactics, memory = facts.flat, library.tactics, known.memory
    by_hand = known.by_hand.start
    excluded = {
        t.id: reason[0].id for t in tactics if t.id not in by_hand and (reason := t.visible("not_for", flat))
    }
    inside = known.reached.inside - set(excluded)
    excluded |= {t: rhythm for t, rhythm in known.reached.never.items() if t not in by_hand}
    withheld = withheld_tactics(known)
    inside -= set(withheld)
    seen = {t.id for t in tactics if t.running and t.running(flat)} | set(known.asked) | set(memory.running)
    ran = frozenset(seen - set(memory.stopped))
    running = ran - set(excluded) - set(withheld) - inside
    urgent = {t.id: int(t.urgency(flat)) for t in tactics if t.urgency}
    free = [t for t in tactics if t.id not in excluded and t.id not in withheld and t.id not in inside]
    candidates = [candidate(t, facts, tasks[t.id], t.id in running, urgent.get(t.id, 0), known) for t in free]
    there = mechanisms([c for c in candidates if c.id in running])
    most = max(cap, there)  # what runs is stopped by hours, by its own count or by hand, never by the cap
    search = Search(candidates, budget(rooms.lasting, most), budget(now, most), sorted(running))
    values = {c.id: c.value for c in candidates}
    chosen = search.best(values)
    base = search.mask(sorted(running)) & chosen
    monday = facts.days.monday
    promised = promises(known)
    due = search.mask(sorted(due_now(search, chosen & ~base, promised, monday)))
    calendar = Calendar(search, monday, known.quiet, {t for t, more in urgent.items() if more},
                        lambda day: budget(rooms.on(day), most))  # fmt: skip

    def with_new(new: int) -> tuple[int, Ahead]:
        now = start_now(search, base, new, due & new)
        waiting = set(search.ids(chosen & ~now))
        return now, calendar.days(now, base, waiting, promised, memory.latest_start)

    new = 0 if known.quiet(monday) else startable(search, chosen & ~base, due, known, monday)
    starting, ahead = with_new(new)
    if ahead.full and new & ~due:  # nothing starts in the minutes in which something is prepared for its day
        starting, ahead = with_new(new & due)
    kept = frozenset(search.ids(chosen))
    focus = sorted(search.ids(starting), key=lambda t: (t in running, -values[t], t))[:MOST_NOW]
    refusals = {id_: refusal(search, chosen, id_) for id_ in values if id_ not in kept}
    return Selection(
        excluded=excluded,
        running=running,
        inside=inside,
        ending=ran - kept - inside,
        chosen=kept,
        now=frozenset(search.ids(starting)),
        late=frozenset(search.ids(due & ~starting)),
        focus=frozenset(focus),
        starts=ahead.starts,
        prepare=ahead.prepare,
        values=values,
        solid=solidity(search, seed),
        setup={c.id: c.setup for c in candidates},
        refusals=refusals | {t: Refusal(reason) for t, reason in withheld.items() if t not in excluded},
        minutes=search.minutes(chosen),
    )


def withheld_tactics(known: Known) -> dict[str, str]:
    """What is left out whatever it is worth, and why: hidden, journal (stopped by hand) or tally. What the
    profile starts by hand is never withheld."""
    found = dict.fromkeys(known.failed, "tally")
    found |= dict.fromkeys(known.memory.by_hand, "journal")
    found |= dict.fromkeys(known.by_hand.hide, "hidden")
    return {tactic: reason for tactic, reason in found.items() if tactic not in known.by_hand.start}


def candidate(
    tactic: Entry, facts: Facts, tasks: Sequence[Task], running: bool, urgency: int, known: Known
) -> Candidate:
    later = {job.id for job in tactic.jobs if job.later}
    worth = tactic.impact.get(facts.setting.kind, 0) + tactic.goals.get(facts.setting.goal, 0)
    more = urgency + KEPT * running + PROMISED * (tactic.id in known.memory.promised)
    more += BY_HAND * (tactic.id in known.by_hand.start)
    ready = running or known.reached.changed(tactic.id)
    setup = 0 if ready else max(tactic.setup_minutes - known.memory.prepared.get(tactic.id, 0), 0)
    return Candidate(
        id=tactic.id,
        value=max(0, worth) + more,
        needs=() if running else tuple(n for n in tactic.needs if n not in known.reached.by),
        owner=tuple(t.minutes for t in tasks if t.who == "owner"),
        helper=tuple(t.minutes for t in tasks if t.who != "owner"),
        first_owner=tuple(t.minutes for t in tasks if t.who == "owner" and t.job not in later),
        first_helper=tuple(t.minutes for t in tasks if t.who != "owner" and t.job not in later),
        setup=setup,
        setup_owner=setup if tactic.setup_by == "owner" else 0,
        path=tactic.path,
    )


def budget(minutes: Mapping[str, int], cap: int) -> Budget:
    return Budget(max(minutes["owner"], 0), max(minutes["helper"], 0), cap)


def promises(known: Known) -> dict[str, date]:
    return {**known.memory.promised, **known.by_hand.start}


def due_now(search: Search, fresh: int, promised: Mapping[str, date], monday: date) -> list[str]:
    """What was to start by the end of this week and does not run yet."""
    sunday = monday + timedelta(days=6)
    return [t for t in search.ids(fresh) if t in promised and promised[t] <= sunday]


def startable(search: Search, fresh: int, due: int, known: Known, monday: date) -> int:
    """What may start in this week: what is due; where nothing is, and nothing began within two weeks, what
    has no day yet. In the first week all that has no later day."""
    dayless = fresh & ~search.mask(sorted(promises(known))) | due
    if known.memory.last is None:
        return dayless
    newest = known.memory.latest_start
    if due or (newest is not None and (monday - newest).days < 7 * START_EVERY_WEEKS):
        return due
    return dayless

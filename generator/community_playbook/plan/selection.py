"""Which tactics run, which start this week, which later: the choice of a plan, in ids.

The search itself, with its bit masks, is in `choice`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from ..knowledge.library import Entry, Library
from .choice import Budget, Candidate, Refusal, Search, refusal, solidity, start_now
from .duties import Task
from .facts.facts import Facts

MOST_NOW = 3
KEPT = 2
"""What runs already is worth this much more: members rely on it, and its set-up is paid for."""
START_EVERY_WEEKS = 2
"""A later tactic starts two weeks after the one before it, so that each can settle."""


@dataclass(frozen=True, slots=True)
class Selection:
    """All by id of the tactic. What is `excluded` has no value, no share in `solid`, no refusal."""

    excluded: Mapping[str, str]
    """Why a tactic is not for this community: id in its `not_for` band."""
    running: frozenset[str]
    """Ran before this plan."""
    chosen: frozenset[str]
    """Everything that the plan keeps or starts, now or later."""
    now: frozenset[str]
    """Of these, what runs in this week."""
    focus: frozenset[str]
    """The at most three of `now` that the plan puts first."""
    starts: Mapping[str, date]
    """When what is chosen and not yet running begins."""
    ready: frozenset[str]
    """Of these, what could begin now: all that it needs runs."""
    values: Mapping[str, int]
    solid: Mapping[str, float]
    setup: Mapping[str, int]
    """Minutes once; 0 for what runs."""
    refusals: Mapping[str, Refusal]
    """Of all candidates that are not chosen."""
    minutes: int
    """A week, when everything that is chosen runs."""


def select(
    library: Library,
    facts: Facts,
    tasks: Mapping[str, Sequence[Task]],
    budget: Budget,
    asked: Sequence[str],
    seed: int,
) -> Selection:
    """`tasks` of a week by tactic; `asked`: what runs as the profile says; `seed` shakes the weights."""
    flat, tactics = facts.flat, library.tactics
    excluded = {t.id: reason[0].id for t in tactics if (reason := t.visible("not_for", flat))}
    running = {t.id for t in tactics if t.running and t.running(flat)} | set(asked)
    candidates = [candidate(t, facts, tasks[t.id], t.id in running) for t in tactics if t.id not in excluded]
    search = Search(candidates, budget)
    values = {c.id: c.value for c in candidates}
    chosen = search.best(values)
    now = start_now(search, chosen, search.mask(sorted(running)))
    kept = frozenset(search.ids(chosen))
    waiting = set(search.ids(chosen & ~now))
    ready = {t for t in waiting if search.closed(now | search.mask([t]))}
    order = sorted(waiting, key=lambda t: (t not in ready, -values[t], t))
    focus = sorted(search.ids(now), key=lambda t: (t in running, -values[t], t))[:MOST_NOW]
    return Selection(
        excluded=excluded,
        running=frozenset(running),
        chosen=kept,
        now=frozenset(search.ids(now)),
        focus=frozenset(focus),
        starts=start_days(search, chosen, order, facts.days.monday),
        ready=frozenset(ready),
        values=values,
        solid=solidity(search, seed),
        setup={c.id: c.setup for c in candidates},
        refusals={id_: refusal(search, chosen, id_) for id_ in values if id_ not in kept},
        minutes=search.minutes(chosen),
    )


def candidate(tactic: Entry, facts: Facts, tasks: Sequence[Task], running: bool) -> Candidate:
    worth = tactic.impact.get(facts.setting.kind, 0) + tactic.goals.get(facts.setting.goal, 0)
    return Candidate(
        id=tactic.id,
        value=max(0, worth) + KEPT * running,
        needs=() if running else tactic.needs,
        owner=tuple(t.minutes for t in tasks if t.who == "owner"),
        helper=tuple(t.minutes for t in tasks if t.who != "owner"),
        setup=0 if running else tactic.setup_minutes,
    )


def start_days(search: Search, chosen: int, order: Sequence[str], monday: date) -> dict[str, date]:
    """One after another, each as many weeks later as its set-up needs of the spare minutes, at least two."""
    setup = {c.id: c.setup for c in search.candidates}
    spare = max(search.spare(chosen), 1)
    starts: dict[str, date] = {}
    for tactic in order:
        monday += timedelta(weeks=max(START_EVERY_WEEKS, ceil(setup[tactic] / spare)))
        starts[tactic] = monday
    return starts

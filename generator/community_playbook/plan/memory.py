"""What is known of the weeks before: what runs and since when, what was promised, what has been set up.

What an edition planned counts as done, unless the journal says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..community.editions import Edition
from ..community.journal import Journal, Line

WEEK = timedelta(days=7)
ALL = 10_000
"""More minutes than any set-up takes: all of it is done."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Before the planned week. All by id of a tactic; days that are None are not known."""

    last: Edition | None = None
    """The newest edition of an earlier week."""
    running: Mapping[str, date | None] = field(default_factory=dict)
    """Since when."""
    promised: Mapping[str, date] = field(default_factory=dict)
    """The Monday on which it was to start; may be over."""
    prepared: Mapping[str, int] = field(default_factory=dict)
    """Minutes of setting up that are done."""
    stopped: Mapping[str, date] = field(default_factory=dict)
    """By the journal or by an edition, and since when."""
    by_hand: frozenset[str] = frozenset()
    """Of these, what the journal stopped: about the others the choice decides again, and says why."""
    changes: Mapping[str, date] = field(default_factory=dict)
    """The Monday of the week that asked for the change that its count demands."""
    counted: frozenset[str] = frozenset()
    """What was done for a date before this week: "exam-1219.papers"."""
    ticked: frozenset[str] = frozenset()
    """The same with what the journal says of this week."""

    @property
    def latest_start(self) -> date | None:
        """The Monday of the newest start, of what runs."""
        return max((day for day in self.running.values() if day), default=None)


def recall(editions: Sequence[Edition], journal: Journal, monday: date, today: date) -> Memory:
    """`monday` of the planned week; lines of the journal count up to `today`, or to the Sunday before it."""
    last = max((e for e in editions if e.monday < monday), key=lambda e: e.monday, default=None)
    until = max(today, monday - timedelta(days=1))
    lines = [line for line in journal.lines if line.day <= until]
    running: dict[str, date | None] = {}
    promised: dict[str, date] = {}
    prepared: dict[str, int] = {}
    stopped: dict[str, date] = {}
    for standing in last.standings if last else ():
        entry = standing.entry
        missed = last is not None and skipped(lines, entry, last.monday)
        if standing.tactic:
            prepared[entry] = standing.prepared + (0 if missed else standing.setup)
        if standing.state == "running" or (standing.state == "starting" and not missed):
            running[entry], prepared[entry] = standing.since or standing.starts, ALL
        elif standing.state == "starting":
            promised[entry] = monday
        elif standing.state in ("preparing", "coming") and standing.starts:
            promised[entry] = standing.starts
        elif standing.stops:
            stopped[entry] = standing.stops
    for line in lines:
        if line.kind == "started" and not later(stopped.get(line.what), line.day):
            stopped.pop(line.what, None)
            promised.pop(line.what, None)
            running.setdefault(line.what, line.day - timedelta(days=line.day.weekday()))
        elif line.kind == "stopped" and not later(running.get(line.what), line.day):
            running.pop(line.what, None)
            promised.pop(line.what, None)
            stopped[line.what] = line.day
        elif line.kind == "done" and line.job == "setup":
            prepared[line.what] = ALL
    changes = {s.entry: s.changes for s in last.standings if s.changes} if last else {}
    before = [line for line in lines if line.day < monday]
    counted, ticked = steps_done(editions, before, monday), steps_done(editions, lines, monday)
    by_hand = stopped.keys() & {line.what for line in lines if line.kind == "stopped"}
    return Memory(last, running, promised, prepared, stopped, frozenset(by_hand), changes, counted, ticked)


def steps_done(editions: Sequence[Edition], lines: Sequence[Line], monday: date) -> frozenset[str]:
    """What editions of earlier weeks held for a date, and what the journal says of it, job by job or of all
    that a week held."""
    held = {
        step: edition.monday for edition in editions if edition.monday < monday for step in edition.counted
    }
    found = set(held)
    for line in lines:
        whole = {
            s for s, week in held.items() if s.startswith(f"{line.what}.") and week <= line.day < week + WEEK
        }
        said = {f"{line.what}.{line.job}"} if line.job else whole
        if line.kind == "done":
            found |= said
        elif line.kind == "skipped":
            found -= said
    return frozenset(found)


def skipped(lines: Sequence[Line], entry: str, monday: date) -> bool:
    """Did the journal say that this was not done in that week? The last word counts."""
    said = [x.kind for x in lines if x.what == entry and monday <= x.day < monday + WEEK]
    return next(
        (kind == "skipped" for kind in reversed(said) if kind in ("skipped", "done", "started")), False
    )


def later(known: date | None, day: date) -> bool:
    """Is what is known newer than a line of the journal?"""
    return known is not None and known > day

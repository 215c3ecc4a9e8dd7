"""What more hours are for: beats that are done only in minutes a week leaves over, and never in more than
half of them, as something always comes up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ..community.profile import Profile
from ..knowledge.library import Rhythm
from ..knowledge.rhythms import Beat
from .clock import DAYS
from .duties import Task
from .facts.facts import Facts
from .rhythms import Laid, of_here
from .rounds import Round, Timetable
from .seasons import off_holidays, pausing
from .weeks import Weeks

PART = 2
"""One in so many of the free minutes."""


def with_further(
    weeks: Weeks, laid: Sequence[Laid], facts: Facts, profile: Profile, first: date
) -> tuple[Weeks, tuple[Laid, ...]]:
    """With as many of them as half of everybody's free minutes carry, those first that help most. `first`:
    the first day that is left of the week."""
    week, found = weeks.week, list[Laid]()
    room = {
        "owner": (week.owner_capacity - week.owner_minutes) // PART,
        "helper": (week.helper_capacity - week.helper_minutes) // PART,
    }
    for one in laid:
        kept = []
        for task in tasks_in(one, facts, profile, first) if one.fits else ():
            if task.minutes <= room[task.who] and (more := weeks.plus([task])):
                weeks = more
                room[task.who] -= task.minutes
                kept.append(task)
        found.append(with_tasks(one, kept) if kept else one)
    return weeks, tuple(found)


def tasks_in(laid: Laid, facts: Facts, profile: Profile, first: date) -> Iterator[Task]:
    """In the order in which they help, each beat by day."""
    ids = {beat.id for beat in laid.rhythm.cycle.beats if untimed(beat)}
    here = of_here(timed(laid.rhythm, ids), facts)
    monday, helped = facts.days.monday, bool(facts.hands.helper_hours)
    this = Round(here, laid.chosen, laid.levels, monday, first if laid.since == first else None)
    found = [
        this.task(beat, one, beat.spare, "helper" if beat.who == "helper" and helped else "owner")
        for beat in here.cycle.beats
        if beat.id in ids
        for one in off_holidays(this.occasions(beat), beat, here, profile.dates, first)
        if not pausing(here, beat, laid.seasons, one.day)
    ]
    kept, _ = Timetable(this, facts.hands.free).take(found)
    order = [beat.id for beat in here.cycle.beats]
    yield from (
        replace(t, spare=True) for t in sorted(kept, key=lambda t: (order.index(t.job), DAYS.index(t.day)))
    )


def untimed(beat: Beat) -> bool:
    return bool(beat.spare) and not (beat.small or beat.full)


def timed(rhythm: Rhythm, ids: Collection[str]) -> Rhythm:
    """With the minutes of these beats as those of one time."""
    beats = (replace(b, small=b.spare, full=b.spare) if b.id in ids else b for b in rhythm.cycle.beats)
    return replace(rhythm, cycle=replace(rhythm.cycle, beats=tuple(beats)))


def with_tasks(laid: Laid, tasks: Sequence[Task]) -> Laid:
    done = {task.job for task in tasks}
    rhythm = timed(laid.rhythm, done)
    return replace(laid, rhythm=rhythm, tasks=(*laid.tasks, *tasks), absent=laid.absent - done)

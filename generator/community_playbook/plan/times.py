"""When is a job of the week done: as the week has it, else when its person is free next to its clock?"""

from __future__ import annotations

from collections.abc import Sequence

from ..community.hours import DAY, WEEK
from ..knowledge.library import Entry, Job
from .clock import DAYS, clock_minutes, night_clock
from .facts.people import Hands
from .free import nearest_start
from .week import Week

Moment = tuple[str, str]
"""Day and clock: ("fri", "20:00")."""
FIVE_MINUTES = 5
TABLE = 120
"""Minutes that people sit together."""


def job_time(week: Week, entry: Entry, job: Job, hands: Hands) -> Moment:
    """Of a job with weekdays; the first of its times in the week."""
    planned = [s for s in week.slots if (s.task.entry, s.task.job) == (entry.id, job.id)]
    if planned:
        return DAYS[planned[0].day.weekday()], planned[0].start
    wish = DAYS.index(job.on[0]) * DAY + clock_minutes(job.clock)
    who = "owner" if job.who == "owner" or hands.solo else "helper"
    spans = hands.free[who].spans
    start = nearest_start(spans, wish, TABLE, 2 * WEEK) if job.later else None
    start = nearest_start(spans, wish, FIVE_MINUTES, 2 * WEEK) if start is None else start
    day = min((wish if start is None else start) // DAY, len(DAYS) - 1)
    return DAYS[day], night_clock((wish if start is None else start) - day * DAY)


def join_day(week: Week, step: str, joining: Sequence[str], usual: int) -> str:
    """The day on which newcomers come in, where what happens at a named clock (form_clock) is done so long
    before it that it has to be named; "" where it is done as many days before as `usual`."""
    slot = next((s for s in week.slots if s.task.beat and s.task.beat.clock == step), None)
    if slot is None or not slot.moved:
        return ""
    ahead = {day: (DAYS.index(day) - slot.day.weekday()) % len(DAYS) for day in joining}
    return "" if usual in ahead.values() else min(ahead, key=ahead.__getitem__, default="")


def later_by(week: Week, entry: Entry, job: Job, hands: Hands) -> int:
    """Minutes of the day by which the clocks of a job's steps are later than written."""
    return clock_minutes(job_time(week, entry, job, hands)[1]) - clock_minutes(job.clock)

"""What the agenda says, in words: days and minutes of steps, and what has not begun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from ...community.editions import Standing
from ...plan.agenda import Step
from .frame import Frame

POINTS = "points-and-teams"
"""The tactic that boards, incentives, badges and the month's close belong to."""
LATER = ("preparing", "coming", "waiting")
"""States of what has not begun and may begin."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is done otherwise from now on, after too many counts off the target."""

    label: str
    text: Markup


def days_said(frame: Frame, steps: Iterable[Step]) -> str:
    """The weekdays of steps: "Tuesday and Thursday"; "" without any."""
    days = sorted({step.day for step in steps})
    return frame.listed([frame.weekday(day, "full") for day in days])


def minutes_said(frame: Frame, steps: Sequence[Step], whole: bool = False) -> str:
    """What they take on each of their days, or as a `whole`; "" without any."""
    spent: Counter[date] = Counter()
    for step in steps:
        spent[step.day] += step.minutes
    amounts = sorted(set(spent.values()))
    if not spent or whole or len(spent) == 1:
        return frame.minutes(spent.total()) if spent else ""
    if len(amounts) == 1:
        return frame.words("print.each_time", minutes=frame.minutes(amounts[0]))
    parts = []
    for day in sorted(spent):
        parts.append(frame.words("print.on_day", day=frame.weekday(day), minutes=frame.minutes(spent[day])))
    return frame.usage.semicolon.join(parts)


def starts_said(frame: Frame, standing: Standing) -> str:
    """When what has not begun begins: "from 21 Dec", or that it has no day yet."""
    if standing.starts:
        return frame.words("agenda.from", day=frame.dated(standing.starts))
    return frame.words("agenda.no_day")


def state_said(frame: Frame, entry: str) -> str:
    """Where a tactic or duty stands: "running since 2 November", "from 21 December"."""
    found = frame.plan.agenda.standings[entry]
    key = "since" if found.state == "running" and found.since else found.state
    day = found.since if key == "since" else found.stops if found.state == "ending" else found.starts
    return frame.words(f"agenda.state.{key}", day=frame.dated(day) if day else "")


def change_said(frame: Frame, step: Step | None) -> Change | None:
    """What its page asks to change, where that begins with this step."""
    if step is None or not step.changed:
        return None
    return Change(
        frame.words("agenda.changed"), frame.folder(frame.entries[step.entry]).first("measure", "low")
    )


def off(frame: Frame, entry: str) -> str:
    """Why what belongs to it is not done this week; "" where it is, and for what the agenda does not hold."""
    found = frame.plan.agenda.standings.get(entry)
    return "" if found is None or found.runs else state_said(frame, entry)


def step_of(frame: Frame, entry: str, message: str) -> str:
    """Id of the first step of the week that sends a message, or may; "" where none does."""
    steps = frame.plan.agenda.of(entry)
    return next((step.id for step in steps if message in (*step.messages, *step.cases)), "")


def points_off(frame: Frame) -> str:
    """What to do instead, where the points do not run this week; else ""."""
    found = frame.plan.agenda.standings[POINTS]
    if found.runs:
        return ""
    return frame.words(f"agenda.points.{found.state}", day=frame.dated(found.starts) if found.starts else "")


def waiting(frame: Frame, entries: Iterable[str]) -> list[Standing]:
    """Of tactics and duties, those that have not begun."""
    found = [frame.plan.agenda.standings[entry] for entry in entries]
    return [standing for standing in found if standing.state in LATER]


def later_line(frame: Frame, entries: Sequence[str]) -> str:
    """ "Not yet: Red packet first, from 21 Dec"; "" where all run, or never will."""
    found = [
        frame.words(
            "agenda.one", what=frame.title(frame.entries[standing.entry]), when=starts_said(frame, standing)
        )
        for standing in waiting(frame, entries)
    ]
    return frame.words("agenda.later", what=frame.usage.semicolon.join(found)) if found else ""


def not_started(frame: Frame, entries: Sequence[str]) -> str:
    """When the first of them begins, or goes on; "" where none will."""
    agenda = frame.plan.agenda
    if any(agenda.runs(entry) for entry in entries):  # it runs, but no day of it is left this week
        return frame.words("agenda.from", day=frame.dated(agenda.monday + timedelta(days=7)))
    found = waiting(frame, entries)
    dated = [standing for standing in found if standing.starts]
    if dated:
        return starts_said(frame, min(dated, key=lambda standing: str(standing.starts)))
    return starts_said(frame, found[0]) if found else ""

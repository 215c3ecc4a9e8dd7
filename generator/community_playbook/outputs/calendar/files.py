"""The calendars of one community: all of it, the owner's, and the assistant's where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ...community.last_calendar import LastCalendar
from ...plan.hands import role_of
from ..say.frame import Frame
from ..say.hands import who_else
from ..shelf import ALL, calendar_path
from .dates import (
    anniversary_events,
    big_date_events,
    meetup_events,
    roadmap_events,
    rotation_events,
    start_events,
)
from .days_off import DaysOff, day_off_events, days_off
from .event import HELPER, Event, last_day, lines, zone_of
from .game import game_events
from .ics import Edition, calendar_bytes, unique
from .week import week_events


def calendar_files(
    frame: Frame, last: Mapping[str, LastCalendar] | None = None
) -> Iterator[tuple[str, bytes]]:
    """`frame` is in the community's first language; `last`: the calendars of the last edition by name. An
    event has the same key and number in each file."""
    known = last or {}
    found = days_off(frame)
    events = calendar_events(frame, found)
    community = frame.community.profile.community.name
    words, today = frame.words, frame.plan.facts.days.today
    about = lines(words("calendar.about", day=frame.full_day(today), end=frame.full_day(last_day(frame))),
                  found.note)  # fmt: skip
    paths = {calendar_path(who): who for who in (ALL, *frame.facts.hands.ids)}
    gone = {path: "" for path, last in known.items() if path not in paths and to_take_back(last, today)}
    for path, who in (paths | gone).items():
        whose = "" if who == ALL else who_else(frame, who or HELPER)
        title = words("calendar.name.all" if who == ALL else "calendar.name.one", name=community, who=whose)
        mine = [event for event in events if who == ALL or {who, role_of(who)} & {*event.who}]
        edition = Edition(
            community, zone_of(frame), today, frame.plan.week.monday, known.get(path, {}),
            known.get(calendar_path(ALL), {}), lambda what: words("calendar.cancelled", what=what),
        )  # fmt: skip
        yield path, calendar_bytes(title, about, mine, edition)


def to_take_back(known: LastCalendar, today: date) -> bool:
    """Whoever helped until the last edition is told once what is no longer theirs."""
    return any(not event.cancelled or event.changed == today for event in known.values())


def calendar_events(frame: Frame, found: DaysOff) -> list[Event]:
    """Everything, in order of time."""
    return unique(
        [
            *week_events(frame),
            *start_events(frame),
            *rotation_events(frame),
            *game_events(frame),
            *meetup_events(frame),
            *anniversary_events(frame),
            *big_date_events(frame),
            *roadmap_events(frame),
            *day_off_events(frame, found),
        ]
    )

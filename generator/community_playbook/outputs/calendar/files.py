"""The calendars of one community: all of it, the owner's, and the assistant's where there is one."""

from __future__ import annotations

from collections.abc import Iterator

from ..say.frame import Frame
from ..shelf import ALL, CALENDARS
from .dates import meetup_events, roadmap_events, rotation_events, start_events
from .days_off import DaysOff, day_off_events, days_off
from .event import HELPER, Event, last_day, lines, zone_of
from .game import game_events
from .ics import calendar_bytes, unique
from .week import week_events


def calendar_files(frame: Frame) -> Iterator[tuple[str, bytes]]:
    """`frame` is in the community's first language. An event has the same key in each file."""
    found = days_off(frame)
    events = calendar_events(frame, found)
    community = frame.community.profile.community.name
    words, today = frame.words, frame.plan.facts.days.today
    about = lines(words("calendar.about", day=frame.full_day(today), end=frame.full_day(last_day(frame))),
                  found.note)  # fmt: skip
    for who, path in CALENDARS.items():
        if who == HELPER and frame.facts.hands.solo:
            continue
        title = words(f"calendar.name.{who}", name=community)
        mine = [event for event in events if who == ALL or who in event.who]
        yield path, calendar_bytes(title, about, mine, zone_of(frame), today, community)


def calendar_events(frame: Frame, found: DaysOff) -> list[Event]:
    """Everything, in order of time."""
    return unique(
        [
            *week_events(frame),
            *start_events(frame),
            *rotation_events(frame),
            *game_events(frame),
            *meetup_events(frame),
            *roadmap_events(frame),
            *day_off_events(frame, found),
        ]
    )

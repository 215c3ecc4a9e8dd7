"""The calendars of one community: all of it, the owner's, and the assistant's where there is one."""

from __future__ import annotations

from collections.abc import Iterator

from ..pages.frame import Frame
from .dates import meetup_events, roadmap_events, rotation_events, start_events
from .days_off import DaysOff, day_off_events, days_off
from .event import HELPER, OWNER, Event, last_day, lines, zone_of
from .game import game_events
from .ics import calendar_bytes, unique
from .week import week_events

FILES = {"all": "calendar.ics", OWNER: "calendar-owner.ics", HELPER: "calendar-assistant.ics"}


def calendar_files(frame: Frame) -> Iterator[tuple[str, bytes]]:
    """`frame` is in the community's first language. An event has the same key in each file."""
    found = days_off(frame)
    events = calendar_events(frame, found)
    community = frame.community.profile.community.name
    words, today = frame.words, frame.plan.facts["today"]
    about = lines(words("calendar.about", day=frame.full_day(today), end=frame.full_day(last_day(frame))),
                  found.note)  # fmt: skip
    for who, path in FILES.items():
        if who == HELPER and frame.facts["solo"]:
            continue
        title = words(f"calendar.name.{who}", name=community)
        mine = [event for event in events if who == "all" or who in event.who]
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

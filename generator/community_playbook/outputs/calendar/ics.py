"""How do events become an .ics file that every phone takes, and that updates itself when it comes again?

An event keeps its UID from edition to edition; SEQUENCE is the day of the edition as a number, so that the
newer import wins. A weekly series begins in the planned week and moves on with it: after the next import an
app shows it from that week on, and no longer the weeks gone by. The other way, a first day that stays, would
claim for all those weeks tasks that no plan had set. What happens once (a set-up, a closing, a rotation) has
its week or day in the UID and stays where it was.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, vText
from icalendar import Event as Entry

from .event import Event
from .zone import make_timezone

PRODUCT = "-//community-playbook//calendar//EN"
EPOCH = date(2020, 1, 1)
BREAKS = {"Cc", "Zl", "Zp"}
"""Kinds of characters that a reader could take for the end of a line."""
WEEKDAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}


def clean(text: str) -> str:
    """Line feeds stay (the library escapes them), everything else that could break a line is a blank."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in BREAKS else " " for c in text)


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def unique(events: Iterable[Event]) -> list[Event]:
    """In order of time; a second event of the same key gets a number."""
    seen: Counter[str] = Counter()
    found = []
    for event in sorted(events, key=lambda e: (e.start.isoformat(), e.key, e.title)):
        seen[event.key] += 1
        again = seen[event.key]
        found.append(event if again == 1 else replace(event, key=f"{event.key}-{again}"))
    return found


def house(name: str) -> str:
    """The second half of every UID: a community's own, without its name."""
    return sha256(name.encode("utf-8", "replace")).hexdigest()[:12] + ".playbook"


def calendar_bytes(
    title: str, about: str, events: Iterable[Event], zone: ZoneInfo, today: date, community: str
) -> bytes:
    """One file; `events` are unique, `today` is the day of the edition."""
    calendar = Calendar()
    for name, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("CALSCALE", "GREGORIAN")):
        calendar.add(name, value)
    calendar.add("X-WR-CALNAME", vText(one_line(title)))  # the library escapes no names of others
    calendar.add("X-WR-CALDESC", vText(clean(about)))
    calendar.add("X-WR-TIMEZONE", zone.key)
    events = list(events)
    timed = [event.until or event.end for event in events if isinstance(event.start, datetime)]
    if timed:
        last = max(moment.year for moment in timed) + 1
        first = min(event.start.year for event in events) - 1
        calendar.add_component(make_timezone(zone, date(first, 12, 1), date(last, 2, 1)))
    for event in events:
        calendar.add_component(entry(event, today, house(community), zone))
    return bytes(calendar.to_ical())


def entry(event: Event, today: date, host: str, zone: ZoneInfo) -> Entry:
    made = Entry()
    stamp = datetime.combine(today, time(), UTC)
    made.add("UID", f"{event.key}@{host}")
    made.add("SEQUENCE", (today - EPOCH).days)
    made.add("DTSTAMP", stamp)
    made.add("LAST-MODIFIED", stamp)
    made.add("SUMMARY", one_line(event.title))
    made.add("CATEGORIES", [one_line(category) for category in event.categories])
    made.add("TRANSP", "OPAQUE" if event.busy else "TRANSPARENT")
    for name, moment in (("DTSTART", event.start), ("DTEND", event.end)):
        # the TZID is written by name: the library would make "Z" of every zone that it takes for UTC
        parameters = {"TZID": zone.key} if isinstance(moment, datetime) else {}
        made.add(
            name,
            moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment,
            parameters=parameters,
        )
    if event.days and event.until:
        made.add("RRULE", {
            "FREQ": "WEEKLY", "UNTIL": event.until.astimezone(UTC),
            "BYDAY": [WEEKDAYS[day] for day in event.days],
        })  # fmt: skip
    if event.text:
        made.add("DESCRIPTION", clean(event.text))
    if event.place:
        made.add("LOCATION", one_line(event.place))
    if event.notice:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", one_line(event.title))
        alarm.add("TRIGGER", timedelta(minutes=-event.notice))
        made.add_component(alarm)
    return made

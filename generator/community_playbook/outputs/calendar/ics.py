"""How do events become an .ics file that every phone takes, and that updates itself when it comes again?

An event keeps its UID from edition to edition; its number is made in `editions`. A weekly series begins in
the planned week and moves on with it: after the next import an app shows it from that week on, and no longer
the weeks gone by. The other way, a first day that stays, would claim for all those weeks tasks that no plan
had set. A set-up moves on with the weeks too. What belongs to a day (a closing, a rotation) has that day in
its UID.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Timezone, vText
from icalendar import Event as Entry

from ...community.last_calendar import LastCalendar
from .editions import cancelled, numbered, zones_of
from .event import Event
from .zone import make_timezone

PRODUCT = "-//community-playbook//calendar//EN"
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


@dataclass(frozen=True, slots=True)
class Edition:
    """`today` is its day, `first` the day from which it speaks; `known`: the last edition of the same file;
    `numbers`: the last edition of all events, where a file of one person finds theirs."""

    community: str
    zone: ZoneInfo
    today: date
    first: date
    known: LastCalendar
    numbers: LastCalendar
    cancelled: Callable[[str], str]
    """The title of what is no longer planned, of its old one."""


def calendar_bytes(title: str, about: str, events: Iterable[Event], edition: Edition) -> bytes:
    """One file; `events` are unique."""
    host = house(edition.community)
    made = [entry(event, host, edition) for event in events]
    planned = [str(one["UID"]) for one in made]
    gone = list(cancelled(edition.known, planned, edition.first, edition.today, edition.cancelled))
    calendar = Calendar()
    for name, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("CALSCALE", "GREGORIAN")):
        calendar.add(name, value)
    calendar.add("X-WR-CALNAME", vText(one_line(title)))  # the library escapes no names of others
    calendar.add("X-WR-CALDESC", vText(clean(about)))
    calendar.add("X-WR-TIMEZONE", edition.zone.key)
    for part in [*zone_parts([*made, *gone]), *made, *gone]:
        calendar.add_component(part)
    return bytes(calendar.to_ical())


def zone_parts(made: Sequence[Entry]) -> list[Timezone]:
    """The clocks of every zone that an event names, from before the first to after the last of them."""
    years = [day.year for one in made for day in days_named(one)]
    found = []
    for name in sorted(zones_of(made)):
        try:
            zone = ZoneInfo(name)
        except (ValueError, OSError):  # an old edition of a zone that is no longer known
            continue
        found.append(make_timezone(zone, date(min(years) - 1, 12, 1), date(max(years) + 1, 2, 1)))
    return found


def days_named(made: Entry) -> list[date]:
    """Start, end, and the end of a series, which the library keeps in a list where it was read."""
    until = made.decoded("RRULE").get("UNTIL", []) if "RRULE" in made else []
    return [made.decoded("DTSTART"), made.decoded("DTEND"), *(until if isinstance(until, list) else [until])]


def entry(event: Event, host: str, edition: Edition) -> Entry:
    made, zone = Entry(), edition.zone
    uid = f"{event.key}@{host}"
    made.add("UID", uid)
    made.add("SUMMARY", one_line(event.title))
    made.add("CATEGORIES", [one_line(category) for category in event.categories])
    made.add("TRANSP", "OPAQUE" if event.busy else "TRANSPARENT")
    if event.step:
        made.add("X-PLAYBOOK-STEP", event.step)
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
            "FREQ": "WEEKLY", **({"INTERVAL": event.weeks} if event.weeks > 1 else {}),
            "UNTIL": event.until.astimezone(UTC),
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
    return numbered(made, uid, edition.numbers, edition.today)

"""When does a time zone change its clocks? The VTIMEZONE of a few years.

`Calendar.add_missing_timezones` would do, but writes the start of summer time on the new clock, where the
standard (RFC 5545, 3.6.5) wants the old one: an hour late.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
Clock = tuple[timedelta, bool, str]
"""Distance from UTC, whether it is summer time, and what it is called."""


def clock(moment: datetime, zone: ZoneInfo) -> Clock:
    local = moment.astimezone(zone)
    return local.utcoffset() or timedelta(0), bool(local.dst()), local.tzname() or zone.key


def changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, Clock, Clock]]:
    """Each moment at which the clocks change, with the clock before and after."""
    while first < last:
        then = min(first + DAY, last)
        before, after = clock(first, zone), clock(then, zone)
        if before != after:
            low, high = first, then
            while high - low > SECOND:
                middle = low + (high - low) / 2
                low, high = (middle, high) if clock(middle, zone) == before else (low, middle)
            yield high.replace(microsecond=0), before, after
        first = then


def make_timezone(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """The zone from `first` up to `last`, whose own midnights are well within."""
    found = Timezone()
    found.add("TZID", zone.key)
    start = datetime.combine(first, time(), UTC)
    held = clock(start, zone)
    found.add_component(onset(start, held, held))
    for change in changes(zone, start, datetime.combine(last, time(), UTC)):
        found.add_component(onset(*change))
    return found


def onset(moment: datetime, before: Clock, after: Clock) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if after[1] else TimezoneStandard()
    part.add("DTSTART", (moment + before[0]).replace(tzinfo=None))
    part.add("TZOFFSETFROM", before[0])
    part.add("TZOFFSETTO", after[0])
    part.add("TZNAME", after[2])
    return part

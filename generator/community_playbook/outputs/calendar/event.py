"""What stands in a calendar, before it is text? One frozen record an event, and the ways to make one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from ...community.hours import DAY
from ...plan.clock import clock_minutes
from ..say.frame import Frame

TASK_NOTICE, WINDOW_NOTICE, MEETUP_NOTICE = 10, 15, 60
"""Minutes before the start at which the phone speaks up."""
A_YEAR = 366
"""Dates of the profile that lie further ahead wait for a later edition."""
OWNER, HELPER = "owner", "helper"
BOTH = (OWNER, HELPER)


@dataclass(frozen=True, slots=True)
class Event:
    """`start` is a date for a whole day, else a time with its zone; `end` is the first moment after it.

    `key` names the event from edition to edition, so that an import replaces instead of doubling. `days`:
    weekdays of a weekly series up to `until`; () = once. `who`: in whose calendar it stands, as ids
    of people or as roles. `busy`: it takes somebody's time.
    """

    key: str
    title: str
    text: str
    start: date
    end: date
    categories: tuple[str, ...]
    who: tuple[str, ...] = (OWNER,)
    days: tuple[str, ...] = ()
    until: datetime | None = None
    weeks: int = 1
    """Of a series: every week, or every other."""
    notice: int = 0
    place: str = ""
    busy: bool = False
    step: str = ""
    """Id of the step of the week that it is the first of."""


def zone_of(frame: Frame) -> ZoneInfo:
    return ZoneInfo(frame.community.profile.community.timezone)


def moment(day: date, clock: str, zone: ZoneInfo) -> datetime:
    """ "24:15" of a day lies on the next one."""
    days, minutes = divmod(clock_minutes(clock), DAY)
    at = time(minutes // 60, minutes % 60)
    return datetime.combine(day + timedelta(days=days), at, zone)


def later(start: datetime, minutes: int) -> datetime:
    """So many real minutes later, whatever the clocks do in between."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def last_day(frame: Frame) -> date:
    """The last of the 90 days that series, holidays and the roadmap reach."""
    return frame.plan.roadmap.days.end


def in_sight(frame: Frame, day: date) -> bool:
    """From the planned Monday on, for about a year."""
    return 0 <= (day - frame.plan.week.monday).days <= A_YEAR


def whole_day(
    key: str, day: date, title: str, text: str, category: str, who: tuple[str, ...] = (OWNER,)
) -> Event:
    return Event(key, title, text, day, day + timedelta(days=1), (category,), who)


def mark(text: str) -> str:
    """A short stand-in for a name in the key of an event."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)

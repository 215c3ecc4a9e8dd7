"""Which days of the next 90 are holidays, and on which weekends do people work?

From the library `holidays` where it is installed, and from the profile, which prevails. China's days off move
every year by a notice of the State Council in autumn; until it is out only the days of the law are known, and
that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...community.profile import Profile
from ..say.frame import Frame
from .event import BOTH, Event, last_day, lines, whole_day

ZONES = {"Asia/Shanghai": "CN"}
BY_NOTICE = frozenset({"CN"})
"""Countries that announce make-up days year by year."""


@dataclass(frozen=True, slots=True)
class DaysOff:
    """By day the name; of a make-up day it may be "". `note`: what is not known, "" where all is."""

    holidays: dict[date, str]
    workdays: dict[date, str]
    note: str = ""
    open_years: frozenset[int] = frozenset()
    """Years whose make-up days are not announced yet."""


def country_of(profile: Profile) -> str:
    return profile.calendar.country or ZONES.get(profile.community.timezone, "")


def days_off(frame: Frame) -> DaysOff:
    """All days off and make-up days from the planned Monday to the last of the 90 days."""
    own, first, last = frame.community.profile.calendar, frame.plan.week.monday, last_day(frame)
    country = country_of(frame.community.profile)
    found = table(frame, country, range(first.year, last.year + 1)) if country else DaysOff({}, {})
    working = {d.day for d in own.workdays}
    settled = {d.year for d in working | {d.day for d in own.holidays}}
    still_open = found.open_years - settled
    holidays = {d: n for d, n in found.holidays.items() if d not in working}
    holidays |= {d.day: d.name for d in own.holidays}
    workdays = {d: n for d, n in found.workdays.items() if d not in holidays}
    workdays |= {d.day: d.name or "" for d in own.workdays if d.day not in holidays}
    note = found.note
    if still_open and not note:
        years = frame.listed([str(year) for year in sorted(still_open)])
        note = frame.words("calendar.days_off.open", years=years)
    return DaysOff(
        {d: n for d, n in sorted(holidays.items()) if first <= d <= last},
        {d: n for d, n in sorted(workdays.items()) if first <= d <= last},
        note,
        still_open,
    )


def table(frame: Frame, country: str, years: range) -> DaysOff:
    """What the library knows of a country; nothing, with a note, where it is absent or does not know it."""
    try:
        from holidays import country_holidays
    except ImportError:
        return DaysOff({}, {}, frame.words("calendar.days_off.absent"))
    try:
        spoken = country_holidays(country).supported_languages
    except NotImplementedError:
        return DaysOff({}, {}, frame.words("calendar.days_off.unknown", country=country))
    language = next((one for one in frame.usage.holidays if one in spoken), None)
    holidays: dict[date, str] = {}
    workdays: dict[date, str] = {}
    still_open = set()
    for year in years:
        known = country_holidays(country, years=year, language=language, expand=False)
        if country in BY_NOTICE and year > max(known.special_public_holidays):
            known = country_holidays(country, years=year, language=language, expand=False, observed=False)
            still_open.add(year)
        holidays |= dict(known.items())
        workdays |= {day: "" for day in known.weekend_workdays if day.year == year}
    return DaysOff(holidays, workdays, "", frozenset(still_open))


def day_off_events(frame: Frame, found: DaysOff) -> Iterator[Event]:
    """One event a day: a make-up day that becomes a holiday, or the other way round, replaces it."""
    words, kind = frame.words, frame.words("calendar.kinds.day")
    for day, name in found.holidays.items():
        note = found.note if day.year in found.open_years else ""
        text = lines(words("calendar.days_off.holiday_text"), note)
        yield whole_day(
            f"day-{day.isoformat()}", day, words("calendar.days_off.holiday", name=name), text, kind, BOTH
        )
    for day, name in found.workdays.items():
        key = "workday_named" if name else "workday"
        title = words(f"calendar.days_off.{key}", name=name)
        text = words("calendar.days_off.workday_text")
        yield whole_day(f"day-{day.isoformat()}", day, title, text, kind, BOTH)

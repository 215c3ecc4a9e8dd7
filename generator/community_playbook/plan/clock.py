"""Days and clocks as the plan counts them."""

from __future__ import annotations

from datetime import date, timedelta

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKS_PER_MONTH = 52 / 12
DAYS_PER_MONTH = 365.25 / 12


def planned_monday(today: date) -> date:
    """The Monday of the planned week: this week's, from Saturday on the next one's."""
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7) if today.weekday() >= 5 else monday


def first_day(made: date | None, monday: date, today: date) -> date:
    """The first day of the planned week that was left when that week was first planned. `made`: what its own
    edition says, where it has one."""
    return min(day for day in (made, max(monday, today)) if day)


def clock_minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def clock_text(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def night_clock(minutes: int) -> str:
    """As `clock_text`; what lies after midnight still belongs to the day before it: "24:15"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"

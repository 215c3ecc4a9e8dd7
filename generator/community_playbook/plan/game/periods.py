"""Which week, month or season is a board about? Weeks begin on Mondays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ...community.rewards import Season

DAY = timedelta(days=1)
SETTLED_DAYS = 10
"""So many days after its end a period has been paid and closed."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`kind`: week, month, season, or all (from the first row on). Both days belong to it."""

    kind: str
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def week_of(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period("week", monday, monday + 6 * DAY)


def month_of(day: date) -> Period:
    first = day.replace(day=1)
    return Period("month", first, (first + 31 * DAY).replace(day=1) - DAY)


def season_of(season: Season) -> Period:
    return Period("season", season.start, season.end)


def period_of(kind: str, day: date, season: Period | None = None) -> Period:
    """The period of a kind that holds a day; a season is the profile's own, whatever the day."""
    if kind == "season" and season is not None:
        return season
    return month_of(day) if kind == "month" else week_of(day)


def before(period: Period) -> Period:
    """The period just before: the last week or month, or as many days as the season has."""
    if period.kind in ("week", "month"):
        return period_of(period.kind, period.start - DAY)
    return Period(period.kind, period.start - period.days * DAY, period.start - DAY)


def after(period: Period) -> Period:
    return period_of(period.kind, period.end + DAY)


def weeks_ending_in(month: Period) -> int:
    """How many weekly boards are closed in a month: 4 or 5."""
    first_sunday = week_of(month.start).end
    return (month.end - first_sunday).days // 7 + 1


def edition_day(today: date) -> date:
    """The last day of the edition that is due: the Sunday before the planned Monday, so that the board that
    is posted on Monday is about the week that has just ended."""
    monday = today - timedelta(days=today.weekday())
    return (monday + 7 * DAY if today.weekday() >= 5 else monday) - DAY


def newest_until(days: Iterable[date], last: date) -> date | None:
    """The newest day that is not after `last`."""
    return max((day for day in set(days) if day <= last), default=None)


def ledger_end(days: Iterable[date], today: date) -> date | None:
    """The newest day with a row, where the ledger ends before the week that is due; None where it goes on,
    or has no row at all."""
    newest = newest_until(days, today)
    return newest if newest is not None and newest < week_of(edition_day(today)).start else None


def closing_month(days: Iterable[date], today: date) -> Period:
    """The month whose accounts are closed next: the last one while it is being settled, then the one that
    runs; the last one with a row, where the ledger ends before."""
    running = month_of(today)
    month = before(running) if (today - before(running).end).days <= SETTLED_DAYS else running
    newest = newest_until(days, today)
    return month_of(newest) if newest is not None and newest < month.start else month

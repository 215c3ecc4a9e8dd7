"""When is the community a year older? From the day on which it was founded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NEAR_DAYS = 21
"""Home names an anniversary three weeks ahead: time to ask people for what they remember."""


@dataclass(frozen=True, slots=True)
class Anniversary:
    day: date
    years: int


def next_anniversary(founded: date | None, today: date) -> Anniversary | None:
    """The next one on or after `today`; None where no day is known or it lies ahead. 29 February is kept on
    1 March in other years."""
    if founded is None or founded > today:
        return None
    for year in (today.year, today.year + 1):
        day = in_year(founded, year)
        if day >= today and year > founded.year:
            return Anniversary(day, year - founded.year)
    return None


def in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)

"""The dates around which a plan turns: when does nothing new start, and which are near?

Two weeks before an exam, a sale or a closing, and during it, people have no mind for anything new, and
neither has whoever runs the community.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ..community.calendar import BigDate

QUIET_BEFORE = timedelta(weeks=2)
HOLIDAYS = "holidays"
EXAM = "exam"
QUIET = frozenset({EXAM, "sale", "closing", "release", "deadline"})
"""Kinds before which nothing new starts; a date without a kind is an occasion like any other."""
NEAR = timedelta(weeks=6)
Span = tuple[date, date]
"""First and last day, both included."""


def is_quiet(big: BigDate) -> bool:
    return big.kind in QUIET


def quiet_span(big: BigDate) -> Span:
    """A date with the two weeks before it."""
    return big.start - QUIET_BEFORE, big.last


def window_of(dates: Sequence[BigDate], day: date) -> Span | None:
    """The quiet days that hold `day`; those of several dates that touch or overlap are one. None where
    something new may start on `day`."""
    found: Span | None = None
    for first, last in sorted(quiet_span(big) for big in dates if is_quiet(big)):
        if found and first <= found[1] + timedelta(days=1):
            found = found[0], max(found[1], last)
        elif found and day <= found[1]:
            break
        else:
            found = first, last
    return found if found and found[0] <= day <= found[1] else None


def quiet_until(dates: Sequence[BigDate], day: date) -> date | None:
    """The last of the quiet days that hold `day`, so that on the next one something new may start; None where
    it may on `day` itself."""
    found = window_of(dates, day)
    return found[1] if found else None


def coming(dates: Sequence[BigDate], monday: date) -> tuple[BigDate, ...]:
    """Those that have not passed when a week begins, and begin within six weeks of it, in order."""
    near = [big for big in dates if monday <= big.last and big.start <= monday + NEAR]
    return tuple(sorted(near, key=lambda big: (big.start, big.last, big.what)))

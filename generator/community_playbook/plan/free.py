"""When is a person free in the week, and which free start lies nearest to a wished one?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..community.hours import Span, length, week_spans
from ..community.profile import FreeTime
from .clock import DAYS

WORKDAYS = DAYS[:5]
SPARE_TIME = {day: ("18:00-23:00",) if day in WORKDAYS else ("08:00-23:00",) for day in DAYS}
"""Of people with a day's work: evenings from six, and weekends."""
STEP = 5
"""A clock is a multiple of so many minutes, where the window lets it be."""


@dataclass(frozen=True, slots=True)
class Free:
    """`spans`: minutes since Monday, 00:00, in order and without overlap; empty = whenever the day allows."""

    spans: tuple[Span, ...] = ()
    said: bool = False
    """The operator wrote it; else it follows from the kind of the community."""

    @property
    def minutes(self) -> int:
        return length(self.spans)

    def holds(self, start: int, minutes: int) -> bool:
        """Is all of it free?"""
        return not self.spans or any(a <= start and start + minutes <= b for a, b in self.spans)

    def within(self, start: int, end: int) -> int:
        """Minutes of it that are free."""
        return sum(max(min(end, b) - max(start, a), 0) for a, b in self.spans or ((start, end),))


ANYTIME = Free()


def free_time(said: FreeTime, spare_time: bool) -> Free:
    """What the operator wrote, by weekday; where nothing is written, evenings and weekends if the kind of
    the community is one that people run beside a day's work (`spare_time`)."""
    windows = week_spans({str(day): clocks for day, clocks in said.items()})
    if windows:
        return Free(windows, said=True)
    return Free(week_spans(SPARE_TIME)) if spare_time else ANYTIME


def gaps(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """What is left of `spans` beside what is taken, in order."""
    found = []
    for start, end in spans:
        at = start
        for busy_start, busy_end in sorted(taken):
            if busy_end <= at or busy_start >= end:
                continue
            if busy_start > at:
                found.append((at, busy_start))
            at = max(at, busy_end)
        if end > at:
            found.append((at, end))
    return found


def nearest_start(left: Sequence[Span], wish: int, minutes: int, until: int) -> int | None:
    """Of the gaps that are left, the start nearest to the wished one, of two as near the later, at a clock of
    five minutes where the gap has one; what must be done by `until` ends before it. None where no gap is long
    enough."""
    starts = [
        on_five(start, min(wish, min(end, until) - minutes), min(end, until) - minutes)
        for start, end in left
        if min(end, until) - start >= minutes
    ]
    return min(starts, key=lambda start: (abs(start - wish), start < wish), default=None)


def on_five(first: int, wish: int, last: int) -> int:
    """The last clock of five minutes up to `wish` that is not before `first`, else the next one, if it is not
    behind `last`; `first` where there is none."""
    early, late = wish - wish % STEP, first + -first % STEP
    return early if early >= first else late if late <= last else first

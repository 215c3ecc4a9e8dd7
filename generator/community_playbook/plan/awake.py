"""When is a community awake? Quiet hours, and the window of a day in which most people are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..community.hours import window_minutes

HOURS = 24
EARLIEST, LATEST = 7, 24
"""A window is proposed between these hours alone."""
FEWEST_SEEN = 200
"""People and hours, added up: of fewer nothing is said."""
BETTER = 1.2
"""So many times as many people have to be there, or the window stays."""
QUIET = 0.1
"""Hours with less than this part of the busiest hour are quiet."""


@dataclass(frozen=True, slots=True)
class Window:
    """Of whole hours. `seen`: how many people wrote in it, added up over hours and days."""

    start: int
    end: int
    seen: int

    @property
    def text(self) -> str:
        return f"{self.start:02d}:00-{self.end % HOURS:02d}:00"


@dataclass(frozen=True, slots=True)
class Awake:
    hours: tuple[int, ...]
    """By hour of the day."""
    now: Window
    """The profile's, in whole hours."""
    best: Window
    quiet: tuple[int, int] | None
    """The longest run of quiet hours: from, to."""

    @property
    def few(self) -> bool:
        return sum(self.hours) < FEWEST_SEEN

    @property
    def proposes(self) -> bool:
        return not self.few and self.best.seen >= BETTER * max(self.now.seen, 1)


def find_awake(week: Sequence[Sequence[int]], window: str) -> Awake:
    """`week`: by weekday and hour; `window`: as the profile writes it."""
    hours = tuple(sum(day[hour] for day in week) for hour in range(HOURS))
    start, end = window_minutes(window)
    first, length = start // 60, max(-(-(end - start) // 60), 1)
    options = [seen_in(hours, at, length) for at in range(EARLIEST, max(LATEST - length, EARLIEST) + 1)]
    best = max(options, key=lambda one: (one.seen, one.start == first, -one.start))
    return Awake(hours, seen_in(hours, first, length), best, quiet_of(hours))


def seen_in(hours: Sequence[int], start: int, length: int) -> Window:
    return Window(start, start + length, sum(hours[hour % HOURS] for hour in range(start, start + length)))


def quiet_of(hours: Sequence[int]) -> tuple[int, int] | None:
    """The longest run, around midnight too; None where no two hours are quiet, or all are."""
    low = QUIET * max(hours)
    quiet = [count <= low for count in hours]
    if all(quiet):
        return None
    runs = []
    for start in range(HOURS):
        if quiet[start] and not quiet[start - 1]:
            length = next(n for n in range(1, HOURS + 1) if not quiet[(start + n) % HOURS])
            runs.append((length, -start))
    length, start = max(runs, default=(0, 0))
    return (-start, (length - start) % HOURS) if length > 1 else None

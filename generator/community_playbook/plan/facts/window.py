"""When newcomers are let in, what that time of day is called, and the clocks that follow from it.

Before a window the introductions are asked for (form), asked for again (chase), filed (file), members are
chosen who will answer (match), and the group is told who comes (tell): in this order, by day, and on the day
before where the window opens before the evening.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...community.hours import DAY, window_minutes
from ..clock import DAYS, clock_minutes, clock_text, night_clock
from ..free import Free

PARTS = {"dawn": 5 * 60, "morning": 11 * 60, "noon": 13 * 60 + 30, "afternoon": 17 * 60 + 30,
         "evening": 22 * 60 + 30, "late": DAY}  # fmt: skip
"""By part of the day: before which minute a window of that name opens."""
EVENING = 17 * 60
"""From here on there is time on the same day to prepare."""
STEPS = ("form_clock", "chase_clock", "file_clock", "match_clock", "tell_clock")
BY_DAY = tuple(clock_minutes(clock) for clock in ("11:00", "15:00", "16:30", "17:00", "17:30"))
BY_DAY_EARLY = tuple(20 * 60 - minutes for minutes in BY_DAY[1:])
"""The steps after the first keep the distance that they have from a window at eight in the evening."""
SPARE_EVENING = tuple(clock_minutes(clock) for clock in ("18:30", "20:30", "21:00", "21:15", "21:30"))
SPARE_OPENING = (90, 75, 60)
"""Of file, match and tell, where the day is somebody's work: minutes before the window."""
NOTICE = 5
Clocks = tuple[int, ...]
"""Of STEPS, in minutes since the midnight that begins the join day; below 0: the day before."""


@dataclass(frozen=True, slots=True)
class JoinWindow:
    part: str
    """Of the day, a key of PARTS: how the time is called."""
    start: str
    """ "20:00"."""
    end: str
    """As `start`; past midnight counted on: "24:30"."""
    ahead: Mapping[str, int]
    """By step, so many days before the join day."""
    inside: tuple[str, ...] = ("notice_clock", "join_start", "join_late")
    """Names of the clocks of the window itself."""


def part_of_day(minutes: int) -> str:
    return next(part for part, before in PARTS.items() if minutes < before)


def find_window(window: str, days: Sequence[str], free: Free) -> tuple[JoinWindow, dict[str, str]]:
    """The window, and its clocks by name. `free`: of whoever prepares; `days`: on which people join."""
    start, end = window_minutes(window)
    steps = preparation(start, days, free)
    clocks = {
        "join_start": night_clock(start),
        "join_end": night_clock(end),
        "join_late": night_clock((start + end) // 2),
        "notice_clock": night_clock(max(start - NOTICE, 0)),
        **{name: clock_text(minutes % DAY) for name, minutes in zip(STEPS, steps, strict=True)},
    }
    ahead = {name: -(minutes // DAY) for name, minutes in zip(STEPS, steps, strict=True)}
    return JoinWindow(part_of_day(start), clocks["join_start"], clocks["join_end"], ahead), clocks


def preparation(start: int, days: Sequence[str], free: Free) -> Clocks:
    """The first way to prepare that lies in free time on every join day, else the first way."""
    ways = list(ways_to_prepare(start))
    return next((way for way in ways if all(fits(way, day, free) for day in days)), ways[0])


def ways_to_prepare(start: int) -> Iterator[Clocks]:
    """By day, on the same one if there is time; for people with a day's work the evening before, and what is
    left an hour ahead."""
    the_day_before = tuple(minutes - DAY for minutes in BY_DAY)
    if start >= EVENING:
        yield (BY_DAY[0], *(start - early for early in BY_DAY_EARLY))
        yield (20 * 60 - DAY, 21 * 60 + 30 - DAY, *(start - early for early in SPARE_OPENING))
    yield the_day_before
    yield tuple(minutes - DAY for minutes in SPARE_EVENING)


def fits(way: Clocks, day: str, free: Free) -> bool:
    first = DAYS.index(day) * DAY
    week = 7 * DAY
    return all(free.holds((first + minutes) % week, NOTICE) for minutes in way)

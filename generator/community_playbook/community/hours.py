"""Windows of the week as spans of minutes since Monday, 00:00; a night runs on past its midnight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY, WEEK = 24 * 60, 7 * 24 * 60
Span = tuple[int, int]


def window_minutes(window: str) -> Span:
    """ "23:00-00:30" as minutes of the day on which it begins: (1380, 1470)."""
    start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in window.split("-"))
    return start, end if end > start else end + DAY


def week_spans(windows: Mapping[str, Sequence[str]]) -> tuple[Span, ...]:
    """Windows by weekday, in order; what touches or overlaps becomes one span."""
    found: list[Span] = []
    for day, clocks in windows.items():
        first = WEEKDAYS.index(day) * DAY
        found += [(first + start, first + end) for start, end in map(window_minutes, clocks)]
    return merged(found)


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def length(spans: Sequence[Span]) -> int:
    """Minutes of spans that do not overlap."""
    return sum(end - start for start, end in spans)

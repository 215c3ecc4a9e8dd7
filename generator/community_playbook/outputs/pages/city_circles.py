"""Circles for the cities where members live, by members, roughly in their true direction, none on another.

Pairs that overlap are pushed apart along the line between them until none is left, always in the same order:
the same cities give the same drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sqrt
from unicodedata import east_asian_width

from ..say.people.meetups import CityMark

ROUNDS = 400
GAP, EDGE = 3.0, 4.0
SMALLEST = 10.0
"""Of text, in px."""
TALLEST = 990.0


@dataclass(frozen=True, slots=True)
class Circle:
    """In px. `name_at`, `count_at`: where the two lines stand; `count`: size of the number, 0 where it has no
    room."""

    x: float
    y: float
    r: float
    name: str
    members: int
    state: str
    font: float
    count: float
    name_at: float
    count_at: float


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    circles: list[Circle]

    @property
    def box(self) -> str:
        """As SVG reads it: pages write a thousand with a comma."""
        return f"0 0 {self.width} {self.height}"


def breadth(name: str) -> float:
    """Of a name, in its own font size."""
    return sum(1.0 if east_asian_width(letter) in "WF" else 0.56 for letter in name)


def draw_circles(marks: Sequence[CityMark], width: int) -> Drawing:
    if not marks:
        return Drawing(width, 0, [])
    largest = max(mark.members for mark in marks)
    radius = [max(width / 9.5 * sqrt(mark.members / largest), 9.0) for mark in marks]
    fonts = [
        max(SMALLEST, min(19.0, 1.7 * r / max(breadth(m.name), 2)))
        for m, r in zip(marks, radius, strict=True)
    ]
    # a name that is wider than its circle keeps its place too
    room = [max(r, f * breadth(m.name) / 2) for m, r, f in zip(marks, radius, fonts, strict=True)]
    spots = push_apart(directions(marks, width), room, width)
    low = min(y - r for (_, y), r in zip(spots, room, strict=True)) - EDGE
    high = max(y + r for (_, y), r in zip(spots, room, strict=True)) + EDGE
    # a page groups the digits of large numbers, which no coordinate may have
    shrink = min(1.0, TALLEST / (high - low))
    circles = [
        circle(mark, x * shrink, (y - low) * shrink, r * shrink, font * shrink)
        for (x, y), r, mark, font in zip(spots, radius, marks, fonts, strict=True)
    ]
    return Drawing(round(width * shrink), round((high - low) * shrink), circles)


def circle(mark: CityMark, x: float, y: float, r: float, font: float) -> Circle:
    count = max(font * 0.75, SMALLEST) if r > 2.1 * SMALLEST else 0
    name_at = y if count else y + font * 0.35
    parts = (x, y, r, font, count, name_at, y + count + 3)
    x, y, r, font, count, name_at, count_at = (round(part, 1) for part in parts)
    return Circle(x, y, r, mark.name, mark.members, mark.state, font, count, name_at, count_at)


def directions(marks: Sequence[CityMark], width: int) -> list[tuple[float, float]]:
    """Longitude to the right, latitude upwards, in one scale that fills the width."""
    middle = sum(mark.latitude for mark in marks) / len(marks)
    across = [mark.longitude * cos(radians(middle)) for mark in marks]
    left, right = min(across), max(across)
    top, bottom = max(m.latitude for m in marks), min(m.latitude for m in marks)
    scale = 0.72 * width / max(right - left, (top - bottom) * 0.8, 0.5)
    start = (width - (right - left) * scale) / 2
    return [
        (start + (x - left) * scale, (top - m.latitude) * scale) for x, m in zip(across, marks, strict=True)
    ]


def push_apart(
    spots: Sequence[tuple[float, float]], room: Sequence[float], width: int
) -> list[tuple[float, float]]:
    found = [[x, y] for x, y in spots]
    for _ in range(ROUNDS):
        moved = False
        for a in range(len(found)):
            for b in range(a):
                dx, dy = found[a][0] - found[b][0], found[a][1] - found[b][1]
                far, need = hypot(dx, dy), room[a] + room[b] + GAP
                if far >= need - 0.01:
                    continue
                moved = True
                if far < 0.01:  # on one spot: each pair goes another way
                    dx, dy, far = cos(a), 1.0, hypot(cos(a), 1.0)
                push = (need - min(far, need)) / 2 + 0.02
                for at, sign in ((a, 1), (b, -1)):
                    found[at][0] += sign * push * dx / far
                    found[at][1] += sign * push * dy / far
        for at, r in enumerate(room):
            found[at][0] = min(max(found[at][0], r + EDGE), width - r - EDGE)
        if not moved:
            break
    return [(x, y) for x, y in found]

"""The plant: the member grows on a stem, its leaf holds the fact, every step to a badge unfolds two leaves.

Classes and signatures: see `beam.py`.
"""

from __future__ import annotations

from math import atan2, cos, hypot, pi, radians, sin

from .frame import Frame
from .path import path, shape
from .podium import Podium

STEM = 18


def blade(x: float, y: float, length: float, half: float, angle: float, kind: str) -> str:
    """A leaf from its stalk: `length` long, `half` as wide as its middle, at an angle in radians."""
    c, s = cos(angle), sin(angle)

    def at(along: float, across: float) -> str:
        return path(x + along * c - across * s, y + along * s + across * c)

    near, far, bulge = 0.3 * length, 0.7 * length, half / 0.75
    ends = at(0, 0), at(length, 0)
    there = path("M", ends[0], "C", at(near, -bulge), at(far, -bulge), ends[1])
    return shape(kind, there, "C", at(far, bulge), at(near, bulge), ends[0])


def zone(frame: Frame) -> str:
    """The leaf behind the fact."""
    fact, x = frame.fact, frame.lamp[0]
    if frame.whole:
        y, high = frame.lamp[1], fact.height
        start, end, tip = x + 0.2 * frame.lamp[2], 1.03 * frame.width, fact.y + 0.3 * high
        up = max(fact.y - 0.62 * high, frame.top - 0.16 * high)
        down = fact.bottom + (
            0.7 * high if frame.tight else min(0.7 * high, 1.25 * (frame.below.y - fact.bottom))
        )
        above = path("M", start, y, "C", start + 40, up, fact.x + 0.85 * fact.width, up, end, tip)
        return path(above, "C", end + 10, down, fact.x, down, start, y, "Z")
    top = max(frame.top + 12, fact.y - 0.29 * fact.height)
    low = frame.floor + 0.1 * fact.height
    root = x + STEM / 2, frame.floor + 1
    above = path("M", *root, "Q", x + 0.35 * fact.width, fact.y - 0.22 * fact.height, frame.width, top)
    return path(above, "Q", frame.width, low, *root, "Z")


def carrier(frame: Frame) -> str:
    """The stem, with a small leaf on the side that is free."""
    x, top = frame.lamp[0], frame.foot
    long = frame.floor - top
    size = min(0.56 * long, 1.15 * frame.tower[2])
    leaf = blade(x, frame.floor - 0.16 * long, size, 0.25 * size, radians(-146), "p") if long > 70 else ""
    return f'<rect class="p" x="{x - STEM / 2}" y="{top - 2}" width="{STEM}" height="{long + 3}"/>{leaf}'


def gauge(frame: Frame, lit: int, steps: int) -> str:
    """A stem with a pair of leaves for every step; the lit ones from the floor up."""
    x, top = frame.lamp[0], frame.foot
    first = top + 8
    pitch = (frame.floor - first) / steps
    long = 1.18 * frame.tower[1]
    half = min(0.42 * pitch, 22)
    rise = min(0.5 * pitch / long * 2, 0.36)
    found, stem = "", ""
    for step in range(steps):
        kind = "p" if step < lit else "d"
        low = frame.floor - step * pitch
        up = low - pitch if step < steps - 1 else top
        stem += f'<rect class="{kind}" x="{x - 7}" y="{up:.1f}" width="14" height="{low - up + 1:.1f}"/>'
        for side in (-rise, rise - pi):
            found += blade(x, low - 0.12 * pitch, long, half, side, kind)
    return found + stem


def podium(podium: Podium) -> str:
    """Leaves behind the others, and the winner's pot."""
    x = podium.first[0]
    found = ""
    for ox, oy, r in podium.others:
        start, end = podium.head - 0.1 * r, oy - 0.75 * r
        away = abs(ox - x) + 2.1 * r
        tilt = atan2(end - start, away)
        found += blade(x, start, hypot(away, end - start), 1.32 * r, tilt if ox > x else pi - tilt, "w")
    head, wide, low = podium.head, podium.gallery, podium.floor + 1
    rim, base = podium.foot - 6, podium.top - 4
    pot = shape("p", "M", x - rim, head + 20, "H", x + rim, "L", x + base, low, "H", x - base)
    edge = f'<rect class="p" x="{x - wide}" y="{head + 4}" width="{2 * wide}" height="26" rx="13"/>'
    return f"{found}{edge}{pot}"


def rays(x: float, y: float, level: int, width: int, floor: int) -> str:
    """Pairs of leaves behind an emblem, as many as its level."""
    found = ""
    for tilt in {1: (0,), 2: (-16, 16), 3: (-25, 0, 25)}[level]:
        for side in (0, 180):
            angle = radians(side + (tilt if side == 0 else -tilt))
            long = 0.49 * width
            if tilt:
                long = min(long, (0.57 * y if tilt < 0 else 1.1 * (floor - y)) / abs(sin(angle)))
            found += blade(x, y, long, {1: 0.34, 2: 0.2, 3: 0.15}[level] * (floor - y), angle, "w")
    return found


def bar(x: float, y: float, length: float, height: float, colour: str) -> str:
    """A long leaf with its tip at the end; `y` is its upper edge."""
    end, high = x + length, 4 + height
    back = path("C", x + 0.7 * length, y, end - 0.1 * length, y, end, y + 0.5 * high)
    above = path("M", x, y + 2, "L", x + 0.4 * length, y + 1, back)
    under = path("C", end - 0.06 * length, y + 1.2 * high, end - 0.26 * length, y + 1.02 * high, x, y + 8)
    return shape(colour, above, under)


def seat(x: float, y: float, orbit: float, radius: float, angle: float, far: float) -> str:
    """A petal from the table past a taken seat."""
    return blade(x, y, min(far, orbit + 2.1 * radius), 1.45 * radius, angle, "w")


def sign() -> str:
    """The community's mark in a box of 40 by 40: o the stem and a leaf, s the large leaf."""
    return (
        '<path class="s" d="M18 24C18 8 28 1 39 1C39 15 32 24 18 24Z"/>'
        '<path class="o" d="M18 31C18 20 11 14 1 14C1 25 8 31 18 31Z"/><path class="o" d="M16 22H20V40H16Z"/>'
    )

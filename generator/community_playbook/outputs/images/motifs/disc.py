"""The disc: a rising sun for every community whose name gives no other hint.

Classes and signatures: see `beam.py`.
"""

from __future__ import annotations

from math import cos, hypot, sin

from .frame import Frame
from .path import circle, path
from .podium import Podium

GAP = 6


def dome(x: float, top: float, half: float, rise: float, floor: float) -> str:
    """A block with a round top: `rise` is the height of its round part."""
    return path(
        "M", x - half, floor, "V", top + rise, "A", half, rise, "0 0 1", x + half, top + rise, "V", floor, "Z"
    )  # fmt: skip


def zone(frame: Frame) -> str:
    """The disc behind the fact; one that would reach the strip becomes a bar with a round end."""
    fact = frame.fact
    if not frame.whole:
        size = max(fact.height, 0.62 * fact.width)
        x, y, r = fact.right + 0.03 * fact.width, fact.bottom - 0.23 * size, 0.73 * size
        return circle(x, max(y, frame.top + r), r)
    if frame.tight:
        return quarter(frame)
    x, y = fact.x + fact.width / 2, fact.y + fact.height / 2
    r = hypot(fact.width, fact.height) / 2 + 14
    if y - r >= frame.top + 4 and y + r < frame.below.y and x - r > frame.edge + 10:
        return circle(x, y, r)
    high = min(0.8 * fact.height, y - frame.top - 4, frame.below.y - 16 - y)
    left = fact.x - 12 - high + (max(high**2 - fact.height**2 / 4, 0)) ** 0.5
    if left > frame.edge + 10:
        end = path(left + high, "a", high, high, "0 0 0 0", 2 * high)
    else:  # no room for its round end: it comes from behind the hero
        high = min(high, frame.lamp[2] - abs(y - frame.lamp[1]))
        end = path(frame.lamp[0], "v", 2 * high)
    return path("M", frame.width + 4, y - high, "H", end, "H", frame.width + 4, "Z")


def quarter(frame: Frame) -> str:
    """A disc that rises from the floor and runs out of the picture on the right."""
    fact = frame.fact
    top = max(fact.y - 0.22 * fact.height, frame.top + 4)
    r = frame.floor - top
    inset = r - max(r**2 - (frame.floor - fact.y) ** 2, 0) ** 0.5
    left = max(fact.x - 8 - inset, frame.lamp[0] + 1.1 * frame.tower[1] + 20)
    return path(
        "M", frame.width + 4, top, "H", left + r, "a", r, r, "0 0 0", -r, r + 1, "H", frame.width + 4, "Z"
    )  # fmt: skip


def carrier(frame: Frame) -> str:
    """A pedestal with a round top."""
    x, top = frame.lamp[0], frame.foot + 4
    half = frame.beside(1.1 * frame.tower[1])
    return f'<path class="p" d="{dome(x, top, half, min(half, frame.floor - top), frame.floor + 1)}"/>'


def gauge(frame: Frame, lit: int, steps: int) -> str:
    """A stack of rounded bars; the lit ones from the floor up."""
    x, half, first = frame.lamp[0], frame.tower[1], frame.foot + 16
    pitch = (frame.floor - 4 - first) / steps
    high = pitch - min(GAP, 0.3 * pitch)
    found = ""
    for step in range(steps):
        y = frame.floor - 4 - (step + 1) * pitch
        found += (
            f'<rect class="{"p" if step < lit else "d"}" x="{x - half}" y="{y:.1f}" width="{2 * half}" '
            f'height="{high:.1f}" rx="{min(high / 2, 20):.1f}"/>'
        )
    return found


def podium(podium: Podium) -> str:
    """Discs behind the others, half a disc under the winner."""
    x, head = podium.first[0], podium.head
    lights = "".join(
        f'<path class="w" d="{circle(ox, oy - 0.24 * r, 1.24 * r + 20)}"/>' for ox, oy, r in podium.others
    )
    block = dome(x, head - 14, podium.spread(9), 0.4 * (podium.floor - head), podium.floor + 1)
    return f'{lights}<path class="p" d="{block}"/>'


def rays(x: float, y: float, level: int, width: int, floor: int) -> str:
    """A sun that rises behind an emblem, with as many rings as its level."""
    r = min(0.4 * width, 0.72 * floor)
    found = ""
    for ring in reversed(range(level)):
        outer = r * (1 + 0.21 * ring)
        found += f'<path class="w" d="{circle(x, floor, outer)}"/>'
        if ring:
            found += f'<path class="g" d="{circle(x, floor, outer - 0.14 * r)}"/>'
    return found


def bar(x: float, y: float, length: float, height: float, colour: str) -> str:
    """A thin bar with a disc at its end; `y` is its upper edge."""
    r = max(0.5 * height + 2, 5)
    middle = y + 2 + 0.5 * height
    thick = min(0.5 * height + 4, 12)
    return (
        f'<rect class="{colour}" x="{x}" y="{middle - thick / 2:.1f}" width="{max(length - r, 0):.1f}" '
        f'height="{thick:.1f}" rx="{thick / 2:.1f}"/>'
        f'<circle class="{colour}" cx="{x + length - r:.1f}" cy="{middle}" r="{r:.1f}"/>'
    )


def seat(x: float, y: float, orbit: float, radius: float, angle: float, far: float) -> str:
    """A disc behind a taken seat."""
    r = 1.42 * radius
    away = min(orbit + 0.4 * radius, far - r)
    return f'<path class="w" d="{circle(x + away * cos(angle), y + away * sin(angle), r)}"/>'


def sign() -> str:
    """The community's mark in a box of 40 by 40: s the disc, o the floor that it rises from."""
    ground = '<rect class="o" x="0" y="30" width="40" height="8" rx="4"/>'
    return f'<path class="s" d="M4 26A16 16 0 0 1 36 26Z"/>{ground}'

"""The mountain: its flank cuts the fact, the winner stands on the summit, the way up is counted in steps.

Money and greetings stand in the sky beside the summit. Classes and signatures: see `beam.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, sin

from .frame import Frame
from .path import path, shape
from .podium import Podium

SLOPE = 0.88
"""Height of a flank in parts of its width."""
GAP = 6


def ridge(peaks: Sequence[tuple[float, float, float]], floor: float) -> str:
    """One path around overlapping mountains: x and y of the apex, height of a flank in parts of its width."""
    feet = [(x - (floor - y) / k, x + (floor - y) / k) for x, y, k in peaks]
    places = {x for x, _, _ in peaks} | {x for pair in feet for x in pair}
    for ax, ay, ak in peaks:
        for bx, by, bk in peaks:
            for a, b in ((ak, bk), (ak, -bk), (-ak, bk), (-ak, -bk)):
                if abs(a - b) > 0.001:  # where two flanks cross
                    places.add((by - ay + a * ax - b * bx) / (a - b))
    left, right = min(a for a, _ in feet), max(b for _, b in feet)
    line = [
        f"L{x:.1f} {min([floor, *(py + k * abs(x - px) for px, py, k in peaks)]):.1f}"
        for x in sorted(places)
        if left <= x <= right
    ]
    return f"M{left:.1f} {floor}{''.join(line)}Z"


def zone(frame: Frame) -> str:
    """The mountain behind the fact; below a fact that must be whole a range, or nothing where texts stand."""
    fact, floor = frame.fact, frame.floor + 1
    if not frame.whole:
        wide = fact.width > 1.8 * fact.height
        x = fact.x + (0.12 if wide else 0.36) * fact.width
        y = max(
            fact.bottom - (0.94 if wide else 0.78) * fact.width, fact.y - 0.35 * fact.height, frame.top + 20
        )
        return f"M{x:.1f} {y:.1f}L{x + 1.15 * (floor - y):.1f} {floor}H{x - 1.11 * (floor - y):.1f}Z"
    if frame.tight:
        return massif(frame)
    if frame.below.width:
        return ""
    room = floor - fact.bottom
    peaks = [
        (frame.lamp[0], frame.foot - 0.2 * frame.lamp[2], SLOPE),
        (fact.x + 0.22 * fact.width, fact.bottom + 0.55 * room, 0.75),
        (fact.x + 0.78 * fact.width, fact.bottom + 0.34 * room, 0.5),
    ]
    return ridge(peaks, floor)


def massif(frame: Frame) -> str:
    """One mountain that holds the fact and all below it."""
    fact, floor = frame.fact, frame.floor + 1
    x, y = fact.x - 24, fact.y + 0.02 * fact.height
    summit = fact.x + 0.3 * fact.width, max(frame.top + 8, fact.y - 0.6 * fact.height)
    far = frame.width + 4
    slope = 1.5 if x - frame.lamp[0] > 1.6 * frame.lamp[2] else 0.9
    return (
        f"M{x - (floor - y) / slope:.1f} {floor}L{x:.1f} {y:.1f}L{summit[0]:.1f} {summit[1]:.1f}"
        f"L{far} {fact.y - 0.06 * fact.height:.1f}V{floor}Z"
    )


def carrier(frame: Frame) -> str:
    """The summit that the hero has reached, where it is not a part of the range."""
    if frame.whole and not frame.tight and not frame.below.width:
        return ""
    x, top, floor = frame.lamp[0], frame.foot - 0.12 * frame.lamp[2], frame.floor + 1
    half = frame.beside(min((floor - top) / SLOPE, 1.15 * frame.tower[2]))
    return f'<path class="p" d="M{x} {top:.1f}L{x + half:.1f} {floor}H{x - half:.1f}Z"/>'


def gauge(frame: Frame, lit: int, steps: int) -> str:
    """The hero's mountain in steps; the lit ones from the floor up."""
    x, floor = frame.lamp[0], float(frame.floor)
    first = frame.foot + 10
    half = 1.62 * frame.tower[1]
    if frame.below.width:
        half = min(half, frame.below.x - 20 - x)
    apex = frame.foot - 0.3 * (floor - frame.foot)
    high = (floor - first) / steps
    found = ""
    for step in range(steps):
        low = floor - step * high
        up = low - high + (GAP if step < steps - 1 else 0)
        wide = [half * (y - apex) / (floor - apex) for y in (up, low)]
        found += (
            f'<path class="{"p" if step < lit else "d"}" d="M{x - wide[0]:.1f} {up:.1f}H{x + wide[0]:.1f}'
            f'L{x + wide[1]:.1f} {low + 1:.1f}H{x - wide[1]:.1f}Z"/>'
        )
    return found


def podium(podium: Podium) -> str:
    """Distant peaks behind the others, a summit block under the winner."""
    x = podium.first[0]
    found = ""
    for ox, oy, r in podium.others:
        low = oy + r + 20
        side = -1 if ox < x else 1
        peaks = [(ox + side * 0.9 * r, oy - 0.75 * r, 1.15), (ox - side * 0.55 * r, oy - 1.2 * r, 1.15)]
        found += f'<path class="w" d="{ridge(peaks, low)}"/>'
    head, top, low = podium.head, podium.top, podium.floor + 1
    half = [(podium.spread(26), low), (top, head + 28), (0.62 * top, head - 26), (0.36 * top, head + 4)]
    points = [(x - away, y) for away, y in half] + [(x + away, y) for away, y in reversed(half)]
    block = shape("p", "M", "L".join(path(*point) for point in points))
    return f"{found}{block}"


def rays(x: float, y: float, level: int, width: int, floor: int) -> str:
    """As many distant peaks behind an emblem as its level."""
    high = floor - 0.43 * y
    side = 0.36 * min(width, 1.5 * floor)
    peaks = {
        1: [(x, 0.86)],
        2: [(x - side, 0.62), (x + side, 0.78)],
        3: [(x, 0.86), (x - side, 0.58), (x + side, 0.7)],
    }[level]
    found = ""
    for px, part in peaks:
        for kind, more in (("g", 16), ("w", 0)):
            top = floor - part * high - more
            half = (floor - top) * 0.82
            found += (
                f'<path class="{kind}" d="M{px:.1f} {top:.1f}L{px + half:.1f} {floor}H{px - half:.1f}Z"/>'
            )
    return found


def bar(x: float, y: float, length: float, height: float, colour: str) -> str:
    """A long ridge that rises to its peak near the end; `y` is its upper edge."""
    peak = x + max(length - 1.3 * height, 0.6 * length)
    points = [
        (x, y + 6),
        (peak - 1.4 * height, y + 0.14 * height + 2),
        (peak - height, y + 0.34 * height + 2),
        (peak, y - 0.1 * height),
        (x + length, y + 4 + height),
        (x, y + 10),
    ]
    return shape(colour, "M", "L".join(path(*point) for point in points))


def seat(x: float, y: float, orbit: float, radius: float, angle: float, far: float) -> str:
    """A peak that points outwards behind a taken seat."""
    tip, wing, half = min(far, orbit + 2.1 * radius), orbit + 0.1 * radius, 1.45 * radius
    c, s = cos(angle), sin(angle)
    corners = [(0.0, 0.0), (wing, half), (tip, 0.0), (wing, -half)]
    path = "L".join(f"{x + a * c - b * s:.1f} {y + a * s + b * c:.1f}" for a, b in corners)
    return f'<path class="w" d="M{path}Z"/>'


def sign() -> str:
    """The community's mark in a box of 40 by 40: o the mountains, s the sun behind the summit."""
    return '<circle class="s" cx="30" cy="11" r="8"/><path class="o" d="M15 8L26 26L30 20L40 38H0Z"/>'

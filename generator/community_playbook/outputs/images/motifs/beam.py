"""The lighthouse: the member is the lamp, the beam lights the fact, the tower carries.

Classes: p paper, w glow, d deep (unlit), z the light itself (its colour turns gold for a first place), o on,
s sun. Source of the proportions: the picture study.
"""

from __future__ import annotations

from math import asin, atan2, cos, hypot, radians, sin

from .frame import Frame
from .podium import Podium

GAP = 6


def zone(frame: Frame) -> str:
    """Path of the light behind the fact; the picture clips it at the floor."""
    x, y, _ = frame.lamp
    far = 2 * hypot(frame.width, frame.height)
    ends = [(x + far * cos(radians(a)), y + far * sin(radians(a))) for a in frame.beam]
    return f"M{x} {y}" + "".join(f"L{ex:.1f} {ey:.1f}" for ex, ey in ends) + "Z"


def carrier(frame: Frame) -> str:
    """What the hero stands on: gallery and shaft."""
    x, top = frame.lamp[0], frame.foot
    head, foot, gallery = frame.tower
    return (
        f'<rect class="p" x="{x - gallery}" y="{top + 4}" width="{2 * gallery}" height="20" rx="10"/>'
        + f'<path class="p" d="M{x - head} {top + 22}H{x + head}L{x + foot} {frame.floor + 1}H{x - foot}Z"/>'
    )


def gauge(frame: Frame, lit: int, steps: int) -> str:
    """The carrier with a band for each step; the lit ones from the floor up."""
    x, top = frame.lamp[0], frame.foot
    head, foot, gallery = frame.tower
    bands = ""
    first, last = top + 30, float(frame.floor)
    high = (last - first) / steps
    for step in range(steps):
        low = last - step * high
        up = low - high + (GAP if step < steps - 1 else 0)
        wide = [head + (foot - head) * (y - first) / (last - first) for y in (up, low)]
        bands += (
            f'<path class="{"p" if step < lit else "d"}" d="M{x - wide[0]:.1f} {up:.1f}H{x + wide[0]:.1f}'
            f'L{x + wide[1]:.1f} {low:.1f}H{x - wide[1]:.1f}Z"/>'
        )
    return (
        f'<rect class="p" x="{x - gallery}" y="{top + 4}" width="{2 * gallery}" height="20" rx="10"/>{bands}'
    )


def podium(podium: Podium) -> str:
    """The light from the winner to the others (tangents of their pictures), and the winner's tower."""
    x, y, _ = podium.first
    lights = ""
    for ox, oy, r in podium.others:
        reach = r + 4
        away = hypot(ox - x, oy - y)
        angle, half = atan2(oy - y, ox - x), asin(reach / away)
        far = 2 * podium.width
        ends = [(x + far * cos(angle + a), y + far * sin(angle + a)) for a in (-half, half)]
        lights += f'<path class="w" d="M{x} {y}' + "".join(f"L{ex:.1f} {ey:.1f}" for ex, ey in ends) + 'Z"/>'
    top, wide = podium.head, podium.gallery
    return (
        f"{lights}"
        f'<rect class="p" x="{x - wide}" y="{top + 4}" width="{2 * wide}" height="20" rx="10"/>'
        f'<path class="p" d="M{x - podium.top} {top + 22}H{x + podium.top}L{x + podium.foot}'
        f" {podium.floor + 1}"
        f'H{x - podium.foot}Z"/>'
    )


def rays(x: float, y: float, level: int, width: int, floor: int) -> str:
    """Pairs of light behind an emblem, as many as its level."""
    found = ""
    for tilt in {1: (0,), 2: (-13, 13), 3: (-24, 0, 24)}[level]:
        for side in (0, 180):
            ends = [radians(side + tilt + a) for a in (-6, 6)]
            found += (
                f'<path class="w" d="M{x} {y}'
                + "".join(f"L{x + 2 * width * cos(a):.1f} {y + 2 * width * sin(a):.1f}" for a in ends)
                + 'Z"/>'
            )
    return found


def bar(x: float, y: float, length: float, height: float, colour: str) -> str:
    """A light that starts thin at `x` and is `height` high at its end; `y` is its upper edge."""
    return f'<path class="{colour}" d="M{x} {y}L{x + length:.1f} {y + 4}V{y + 4 + height:.1f}L{x} {y + 6}Z"/>'


def seat(x: float, y: float, orbit: float, radius: float, angle: float, far: float) -> str:
    """The light of a taken seat, from the table's centre past the seat to `far`."""
    half = asin(min(radius / orbit, 1))
    ends = [(x + far * cos(angle + a), y + far * sin(angle + a)) for a in (-half, half)]
    (ax, ay), (bx, by) = ends
    return f'<path class="w" d="M{x} {y}L{ax:.1f} {ay:.1f}A{far} {far} 0 0 1 {bx:.1f} {by:.1f}Z"/>'


def sign() -> str:
    """The community's mark in a box of 40 by 40: o the tower, s lamp and light."""
    return (
        '<path class="s" d="M17 12L40 4V20Z"/><circle class="s" cx="13" cy="12" r="6.5"/>'
        '<path class="o" d="M8 22H18L22 40H4Z"/>'
    )

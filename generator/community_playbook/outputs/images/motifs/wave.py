"""The sea: the member floats on it, its crest cuts the fact, the winner rides the highest wave.

Money and greetings stand above the crest as a whole, or in one great wave. Classes and signatures: see
`beam.py`.
"""

from __future__ import annotations

from math import ceil, cos, sin

from .frame import Frame
from .path import path, shape
from .podium import Podium

CUT = 0.76
"""The sea cuts the fact so far down."""
GAP = 6
RIPPLES = 3


def arcs(width: float, high: float, count: int) -> str:
    """Waves from where the path is; `width` is negative on the way back."""
    return f"a{abs(width) / 2:.1f} {high:.1f} 0 0 {int(width > 0)} {width:.1f} 0" * count


def swell(frame: Frame) -> tuple[float, float, float]:
    """The valleys' y, the height of the waves and their width."""
    if frame.tight:
        valley = frame.fact.y - 12
        high = min(0.055 * frame.width, valley - frame.top - 4)
    elif frame.whole:
        room = frame.below.y - frame.fact.bottom
        valley = frame.fact.bottom + 0.76 * room
        high = min(0.44 * room, 0.068 * frame.width)
    else:
        valley = frame.fact.y + CUT * frame.fact.height
        high = 0.165 * frame.fact.height
    return valley, high, max(min(3.75 * high, frame.width / 4), frame.width / 9)


def zone(frame: Frame) -> str:
    """The sea, a crest under the hero. A fact that must be whole stands above it, or in one great wave."""
    valley, high, wide = swell(frame)
    if frame.tight:
        x, low = frame.fact.x - 24, calm(frame)
        lip = x - 0.3 * wide
        count = ceil((frame.width - lip) / wide)
        turn = frame.fact.y + 0.45 * frame.fact.height
        rise = path("V", low, "C", 0.55 * x, low, x, low - 0.3 * (low - turn), x, turn)
        curl = path("C", x, valley + 0.2 * high, x - 0.1 * wide, valley, lip, valley)
        return path("M -4", frame.height, rise, curl, arcs(wide, high, count), "V", frame.height, "Z")
    first = frame.lamp[0] - wide / 2
    first -= ceil(first / wide) * wide
    count = ceil((frame.width - first) / wide)
    return f"M{first:.1f} {valley:.1f}{arcs(wide, high, count)}V{frame.height}H{first:.1f}Z"


def calm(frame: Frame) -> float:
    """The level before a great wave."""
    return frame.floor - 0.2 * (frame.floor - frame.foot)


def carrier(frame: Frame) -> str:
    """A boat, where the hero is above the water."""
    x, top = frame.lamp[0], frame.foot
    valley, high, _ = swell(frame)
    crest = calm(frame) - 10 if frame.tight else valley - high
    half = frame.beside(0.94 * frame.tower[2])
    if crest < top + 8 or (frame.tight and frame.fact.x - x < 1.9 * half):
        return ""
    hull = 0.5 * half
    deck = max(top + 12, crest - 0.35 * hull)
    foot, wave = 0.66 * half, 0.66 * half / 2

    def body(y: float, kind: str, grow: float = 0) -> str:
        return (
            f'<path class="{kind}" d="M{x - half - grow:.1f} {y:.1f}H{x + half + grow:.1f}'
            f'L{x + foot:.1f} {y + hull:.1f}{arcs(-wave, 9, 4)}Z"/>'
        )

    mast = f'<rect class="p" x="{x - 9:.1f}" y="{top - 4:.1f}" width="18" height="{deck - top + 8:.1f}"/>'
    return mast + body(deck + 10, "g", 4) + body(deck, "p")


def gauge(frame: Frame, lit: int, steps: int) -> str:
    """A column of water in waves; the lit ones from the floor up. It stands in a gap within the sea."""
    x, top = frame.lamp[0], frame.foot
    half = frame.tower[1]
    first = top + 22
    pitch = (frame.floor - first) / steps
    high = min(10.0, 0.3 * pitch)
    wide = 2 * half / 3
    well = half + 14
    found = shape("g", "M", x - well, frame.floor, "V", first - high - 12, "h", 2 * well, "V", frame.floor)
    for step in range(steps):
        low = frame.floor - step * pitch + (1 if step == 0 else 0)
        up = low - pitch + (GAP if step < steps - 1 else 0)
        foot = arcs(-wide, high, 3) if step else f"H{x - half:.1f}"
        found += (
            f'<path class="{"p" if step < lit else "d"}" d="M{x - half:.1f} {up + high / 2:.1f}'
            f'{arcs(wide, high, 3)}V{low + (high / 2 if step else 0):.1f}{foot}Z"/>'
        )
    return found


def podium(podium: Podium) -> str:
    """Distant waves behind the others, the highest one under the winner, a low swell along the floor."""
    x = podium.first[0]
    found = ""
    for ox, oy, r in podium.others:
        wide = 1.3 * r
        side = -1 if ox < x else 1
        count = ceil(max(podium.width - x, x) / wide)
        for up, low, high in (
            (oy - 0.42 * r, oy + 0.2 * r, 0.34 * r),
            (oy + 0.56 * r, oy + r + 20, 0.34 * r),
        ):
            found += (
                f'<path class="w" d="M{x:.1f} {up:.1f}{arcs(side * wide, high, count)}V{low:.1f}'
                f'{arcs(-side * wide, high, count)}Z"/>'
            )
    low = 0.012 * podium.width
    small = podium.width / 16
    swell = f"M0 {podium.floor + 1}{arcs(small, low, 16)}Z"
    top, foot, ground = podium.top, podium.spread(24), podium.floor + 1
    valley, bend = podium.head + 30, podium.floor - 20
    rise = path("M", x - foot, ground, "Q", x - top - 2, bend, x - top, valley)
    fall = path("Q", x + top + 2, bend, x + foot, ground)
    crest = shape("p", rise, arcs(2 * top / 3, 26, 3), fall)
    return f'{found}<path class="p" d="{swell}"/>{crest}'


def rays(x: float, y: float, level: int, width: int, floor: int) -> str:
    """As many waves behind an emblem as its level."""
    found = ""
    pitch = 0.31 * (floor - y)
    high = min(0.048 * width, 0.5 * pitch)
    wide = high / 0.24
    start = x - wide / 2 - ceil((x - wide / 2) / wide) * wide
    count = ceil((width - start) / wide)
    for band in range(level):
        up = floor - 0.45 * pitch - (level - 1 - band) * pitch
        shift = start - (wide / 2 if band % 2 else 0)
        waves = arcs(wide, high, count + 1)
        found += f'<path class="w" d="M{shift:.1f} {up:.1f}{waves}V{floor}H{shift:.1f}Z"/>'
        if band < level - 1:
            gap = up + 0.5 * pitch
            found += f'<path class="g" d="M{shift:.1f} {gap:.1f}{waves}V{floor}H{shift:.1f}Z"/>'
    return found


def bar(x: float, y: float, length: float, height: float, colour: str) -> str:
    """A row of waves that grow towards its end; `y` is its upper edge."""
    count = max(round(length / 52), 1)
    step = length / count
    valley = y + 3 + min(0.3 * height, 9)
    crests = ""
    for i in range(1, count + 1):
        high = 3 + min(0.3 * height, 9) * i / count
        crests += path("A", step / 2, high, "0 0 1", x + step * i, valley)
    end = max(y + 4 + height, valley + 3)
    return f'<path class="{colour}" d="M{x} {valley:.1f}{crests}V{end:.1f}L{x} {valley + 3:.1f}Z"/>'


def seat(x: float, y: float, orbit: float, radius: float, angle: float, far: float) -> str:
    """Ripples from the table past a taken seat."""
    half = 1.05 * radius / orbit
    end = min(far, orbit + 2.1 * radius)
    start = 0.0
    found = ""
    step = (end - orbit) / (RIPPLES + 0.2)
    for i in range(RIPPLES):
        outer = orbit + (0.1 + i) * step if i == 0 else start + 0.62 * step
        found += sector(x, y, start, outer, angle, half)
        start = outer + 0.38 * step
    return found


def sector(x: float, y: float, inner: float, outer: float, angle: float, half: float) -> str:
    """A part of a ring."""
    corners = [
        path(x + r * cos(angle + a), y + r * sin(angle + a))
        for r, a in ((inner, -half), (outer, -half), (outer, half), (inner, half))
    ]
    there = path("M", corners[0], "L", corners[1], "A", outer, outer, "0 0 1", corners[2])
    return shape("w", there, "L", corners[3], "A", inner, inner, "0 0 0", corners[0])


def sign() -> str:
    """The community's mark in a box of 40 by 40: s the sun, o the waves."""
    return f'<circle class="s" cx="20" cy="12" r="9"/><path class="o" d="M0 28{arcs(40 / 3, 7, 3)}V40H0Z"/>'

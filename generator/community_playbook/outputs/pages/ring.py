"""A round drawn as a ring: beats as numbered circles, larger where they take longer, none on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from ..say.rhythm import Node, Ring

MIDDLE, RADIUS = 220.0, 150.0
OUTER = 198.0
"""Where the names of the days stand."""
LEAST, MOST = 11.0, 18.0
"""Radii of a beat, in units of the drawing."""
LONG = 60
"""Minutes from which a beat is drawn at its largest."""
ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Spot:
    x: float
    y: float
    r: float
    text: str
    key: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    spots: list[Spot]
    marks: list[Spot]


def draw_ring(ring: Ring) -> Drawn:
    """In a square of 440. Beats that would lie on each other move apart along the ring."""
    radii = [LEAST + (MOST - LEAST) * min(node.minutes / LONG, 1) for node in ring.nodes]
    places = apart([node.place for node in ring.nodes], radii)
    spots = [spot(place, r, node) for place, r, node in zip(places, radii, ring.nodes, strict=True)]
    return Drawn(spots, [Spot(*point(place, OUTER), 0, text) for place, text in ring.marks])


def spot(place: float, r: float, node: Node) -> Spot:
    return Spot(*point(place, RADIUS), round(r, 1), str(node.number), node.key)


def point(place: float, radius: float) -> tuple[float, float]:
    """From the top, clockwise."""
    angle = 2 * pi * place
    return round(MIDDLE + radius * sin(angle), 1), round(MIDDLE - radius * cos(angle), 1)


def apart(places: Sequence[float], radii: Sequence[float]) -> list[float]:
    """Neighbours, in their order, pushed apart by halves until they touch at most."""
    found = list(places)
    for _ in range(ROUNDS if len(found) > 1 else 0):
        moved = False
        for i in range(len(found)):
            j = (i + 1) % len(found)
            gap = found[j] + (1.0 if j == 0 else 0.0) - found[i]
            least = (radii[i] + radii[j] + 3) / (2 * pi * RADIUS)
            if gap < least - 1e-9:
                push = (least - gap) / 2
                found[i], found[j] = found[i] - push, found[j] + push
                moved = True
        if not moved:
            break
    return found

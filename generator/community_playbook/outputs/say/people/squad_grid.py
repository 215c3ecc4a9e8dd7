"""Squads as tiles, a column a group: which move now, which soon, and from where to where."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ....plan.people.later_terms import lines, seats
from ....plan.people.rotation import Rotation
from ..frame import Frame

MOST_COLUMNS = 20
"""More tiles than that cannot be told apart on a phone."""
MOST_HOPS = 6
WIDE, NARROW = 960, 358
MOST_SKY, LEAST_SKY = 84, 30
"""Room for the arcs, in px."""
RISE = 0.22
"""How high an arc is for its width."""
LONGEST = {WIDE: 4, NARROW: 2}
"""Characters of a group's name that fit below its column; else it is its number."""


@dataclass(frozen=True, slots=True)
class Tile:
    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Hop:
    """An arc and its head, as paths."""

    arc: str
    head: str


@dataclass(frozen=True, slots=True)
class Grid:
    kind: str
    """w or n: for wide or narrow screens."""
    width: int
    height: float
    tile: tuple[float, float]
    tiles: tuple[Tile, ...]
    labels: tuple[Label, ...]
    hops: tuple[Hop, ...]
    font: int


def grids(frame: Frame, found: Rotation, kinds: Mapping[int, str]) -> tuple[Grid, ...]:
    """For wide and for narrow screens; none where there are too many groups."""
    if len(found.groups) > MOST_COLUMNS:
        return ()
    return make_grid(frame, found, kinds, WIDE), make_grid(frame, found, kinds, NARROW)


def make_grid(frame: Frame, found: Rotation, kinds: Mapping[int, str], width: int) -> Grid:
    order = len(found.groups)
    step = width / order
    gap = 6 if width == WIDE else 2
    tall = min(max(280 / order, 8), 26) if width == WIDE else min(max(170 / order, 6), 18)
    font = 14 if width == WIDE else 10
    moves = list(dict.fromkeys((move.start, move.to) for move in found.waves[0].moves))[:MOST_HOPS]
    sky = min(LEAST_SKY + RISE * step * max(abs(to - start) for start, to in moves), MOST_SKY)
    tiles = tuple(
        Tile(round(x * step + gap / 2, 1), round(sky + y * (tall + 3), 1), kinds[squad])
        for x, squads in enumerate(lines(seats(order, found.term - 1), order))
        for y, squad in enumerate(squads)
    )
    return Grid(
        kind="w" if width == WIDE else "n",
        width=width,
        height=round(sky + order * (tall + 3) + font + 8, 1),
        tile=(round(step - gap, 1), round(tall, 1)),
        tiles=tiles,
        labels=labels_of(frame, found, step, LONGEST[width], {group for pair in moves for group in pair}),
        hops=tuple(hop((start + 0.5) * step, (to + 0.5) * step, sky) for start, to in moves),
        font=font,
    )


def labels_of(
    frame: Frame, found: Rotation, step: float, longest: int, busy: Collection[int]
) -> tuple[Label, ...]:
    """What each column is called; `busy`: of which this batch comes or goes."""
    names = {g.id: g.name for g in frame.facts.sizes.group_list}
    shown = [names[group] for group in found.groups]
    if max(map(len, shown)) > longest:
        shown = [str(n + 1) for n in range(len(shown))]
    return tuple(Label(round((x + 0.5) * step, 1), name, x in busy) for x, name in enumerate(shown))


def hop(start: float, to: float, sky: float) -> Hop:
    """Higher where it goes further; its handles may stand above the drawing, the arc does not."""
    top = max(sky - 24 - abs(to - start) * RISE * 4 / 3, -sky / 3)
    arc = f"M{start:.1f} {sky - 4:.1f}C{start:.1f} {top:.1f} {to:.1f} {top:.1f} {to:.1f} {sky - 6:.1f}"
    return Hop(arc, f"M{to - 4:.1f} {sky - 11:.1f}L{to:.1f} {sky - 5:.1f}L{to + 4:.1f} {sky - 11:.1f}")

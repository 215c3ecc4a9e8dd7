"""The rank card: the member is the lamp, the rank is what the light shows.

Texts: fact, before, after, name, line, period. Where there is a number `ahead`, the fact is the share of the
members that somebody is ahead of (beyond rank 100): "96%" between "超过" and "的成员" ("ahead of",
"of members"), which stand above and below it at its left edge. Else it is a rank, its words on the base line:
"第" 3 "名", "No." 3.
"""

from __future__ import annotations

from dataclasses import replace

from ..layouts import Box
from ..motifs.frame import frame_of
from ..pen import Pen
from ..picture import Picture
from .room import flanked, stack, wide

NUDGE = 4
"""Pixels of a step away from the share, so that a word is not cut by the light."""


def draw(pen: Pen, picture: Picture) -> None:
    frame, geometry = frame_of(pen.layout), pen.layout.geometry
    motif = pen.studio.motif
    fact, before, after = (str(picture.texts.get(role, "")) for role in ("fact", "before", "after"))
    item, unit = pen.layout.items["fact"], int(geometry["unit"])
    share = "ahead" in picture.numbers
    if share:
        low, high = geometry["share"]["beam"]
        item = replace(item.at(**Box(*geometry["share"]["fact"])._asdict()), align="left", valign="middle")
        frame = replace(frame, beam=(float(low), float(high)), fact=item.box)
    pen.ground(motif.carrier(frame), motif.zone(frame))
    pen.strip(picture)
    if share:
        ink = pen.fact("fact", fact, item=item)
        size, gap = int(geometry["share"]["size"]), int(geometry["share"]["gap"])
        pen.unit(before, ink.x, unmixed(pen, before, ink.x, ink.y - gap, size, -NUDGE), size, "left")
        low = ink.bottom + gap + 0.84 * size
        pen.unit(after, ink.x, unmixed(pen, after, ink.x, low, size, NUDGE), size, "left")
    else:
        flanked(pen, item, fact, before, after, unit)
    x, y, r = frame.lamp
    pen.face(picture.faces[0], x, y, r, int(frame.ring), "sun")
    rows = [("name", str(picture.texts["name"]), 0.0), ("line", str(picture.texts["line"]), geometry["gap"])]
    stack(pen, picture, pen.layout.box("words"), rows)
    pen.corner(picture)


def unmixed(pen: Pen, text: str, x: float, base: float, size: int, step: int) -> float:
    """The base line, moved by at most 16 steps until the word lies wholly in or out of the light."""
    width = wide(pen, text, size)
    for n in range(17):
        at = base + n * step
        if pen.lit((int(x), int(at - size), int(x + width) + 1, int(at + 0.2 * size))) != 1:
            return at
    return base

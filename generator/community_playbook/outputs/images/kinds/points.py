"""The points card: all points in the light, and how far it is to the next badge.

Texts: fact ("6,560"), before and after where it has a sign or decimals (small on the base line), name, next
and togo (both "" where there is none), points and source (1 to 3 each, as many), line, period. Numbers: lit
and steps of the gauge.
"""

from __future__ import annotations

from dataclasses import replace

from ..layouts import Box
from ..motifs.frame import frame_of
from ..pen import Pen
from ..picture import Picture
from .parts import emblem_markup, listed, number, place_emblem
from .room import flanked, in_light, shared_size, stack, wide

SMALL, CLOSE = 0.36, 5
"""The size of the sign and the decimals in parts of the fact's box, and how far they stand from it."""


def draw(pen: Pen, picture: Picture) -> None:
    frame = frame_of(pen.layout, whole=True)
    motif, geometry = pen.studio.motif, pen.layout.geometry
    item, steps = pen.layout.items["fact"], number(picture, "steps")
    x, y, side = geometry["emblem"]
    next_, over = str(picture.texts.get("next", "")), ""
    has_next = bool(next_) and side > 0
    if not has_next and "alone" in geometry:
        low, high = geometry["alone"]["beam"]
        item = item.at(**Box(*geometry["alone"]["fact"])._asdict())
        nothing = Box(frame.width, frame.floor, 0, 0)
        frame = replace(frame, beam=(float(low), float(high)), fact=item.box, below=nothing)
    if has_next:
        over = emblem_markup(pen.theme, pen.studio.style.motif, picture.emblem, x, y, side)
        place_emblem(pen, next_, x, y, side)
    body = motif.gauge(frame, number(picture, "lit"), steps) if steps and has_next else motif.carrier(frame)
    pen.ground(body, motif.zone(frame), over)
    pen.strip(picture)

    before, fact, after = (str(picture.texts.get(role, "")) for role in ("before", "fact", "after"))
    unit = round(SMALL * item.box.height)
    words = sum(wide(pen, word, unit) + CLOSE for word in (before, after) if word)
    flanked(pen, in_light(pen, item, fact, words), fact, before, after, unit, CLOSE)

    cx, cy, r = frame.lamp
    pen.face(picture.faces[0], cx, cy, r, int(frame.ring), "sun")
    if has_next:
        rows = [("next", next_, 0.0), ("togo", str(picture.texts.get("togo", "")), geometry["gap"])]
        stack(pen, picture, pen.layout.box("next"), rows)
    columns = pen.layout.items.get("points")
    rows = [("name", str(picture.texts["name"]), 0.0)]
    if columns is None:
        rows.append(("line", str(picture.texts.get("line", "")), geometry["gap"]))
    stack(pen, picture, pen.layout.box("words"), rows)
    if columns is not None:
        draw_sources(pen, listed(picture, "points"), listed(picture, "source"))
    pen.corner(picture)


def draw_sources(pen: Pen, points: list[str], sources: list[str]) -> None:
    """Where the points came from: one column each; fewer columns are wider."""
    if not points:
        return
    left, total, gap = pen.layout.geometry["columns"]
    pitch = (total + gap) / max(len(points), 2)
    items = pen.layout.items
    big = shared_size(pen, items["points"].at(width=pitch - gap), points)
    small = shared_size(pen, items["source"].at(width=pitch - gap), sources)
    for column, (amount, source) in enumerate(zip(points, sources, strict=True)):
        x = left + column * pitch
        pen.text("points", amount, big.at(x=x))
        pen.text("source", source, small.at(x=x))

"""The badge card: the emblem is the fact; as many pairs of light as the badge has levels.

Texts: badge, name, line (what for), period (the day).
"""

from __future__ import annotations

from ..pen import Pen
from ..picture import Picture
from .parts import emblem_markup, place_emblem
from .room import stack


def draw(pen: Pen, picture: Picture) -> None:
    geometry, motif = pen.layout.geometry, pen.studio.motif
    x, y, side = geometry["emblem"]
    cx, cy = geometry["centre"]
    rays = motif.rays(cx, cy, int(picture.emblem[2]), pen.layout.width, pen.layout.floor)
    emblem = emblem_markup(pen.theme, pen.studio.style.motif, picture.emblem, x, y, side)
    pen.ground(rays, "", emblem)
    place_emblem(pen, str(picture.texts["badge"]), x, y, side)
    if pen.layout.items["community"].colour == "ink":
        x, y, side = geometry["mark"]
        pen.mark(x, y, side, on_paper=True)
        pen.text("community", pen.studio.style.community)
    else:
        pen.strip(picture)
    cx, cy, r = pen.layout.circle("lamp")
    pen.face(picture.faces[0], cx, cy, r, int(geometry["ring"]), "sun")
    gaps = {"badge": 0.0, "name": float(geometry["gap"]), "line": float(geometry["gap"])}
    rows = [(role, str(picture.texts[role]), gap) for role, gap in gaps.items() if role in pen.layout.items]
    stack(pen, picture, pen.layout.box("words"), rows)
    pen.corner(picture)

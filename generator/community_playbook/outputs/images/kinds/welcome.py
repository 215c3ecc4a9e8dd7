"""The welcome card: a greeting in the light, the newcomer's name, and what happens tonight.

Texts: fact ("欢迎", or "6" for somebody who stayed), its unit ("年", small on the base line; may be missing),
name, city (may be empty), labels and answers (at most two), foot, period.
"""

from __future__ import annotations

from ..motifs.frame import frame_of
from ..pen import Pen
from ..picture import Picture
from .parts import listed
from .room import GAP, flanked, in_light, stack, wide


def draw(pen: Pen, picture: Picture) -> None:
    plan, geometry, motif = pen.layout, pen.layout.geometry, pen.studio.motif
    frame = frame_of(plan, whole=True)
    pen.ground(motif.carrier(frame), motif.zone(frame))
    pen.strip(picture)
    fact, word = str(picture.texts["fact"]), str(picture.texts.get("unit", ""))
    unit = int(geometry["unit"])
    words = wide(pen, word, unit) + GAP if word else 0.0
    flanked(pen, in_light(pen, plan.items["fact"], fact, words), fact, "", word, unit)
    x, y, r = frame.lamp
    pen.face(picture.faces[0], x, y, r, int(frame.ring), "sun")
    rows = [("name", str(picture.texts["name"]), 0.0), ("city", str(picture.texts["city"]), geometry["gap"])]
    columns = "label" in plan.items
    filled = stack(pen, picture, plan.box("words"), rows, "top" if columns else "middle")
    if columns:
        draw_columns(pen, picture, filled.bottom)
    if "foot" in plan.items:
        pen.text("foot", str(picture.texts["foot"]))
    pen.corner(picture)


def draw_columns(pen: Pen, picture: Picture, above: float) -> None:
    """One or two columns under a rule each; where the name needs one line, the free room goes above them."""
    items, geometry = pen.layout.items, pen.layout.geometry
    label, answer = items["label"], items["answer"]
    pairs = list(zip(listed(picture, "labels"), listed(picture, "answers"), strict=False))[:2]
    room = pen.layout.box("words").bottom - above
    top = above + geometry["rule"][0] + max(room, 0) * 0.4
    _, high, gap = geometry["rule"]
    pitch = (label.box.width + gap) if len(pairs) > 1 else 0
    for column, (name, text) in enumerate(pairs):
        x = label.box.x + column * pitch
        width = label.box.width if len(pairs) > 1 else 2 * label.box.width + gap
        pen.rule(x, top, width, high, "fact")
        pen.text("label", name, label.at(x=x, y=top + 24, width=width))
        pen.text("answer", text, answer.at(x=x, y=top + 24 + label.size + 14, width=width))

"""The board of teams: the crew in front is the lamp, its points stand in the light; the others are rows.

Texts: title, names, values, notes, foot, line. Numbers: ranks, shares (permille of the best team's score) and
faces (how many faces of `picture.faces` belong to each team: those who agreed to be shown).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from ..motifs.frame import frame_of
from ..pen import Pen
from ..picture import Face, Picture
from .parts import listed, lower, numbers, rank_disc

CREWS = (
    (),
    ((0.0, 0.0, 1.0),),
    ((0.40, -0.34, 0.62), (-0.40, 0.36, 0.62)),
    ((0.06, -0.48, 0.52), (-0.50, 0.44, 0.52), (0.52, 0.46, 0.52)),
)
"""Where the faces of a crew of so many stand, and their radius, in parts of the crew's radius. The upper left
is left to the badge with the rank."""
BADGE = -0.74, -0.62
MOST_FACES = len(CREWS) - 1
STEP = 1.6
"""Faces in a row overlap: from one centre to the next, in parts of the radius."""
SHORTEST = 8
"""Pixels; a team without points still has a spark."""


def draw(pen: Pen, picture: Picture) -> None:
    texts = {role: listed(picture, role) for role in ("names", "values", "notes")}
    ranks, shares = numbers(picture, "ranks"), numbers(picture, "shares")
    _, pitch, most = pen.layout.geometry["rows"]
    rows = range(1, min(len(ranks), most + 1))
    lower(
        pen,
        (most - len(rows)) * pitch,
        ("fact",),
        ("lamp",),
        ("lead", "note", "rank", "name", "value", "small"),
    )
    counts = [*numbers(picture, "faces"), *[0] * len(ranks)]
    starts = list(accumulate(counts, initial=0))
    crews = [picture.faces[starts[i] : starts[i] + min(counts[i], MOST_FACES)] for i in range(len(ranks))]
    plan, geometry, motif = pen.layout, pen.layout.geometry, pen.studio.motif
    left, down, high = geometry["bar"]
    shift = 0 if any(crews[i] for i in rows) else left - geometry["faces"][0]
    left -= shift
    top = plan.items["name"].box.y
    bars = ""
    for i in rows:
        length = max((plan.items["value"].box.right - left) * shares[i] / 1000, SHORTEST)
        colour = "d" if pen.theme.mode == "print" else "g"
        bars += motif.bar(left, top + (i - 1) * pitch + down, length, max(high * shares[i] / 1000, 3), colour)
    frame = frame_of(plan)
    pen.ground(motif.carrier(frame), motif.zone(frame), bars)
    pen.strip(picture)
    pen.text("title", str(picture.texts["title"]))
    if ranks:
        pen.fact("fact", texts["values"][0])
        crew(pen, crews[0], ranks[0])
        pen.text("lead", texts["names"][0])
        if "note" in plan.items:
            pen.text("note", texts["notes"][0])
    for i in rows:
        by = (i - 1) * pitch
        line(pen, crews[i], top + by)
        words = {"rank": str(ranks[i]), "name": texts["names"][i], "value": texts["values"][i]}
        if "small" in plan.items:
            words["small"] = texts["notes"][i]
        for role, text in words.items():
            item = plan.items[role]
            x = item.box.x - (shift if role in ("name", "small") else 0)
            pen.text(role, text, item.at(x=x, y=item.box.y + by))
    for role in ("foot", "line"):
        if role in plan.items:
            pen.text(role, str(picture.texts[role]))
    pen.corner(picture)


def crew(pen: Pen, faces: Sequence[Face], rank: int) -> None:
    """The faces of the team in front around the rank; the rank alone where nobody is shown."""
    x, y, radius = pen.layout.circle("lamp")
    ring, badge = int(pen.layout.geometry["ring"]), float(pen.layout.geometry["badge"])
    if not faces:
        pen.disc(str(rank), x, y, radius + ring, "sun", "onsun", round(1.1 * radius))
        return
    for face, (dx, dy, r) in reversed(list(zip(faces, CREWS[len(faces)], strict=True))):
        colour = "paper" if pen.theme.mode == "print" else "sun"
        pen.face(face, x + dx * radius, y + dy * radius, r * radius, ring, colour)
    far = 1.0 if len(faces) > 1 else 0.78 / 0.7
    spot = x + BADGE[0] * far * radius, y + BADGE[1] * far * radius
    rank_disc(pen, rank, *spot, badge, round(1.35 * badge), "sun", "onsun")


def line(pen: Pen, faces: Sequence[Face], top: float) -> None:
    """The faces of a team in its row, the first one on top."""
    left, down, radius = pen.layout.geometry["faces"]
    for i in reversed(range(len(faces))):
        pen.face(faces[i], left + radius + i * STEP * radius, top + down, radius, 4, "paper")

"""The poster of a board: three on the podium, the others as quiet rows.

Texts: title, names, values, moves ("" none, "▲3", "▼1", "–" or a word for new), foot, line. Numbers: ranks.
Faces: one a row.
"""

from __future__ import annotations

from ..motifs.podium import Podium
from ..pen import Pen
from ..picture import Picture
from .parts import listed, lower, numbers, rank_disc

OFF = 0.78
"""The disc with the rank stands so far up and left of the avatar's centre, in parts of its radius."""
STANDING = "name1", "value1", "name2", "value2", "name3", "value3"
ROWS = "rank", "name", "value", "move"


def draw(pen: Pen, picture: Picture) -> None:
    names, values, ranks = listed(picture, "names"), listed(picture, "values"), numbers(picture, "ranks")
    shown = min(len(names), 3)
    _, pitch, most = pen.layout.geometry["row"]
    lower(pen, (most - len(names) + shown) * pitch, STANDING, ("first", "second", "third"), ROWS)
    plan, geometry, motif = pen.layout, pen.layout.geometry, pen.studio.motif
    places = [plan.circle(key) for key in ("first", "second", "third")][:shown]
    top, foot = geometry["podium"][1], geometry["podium"][2]
    podium = Podium(
        plan.width, plan.floor, places[0], geometry["rings"][0], geometry["podium"][0], top, foot, places[1:]
    )
    pen.ground(motif.podium(podium))
    pen.strip(picture)
    pen.text("title", str(picture.texts["title"]))
    for i in reversed(range(shown)):
        x, y, r = places[i]
        ring = geometry["rings"][0 if i == 0 else 1]
        pen.face(picture.faces[i], x, y, r, ring, "sun" if ranks[i] == 1 else "paper")
        disc(
            pen,
            x - OFF * r,
            y - OFF * r,
            geometry["discs"][0 if i == 0 else 1],
            ranks[i],
            first=ranks[i] == 1,
        )
        pen.text(f"name{i + 1}", names[i])
        pen.text(f"value{i + 1}", values[i])
    rows(pen, picture, names, values, ranks)
    pen.text("foot", str(picture.texts["foot"]))
    if "line" in plan.items:
        pen.text("line", str(picture.texts["line"]))
    pen.corner(picture)


def disc(pen: Pen, x: float, y: float, radius: int, rank: int, first: bool) -> None:
    size = round(1.44 * radius) if first else round(1.12 * radius)
    rank_disc(pen, rank, x, y, radius, size, "sun" if first else "paper", "onsun" if first else "ink")


def rows(pen: Pen, picture: Picture, names: list[str], values: list[str], ranks: list[int]) -> None:
    plan, geometry = pen.layout, pen.layout.geometry
    _, pitch, most = geometry["row"]
    avatar_x, radius = geometry["avatar"]
    moves = listed(picture, "moves")
    for row, i in enumerate(range(3, min(len(names), 3 + most))):
        down = row * pitch

        def moved(role: str, by: float = down) -> dict[str, float]:
            return {"y": plan.items[role].box.y + by}

        pen.text("rank", str(ranks[i]), plan.items["rank"].at(**moved("rank")))
        middle = plan.items["name"].box.y + down + plan.items["name"].size / 2
        pen.face(picture.faces[i], avatar_x, middle, radius)
        pen.text("name", names[i], plan.items["name"].at(**moved("name")))
        pen.text("value", values[i], plan.items["value"].at(**moved("value")))
        if "move" in plan.items and i < len(moves):
            pen.move(moves[i], plan.items["move"].at(**moved("move")))

"""The card of a meetup: each taken seat has its light; a full table is a full ring.

Texts: fact (the city), date, time, seats (how many are free, or "full"), seatsof, labels and values, period.
Numbers: seats. Faces: one for each taken seat, the host first.
"""

from __future__ import annotations

from dataclasses import replace
from math import asin, cos, pi, sin

from ..pen import Pen
from ..picture import Picture
from .parts import listed, number

STRIP = 130
"""Pixels below the strip's top: a light that would reach it ends on a circle instead, and then all do."""
MOST_SEATS = 20
QUIET = 36
"""Pixels above the QR code that a text keeps free."""
LEAST = 0.82
"""A value that would have to shrink further takes a second line."""
MOST_DENSE = 0.84
"""Rows may come so close for that, in parts of their pitch."""


def draw(pen: Pen, picture: Picture) -> None:
    plan, geometry = pen.layout, pen.layout.geometry
    seats = max(number(picture, "seats"), 1)
    count = min(seats, MOST_SEATS)
    sat = min(len(picture.faces), seats)
    if seats > count and sat < seats:  # a hall: so many lights as its share of taken seats, never a full ring
        sat = min(round(sat * count / seats), count - 1)
    x, y, table = plan.circle("table")
    radius, orbit, _ = geometry["seat"]
    ring = int(geometry["ring"])
    if count > 2:
        radius = min(radius, int(orbit * sin(pi / count)) - ring)
    taken, free = angles(count, min(sat, count))
    lights = "".join(
        pen.studio.motif.seat(x, y, orbit, radius + 4, a, reach(pen, radius, taken)) for a in taken
    )
    outlines = "".join(
        f'<circle cx="{x + orbit * cos(a):.1f}" cy="{y + orbit * sin(a):.1f}" r="{radius + 2}" fill="none"'
        f' stroke="{pen.theme.on}" stroke-width="5"/>'
        for a in free
    )
    pen.ground(f'{lights}{outlines}<circle class="p" cx="{x}" cy="{y}" r="{table}"/>')
    pen.strip(picture)
    pen.fact("seats", str(picture.texts["seats"]), "fact", "fact")
    if "seatsof" in plan.items:
        pen.text("seatsof", str(picture.texts["seatsof"]))
    for i, (face, angle) in enumerate(zip(picture.faces, taken, strict=False)):
        at = x + orbit * cos(angle), y + orbit * sin(angle)
        pen.face(face, *at, radius, ring - (3 if i else 0), "paper" if i else "sun")
    when(pen, picture)
    terms(pen, picture)
    pen.corner(picture)


def angles(count: int, taken: int) -> tuple[list[float], list[float]]:
    """The seats of a table, taken ones (the host first) and free ones: they fill from below to both sides, so
    that the light falls on the floor as long as it can."""
    turn = 0.0 if taken % 2 else pi / count
    seats = [2 * pi * i / count + turn for i in range(count)]
    seats.sort(key=lambda a: (round(abs((a + pi) % (2 * pi) - pi), 6), a))
    found = [pi / 2 - a for a in seats]
    return found[:taken], found[taken:]


def reach(pen: Pen, radius: float, taken: list[float]) -> float:
    """How far the lights go: out of the picture, or to the ring where one would cross the strip."""
    x, y, _ = pen.layout.circle("table")
    _, orbit, ring = pen.layout.geometry["seat"]
    half = asin(min((radius + 4) / orbit, 1))
    for edge in (a + side for a in taken for side in (-half, half)):
        away = x if cos(edge) < 0 else pen.layout.width - x
        if sin(edge) < 0 and y + sin(edge) / max(abs(cos(edge)), 0.01) * away < pen.layout.text_top + STRIP:
            return float(ring)
    return 2.0 * pen.layout.width


def when(pen: Pen, picture: Picture) -> None:
    """City, day and hour: side by side, or below each other where the city's name is long."""
    city, date, time = (str(picture.texts[role]) for role in ("fact", "date", "time"))
    item = pen.layout.items["fact"]
    mask, below = pen.studio.fact_mask(city, item.weight, int(item.box.width), int(item.box.height))
    if mask.height - below >= pen.layout.geometry["least"]:
        pen.fact("fact", city, "fact", "fact")
        pen.text("date", date)
        pen.text("time", time)
    else:
        pen.fact("fact", city, "fact", "fact", pen.layout.items["city"])
        pen.text("when", f"{date} · {time}")


def terms(pen: Pen, picture: Picture) -> None:
    """Label and value in rows; as many long values as there is room for take two lines, and all keep clear of
    the QR code."""
    plan = pen.layout
    top, pitch, second, bottom = plan.geometry["rows"]
    if not pitch:
        return
    labels, values = listed(picture, "labels"), listed(picture, "values")
    label, value = plan.items["label"], plan.items["value"]
    light, bold = pen.studio.measure(label.weight), pen.studio.measure(value.weight)
    widest = max((light(pen.studio.clusters(text), label.size) for text in labels), default=0.0)
    x = max(value.box.x, label.box.x + widest + 20)
    code = plan.geometry["qr" if picture.qr else "corner"][1] - QUIET
    rights = [
        plan.width - plan.margin if top + i * pitch + value.size < code else value.box.right
        for i in range(len(labels))
    ]
    wide = [bold(pen.studio.clusters(text), value.size) for text in values]
    long = [i for i in range(len(labels)) if LEAST * wide[i] > rights[i] - x]
    spare = (bottom - top - value.size - MOST_DENSE * pitch * (len(labels) - 1)) // second
    long = long[: int(max(spare, 0))]
    rest = bottom - top - value.size - second * len(long)
    pitch = min(pitch, rest / max(len(labels) - 1, 1))
    y = float(top)
    for i, (name, text) in enumerate(zip(labels, values, strict=True)):
        two = i in long
        item = replace(value, wrap=two, lines=2 if two else 1)
        pen.text("label", name, label.at(y=y))
        height = value.box.height if two else value.size
        right = value.box.right if y + height > code else rights[i]
        pen.text("value", text, item.at(x=x, y=y, width=right - x, height=height))
        y += pitch + (second if two else 0)

"""The incentive card: what can be earned stands in the light; the eight terms below, always in this order.

Texts: fact, unit, name, labels and values (eight each), line. Numbers: kind (an `OfferKind`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PIL import ImageChops

from ...look.clusters import Cluster
from ..fitting import Measure, filled, is_word
from ..layouts import Item
from ..motifs.frame import frame_of
from ..pen import BASE, Pen
from ..picture import OfferKind, Picture
from .parts import listed, number

GLYPHS = {
    OfferKind.exposure: '<path class="k" d="M20 54L78 30V98L20 76Z"/>'
    '<path class="k" d="M30 80H48L54 108H36Z"/>'
    '<path class="l" d="M92 44Q106 64 92 86"/>',
    OfferKind.red_packet: '<path class="k" d="M34 18H94A10 10 0 0 1 104 28V100A10 10 0 0 1 94 110H34'
    'A10 10 0 0 1 24 100V28A10 10 0 0 1 34 18Z"/>'
    '<path class="h" d="M24 34Q64 66 104 34V48Q64 78 24 48Z"/><circle class="h" cx="64" cy="62" r="16"/>'
    '<circle class="k" cx="64" cy="62" r="9"/>',
    OfferKind.prize: '<path class="k" d="M18 40H110V60H18ZM24 66H58V108H24ZM70 66H104V108H70Z"/>'
    '<path class="k" d="M58 40H70V108H58Z"/>'
    '<path class="l" d="M64 38Q40 36 42 22Q52 12 64 38Q76 12 86 22Q88 36 64 38"/>',
}
"""Megaphone, envelope, gift in a box of 128; h is the disc's colour, l a line."""
GAP, LABEL_GAP, RULE = 14, 20, 18
SHARES = 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6
BESIDE = 0.8
"""A unit stands beside the number as long as that keeps so much of the height that it else has."""
HANG, LONG = 0.22, 0.5
"""So far down hangs a comma, in parts of the number's box; a unit longer than that part of the box would
touch it."""
LEAST, SMALL = 0.64, 0.78
"""Of the size of the terms: values and labels."""


def draw(pen: Pen, picture: Picture) -> None:
    plan, geometry, motif = pen.layout, pen.layout.geometry, pen.studio.motif
    frame = frame_of(plan, whole=True)
    x, y, r = frame.lamp
    gx, gy, side = geometry["glyph"]
    theme = pen.theme
    glyph = (
        f"<style>.k{{fill:{theme.onsun}}}.h{{fill:{theme.sun}}}"
        f".l{{fill:none;stroke:{theme.onsun};stroke-width:9;stroke-linecap:round}}</style>"
        f'<circle class="s" cx="{x}" cy="{y}" r="{r}"/>'
        f'<svg x="{gx}" y="{gy}" width="{side}" height="{side}" viewBox="-14 -14 156 156">'
        f"{GLYPHS[OfferKind(number(picture, 'kind'))]}</svg>"
    )
    labels, values = listed(picture, "labels"), listed(picture, "values")
    found = table(pen, labels, values)
    pen.ground(motif.carrier(frame), motif.zone(frame), glyph + (rules(pen, found) if found else ""))
    pen.strip(picture)
    fact(pen, picture)
    pen.text("name", str(picture.texts["name"]))
    if "line" in plan.items:
        pen.text("line", str(picture.texts["line"]))
    if found:
        terms(pen, found, labels, values)
    pen.corner(picture)


def fact(pen: Pen, picture: Picture) -> None:
    """The number with its unit beside it, or below it where that keeps the number larger."""
    item, own = pen.layout.items["fact"], pen.layout.items["unit"]
    text, unit = str(picture.texts["fact"]), str(picture.texts["unit"])
    size = int(pen.layout.geometry["unit"])
    wide = pen.studio.measure(own.weight)(pen.studio.clusters(unit), size)
    room = wide + GAP if unit else 0
    beside = lit(pen, text, item.at(width=max(item.box.width - room, 1)))
    hang = HANG * item.box.height if "," in text and wide > LONG * item.box.width else 0  # the comma's tail
    over = lit(pen, text, item.at(height=item.box.height - hang))
    if not unit or (beside and (not over or rise(pen, text, beside) >= BESIDE * rise(pen, text, over))):
        pen.fact("fact", text, item=beside or item)
        if unit:
            pen.unit(unit, item.box.right, (beside or item).box.bottom, size, "right")
        return
    pen.fact("fact", text, item=over or item.at(height=item.box.height - hang))
    pen.text("unit", unit)


def rise(pen: Pen, text: str, item: Item) -> int:
    mask, hangs = pen.studio.fact_mask(*measures(text, item))
    return mask.height - hangs


def measures(text: str, item: Item) -> tuple[str, int, int, int]:
    return text, item.weight, int(item.box.width), int(item.box.height)


def lit(pen: Pen, text: str, item: Item) -> Item | None:
    """The item so low, or else so close to its middle, that the number lies in the light as a whole; None
    where it would become too small."""
    if pen.zone is None:
        return item
    for share in SHARES:
        for lift in (0, 0.5 * (1 - share) * item.box.height):
            high = share * item.box.height
            tried = item.at(y=item.box.bottom - lift - high, height=high)
            mask, hangs = pen.studio.fact_mask(*measures(text, tried))
            x, y = round(tried.box.right - mask.width), round(tried.box.bottom - mask.height + hangs)
            dark = ImageChops.invert(pen.zone.crop((x, y, x + mask.width, y + mask.height)))
            if int(ImageChops.multiply(mask, dark).getextrema()[1]) < 16:  # type: ignore[arg-type]
                return tried
    return None


class Setting(NamedTuple):
    """How the eight terms are set."""

    label: Item
    value: Item
    columns: list[tuple[float, float, float]]
    """Left end, width of the labels, width of the values."""


def table(pen: Pen, labels: Sequence[str], values: Sequence[str]) -> Setting | None:
    """The largest size at which all terms fit uncut, in two lines or, where it is small, in three; the values
    of both columns get equal room. None where the format shows no terms."""
    if not pen.layout.geometry["terms"][-1]:
        return None
    label, value = pen.layout.items["label"], pen.layout.items["value"]
    measure = pen.studio.measure(value.weight)
    clusters = [pen.studio.clusters(text) for text in values]
    least = round(LEAST * value.size)
    for size in range(value.size, least - 1, -1):
        small = replace(label, size=max(size, round(SMALL * label.size)))
        sides = columns(pen, small, labels)
        room = value.box.height - BASE * (small.size - size)
        lines = max(int((room - size) / (value.leading * size) + 1e-6) + 1, 1)
        set_ = Setting(small, replace(value, size=size, lines=lines), sides)
        if all(fitting(text, measure, sides[0][2], size, lines) for text in clusters):
            return set_
    return set_._replace(value=replace(value, size=round(least / 0.7), lines=2))


def columns(pen: Pen, label: Item, labels: Sequence[str]) -> list[tuple[float, float, float]]:
    left, right, between, *_ = pen.layout.geometry["terms"]
    measure = pen.studio.measure(label.weight)
    gaps = [
        max((measure(pen.studio.clusters(text), label.size) for text in labels[i::2]), default=0) + LABEL_GAP
        for i in (0, 1)
    ]
    room = int((right - left - between - sum(gaps)) / 2)
    return [(left, gaps[0], room), (round(right - room - gaps[1]), gaps[1], room)]


def terms(pen: Pen, found: Setting, labels: Sequence[str], values: Sequence[str]) -> None:
    *_, top, pitch = pen.layout.geometry["terms"]
    label, value, sides = found
    sink = BASE * (label.size - value.size)  # labels stand on the base line of the values' first lines
    for i, (name, text) in enumerate(zip(labels, values, strict=False)):
        x, gap, room = sides[i % 2]
        y = top + i // 2 * pitch
        pen.text("label", name, label.at(x=x, y=y, width=gap))
        pen.text("value", text, value.at(x=x + gap, y=y + sink, width=room, height=value.box.height - sink))


def rules(pen: Pen, found: Setting) -> str:
    """A hairline above each term."""
    *_, top, pitch = pen.layout.geometry["terms"]
    return "".join(
        f'<rect class="n" x="{x}" y="{top + row * pitch - RULE}" width="{gap + room:.0f}" height="2"/>'
        for x, gap, room in found.columns
        for row in range(4)
    )


def fitting(clusters: Sequence[Cluster], measure: Measure, width: float, size: int, lines: int) -> bool:
    """Whether a text fits at exactly that size, every word whole."""
    found = filled(tuple(clusters), measure, width, size) if clusters else []
    words = "".join(c.text for c in clusters).split()
    shown = " ".join("".join(c.text for c in line) for line in found).split()
    return len(found) <= lines and (
        shown == words or any(not is_word(c.text) for c in clusters if c.text != " ")
    )

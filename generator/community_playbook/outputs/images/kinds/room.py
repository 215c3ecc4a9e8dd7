"""How do texts share their room? Facts with words beside them, facts in the light, stacks, equal columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PIL import Image, ImageChops

from ..fitting import Fitted
from ..layouts import Box, Item
from ..pen import Pen
from ..picture import Picture

GAP = 14
"""Pixels between a fact and the words on its base line."""
CODE_GAP = 28
"""Pixels that texts keep from the QR code, four modules at least."""
LEAST_IN_LIGHT = 60
RIM = 5
"""Pixels of light around a fact that must lie in it."""


def wide(pen: Pen, text: str, size: int, weight: int = 700) -> float:
    """Pixels of one line."""
    return pen.studio.measure(weight)(pen.studio.clusters(text), size) if text else 0.0


def flanked(pen: Pen, item: Item, text: str, before: str, after: str, unit: int, gap: float = GAP) -> Box:
    """The fact with a word on either side, all on one base line within the item's box; the words have the
    size `unit` and stand `gap` away. Returns the ink of the fact."""
    left = wide(pen, before, unit) + gap if before else 0.0
    right = wide(pen, after, unit) + gap if after else 0.0
    room = item.at(x=item.box.x + left, width=item.box.width - left - right)
    ink = pen.fact(item.role, text, item=room)
    if before:
        pen.unit(before, ink.x - gap, ink.bottom, unit, "right")
    if after:
        pen.unit(after, ink.right + gap, ink.bottom, unit, "left")
    return ink


def in_light(pen: Pen, item: Item, text: str, words: float = 0.0) -> Item:
    """The item's box, narrowed from the left until the fact lies in the light as a whole; `words` are pixels
    of it that words take. Unchanged where nothing helps."""
    mask, below = pen.studio.fact_mask(text, item.weight, int(item.box.width - words), int(item.box.height))
    if pen.zone is None:
        return item
    dark = ImageChops.invert(pen.zone)

    def narrowed(percent: int) -> Item | None:
        """The item at a part of its size; None where the fact then leaves the light."""
        part = percent / 100
        width, height = round(mask.width * part), round((mask.height - below) * part)
        y = item.box.y + {"top": 0.0, "middle": 0.5, "bottom": 1.0}[item.valign] * (item.box.height - height)
        x = item.box.right - width - words
        ink = mask.resize((width + 2 * RIM, round(mask.height * part) + 2 * RIM), Image.Resampling.NEAREST)
        at = round(x) - RIM, round(y) - RIM
        under = dark.crop((*at, at[0] + ink.width, at[1] + ink.height))
        if ImageChops.multiply(ink, under).getextrema()[1] >= 128:  # type: ignore[operator]
            return None
        return item.at(x=x, y=y, width=width + words + 1, height=height + 1)

    low, high = LEAST_IN_LIGHT, 100
    best = narrowed(high)
    if best is None:
        best = narrowed(low) or item
        while high - low > 1:
            middle = (low + high) // 2
            found = narrowed(middle)
            best, low, high = (found, middle, high) if found else (best, low, middle)
    return best


def shared_size(pen: Pen, item: Item, texts: Sequence[str]) -> Item:
    """The item at the largest size at which each text fits on one line, so that columns look alike."""
    size = item.size
    while size > round(0.7 * item.size) and any(
        wide(pen, text, size, item.weight) > item.box.width for text in texts
    ):
        size -= 1
    return replace(item, size=size)


def beside_code(pen: Pen, picture: Picture, item: Item, bottom: float) -> Item:
    """The item, ending before the QR code or the community's sign where it reaches down to it."""
    key = "qr" if picture.qr and pen.studio.style.link else "corner"
    x, y, side = pen.layout.geometry[key]
    if not side or bottom <= y - CODE_GAP or item.box.right <= x - CODE_GAP or item.box.x > x:
        return item
    return item.at(width=x - CODE_GAP - item.box.x)


def stack(
    pen: Pen, picture: Picture, box: Box, rows: Sequence[tuple[str, str, float]], valign: str = "middle"
) -> Box:
    """Texts (role, text, gap above) under each other in a box, each as high as it needs; empty ones take no
    room. The boxes of their roles give the greatest height of each. Returns the box that they fill."""
    placed: list[tuple[Item, Fitted]] = []
    start, y = box.y, 0.0
    for _ in range(2):  # where the stack begins decides which texts stand beside the code
        placed, y = [], 0.0
        for role, text, gap in rows:
            if not pen.studio.clusters(text):
                continue
            y += gap if placed else 0.0
            item = pen.layout.items[role].at(x=box.x, y=start + y, width=box.width)
            fitted = pen.fitted(text, item)
            if beside_code(pen, picture, item, start + y + height_of(fitted, item)) is not item:
                item = beside_code(pen, picture, item, start + y + item.box.height)
                fitted = pen.fitted(text, item)
            high = height_of(fitted, item)
            placed.append((item.at(height=high), fitted))
            y += high + pen.depth(fitted, item.weight)
        start = box.y + {"top": 0.0, "middle": 0.5, "bottom": 1.0}[valign] * (box.height - y)
    shift = start - placed[0][0].box.y if placed else 0.0
    for item, fitted in placed:
        moved = replace(item.at(y=item.box.y + shift), valign="middle")
        pen.lines(item.role, moved, fitted, item.colour)
    return Box(box.x, start, box.width, y)


def height_of(fitted: Fitted, item: Item) -> float:
    return fitted.size * (1 + (len(fitted.lines) - 1) * item.leading)

"""What does a motif know of the picture that it is drawn in? Pixels, y downwards."""

from __future__ import annotations

from dataclasses import dataclass

from ..layouts import Box, Layout

SQUARE, SAFE = 1080, 915
"""Pictures wider than the square keep to its middle, which ends there."""
TIGHT = 0.078
"""So little room below the fact, in parts of the width, is too little for a shape."""
CLEAR = 12
"""Pixels between what carries the hero and the fact."""
NOWHERE = Box(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Frame:
    width: int
    height: int
    floor: int
    """Below it lies paper."""
    lamp: tuple[float, float, float]
    """Centre and radius of the hero's picture."""
    ring: float
    fact: Box
    """Where the giant fact stands."""
    beam: tuple[float, float]
    tower: tuple[float, float, float]
    whole: bool = False
    """The fact must lie in the light as a whole, or wholly out of it: money, terms, greetings."""
    top: float = 0
    """No light above: there stand community and date."""
    below: Box = NOWHERE
    """What stands between the fact and the floor; empty, at the floor, where nothing does."""

    @property
    def foot(self) -> float:
        """Lower edge of the ring around the hero."""
        return self.lamp[1] + self.lamp[2] + self.ring

    @property
    def tight(self) -> bool:
        """Something stands so close below the fact that no shape fits between them."""
        return self.whole and self.below.y - self.fact.bottom < TIGHT * self.width

    def beside(self, half: float) -> float:
        """A half width around the hero's middle, cut back so far that the fact keeps clear."""
        return max(min(half, self.fact.x - self.lamp[0] - CLEAR), CLEAR)

    @property
    def edge(self) -> float:
        """Right edge of the ring."""
        return self.lamp[0] + self.lamp[2] + self.ring


def frame_of(layout: Layout, whole: bool = False) -> Frame:
    g = layout.geometry
    fact = layout.items["fact"].box
    if whole:  # a unit may follow the digits up to the margin, or stand below them
        right = layout.width - layout.margin if layout.width <= SQUARE else SAFE
        unit = layout.items.get("unit")
        low = max(fact.bottom, unit.box.bottom if unit else 0)
        fact = fact._replace(width=max(fact.right, right) - fact.x, height=low - fact.y)
    strip = layout.items["community"].box.bottom + 14 if "period" in layout.items else 0.0
    return Frame(
        layout.width,
        layout.height,
        layout.floor,
        layout.circle("lamp"),
        float(g["ring"]),
        fact,
        (float(g["beam"][0]), float(g["beam"][1])),
        (float(g["tower"][0]), float(g["tower"][1]), float(g["tower"][2])),
        whole,
        strip,
        between(layout, fact),
    )


def between(layout: Layout, fact: Box) -> Box:
    """The box around everything that stands below the fact and above the floor."""
    boxes = [item.box for item in layout.items.values()]
    x, y, side = layout.geometry.get("emblem", (0, 0, 0))
    boxes += [Box(x, y, side, side)] if side else []
    found = [b for b in boxes if fact.bottom <= b.y and b.bottom <= layout.floor]
    if not found:
        return Box(layout.width, layout.floor, 0, 0)
    left, top = min(b.x for b in found), min(b.y for b in found)
    return Box(left, top, max(b.right for b in found) - left, max(b.bottom for b in found) - top)

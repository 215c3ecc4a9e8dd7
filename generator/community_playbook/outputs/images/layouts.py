"""Where does everything stand? Boxes in pixels, from `templates/images/layouts/`: one file a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from ...assets import asset, parse_yaml


class Box(NamedTuple):
    """Pixels; `y` is the top."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Item:
    """One text: its box and how it is set. `size` 0: as large as the box allows, by its ink (the fact)."""

    role: str
    box: Box
    size: int
    weight: int = 400
    align: str = "left"
    valign: str = "top"
    lines: int = 1
    colour: str = "ink"
    leading: float = 1.28
    """Distance of base lines in parts of the size."""
    wrap: bool = False
    """More lines come before shrinking."""

    def at(self, **changes: float) -> Item:
        """The same text in a moved or resized box."""
        return replace(self, box=self.box._replace(**changes))


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind in one format. `geometry` holds the numbers of its shapes."""

    kind: str
    format: str
    width: int
    height: int
    margin: int
    text_top: int
    text_bottom: int
    """No text above or below (a story's frame covers it)."""
    items: Mapping[str, Item]
    geometry: Mapping[str, Any]

    @property
    def floor(self) -> int:
        return int(self.geometry["floor"])

    def circle(self, name: str) -> tuple[float, float, float]:
        """Centre and radius."""
        x, y, r = self.geometry[name]
        return float(x), float(y), float(r)

    def box(self, name: str) -> Box:
        return Box(*map(float, self.geometry[name]))


@cache
def formats() -> Mapping[str, Any]:
    """`formats`, `feeds` and the strip that all kinds share."""
    found: Mapping[str, Any] = parse_yaml(asset("templates", "images", "formats.yml").read_text("utf-8"))
    return found


@cache
def kinds() -> tuple[str, ...]:
    return tuple(sorted(p.stem for p in asset("templates", "images", "layouts").glob("*.yml")))


@cache
def layout(kind: str, format_: str) -> Layout:
    """Raises KeyError for a kind or format that no file describes."""
    if kind not in kinds():
        raise KeyError(f"no layout of the kind {kind!r}")
    text = asset("templates", "images", "layouts", f"{kind}.yml").read_text("utf-8")
    own = parse_yaml(text)["formats"][format_]
    frame = formats()["formats"][format_]
    items = {**frame.get("items", {}), **own["items"]}
    width, height = frame["size"]
    top, bottom = frame.get("text", [0, height])
    return Layout(
        kind, format_, width, height, frame["margin"], top, bottom,
        {role: item(role, data) for role, data in items.items() if data},
        {**frame.get("geometry", {}), **own["geometry"]},
    )  # fmt: skip


def item(role: str, data: Mapping[str, Any]) -> Item:
    return Item(role, Box(*map(float, data["box"])), **{k: v for k, v in data.items() if k != "box"})


def feeds(language: str) -> Mapping[str, Mapping[str, Any]]:
    """By feed: format and whether it takes a QR code, in the order in which a member is offered them."""
    found: Mapping[str, Mapping[str, Any]] = formats()["feeds"][language]
    return found


def known_formats() -> Sequence[str]:
    return list(formats()["formats"])

"""Where does everything stand? Boxes in pixels, from `templates/images/layouts/`: one file a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from ...assets import asset, parse_yaml
from ...words import Words
from ..shelf import POSTER, PRINT


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
class Format:
    """A size of picture, and what all kinds share in it."""

    name: str
    """The proportions as people read them: "3:4"."""
    short: str
    """Its part of a file's name."""
    width: int
    height: int
    margin: int
    smallest: int
    """The size of the smallest text, in pixels."""
    square: bool
    """Feeds or messengers cut the centre square out of it: what matters most stands there."""
    text_top: int
    text_bottom: int
    """No text above or below (a story's frame covers it)."""
    about: str
    items: Mapping[str, Item]
    geometry: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Feed:
    """A place where pictures are posted."""

    id: str
    format: str
    qr: bool
    """Whether it takes a QR code."""


@dataclass(frozen=True, slots=True)
class Formats:
    """All that `formats.yml` says."""

    formats: Mapping[str, Format]
    roles: Mapping[str, str]
    """The format of what the operator uses: poster, card."""
    feeds: Mapping[str, Feed]

    def __post_init__(self) -> None:
        asked = {f"the feed {feed.id}": feed.format for feed in self.feeds.values()}
        for who, name in {**asked, **{f"the role {role}": name for role, name in self.roles.items()}}.items():
            if name not in self.formats:
                raise ValueError(f"{PATH}: {who} asks for the format {name!r}, which is not described")


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


PATH = "templates/images/formats.yml"
CARD = "card"
"""A role in `formats.yml`, as POSTER is one: what is cut out of paper, or drawn for one member."""


@cache
def all_formats() -> Formats:
    """Raises ValueError where a feed or a role asks for a format that is not described."""
    found = parse_yaml(asset(*PATH.split("/")).read_text("utf-8"))
    return Formats(
        {name: read_format(name, data) for name, data in found["formats"].items()},
        found["roles"],
        {id_: Feed(id_, data["format"], data["qr"]) for id_, data in found["feeds"].items()},
    )


def read_format(name: str, data: Mapping[str, Any]) -> Format:
    width, height = data["size"]
    top, bottom = data.get("text", [0, height])
    return Format(
        name, data["short"], width, height, data["margin"], data["smallest"], data.get("square", False),
        top, bottom, data["about"], read_items(data.get("items", {})), data.get("geometry", {}),
    )  # fmt: skip


def read_items(data: Mapping[str, Any]) -> dict[str, Item]:
    return {role: read_item(role, one) for role, one in data.items() if one}


def read_item(role: str, data: Mapping[str, Any]) -> Item:
    return Item(role, Box(*map(float, data["box"])), **{k: v for k, v in data.items() if k != "box"})


def formats() -> Mapping[str, Format]:
    return all_formats().formats


def known_formats() -> Sequence[str]:
    return list(formats())


def format_for(role: str) -> str:
    """The format of a role: `POSTER` or `CARD`."""
    return all_formats().roles[role]


def feeds(words: Words) -> Sequence[Feed]:
    """What a community of that language is offered, in that order. Raises ValueError where its words and
    `formats.yml` do not know the same feeds: told before anything is drawn, not on somebody's page."""
    known, named = all_formats().feeds, words.get("feeds.names")
    offered: Sequence[str] = words.get("feeds.offered")
    unnamed = [feed for feed in (*known, POSTER, PRINT) if feed not in named]
    unknown = [feed for feed in offered if feed not in known]
    if unnamed or unknown:
        place = f"templates/words/{words.language}/feeds.yml"
        raise ValueError(
            f"{place}: no name for {unnamed}" if unnamed else f"{place}: {unknown} not in {PATH}"
        )
    return [known[feed] for feed in offered]


@cache
def kinds() -> tuple[str, ...]:
    return tuple(sorted(p.stem for p in asset("templates", "images", "layouts").glob("*.yml")))


@cache
def boxes(kind: str) -> Mapping[str, Any]:
    """What the file of a kind says, by format."""
    text = asset("templates", "images", "layouts", f"{kind}.yml").read_text("utf-8")
    found: Mapping[str, Any] = parse_yaml(text)["formats"]
    return found


@cache
def layout(kind: str, format_: str) -> Layout:
    """Raises KeyError for a kind or format that no file describes."""
    if kind not in kinds():
        raise KeyError(f"no layout of the kind {kind!r}")
    own, frame = boxes(kind)[format_], formats()[format_]
    kept = {role: item for role, item in frame.items.items() if role not in own["items"]}
    return Layout(
        kind, format_, frame.width, frame.height, frame.margin, frame.text_top, frame.text_bottom,
        {**kept, **read_items(own["items"])},
        {**frame.geometry, **own["geometry"]},
    )  # fmt: skip

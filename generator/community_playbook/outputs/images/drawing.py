"""One picture from its words to its file: a pen in the studio, the function of its kind, the pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from ..look.theme import Theme
from .kinds import KINDS
from .layouts import layout
from .pen import Pen
from .picture import Picture
from .placed import Placed
from .png import Corners, encode, plain_palette, retouched, write_png
from .studio import Studio


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture; `placed` says what stands where, `missing` which characters no font has."""

    image: Image.Image
    theme: Theme
    placed: tuple[Placed, ...]
    emoji_boxes: tuple[Corners, ...]
    photos: bool
    missing: tuple[str, ...]
    flat: Image.Image | None = None
    """The layer below in the theme's palette, and where it was drawn upon."""
    touched: tuple[Corners, ...] = ()

    def png(self) -> bytes:
        if self.flat is not None and not self.photos and not self.emoji_boxes:
            return write_png(retouched(self.flat, self.image, self.touched, plain_palette(self.theme)))
        return encode(self.image, self.theme, self.photos, self.emoji_boxes)


def draw(studio: Studio, picture: Picture) -> Drawn:
    pen = open_pen(studio, picture)
    KINDS[picture.kind](pen, picture)
    return Drawn(
        pen.image, pen.theme, tuple(pen.placed), tuple(pen.emoji_boxes), pen.photos,
        tuple(sorted(studio.missing)), studio.flat_layer(pen.layer, pen.theme), tuple(pen.touched),
    )  # fmt: skip


def open_pen(studio: Studio, picture: Picture) -> Pen:
    plan = layout(picture.kind, picture.format)
    return Pen(studio, plan, studio.theme(picture), Image.new("RGB", (1, 1)))

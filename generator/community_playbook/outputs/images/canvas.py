"""A picture that is being drawn: image, layout, colours, and a record of all that was put on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

from ..look.theme import Theme
from .layouts import Layout
from .placed import Placed
from .png import Corners
from .studio import Studio


@dataclass(slots=True)
class Canvas:
    studio: Studio
    layout: Layout
    theme: Theme
    image: Image.Image
    placed: list[Placed] = field(default_factory=list)
    emoji_boxes: list[Corners] = field(default_factory=list)
    """Boxes of emoji and logos: they bring colours of their own."""
    photos: bool = False
    touched: list[Corners] = field(default_factory=list)
    """Where the layer was drawn upon."""

    def put(self, what: Image.Image | str, at: tuple[int, int], mask: Image.Image) -> None:
        """A colour or a picture through a mask; every stroke on the picture is noted."""
        self.image.paste(what, at, mask)
        self.touched.append((*at, at[0] + mask.width, at[1] + mask.height))

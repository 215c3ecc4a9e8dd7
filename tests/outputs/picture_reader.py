"""What does a reader see? A pen that keeps texts apart: their ink by its own pixels, and what lies under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress

from PIL import Image, ImageChops

from community_playbook.outputs.images.drawing import Drawn, draw
from community_playbook.outputs.images.kinds import KINDS as DRAW
from community_playbook.outputs.images.layouts import Box, layout
from community_playbook.outputs.images.pen import Pen, Placed
from community_playbook.outputs.images.picture import Picture
from community_playbook.outputs.images.studio import Studio
from community_playbook.outputs.look.colours import contrast


@dataclass
class Text:
    """One text as it was drawn: `mask` are its own pixels (L), whose corner stands at `ink`."""

    placed: Placed
    ink: Box
    mask: Image.Image

    def __str__(self) -> str:
        return f"{self.placed.role} {self.placed.text!r} {self.placed.size} px"


class ReaderPen(Pen):
    """Draws everything but texts; those go to a sheet of their own."""

    def __init__(self, *arguments) -> None:
        super().__init__(*arguments)
        self.texts: list[Text] = []
        self.sheet = Image.new("L", (self.layout.width, self.layout.height))

    def on_sheet(self, draw, *arguments) -> None:
        image, zone = self.image, self.zone
        self.image, self.zone = self.sheet, None
        draw(*arguments)
        self.image, self.zone = image, zone

    def line(self, clusters, x, base, size, weight, colour) -> None:
        self.on_sheet(super().line, clusters, x, base, size, weight, "#FFFFFF")

    def two_tone(self, clusters, x, base, size, weight, outside, inside, box) -> None:
        self.on_sheet(super().two_tone, clusters, x, base, size, weight, "#FFFFFF", "#FFFFFF", box)

    def paint(self, mask, at, inside, outside) -> None:
        self.on_sheet(super().paint, mask, at, "#FFFFFF", "#FFFFFF")

    def lines(self, *arguments) -> Box:
        return self.taken(super().lines(*arguments))

    def fact(self, *arguments, **named) -> Box:
        return self.taken(super().fact(*arguments, **named))

    def unit(self, *arguments) -> Box:
        return self.taken(super().unit(*arguments))

    def taken(self, found: Box) -> Box:
        corners = self.sheet.getbbox()
        if corners:
            left, top, right, bottom = corners
            ink = Box(left, top, right - left, bottom - top)
            self.texts.append(Text(self.placed[-1], ink, self.sheet.crop(corners)))
            self.sheet.paste(0, corners)
        return found


@dataclass
class Seen:
    """A picture without its texts, and all that stands on it; with its texts where it was drawn as a whole, too."""

    bare: Image.Image
    pen: ReaderPen
    drawn: Drawn | None = None

    @property
    def image(self) -> Image.Image:
        assert self.drawn, "only the places were asked for"
        return self.drawn.image

    @property
    def texts(self) -> list[Text]:
        return self.pen.texts

    def shapes(self, *kinds: str) -> list[Placed]:
        return [placed for placed in self.pen.placed if placed.kind in kinds]

    def contrast(self, text: Text) -> float:
        """Of the pixels of a text with what lies under them, but for the worst hundredth (for printers four: the
        light has an outline there). Emoji and the soft edge of the light are left out."""
        corners = corners_of(text.ink)
        mask = text.mask.point(lambda value: 255 * (value >= 252))
        if mask.getbbox() is None:  # hairlines
            mask = text.mask.point(lambda value: 255 * (value >= 160))
        for box in self.pen.emoji_boxes:
            mask.paste(0, tuple(box[n] - corners[n % 2] for n in range(4)))
        if self.pen.zone is not None:
            edge = self.pen.zone.crop(corners).point(lambda value: 255 * (not 8 <= value <= 247))
            mask = ImageChops.multiply(mask, edge)
        above, under = (part.crop(corners).tobytes() for part in (self.image, self.bare))
        counted = Counter(compress(zip(triples(above), triples(under), strict=True), mask.tobytes()))
        left = counted.total() * (4 if self.pen.theme.mode == "print" else 1) // 100
        for value, number in sorted((contrast(hexed(a), hexed(b)), n) for (a, b), n in counted.items()):
            left -= number
            if left < 0:
                return value
        return 21.0

    def disc_contrast(self, disc: Placed) -> float:
        """Of a number with the ground of its disc, the colour that most of the disc has."""
        part = self.bare.crop(corners_of(disc.box)).tobytes()
        counted = Counter(triples(part))
        counted.pop(tuple(bytes.fromhex(disc.colour[1:])), None)
        return contrast(disc.colour, hexed(counted.most_common(1)[0][0]))


def corners_of(box: Box) -> tuple[int, int, int, int]:
    return int(box.x), int(box.y), int(box.right), int(box.bottom)


def triples(data: bytes) -> Iterator[tuple[int, int, int]]:
    return zip(data[::3], data[1::3], data[2::3], strict=True)


def hexed(colour: tuple[int, int, int]) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)


def see(studio: Studio, picture: Picture, whole: bool = True) -> Seen:
    """`whole`: the picture itself is drawn, too, for its contrast."""
    plan = layout(picture.kind, picture.format)
    pen = ReaderPen(studio, plan, studio.theme(picture), Image.new("RGB", (1, 1)))
    DRAW[picture.kind](pen, picture)
    return Seen(pen.image, pen, draw(studio, picture) if whole else None)

"""How does a picture become a small file? A fixed palette of its theme, or RGB where that would show.

The palette is computed, not learned: each pair of colours that meets at an edge gives a ramp, so that flat
fields keep their colour to the bit and edges stay smooth. The file holds IHDR, PLTE, IDAT and IEND only.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageChops, ImageStat

from ..look.colours import mix, rgb
from ..look.emblems import emblem_colours
from ..look.theme import WHITE, Theme, avatar_colours, theme_roles

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CELL = 0xFC
WORST_MEAN = 5.0
"""Mean error of a channel (0 to 255) in an emoji's box above which the palette is not good enough."""
RAMP, SHORT_RAMP = 7, 3
"""Steps between two colours."""
WINDOW = 60_000
"""Bytes that zlib (32 KiB of history, twice that in its window) takes without moving anything."""
Corners = tuple[int, int, int, int]
PAIRS = (
    ("ground", "on"), ("ground", "on2"), ("ground", "sun"), ("ground", "paper"), ("ground", "glow"),
    ("ground", "deep"), ("ground", "beam"), ("beam", "inside"), ("ground", "outside"), ("paper", "ink"),
    ("paper", "ink2"), ("paper", "fact"), ("sun", "onsun"), ("paper", "sun"), ("glow", "sun"),
    ("glow", "paper"), ("deep", "paper"),
)  # fmt: skip


@lru_cache(maxsize=16)
def colours(theme: Theme) -> tuple[str, ...]:
    """The colours of a theme's pictures: exact ones, then a ramp for each pair that meets at an edge."""
    exact = [theme.colour(role) for pair in PAIRS for role in pair] + [
        *emblem_colours(theme_roles(theme)).values(),
        theme.line,
        WHITE,
        *avatar_colours(),
    ]
    ramps = [
        mix(theme.colour(a), theme.colour(b), step / (RAMP + 1))
        for a, b in PAIRS
        for step in range(1, RAMP + 1)
    ]
    edges = [
        mix(colour, other, step / (SHORT_RAMP + 1))
        for colour in avatar_colours()
        for other in (WHITE, theme.sun)
        for step in range(1, SHORT_RAMP + 1)
    ]
    return tuple(dict.fromkeys([*exact, *ramps, *edges]))


class Palette(NamedTuple):
    """Pillow looks colours up in cells of four levels a channel: it is given the cells' own corners, so that
    each exact colour finds itself, and the file gets the exact colours."""

    lookup: Image.Image
    table: bytes


def palette(found: Sequence[str]) -> Palette:
    """At most 256 colours; of two in one cell the first one counts."""
    cells: dict[tuple[int, ...], tuple[int, int, int]] = {}
    for colour in found:
        cells.setdefault(tuple(channel & CELL for channel in rgb(colour)), rgb(colour))
    image = Image.new("P", (1, 1))
    image.putpalette([channel for cell in list(cells)[:256] for channel in cell])
    return Palette(image, bytes(channel for exact in list(cells.values())[:256] for channel in exact))


def flatten(image: Image.Image, chosen: Palette) -> Image.Image:
    """An RGB image in a palette, without dithering."""
    flat = image.quantize(palette=chosen.lookup, dither=Image.Dither.NONE)
    flat.putpalette(chosen.table)
    return flat


def retouched(
    flat: Image.Image, image: Image.Image, boxes: Sequence[Corners], chosen: Palette
) -> Image.Image:
    """The flat layer with what was drawn upon it since: only the boxes are looked up again."""
    found = flat.copy()
    for left, top, right, bottom in boxes:
        box = max(left, 0), max(top, 0), min(right, image.width), min(bottom, image.height)
        if box[0] < box[2] and box[1] < box[3]:
            found.paste(flatten(image.crop(box), chosen), box)
    return found


@lru_cache(maxsize=16)
def plain_palette(theme: Theme) -> Palette:
    return palette(colours(theme))


def emoji_palette(theme: Theme, image: Image.Image, boxes: Sequence[Corners]) -> Palette:
    """The theme's colours, and in the places that are left those of the emoji on this picture."""
    fixed = colours(theme)
    strip = Image.new("RGB", (sum(b[2] - b[0] for b in boxes), max(b[3] - b[1] for b in boxes)), theme.paper)
    x = 0
    for box in boxes:
        strip.paste(image.crop(box), (x, 0))
        x += box[2] - box[0]
    found = strip.quantize(256 - len(fixed), method=Image.Quantize.MEDIANCUT).getpalette() or []
    drawn = [f"#{r:02X}{g:02X}{b:02X}" for r, g, b in zip(found[::3], found[1::3], found[2::3], strict=True)]
    return palette([*fixed, *(c for c in dict.fromkeys(drawn) if c not in fixed)])


def encode(image: Image.Image, theme: Theme, full_colour: bool, emoji: Sequence[Corners]) -> bytes:
    """The PNG of an RGB image. `emoji`: boxes with colours of their own; where the palette still hurts them,
    and for photos (`full_colour`), RGB is written."""
    if not full_colour:
        chosen = emoji_palette(theme, image, emoji) if emoji else plain_palette(theme)
        flat = flatten(image, chosen)
        if all(looks_alike(image, flat, box) for box in emoji):
            return write_png(flat)
    return write_png(image)


def looks_alike(image: Image.Image, flat: Image.Image, box: Corners) -> bool:
    difference = ImageChops.difference(image.crop(box), flat.crop(box).convert("RGB"))
    return max(ImageStat.Stat(difference).mean) <= WORST_MEAN


def write_png(image: Image.Image) -> bytes:
    """An image of mode P or RGB as PNG without any metadata."""
    width, height = image.size
    if image.mode == "P":
        table = bytes(image.getpalette() or [])
        # a column of zeros on the left is the filter byte of each row
        padded = Image.new("P", (width + 1, height))
        padded.paste(image, (1, 0))
        rows, kind, extra = padded.tobytes(), 3, chunk(b"PLTE", table[:768])
    else:
        # each pixel less the one on its left: flat fields become runs of zeros
        left = Image.new("RGB", image.size)
        left.paste(image, (1, 0))
        data, stride = ImageChops.subtract_modulo(image, left).tobytes(), 3 * width
        rows = b"".join(b"\1" + data[at : at + stride] for at in range(0, len(data), stride))
        kind, extra = 2, b""
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    body = chunk(b"IDAT", deflate(rows, len(rows) // height))
    return SIGNATURE + chunk(b"IHDR", header) + extra + body + chunk(b"IEND", b"")


def deflate(rows: bytes, stride: int) -> bytes:
    """Runs only: of flat pictures a tenth larger than the usual search, in less than half the time. In strips
    that fit zlib's window, each by itself: what never slides is packed twice as fast."""
    size = max(WINDOW // stride, 1) * stride
    strips = [rows[at : at + size] for at in range(0, len(rows), size)]
    packed = [pack(strip, zlib.Z_FULL_FLUSH) for strip in strips[:-1]] + [pack(strips[-1], zlib.Z_FINISH)]
    return b"".join((b"\x78\x01", *packed, struct.pack(">I", zlib.adler32(rows))))


def pack(strip: bytes, end: int) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, 8, zlib.Z_RLE)
    return packer.compress(strip) + packer.flush(end)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

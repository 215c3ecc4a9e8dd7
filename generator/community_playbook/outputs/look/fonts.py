"""Who can draw a character? Our own font, then the fonts of the operator, then those of other scripts.

No font of the system is ever asked: the same name gives the same pixels on every machine. Our font is drawn
without a shaper (Pillow's basic layout); everything that needs one goes through resvg.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import resvg_py
from fontTools.ttLib import TTFont
from PIL import Image, ImageFont

from ...assets import asset
from ...problems import Place, PlaybookError, Problem
from .clusters import is_right_to_left

FAMILY = "Playbook Sans"
REFERENCE, SHAPED_REFERENCE = 200, 64
"""Text is measured at these sizes and scaled; a shaped one must be drawn to be measured."""
SIDE = 4
"""Pixels that a line's mask is wider on each side: letters may lean out."""
ARABIC = 0.76
"""Its tails reach so deep that at full size they would touch the next line."""
BOLD_FROM = 550
RIGHT_TO_LEFT, RIGHT_TO_LEFT_MARK, END = "\u202b", "\u200f", "\u202c"
"""resvg sets every line from the left; with these a name keeps its own direction."""
BEARING = 0.04
"""Side room of a shaped run, in parts of the size: its ink alone is known."""


def own_path() -> Path:
    return asset("templates", "images", "fonts", "PlaybookSans.ttf")


@lru_cache(maxsize=10)
def own_font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Our font at `size` pixels; `weight` 400 to 700. Few are kept: each maps 4 MB of the file by itself."""
    font = ImageFont.truetype(str(own_path()), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=65_536)
def own_advance(letter: str, weight: int) -> float:
    """Width of one letter of our font in parts of the size: the same share at every size."""
    return own_font(REFERENCE, weight).getlength(letter) / REFERENCE


class Face(NamedTuple):
    """One font file as others need it: the family's name and the characters that it has."""

    file: str
    family: str
    points: frozenset[int]


@cache
def read_font(file: str) -> Face:
    """Raises PlaybookError E340 where a file is no font."""
    try:
        with TTFont(file, lazy=True, fontNumber=0) as font:
            family = str(font["name"].getBestFamilyName())  # type: ignore[no-untyped-call]
            return Face(file, family, frozenset(font.getBestCmap() or {}))
    except Exception as error:  # whatever a broken font file makes of the reader
        raise PlaybookError([Problem("E340", Place(file), {"found": str(error)[:80]})]) from error


@cache
def world_fonts() -> tuple[str, ...]:
    """The regular file of each script; the bold one stands beside it."""
    return tuple(map(str, sorted(asset("templates", "images", "fonts", "world").glob("*-Regular.*"))))


class Fonts:
    """Our font and its fallbacks; `extra`: the operator's font files, asked before those of other scripts."""

    def __init__(self, extra: Iterable[str] = ()) -> None:
        self.files = (*extra, *world_fonts())
        self.points = read_font(str(own_path())).points
        self.widths: dict[tuple[str, str, bool], float] = {}

    def own(self, text: str) -> bool:
        return all(ord(letter) in self.points for letter in text)

    def other(self, text: str) -> str:
        """The first fallback file that has all of it, or ""."""
        points = {ord(letter) for letter in text}
        return next((file for file in self.files if points <= read_font(file).points), "")

    def shaped(self, text: str, file: str, size: int, weight: int) -> tuple[Image.Image, int]:
        """A run that needs a shaper: its mask (L) and how far its base line is below the mask's top."""
        if "Arabic" in file:
            size = round(ARABIC * size)
        if weight >= BOLD_FROM:
            bold = file.replace("-Regular.", "-Bold.")
            file = bold if Path(bold).is_file() else file
        return shaped_mask(text, file, size)

    def shaped_width(self, text: str, file: str, weight: int) -> float:
        """Width in parts of the size."""
        key = text, file, weight >= BOLD_FROM
        if key not in self.widths:
            mask, _ = self.shaped(text, file, SHAPED_REFERENCE, weight)
            self.widths[key] = mask.width / SHAPED_REFERENCE + BEARING
        return self.widths[key]


@lru_cache(maxsize=512)
def shaped_mask(text: str, file: str, size: int) -> tuple[Image.Image, int]:
    """One family a picture: mixed ones lose their weight, or their letters, in resvg."""
    if next((is_right_to_left(c) for c in text if c.isalpha()), False):
        text = f"{RIGHT_TO_LEFT}{text}{RIGHT_TO_LEFT_MARK}{END}"
    width, height, base = round(size * (1.4 * len(text) + 4)), size * 3, size * 2
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><text x="{width / 2}"'
        f' y="{base}" text-anchor="middle" xml:space="preserve" font-size="{size}"'
        f' font-family="{escape(read_font(file).family)}"'
        f' font-weight="{700 if "-Bold." in file else 400}">{escape(text)}</text></svg>'
    )
    png = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[file])
    with Image.open(BytesIO(bytes(png))) as picture:
        alpha = picture.convert("RGBA").getchannel("A")
    box = alpha.getbbox() or (0, base - 1, 1, base)
    return alpha.crop(box), base - box[1]

"""Which picture is an emoji? Twemoji's drawings, found by the longest sequence of characters.

The archive holds blocks of drawings: `index.txt` says in which block a name stands, a block has a line each.
"""

from __future__ import annotations

from functools import cache, lru_cache
from io import BytesIO
from unicodedata import category
from zipfile import ZipFile

import resvg_py
from PIL import Image

from ...assets import asset
from .clusters import EMOJI_STYLE, KEYCAP

FIRST = 0x2190
"""Below it only keycaps: © and ™ are letters."""


@cache
def archive() -> ZipFile:
    return ZipFile(asset("templates", "images", "emoji", "twemoji.zip"))


@cache
def blocks() -> dict[str, str]:
    """By name ("1f469-200d-1f4bb") the block that holds the drawing; none for those that have no
    character of their own."""
    lines = archive().read("index.txt").decode().splitlines()
    found = {name: block for name, _, block in (line.partition(" ") for line in lines)}
    return {n: b for n, b in found.items() if category(chr(int(n.split("-")[0], 16))) != "Co"}


@cache
def names() -> dict[str, str]:
    """The name of each drawing by its characters, without the style mark that people often leave out."""
    return {
        "".join(chr(int(point, 16)) for point in name.split("-")).replace(EMOJI_STYLE, ""): name
        for name in blocks()
    }


@cache
def longest() -> dict[str, int]:
    """By first character the length of the longest sequence."""
    found: dict[str, int] = {}
    for characters in names():
        found[characters[0]] = max(found.get(characters[0], 0), len(characters))
    return found


def find_emoji(text: str, at: int) -> tuple[int, str] | None:
    """Length in `text` and name of the longest emoji that begins at `at`."""
    first = text[at]
    if ord(first) < FIRST and not (first in "0123456789#*" and KEYCAP in text[at + 1 : at + 3]):
        return None
    most = longest().get(first)
    if most is None:
        return None
    best = None
    characters, end = "", at
    while end < len(text) and len(characters) <= most:
        if text[end] != EMOJI_STYLE:
            characters += text[end]
        end += 1
        if end < len(text) and text[end] == EMOJI_STYLE:
            continue
        if characters in names():
            best = (end - at, names()[characters])
    return best


def drawing(name: str) -> str:
    """The SVG of an emoji. Raises KeyError for a name that there is none of."""
    block = archive().read(f"{blocks()[name]}.txt").decode()
    return next(line[len(name) + 1 :] for line in block.splitlines() if line.startswith(f"{name} "))


@lru_cache(maxsize=256)
def emoji_picture(name: str, size: int) -> Image.Image:
    """The drawing as RGBA, `size` pixels square."""
    png = resvg_py.svg_to_bytes(svg_string=drawing(name), width=size, height=size, skip_system_fonts=True)
    with Image.open(BytesIO(bytes(png))) as picture:
        return picture.convert("RGBA")

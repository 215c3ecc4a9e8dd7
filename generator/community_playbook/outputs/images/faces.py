"""How does a member's own picture become a circle? Bounded before it is decoded, re-encoded afterwards."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

MOST_PIXELS = 25_000_000
MOST_BYTES = 10_000_000
KINDS = ("PNG", "JPEG", "WEBP", "GIF")


@lru_cache(maxsize=64)
def ring_mask(side: int) -> Image.Image:
    """A filled circle, `side` pixels wide, with smooth edges."""
    big = Image.new("L", (4 * side, 4 * side))
    ImageDraw.Draw(big).ellipse((0, 0, 4 * side - 1, 4 * side - 1), fill=255)
    return big.resize((side, side), Image.Resampling.BOX)


def eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of 16 bits is scaled: Pillow cuts it off at 255, so that all of it is white."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def load_photo(path: Path) -> Image.Image | None:
    """The centre square of a picture as RGB on white, at most 640 pixels; None where it cannot be used."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        with Image.open(path, formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS or min(picture.size) < 8:
                return None
            picture.draft("RGB", (640, 640))
            upright = eight_bits(ImageOps.exif_transpose(picture)).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    square = ImageOps.fit(upright, (min(640, *upright.size),) * 2, Image.Resampling.LANCZOS)
    plain = Image.new("RGB", square.size, "#FFFFFF")
    plain.paste(square, (0, 0), square)
    return plain


def photo_circle(photo: Image.Image | None, side: int) -> Image.Image | None:
    return photo and photo.resize((side, side), Image.Resampling.LANCZOS)


def load_logo(path: Path, side: int) -> Image.Image | None:
    """A logo within a square of `side` pixels, as RGBA."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        with Image.open(path, formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            return ImageOps.contain(
                eight_bits(picture).convert("RGBA"), (side, side), Image.Resampling.LANCZOS
            )
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None

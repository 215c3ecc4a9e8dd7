"""Everything that the pictures of one community share, loaded once: theme, fonts, masks, layers.

A studio is built from a `Style`, which is small and travels to the other processes of a build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import resvg_py
import segno
from PIL import Image, ImageDraw

from ...assets import asset
from ..look.clusters import Cluster, clean, cut, runs
from ..look.emoji import find_emoji
from ..look.fonts import SIDE, Fonts, own_advance, own_font
from ..look.theme import Theme, avatar_colours, first_place, picture_theme
from .faces import load_logo, load_photo
from .fitting import EMOJI_ADVANCE, Measure
from .motifs import motif
from .picture import Picture
from .png import flatten, plain_palette

LEAST_MODULE = 3
"""Pixels; a finer code does not survive a chat app."""
RISE, FALL = 1.36, 0.6
"""Room for the highest and the deepest letters of our font, in parts of the size."""
TINTS = 8
LAYERS = 24
"""So many finished layers are kept, 3 to 6 MB each."""


@dataclass(frozen=True, slots=True)
class Style:
    """What the operator chose: colour, motif, name, link; in `folder` lie photos and fonts."""

    colour: str
    motif: str
    community: str
    link: str = ""
    logo: str = ""
    fonts: tuple[str, ...] = ()
    mark: str = ""
    """Digest of logo and fonts."""
    folder: str = "."

    @property
    def key(self) -> str:
        """Names all that decides the pixels beside the picture itself: the engine too, but no folder."""
        return style_key(replace(self, folder=""))


@cache
def style_key(style: Style) -> str:
    return sha256(repr((engine(), style)).encode()).hexdigest()[:16]


@cache
def engine() -> str:
    """Digest of the drawing code, its data and its libraries."""
    digest = sha256(repr([version(name) for name in ("pillow", "resvg-py", "segno")]).encode())
    own = Path(__file__).parent
    code = (path for folder in (own, own.with_name("look")) for path in folder.rglob("*.py"))
    for path in sorted([*code, *asset("templates", "images").rglob("*.*")]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Studio:
    def __init__(self, style: Style) -> None:
        self.style = style
        self.fonts = Fonts(str(Path(style.folder, name)) for name in style.fonts)
        self.clusters = lru_cache(maxsize=4096)(self.find_clusters)
        self.fact_mask = lru_cache(maxsize=256)(self.draw_fact)
        self.line_mask = lru_cache(maxsize=1024)(draw_line)
        self.photo = lru_cache(maxsize=64)(self.find_photo)
        self.motif = motif(style.motif)
        self.logo = lru_cache(maxsize=8)(self.find_logo)
        self.sign = lru_cache(maxsize=16)(self.draw_sign)
        self.qr = lru_cache(maxsize=8)(self.draw_qr)
        self.layer = lru_cache(maxsize=LAYERS)(render_layer)
        self.zone = lru_cache(maxsize=LAYERS)(render_mask)
        self.tint = lru_cache(maxsize=TINTS)(self.draw_tint)
        self.flat_layer = lru_cache(maxsize=LAYERS)(self.flatten_layer)
        self.missing: set[str] = set()

    def theme(self, picture: Picture) -> Theme:
        theme = picture_theme(self.style.colour, picture.edition)
        return first_place(theme) if picture.first else theme

    def find_clusters(self, text: str) -> tuple[Cluster, ...]:
        found = cut(clean(text), find_emoji, self.fonts.own, self.fonts.other)
        self.missing |= {c.text for c in found if c.hand == "missing"}
        return found

    def measure(self, weight: int) -> Measure:
        fonts = self.fonts

        def width(clusters: Sequence[Cluster], size: int) -> float:
            parts = 0.0
            for run in runs(clusters) if any(c.hand != "own" for c in clusters) else clusters:
                if run.hand == "own":
                    parts += sum(own_advance(letter, weight) for letter in run.text)
                elif run.hand == "emoji":
                    parts += EMOJI_ADVANCE
                else:
                    parts += fonts.shaped_width(run.text, run.source, weight)
            return parts * size

        return width

    def draw_fact(self, text: str, weight: int, width: int, height: int) -> tuple[Image.Image, int]:
        """The mask of a fact whose ink fills the box, and how much of it hangs below the base line."""
        font, digits = own_font(200, weight), any(letter.isdigit() for letter in text)
        left, top, right, bottom = font.getbbox(text, anchor="ls")
        # of numbers the rise decides, so that all stand alike; commas and round digits may hang
        high = -top if digits else bottom - top
        size = max(int(200 * min(width / (right - left), height / high)), 12)
        font = own_font(size, weight)
        left, top, right, bottom = font.getbbox(text, anchor="ls")
        while right - left > width and size > 12:  # hinting makes some widths grow a little faster
            size -= 1
            font = own_font(size, weight)
            left, top, right, bottom = font.getbbox(text, anchor="ls")
        mask = Image.new("L", (int(right - left) + 1, int(bottom - top) + 1))
        ImageDraw.Draw(mask).text((-left, -top), text, 255, font, "ls")
        return mask, max(int(bottom), 0) if digits else 0

    def find_photo(self, name: str) -> Image.Image | None:
        return load_photo(Path(self.style.folder, name))

    def draw_tint(self, light: tuple[str, int, int, int], inside: str, outside: str) -> Image.Image:
        """The whole canvas in two colours, cut by the light: what two-tone texts are painted with."""
        zone = self.zone(*light)
        tint = Image.new("RGB", zone.size, outside)
        tint.paste(inside, (0, 0), zone)
        return tint

    def flatten_layer(self, layer: tuple[str, int, int, str, int], theme: Theme) -> Image.Image:
        """The layer in the theme's palette."""
        return flatten(self.layer(*layer), plain_palette(theme))

    def find_logo(self, side: int) -> Image.Image | None:
        return load_logo(Path(self.style.folder, self.style.logo), side) if self.style.logo else None

    def draw_sign(self, on: str, sun: str, side: int) -> Image.Image:
        """The motif's sign as RGBA: its drawing has a box of 40 by 40."""
        markup = f"<style>.o{{fill:{on}}}.s{{fill:{sun}}}</style>{self.motif.sign()}"
        return render_svg(markup, side, side, "RGBA", "0 0 40 40")

    def draw_qr(self, side: int) -> Image.Image | None:
        """The link's code as a mask of whole-pixel modules, at most `side` wide; None where too fine."""
        if not self.style.link:
            return None
        rows = [bytearray(row) for row in segno.make(self.style.link, error="m", micro=False).matrix]
        module = side // len(rows)
        if module < LEAST_MODULE:
            return None
        code = Image.frombytes("L", (len(rows), len(rows)), bytes(255 * v for row in rows for v in row))
        return code.resize((module * len(rows),) * 2, Image.Resampling.NEAREST)

    def face_colour(self, number: int, theme: Theme) -> str:
        return theme.ink if theme.mode == "print" else avatar_colours()[number % 8]


def draw_line(text: str, size: int, weight: int) -> tuple[Image.Image, int]:
    """Letters of our font, each at its exact place: the mask, and how far its base line is below the top."""
    font, x = own_font(size, weight), float(SIDE)
    width = sum(own_advance(letter, weight) for letter in text) * size
    rise = round(RISE * size)
    mask = Image.new("L", (round(width) + 2 * SIDE + 1, rise + round(FALL * size)))
    draw = ImageDraw.Draw(mask)
    for letter in text:
        if letter != " ":
            draw.text((x, rise), letter, 255, font, "ls")
        x += own_advance(letter, weight) * size
    return mask, rise


def render_svg(body: str, width: int, height: int, mode: str = "RGB", box: str = "") -> Image.Image:
    """Markup as an image of that mode."""
    view = f' viewBox="{box}"' if box else ""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"{view}>{body}</svg>'
    with Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)))) as image:
        return image.convert(mode)


def render_layer(body: str, width: int, height: int, mirror: str = "", foot: int = 0) -> Image.Image:
    """A ground. From `foot` on the markup of `mirror` is what is seen of it: drawn by itself, as a clip would
    take a hundred megabytes for all that reaches out of it."""
    layer = render_svg(body, width, height)
    if mirror:
        layer.paste(render_svg(mirror, width, height).crop((0, foot, width, height)), (0, foot))
    return layer


def render_mask(path: str, floor: int, width: int, height: int) -> Image.Image:
    """A path as a mask (L), nothing below the floor."""
    mask = render_svg(f'<rect width="100%" height="100%"/><path d="{path}" fill="#fff"/>', width, height)
    mask.paste("#000", (0, floor, width, height))
    return mask.convert("L")

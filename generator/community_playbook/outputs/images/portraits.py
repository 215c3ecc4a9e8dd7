"""How is somebody shown in a circle? A photo, else an initial on a colour; and numbers on discs."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from ..look.clusters import Cluster, initial
from ..look.emoji import emoji_picture
from ..look.fonts import own_font
from ..look.theme import WHITE
from .canvas import Canvas
from .faces import photo_circle, ring_mask
from .layouts import Box
from .picture import Face
from .placed import Placed

INITIAL = 0.46
"""Size of the letter in parts of the diameter."""
NO_LETTER = Cluster("·", "own")


@lru_cache(maxsize=32)
def coin(outer: int, inner: int, ring: str, ground: str) -> Image.Image:
    """A disc with its ring, to be put through the mask of the outer circle."""
    image = Image.new("RGB", (outer, outer), ring)
    image.paste(ground, ((outer - inner) // 2,) * 2, ring_mask(inner))
    return image


def draw_face(
    canvas: Canvas, face: Face, x: float, y: float, radius: float, ring: int = 0, colour: str = ""
) -> None:
    """A round picture with a ring around it, `ring` pixels wide."""
    side = round(2 * radius)
    outer = side + 2 * ring
    at = round(x - radius) - ring, round(y - radius) - ring
    around = canvas.theme.colour(colour or "sun")
    photo = photo_circle(canvas.studio.photo(face.photo), side) if face.photo else None
    if photo is not None:
        canvas.photos = True
        if ring:
            canvas.put(around, at, ring_mask(outer))
        canvas.put(photo, (at[0] + ring, at[1] + ring), ring_mask(side))
    else:
        ground = canvas.studio.face_colour(face.colour, canvas.theme)
        canvas.put(coin(outer, side, around, ground) if ring else ground, at, ring_mask(outer))
        draw_initial(canvas, face.name, x, y, radius)
    box = Box(*at, outer, outer)
    canvas.placed.append(Placed("face", "face", box, box, text=face.name))


def draw_initial(canvas: Canvas, name: str, x: float, y: float, radius: float) -> None:
    """The initial, centred by its ink; a name without a letter shows its emoji, or a dot."""
    clusters = canvas.studio.clusters(name)
    size = max(round(2 * radius * INITIAL), 8)
    letter = initial(clusters)
    if letter is None:
        emoji = next((c.source for c in clusters if c.hand == "emoji"), "")
        if emoji:
            side = round(size * 1.15)
            picture, at = emoji_picture(emoji, side), (round(x - side / 2), round(y - side / 2))
            canvas.put(picture, at, picture)
            canvas.emoji_boxes.append((*at, at[0] + side, at[1] + side))
            return
        letter = NO_LETTER
    white = canvas.theme.paper if canvas.theme.mode == "print" else WHITE
    if letter.hand == "shaped":
        mask, _ = canvas.studio.fonts.shaped(letter.text, letter.source, size, 600)
    else:
        mask = letter_mask(letter.text, size, 600)
    canvas.put(white, (round(x - mask.width / 2), round(y - mask.height / 2)), mask)


@lru_cache(maxsize=256)
def letter_mask(text: str, size: int, weight: int) -> Image.Image:
    """A short text of our font as a mask that is just as large as its ink."""
    font = own_font(size, weight)
    left, top, right, bottom = font.getbbox(text, anchor="ls")
    mask = Image.new("L", (max(int(right - left), 1), max(int(bottom - top), 1)))
    ImageDraw.Draw(mask).text((-left, -top), text, 255, font, "ls")
    return mask


def draw_disc(
    canvas: Canvas, text: str, x: float, y: float, radius: float, ground: str, colour: str, size: int
) -> None:
    """A number on a disc, centred by its ink."""
    side = round(2 * radius)
    at = round(x - radius), round(y - radius)
    canvas.put(canvas.theme.colour(ground), at, ring_mask(side))
    while own_font(size, 700).getlength(text) > 1.6 * radius:
        size -= 1
    mask, fill = letter_mask(text, size, 700), canvas.theme.colour(colour)
    where = round(x - mask.width / 2), round(y - mask.height / 2)
    canvas.put(fill, where, mask)
    ink = Box(*where, mask.width, mask.height)
    canvas.placed.append(Placed("disc", "disc", Box(*at, side, side), ink, size, 700, fill, text))

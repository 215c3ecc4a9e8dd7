"""What may stand where on a picture? The rules of `looks.md` as checks, each a list of sentences (none = fine)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import combinations

import segno
import zxingcpp
from picture_reader import Seen, Text, corners_of
from PIL import Image, ImageChops, ImageFilter

from community_playbook.outputs.images.layouts import Box, formats

TOLERANCE = 2
SMALLEST = {name: format_.smallest for name, format_ in formats().items()}
LEAST = 0.7
HANG = 0.4
"""Marks above, tails below (and the commas of a fact) may leave a line's box by so much of its size."""
DENSE = ("incentive", "label"), ("incentive", "value")
"""Eight terms share one size, which may be less than 0.7 of the layout's, but not of the smallest allowed."""
LARGE = 48
ROUNDING = 0.02
PODIUM = "title", "name1", "name2", "name3", "value1", "value2", "value3"
QUIET = 4
WORST = 64
"""Of a channel, at the edge of a letter or in an emoji, in the file with its palette."""


def boxes(seen: Seen) -> Iterator[str]:
    """Each text in its box, by what was recorded and by its pixels."""
    for text in seen.texts:
        placed, ink = text.placed, text.ink
        room = max(TOLERANCE, 0.015 * placed.size)
        hang = HANG * placed.size
        if not inside(placed.ink, placed.box, room, room):
            yield f"{text} is recorded outside of its box: {short(placed.ink)} {short(placed.box)}"
        if placed.box != placed.ink and not inside(ink, placed.box, room, hang):
            yield f"{text} has ink outside of its box: {short(ink)} {short(placed.box)}"
        if not inside(ink, placed.ink, TOLERANCE + 0.04 * placed.size, hang):
            yield f"{text} has ink where none is recorded: {short(ink)} {short(placed.ink)}"


def areas(seen: Seen) -> Iterator[str]:
    """Inside of the margins and the safe area; what crops must not lose stands in their middle."""
    plan = seen.pen.layout
    rim = 0.03 * plan.height
    top, bottom = max(plan.text_top, rim), min(plan.text_bottom, plan.height - rim)
    wide = Box(plan.margin, top, plan.width - 2 * plan.margin, bottom - top)
    for text in seen.texts:
        if not inside(text.ink, wide, TOLERANCE, TOLERANCE):
            yield f"{text} leaves the safe area: {short(text.ink)}"
    if formats()[plan.format].square:
        yield from cut_out(seen)


def cut_out(seen: Seen) -> Iterator[str]:
    """The centre square holds the podium where it is cut out of a tall picture, faces and facts of a wide one."""
    plan = seen.pen.layout
    edge = abs(plan.height - plan.width) / 2
    if plan.height > plan.width and plan.kind == "leaderboard":
        for text in (t for t in seen.texts if t.placed.role in PODIUM):
            if text.ink.y < edge or text.ink.bottom > plan.height - edge:
                yield f"{text} is lost where a feed cuts the poster: {short(text.ink)}"
    if plan.width > plan.height:
        facts = [(str(t), t.ink) for t in seen.texts if t.placed.kind == "fact"]
        for name, ink in [*facts, *((p.role, p.ink) for p in seen.shapes("face"))]:
            if ink.x < edge - TOLERANCE or ink.right > plan.width - edge + TOLERANCE:
                yield f"{name} is lost where a messenger cuts the square: {short(ink)}"


def sizes(seen: Seen) -> Iterator[str]:
    plan = seen.pen.layout
    least = SMALLEST[plan.format]
    for text in seen.texts:
        placed = text.placed
        item = plan.items.get(placed.role)
        if placed.size < int(LEAST * least):
            yield f"{text} is too small to be read"
        shrinks = (plan.kind, placed.role) in DENSE
        if item and item.size and not shrinks and placed.size < round(LEAST * item.size):
            yield f"{text} is smaller than {LEAST} of {item.size} px"


def overlaps(seen: Seen) -> Iterator[str]:
    """No text touches another one, a face, an emblem, a rank's disc or a mark."""
    for one, other in combinations(seen.texts, 2):
        if touch(one, other):
            yield f"{one} touches {other}"
    for text in seen.texts:
        for shape in seen.shapes("face", "disc", "mark"):
            round_ = shape.kind in ("face", "disc") and shape.role != "emblem"
            if (in_circle if round_ else in_box)(text.ink, shape.box):
                yield f"{text} touches {shape.role} {shape.text!r}: {short(text.ink)} {short(shape.box)}"


def quiet(seen: Seen) -> Iterator[str]:
    """Nothing but paper around the code, four modules wide."""
    for code in seen.shapes("qr"):
        module = code.box.width / len(segno.make(code.text, error="m", micro=False).matrix)
        wide = QUIET * module
        zone = Box(
            code.box.x - wide, code.box.y - wide, code.box.width + 2 * wide, code.box.height + 2 * wide
        )
        for text in seen.texts:
            if in_box(text.ink, zone):
                yield f"{text} stands in the quiet zone of the code: {short(text.ink)} {short(zone)}"
        ring = seen.bare.crop(corners_of(zone))
        corners = corners_of(code.box)
        ring.paste(seen.pen.theme.paper, tuple(corners[n] - int((zone.x, zone.y)[n % 2]) for n in range(4)))
        if len(ring.getcolors(1 << 20)) > 1:
            yield f"the quiet zone of the code is not quiet: {short(zone)}"


def contrasts(seen: Seen) -> Iterator[str]:
    for text in seen.texts:
        wanted = 3 if text.placed.size >= LARGE else 4.5
        found = seen.contrast(text)
        if found < wanted - ROUNDING:
            yield f"{text} has a contrast of {found:.2f}"
    for disc in seen.shapes("disc"):
        wanted = 3 if disc.size >= LARGE else 4.5
        if disc.text and seen.disc_contrast(disc) < wanted:
            yield f"disc {disc.text} has a contrast of {seen.disc_contrast(disc):.2f}"


def codes(seen: Seen) -> Iterator[str]:
    """A code is read back from the file and after a feed has recompressed it; the file is true to the picture,
    but for the edges of letters."""
    written = seen.drawn.png()
    difference = ImageChops.difference(seen.image, Image.open(io.BytesIO(written)).convert("RGB"))
    worst = max(high for _, high in difference.getextrema())
    if worst > WORST:
        yield f"the file differs from the picture by {worst}"
    for code in seen.shapes("qr"):
        for name, picture in (("PNG", Image.open(io.BytesIO(written))), ("JPEG", recompressed(seen.image))):
            found = read_codes(picture)
            if found != [code.text]:
                yield f"the {name} says {found} instead of {code.text}"


def recompressed(image: Image.Image, quality: int = 70) -> Image.Image:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Image.open(file)


def read_codes(image: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(image.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]


PLACES = (boxes, areas, sizes, overlaps, quiet)


def inside(ink: Box, box: Box, x: float, y: float) -> bool:
    return (
        ink.x >= box.x - x
        and ink.right <= box.right + x
        and ink.y >= box.y - y
        and ink.bottom <= box.bottom + y
    )


def touch(one: Text, other: Text) -> bool:
    """Whether less than two pixels part their letters."""
    if not in_box(one.ink, other.ink):
        return False
    left, top = min(one.ink.x, other.ink.x), min(one.ink.y, other.ink.y)
    right, bottom = max(one.ink.right, other.ink.right), max(one.ink.bottom, other.ink.bottom)
    sheets = []
    for text in (one, other):
        sheet = Image.new("L", (int(right - left), int(bottom - top)))
        sheet.paste(text.mask, (int(text.ink.x - left), int(text.ink.y - top)))
        sheets.append(sheet)
    grown = sheets[0].filter(ImageFilter.MaxFilter(3))
    return ImageChops.multiply(grown, sheets[1]).getextrema()[1] > 64


def in_box(ink: Box, box: Box) -> bool:
    return ink.x < box.right and box.x < ink.right and ink.y < box.bottom and box.y < ink.bottom


def in_circle(ink: Box, box: Box) -> bool:
    """Whether a rectangle reaches into the circle that fills a box."""
    radius = box.width / 2
    x, y = box.x + radius, box.y + radius
    near = min(max(x, ink.x), ink.right) - x, min(max(y, ink.y), ink.bottom) - y
    return near[0] ** 2 + near[1] ** 2 < (radius - TOLERANCE) ** 2


def short(box: Box) -> str:
    return f"x {box.x:.0f} to {box.right:.0f}, y {box.y:.0f} to {box.bottom:.0f}"

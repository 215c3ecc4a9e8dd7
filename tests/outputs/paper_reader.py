"""Reads a PDF as a reader and a printer do: its text with the ink of every letter, fonts, outline and tags.

Everything is in millimetres from the top left corner of the page. What is clipped away counts as not there.
"""

from __future__ import annotations

import ctypes
import itertools
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

MM = 25.4 / 72
HYPHEN = "\x02"
"""A hyphen at the end of a line, as PDFium calls it."""
BREAK = "\u200b"
"""A place where a long word may be broken; it has no ink."""
HAIR = 0.2
"""Two inks that meet by less than this are not seen to overlap."""


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def inside(self, other: Box, slack: float = HAIR) -> bool:
        return (
            self.left >= other.left - slack
            and self.top >= other.top - slack
            and self.right <= other.right + slack
            and self.bottom <= other.bottom + slack
        )

    def cut(self, other: Box) -> Box:
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    @property
    def empty(self) -> bool:
        return self.right <= self.left or self.bottom <= self.top


class Glyph(NamedTuple):
    text: str
    box: Box
    """Its ink, as far as it is not clipped."""
    clipped: bool
    """Something of it is cut off."""
    font: str
    size: float
    line: int

    @property
    def seen(self) -> bool:
        return not self.text.isspace() and not self.box.empty


class Line(NamedTuple):
    """Letters beside each other on one base line, up to a gap."""

    text: str
    box: Box
    size: float


class Bookmark(NamedTuple):
    level: int
    title: str
    page: int


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    text: str
    glyphs: tuple[Glyph, ...]
    shapes: tuple[Box, ...]
    """All that is drawn: boxes to tick, lines, emoji, modules of a code."""
    unmapped: int
    """Letters of which no reader knows what they mean."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        found = []
        for _, group in itertools.groupby(self.glyphs, key=lambda glyph: glyph.line):
            letters = list(group)
            boxes = [letter.box for letter in letters if letter.seen]
            if boxes:
                left, top, right, bottom = zip(*boxes, strict=True)
                whole = Box(min(left), min(top), max(right), max(bottom))
                found.append(Line("".join(g.text for g in letters), whole, letters[0].size))
        return tuple(found)

    @property
    def flat(self) -> str:
        """The text without blanks and line ends: words are found wherever a line was broken."""
        return "".join(self.text.split())

    def overlaps(self) -> list[tuple[str, str]]:
        """Pairs of lines of which letters lie on each other."""
        seen = [glyph for glyph in self.glyphs if glyph.seen]
        if not seen:
            return []
        left, top, right, bottom = np.array([glyph.box for glyph in seen]).T
        line = np.array([glyph.line for glyph in seen])
        wide = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
        high = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
        hits = np.argwhere((wide > HAIR) & (high > HAIR) & (line[:, None] < line))
        pairs = sorted({(int(line[a]), int(line[b])) for a, b in hits})
        said = {
            number: "".join(g.text for g in seen if g.line == number) for pair in pairs for number in pair
        }
        return [(said[a], said[b]) for a, b in pairs]

    def outside(self, area: Box) -> list[str]:
        """Lines that leave an area."""
        return [line.text for line in self.lines if not line.box.inside(area)]


@dataclass(frozen=True)
class Paper:
    pages: tuple[Page, ...]
    fonts: frozenset[str]
    outline: tuple[Bookmark, ...]
    title: str
    author: str
    language: str
    tagged: bool

    @property
    def titles(self) -> list[str]:
        """The outline's first level: one a sheet."""
        return [mark.title for mark in self.outline if mark.level == 0]

    def sheets(self) -> list[list[Page]]:
        """The pages of each sheet, by the outline's first level."""
        starts = [mark.page for mark in self.outline if mark.level == 0]
        ends = [*starts[1:], len(self.pages)]
        return [list(self.pages[a:b]) for a, b in zip(starts, ends, strict=True)]


def read_paper(content: bytes) -> Paper:
    document = pypdfium2.PdfDocument(content)
    try:
        fonts: set[str] = set()
        pages = tuple(read_page(page, fonts) for page in document)
        outline = tuple(
            Bookmark(mark.level, mark.get_title(), dest.get_index() if (dest := mark.get_dest()) else -1)
            for mark in document.get_toc(max_depth=4)
        )
        return Paper(
            pages,
            frozenset(fonts),
            outline,
            document.get_metadata_value("Title"),
            document.get_metadata_value("Author"),
            language(document),
            bool(raw.FPDFCatalog_IsTagged(document)),
        )
    finally:
        document.close()


ACTS = re.compile(
    rb"/(JavaScript|JS|OpenAction|AA|Launch|URI|SubmitForm|ImportData|GoToR|GoToE|Rendition|EmbeddedFiles?)\b"
)
"""What a PDF may do, open or carry, by the names of its keys."""
STREAM = re.compile(rb"<<(?:[^<>]|<<[^<>]*>>|<[^<>]*>)*?>>\s*stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
STRING = re.compile(rb"\((?:\\.|[^\\()])*\)|(?<!<)<[0-9A-Fa-f\s]*>(?!>)", re.DOTALL)


def acts(content: bytes) -> set[str]:
    """What a PDF would do, open or carry: keys of its objects, packed ones too, outside of all texts; scripts,
    files, fields and remarks as the library counts them; and where its links lead."""
    found: set[str] = set()
    for body in (STREAM.sub(b" ", content), *map(unpacked, STREAM.findall(content))):
        found |= {name.decode() for name in ACTS.findall(STRING.sub(b" ", body))}
    document = pypdfium2.PdfDocument(content)
    try:
        counts = {
            "scripts": raw.FPDFDoc_GetJavaScriptActionCount(document),
            "files": raw.FPDFDoc_GetAttachmentCount(document),
            "fields": raw.FPDF_GetFormType(document),
        }
        found |= {name for name, count in counts.items() if count > 0}
        for page in document:
            for number in range(raw.FPDFPage_GetAnnotCount(page)):
                found.add(f"annotation {raw.FPDFAnnot_GetSubtype(raw.FPDFPage_GetAnnot(page, number))}")
    finally:
        document.close()
    return found


def unpacked(stream: bytes) -> bytes:
    """Objects in a stream; of what is no such text (a picture, a font), nothing."""
    try:
        text = zlib.decompress(stream)
    except zlib.error:
        return b""
    return text if b"<<" in text[:4_000] else b""


def language(document: pypdfium2.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    space = (raw.FPDF_WCHAR * max(size // 2, 1))()
    raw.FPDFCatalog_GetLanguage(document, space, size)
    return bytes(space).decode("utf-16-le").rstrip("\0")


def read_page(page: pypdfium2.PdfPage, fonts: set[str]) -> Page:
    width, height = page.get_size()
    reader = page.get_textpage()
    glyphs: list[Glyph] = []
    clips: dict[int, Box | None] = {}
    line, unmapped = 0, 0
    last = Box(0, 0, 0, 0), 0.0, 0, 0.0
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    letters = utf16(raw.FPDFText_GetUnicode(reader, index) for index in range(reader.count_chars()))
    for index, letter in letters:
        if letter == BREAK:
            continue
        if raw.FPDFText_IsGenerated(reader, index) == 1:
            line += letter in "\r\n"
            continue
        unmapped += raw.FPDFText_HasUnicodeMapError(reader, index) == 1
        raw.FPDFText_GetCharBox(reader, index, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(reader, index, x, y)
        box = Box(left.value * MM, (height - top.value) * MM, right.value * MM, (height - bottom.value) * MM)
        size = raw.FPDFText_GetFontSize(reader, index)
        held = raw.FPDFText_GetTextObject(reader, index)
        key = ctypes.cast(held, ctypes.c_void_p).value or 0
        line += begins_line(last, (box, y.value, key, size))
        last = box, y.value, key, size
        if key not in clips:
            clips[key] = clip_of(held, height)
        clip = clips[key]
        shown = box.cut(clip) if clip else box
        font = base_font(held)
        if held:  # blanks that the reader adds have none
            fonts.add(font)
        glyphs.append(Glyph(letter, shown, not box.inside(shown), font, size, line))
    shapes = tuple(
        Box(a * MM, (height - d) * MM, c * MM, (height - b) * MM)
        for a, b, c, d in (found.get_bounds() for found in page.get_objects([raw.FPDF_PAGEOBJ_PATH]))
    )
    text = reader.get_text_range().replace(HYPHEN, "-").replace("\ufffe", "-").replace(BREAK, "")
    return Page(width * MM, height * MM, text, tuple(glyphs), shapes, unmapped)


def utf16(units: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Letters with their place; the two halves of one stand at two places."""
    high = 0
    for index, unit in enumerate(units):
        if 0xD800 <= unit < 0xDC00:
            high = unit
        elif 0xDC00 <= unit < 0xE000:
            if not high:  # now and then the library loses the first half of a letter
                continue
            yield index, chr(0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00)
        else:
            yield index, "-" if chr(unit) == HYPHEN else chr(unit)


def begins_line(last: tuple[Box, float, int, float], now: tuple[Box, float, int, float]) -> bool:
    """Another base line, a gap, or another text that begins left of where the last one stood. `now`: box,
    base line, text and size of a letter; within one text, letters may run from right to left."""
    (before, base, text, _), (box, base_now, text_now, size) = last, now
    gap = max(box.left - before.right, before.left - box.right)
    back = text != text_now and box.left < before.left - HAIR and box.right > box.left
    return abs(base - base_now) > 0.5 or gap > size * MM or back


def clip_of(held: raw.FPDF_PAGEOBJECT, height: float) -> Box | None:
    """The smallest of the rectangles that clip a text; None where nothing does."""
    path = raw.FPDFPageObj_GetClipPath(held)
    x, y = ctypes.c_float(), ctypes.c_float()
    found: Box | None = None
    for number in range(max(raw.FPDFClipPath_CountPaths(path), 0)):
        points = []
        for index in range(raw.FPDFClipPath_CountPathSegments(path, number)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, number, index), x, y)
            points.append((x.value * MM, (height - y.value) * MM))
        if points:
            xs, ys = zip(*points, strict=True)
            box = Box(min(xs), min(ys), max(xs), max(ys))
            found = box.cut(found) if found else box
    return found


def base_font(held: raw.FPDF_PAGEOBJECT) -> str:
    """The name without the six letters of a subset."""
    font = raw.FPDFTextObj_GetFont(held)
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    space = ctypes.create_string_buffer(max(size, 1))
    raw.FPDFFont_GetBaseFontName(font, space, size)
    return space.value.decode().split("+")[-1]


def render(content: bytes, page: int = 0, dpi: int = 150) -> Image.Image:
    document = pypdfium2.PdfDocument(content)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()

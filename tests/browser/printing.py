"""What a page of a site becomes on paper: printed by the real browser, read back from the PDF.

Every box that has to stay whole, every heading and what follows it gets a ground of a colour of its own before
it is printed. Grounds move nothing; a colour on two sheets is a cut box, a colour on no sheet is a thing lost.
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from playwright.sync_api import Page

WHOLE = (
    "li, tr, dl > div, figure, blockquote, svg.chart, .card, .msg, .bub, .perk, .gate, .wall, .way, .eg, .sheet,"
    " .podium, .facts, .hero, .nums, .target, .tally__row, .sec__say, .lead, .cap, :is(h2, h3) + :is(.muted, .small)"
)
HEADS = "h1, h2, h3, h4, summary:not(:has(:is(h2, h3))), thead, .sec__say, .key, .col__d, :is(h2, h3) + :is(.muted, .small)"
SCREEN = (
    ".top, .tabbar, .foot, .skip, .toast, .subnav, .pn, .back, .go, nav, button, .find, .hold, .sizes, .keep,"
    " .pic .acts, .ago > p, .cue .cases"
)
"""What only makes sense on a screen; what is said only if it happens stands on the phone, and on the duty sheet."""
SMALLEST = 10
"""Pixels: 7.5 pt on paper."""
MARGIN = 28
"""Points: 1 cm, which every printer can reach. Below it stand the name and the number of the sheet."""
OURS = 77
"""The blue of every mark; its red and green count."""
PROBE = 20
"""Pixels: the side of a square on the first sheet."""
LETTERS = "[0-9A-Za-z\u4e00-\u9fff]+"
SCRIPT = Path(__file__).with_name("printing.js").read_text("utf-8")


@dataclass(frozen=True)
class Thing:
    """Something painted: on which sheet, which colour, where (points from the left and from the foot)."""

    sheet: int
    kind: int
    colour: tuple[int, int, int] | None
    box: tuple[float, float, float, float]

    @property
    def mark(self) -> int | None:
        """The number of the marked box whose ground this is."""
        if (
            self.kind != pdfium.FPDF_PAGEOBJ_PATH
            or self.colour is None
            or self.colour[2] != OURS
            or self.colour[0] < 16
        ):
            return None
        return (self.colour[0] - 16) * 256 + self.colour[1]


@dataclass(frozen=True)
class Paper:
    """A printed page: the words and the size of each sheet, all that is painted, and what was marked."""

    texts: list[str]
    sizes: list[tuple[float, float]]
    things: list[Thing]
    marks: dict[str, Any]

    @property
    def faults(self) -> dict[str, list[str]]:
        """All that is wrong with it, by kind; empty if nothing is."""
        found = {
            "cut": self.cut(),
            "orphaned": self.orphaned(),
            "empty": self.empty(),
            "beyond": self.beyond(),
            "coloured": self.coloured(),
            "lost": self.lost(),
            "tiny": self.marks["tiny"],
            "for the screen": self.marks["screen"],
        }
        return {kind: wrong for kind, wrong in found.items() if wrong}

    @cached_property
    def parts(self) -> dict[int, dict[int, float]]:
        """Mark -> sheet -> points of height that stand there."""
        spans: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
        for thing in self.things:
            if thing.mark is not None and thing.box[3] - thing.box[1] > 1:
                spans[thing.mark][thing.sheet] += [thing.box[1], thing.box[3]]
        return {mark: {s: max(ys) - min(ys) for s, ys in on.items()} for mark, on in spans.items()}

    def cut(self) -> list[str]:
        """Boxes on more than one sheet that would have found room on one."""
        drawn = sum(t.kind == pdfium.FPDF_PAGEOBJ_IMAGE for t in self.things)
        return ["a picture"] * (drawn - self.marks["pictures"]) + [
            self.marks["names"][mark]
            for mark in self.marks["whole"]
            if len(on := self.parts.get(mark, {})) > 1
            and sum(on.values()) < self.sizes[min(on)][1] - 4 * MARGIN
        ]

    def orphaned(self) -> list[str]:
        """Headings whose next line stands on another sheet."""
        pairs = [(m, self.parts.get(m), self.parts.get(after)) for m, after in self.marks["heads"]]
        return [self.marks["names"][m] for m, own, after in pairs if own and after and max(own) < min(after)]

    def empty(self) -> list[str]:
        """Sheets without a word between head and foot."""
        full = {
            t.sheet for t in self.things if t.kind == pdfium.FPDF_PAGEOBJ_TEXT and t.box[1] > 1.5 * MARGIN
        }
        return [f"sheet {n + 1}" for n in range(len(self.texts)) if n not in full]

    def beyond(self) -> list[str]:
        """Words, pictures and boxes in the margin or off the sheet; a browser makes all of it smaller before that."""
        shrunk = self.parts[self.marks["probe"]][0] / (0.75 * PROBE)
        return [f"{shrunk:.0%} of its size"] * (shrunk < 0.98) + [
            f"sheet {t.sheet + 1}: {[round(x) for x in t.box]}"
            for t in self.things
            if (t.kind != pdfium.FPDF_PAGEOBJ_PATH or t.mark is not None)
            and (t.box[0] < MARGIN or t.box[2] > self.sizes[t.sheet][0] - MARGIN or t.box[1] < 0)
        ]

    def coloured(self) -> list[str]:
        """Paint that is neither black, white nor grey."""
        return sorted(
            {
                str(t.colour)
                for t in self.things
                if t.colour and t.mark is None and max(t.colour) - min(t.colour) > 8
            }
        )

    def lost(self) -> list[str]:
        """Folds that stayed shut, and lines of which not every letter stands on the paper."""
        paper = bare("".join(self.texts))
        unseen = [self.marks["names"][mark] for mark in self.marks["folded"] if mark not in self.parts]
        return unseen + [line for line in self.marks["lines"] if not stands_in(line, paper)]


def bare(text: str) -> str:
    """Letters that run from left to right, and digits: lines, hyphens and spaces are the printer's business."""
    return "".join(re.findall(LETTERS, text))


def stands_in(line: str, paper: str) -> bool:
    """Lines with a name that runs from right to left are passed over: a PDF keeps no order for them."""
    if re.search("[\u0590-\u08ff]", line):
        return True
    text = bare(line)  # the foot of a sheet may stand in the middle of it
    return text in paper or any(text[:n] in paper and text[n:] in paper for n in range(2, len(text) - 1))


def print_page(page: Page) -> Paper:
    """Marks what is open in `page`, prints it and reads the sheets. Its context needs `bypass_csp`."""
    page.emulate_media(media="print")
    names = {"whole": WHOLE, "heads": HEADS, "screen": SCREEN}
    marks = page.evaluate(SCRIPT, {**names, "smallest": SMALLEST, "probe": PROBE, "ours": OURS})
    page.wait_for_function("[...document.images].every(image => image.complete)")
    texts, sizes, things = [], [], []
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as document:
        for number, sheet in enumerate(document):
            texts.append(sheet.get_textpage().get_text_range())
            sizes.append(sheet.get_size())
            things += [
                Thing(number, one.type, colour_of(one), one.get_bounds())
                for one in sheet.get_objects(max_depth=5)
                if one.type != pdfium.FPDF_PAGEOBJ_FORM
            ]
    return Paper(texts, sizes, things, marks)


def colour_of(thing: Any) -> tuple[int, int, int] | None:
    """The colour that fills it, if one does."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    refs = [ctypes.byref(part) for part in (red, green, blue, alpha)]
    if not pdfium.FPDFPageObj_GetFillColor(thing.raw, *refs) or not alpha.value:
        return None
    return red.value, green.value, blue.value

"""What can be printed of a text? Runs for the typesetter: plain strings, bold ones, emoji as drawings.

Names come from strangers: nothing of a run is ever markup. What no font has becomes a dot and is named.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from unicodedata import category, east_asian_width

from markupsafe import Markup

from ..look.clusters import DOT, clean, cut, is_right_to_left
from ..look.emoji import drawing, find_emoji
from ..look.fonts import FAMILY, Fonts, read_font, world_fonts
from .paper import Run, Runs

BOLD = re.compile(r"<(?:strong|b|mark)>(.*?)</(?:strong|b|mark)>", re.S)
TAG = re.compile(r"<[^>]+>")
STOPS, JOINER = " \n，。；、,;", "\u200d"
PIECE = 300
"""Longer texts are cleaned piece by piece: the cleaner cuts what strangers write too long."""


class Ink:
    """One per pack: remembers which emoji were used and which characters nobody can draw."""

    def __init__(self, extra: Mapping[str, str] | None = None) -> None:
        """`extra`: families of the operator's font files."""
        self.extra = dict(extra or {})
        self.fonts = Fonts(self.extra)
        self.emoji: dict[str, str] = {}
        self.missing: set[str] = set()
        known = [*self.extra.values(), *(read_font(file).family for file in world_fonts())]
        self.families = [FAMILY, *dict.fromkeys(known)]

    def text(self, value: str, bold: bool = False) -> Runs:
        """A plain text, from whomever; blanks and line breaks become one space."""
        found: Runs = []
        for cluster in cut(clean(value), find_emoji, self.fonts.own, self.fonts.other):
            if cluster.hand == "emoji":
                self.emoji.setdefault(cluster.source, drawing(cluster.source))
                found.append({"t": cluster.text, "e": cluster.source})
                continue
            text = cluster.text
            if cluster.hand == "missing":
                self.missing.add(text)
                text = DOT
            run = Run(t=text)
            if bold:
                run["b"] = True
            if is_right_to_left(text[0]):
                run["rtl"] = True
            if cluster.hand == "shaped":
                run["f"] = self.extra.get(cluster.source) or read_font(cluster.source).family
            last = found[-1] if found else None
            if last and "e" not in last and (text == " " or same_hand(last, run)):
                last["t"] += text
            else:
                found.append(run)
        return found

    def short(self, value: str, most: int, bold: bool = False) -> Runs:
        """As `text`, cut with "…" where wider than `most` Latin letters (a Chinese one counts as two)."""
        room, kept = most, ""
        for letter in clean(value):
            room -= 2 if east_asian_width(letter) in "WF" else 1
            if room < 0:
                return self.text(f"{kept[:-1].rstrip()}…", bold)
            kept += letter
        return self.text(value, bold)

    def prose(self, made: str) -> Runs:
        """A text of ours, rendered to HTML (`Markup`) or plain: what was strong stays bold."""
        if not isinstance(made, Markup):
            return self.long(made, False)
        found: Runs = []
        at = 0
        for match in BOLD.finditer(made):
            found += self.long(plain(made[at : match.start()]), False)
            found += self.long(plain(match[1]), True)
            at = match.end()
        return found + self.long(plain(made[at:]), False)

    def long(self, text: str, bold: bool) -> Runs:
        """As `text`, of any length; a blank at either end stays, as what stands beside it needs it."""
        found: Runs = []
        for piece in pieces(text):
            made = self.text(piece, bold)
            if made and piece[0].isspace():
                made.insert(0, {"t": " "})
            if made and piece[-1].isspace():
                made.append({"t": " "})
            found += made or ([{"t": " "}] if piece.isspace() else [])
        return found


def same_hand(one: Run, other: Run) -> bool:
    """Set in one direction and one font; `bold` is the same in one text."""
    return one.get("rtl") == other.get("rtl") and one.get("f") == other.get("f")


def pieces(text: str) -> Iterator[str]:
    """The text in pieces of at most PIECE code points, parted at a blank or a stop where there is one, and
    never inside of a letter."""
    start = 0
    while start < len(text):
        end = min(start + PIECE, len(text))
        if end < len(text):
            at = max(text.rfind(stop, start, end) for stop in STOPS) + 1
            end = at if at > start else end
            while end > start + 1 and (category(text[end])[0] == "M" or JOINER in (text[end - 1], text[end])):
                end -= 1
        yield text[start:end]
        start = end


def plain(made: str) -> str:
    return html.unescape(TAG.sub("", made))

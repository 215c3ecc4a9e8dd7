"""What can be printed of a text? Runs for the typesetter: plain strings, bold ones, emoji as drawings.

Names come from strangers: nothing of a run is ever markup. What no font has becomes a dot and is named.
"""

from __future__ import annotations

import html
import re
from typing import Any

from markupsafe import Markup

from ..images.clusters import DOT, clean, cut, is_right_to_left
from ..images.emoji import drawing, find_emoji
from ..images.fonts import FAMILY, Fonts, read_font, world_fonts

Runs = list[dict[str, Any]]
"""Each run has `t` (the text) and perhaps `b` (bold), `rtl` (runs from right to left) or `e` (name of the
emoji that is drawn instead)."""

BOLD = re.compile(r"<(?:strong|b|mark)>(.*?)</(?:strong|b|mark)>", re.S)
TAG = re.compile(r"<[^>]+>")
PIECE = 300
"""Longer texts are cleaned piece by piece: the cleaner cuts what strangers write too long."""


class Ink:
    """One per pack: remembers which emoji were used and which characters nobody can draw."""

    def __init__(self, extra_fonts: tuple[str, ...] = ()) -> None:
        self.fonts = Fonts(extra_fonts)
        self.emoji: dict[str, str] = {}
        self.missing: set[str] = set()
        self.families = [FAMILY, *dict.fromkeys(read_font(f).family for f in (*extra_fonts, *world_fonts()))]

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
            rtl = is_right_to_left(text[0])
            last = found[-1] if found else {}
            if found and "e" not in last and (last.get("rtl", False) == rtl or text == " "):
                last["t"] += text
            else:
                found.append({"t": text} | ({"b": True} if bold else {}) | ({"rtl": True} if rtl else {}))
        return found

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
        for start in range(0, len(text), PIECE):
            piece = text[start : start + PIECE]
            made = self.text(piece, bold)
            if made and piece[0].isspace():
                made.insert(0, {"t": " "})
            if made and piece[-1].isspace():
                made.append({"t": " "})
            found += made or ([{"t": " "}] if piece.isspace() else [])
        return found


def plain(made: str) -> str:
    return html.unescape(TAG.sub("", made))

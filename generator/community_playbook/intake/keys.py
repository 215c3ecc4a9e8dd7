"""Is this the same key, written another way? Ids and names of two tables meet here.

Certain: width, case, normal form, blanks, an @, a number in front, a title behind, leading zeros, where only
one member fits. Not certain: letters of another script that look alike. These are named, never matched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from .cells import cell_vocabulary, folded

NUMBERED = re.compile(r"^\d{1,3}\s*[.、．)）:：]\s*(?=\D)")
CALLED_NUMBER = re.compile(
    r"^(?:no\.?|nr\.?|#|id|编号|編號|会员|會員|学号|學號|工号|工號)[:.]?(?=\d+$)|(?<=\d)[号號]$"
)
"""What people write around a number: No.001, #002, 3号."""
TWINS = str.maketrans(
    "аеорсухіјѕԁһոԛѡкмтвнαοριντυχβκ",
    "aeopcyxijsdhnqwkmtbhaopivtuxbk",
)
"""Cyrillic, Armenian and Greek letters, and the Latin ones for which they are taken."""


MARKS = "「」『』“”‘’\"'《》【】[]<>。.,，、!！~～:： "
"""What stands around a word and means nothing."""
BETWEEN = re.compile("(?<=[\u3400-\u9fff])\\s+(?=[\u3400-\u9fff])")
ASIDE = re.compile(r"第|[\s()（）\[\]【】_-]+")
COUNTED = re.compile("[一二三四五六七八九十]+")
TEN = "一二三四五六七八九"


def loose(text: str) -> str:
    """Full width, case, normal form, blanks and a leading @ do not matter."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFC", "".join(text.split())).lstrip("@").strip("'\"")


def looser(text: str) -> str:
    """Nor do a number in front, a title behind, what a number is called, and zeros before digits."""
    text = loose(NUMBERED.sub("", unicodedata.normalize("NFKC", text).strip()))
    for title in titles():
        if text.endswith(title) and len(text) > len(title) + 1:
            text = text.removesuffix(title)
            break
    number = CALLED_NUMBER.sub("", text)
    text = number if number.isdecimal() else text
    return text.lstrip("0") or "0" if text.isdecimal() else text


def deed_word(text: str) -> str:
    """A deed as it is compared: 「回 答」。 is 回答, #Answer is answer."""
    return BETWEEN.sub("", folded(text)).strip(MARKS).lstrip("#") or folded(text)


def group_word(text: str) -> str:
    """A group as it is compared: 读书会（一）群 and 读书会第1群 are 读书会一群."""
    return COUNTED.sub(in_figures, ASIDE.sub("", loose(text)))


def in_figures(match: re.Match[str]) -> str:
    """1 to 99; what is no number stays."""
    tens, ten, ones = match[0].partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return match[0]
    first, last = (TEN.index(part) + 1 if part else 0 for part in (tens, ones))
    return str((first or 1) * 10 + last if ten else first)


@cache
def titles() -> tuple[str, ...]:
    return tuple(sorted(cell_vocabulary()["title"], key=len, reverse=True))


def twin(text: str) -> str:
    """What it looks like."""
    return loose(text).translate(TWINS)


def only_ones(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Key -> id, where all pairs of a key have the same id."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for key, member in pairs:
        if key and found.setdefault(key, member) != member:
            shared.add(key)
    return {key: member for key, member in found.items() if key not in shared}


class Near:
    """Keys that differ from a known one in writing only. `names`: (what may be written, id)."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.names = tuple((name, member) for name, member in names if name)
        self.made: tuple[Mapping[str, str], ...] = ()
        self.twins: Mapping[str, str] = {}

    def layers(self) -> tuple[Mapping[str, str], ...]:
        """Made when the first key is not found as it stands."""
        if not self.made:
            self.made = tuple(only_ones((way(name), m) for name, m in self.names) for way in (loose, looser))
            self.twins = {twin(name): name for name, _ in reversed(self.names)}
        return self.made

    def find(self, text: str) -> str:
        """The id, where only one member fits; else ""."""
        for way, known in zip((loose, looser), self.layers(), strict=True):
            if member := known.get(way(text)):
                return member
        return ""

    def look_alike(self, text: str) -> str:
        """A known key that only looks like this one; "" where there is none."""
        self.layers()
        return self.twins.get(twin(text), "")


def difference(one: str, other: str) -> str:
    """Where two keys that look equal differ: "А (U+0410) / A (U+0041)"; or how many letters."""
    for a, b in zip(one, other, strict=False):
        if a != b:
            return f"{a} (U+{ord(a):04X}) / {b} (U+{ord(b):04X})"
    return f"{len(one)} / {len(other)}"

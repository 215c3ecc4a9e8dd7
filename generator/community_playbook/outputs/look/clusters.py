"""What is one character to a reader, and who can draw it? Cleaning and cutting of names from strangers.

Order: controls, bidi overrides and private characters dropped; NFC; combining marks capped; then clusters
(base with its marks, emoji sequence), each with the hand that draws it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional, category, normalize

ZWJ, TEXT_STYLE, EMOJI_STYLE, KEYCAP = "\u200d", "\ufe0e", "\ufe0f", "\u20e3"
MOST_MARKS = 2
MOST_CHARACTERS = 400
"""What is longer is cut before anything else looks at it."""
APOSTROPHE = re.compile(r"(?<=[A-Za-z])[’‘]|[’‘](?=[A-Za-z])")
LATIN_QUOTE = re.compile(r"“(?=[!-~])([^“”]*)(?<=[!-~])”")
"""Our font sets curly quotes as wide as a Chinese character; around Latin letters that is a hole. Both of a
pair are changed or none."""
DOT = "·"
"""Stands for a character that no font can draw: never a box."""

COMPLEX = (
    (0x0590, 0x08FF), (0x0900, 0x0DFF), (0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1200, 0x137F),
    (0x1780, 0x18AF), (0x1A20, 0x1AAF), (0x1B00, 0x1C4F), (0xA8E0, 0xA8FF), (0xAA60, 0xAADF),
    (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC),
)  # fmt: skip
"""Scripts that are shaped or run from right to left."""
FANCY = ((0x1D400, 0x1D7FF), (0x2460, 0x24FF), (0xFB00, 0xFB06))
"""Letters in disguise (mathematical, circled, ligatures): drawn as the plain letter where nobody has them."""


class Cluster(NamedTuple):
    text: str
    hand: str
    """own (our font), emoji, shaped (resvg with another font), or missing."""
    source: str = ""
    """Name of the emoji's picture, or of the other font."""


class Run(NamedTuple):
    """Neighbours that one hand draws together."""

    text: str
    hand: str
    source: str = ""


def clean(text: str) -> str:
    """One line of characters that may be drawn: no controls, no overrides, no heaps of marks."""
    kept: list[str] = []
    marks = 0
    visible = "".join(filter(None, map(drawable, text[:MOST_CHARACTERS])))
    for letter in normalize("NFC", visible):  # once more in order, now that nothing stands between the marks
        if category(letter) in ("Mn", "Me") and letter not in (EMOJI_STYLE, TEXT_STYLE, KEYCAP):
            marks += 1
            if marks > (MOST_MARKS if not is_complex(letter) else 2 * MOST_MARKS) or not kept:
                continue
        else:
            marks = 0
        kept.append(letter)
    whole = normalize("NFC", " ".join("".join(kept).split()))
    return LATIN_QUOTE.sub(r'"\1"', APOSTROPHE.sub("'", whole))


def drawable(letter: str) -> str:
    """The letter, a blank for any gap, or "" for what is never seen."""
    kind = category(letter)
    if letter in "\t\n\r\x0b\x0c\u2028\u2029" or kind == "Zs":
        return " "
    hidden = kind in ("Cc", "Cs", "Co") or (kind == "Cf" and not joins(letter)) or is_nothing(letter)
    return "" if hidden else letter


def is_nothing(letter: str) -> bool:
    """Code points that never are characters; unassigned ones may be new emoji."""
    return ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF


def joins(letter: str) -> bool:
    """ZWJ and the tags of flags are invisible but make one picture of several."""
    return letter == ZWJ or 0xE0020 <= ord(letter) <= 0xE007F


def is_complex(letter: str) -> bool:
    point = ord(letter)
    return point >= 0x0590 and any(low <= point <= high for low, high in COMPLEX)


def is_right_to_left(letter: str) -> bool:
    return bidirectional(letter) in ("R", "AL")


def cut(
    text: str,
    find_emoji: Callable[[str, int], tuple[int, str] | None],
    own: Callable[[str], bool],
    other: Callable[[str], str],
) -> tuple[Cluster, ...]:
    """The clusters of a cleaned text. `find_emoji(text, at)` gives length and name of the longest one; `own`
    tells whether our font has all of a text, `other` names another font that has (or "")."""
    found: list[Cluster] = []
    at = 0
    while at < len(text):
        emoji = find_emoji(text, at)
        if emoji and (emoji[0] > 1 or not own(text[at])):
            found.append(Cluster(text[at : at + emoji[0]], "emoji", emoji[1]))
            at += emoji[0]
            continue
        end = at + 1
        while end < len(text) and (category(text[end]) in ("Mn", "Me", "Mc") or joins(text[end])):
            end += 1
        whole = text[at:end].replace(ZWJ, "").replace(EMOJI_STYLE, "").replace(TEXT_STYLE, "")
        at = end
        if whole:
            found += assign(whole, own, other)
    return tuple(found)


def assign(text: str, own: Callable[[str], bool], other: Callable[[str], str]) -> list[Cluster]:
    """The hand that draws one cluster; a letter in disguise becomes the plain one, a lost mark is dropped."""
    for part in dict.fromkeys((text, text[0])):
        if own(part) and len(part) == 1 and not is_complex(part):
            return [Cluster(part, "own")]
        font = other(part)
        if font:
            return [Cluster(part, "shaped", font)]
        if any(low <= ord(part[0]) <= high for low, high in FANCY):
            plain = [Cluster(c, "own") for c in normalize("NFKC", part[0]) if own(c)]
            if plain:
                return plain
    return [Cluster(text[0], "missing")]


def runs(clusters: Sequence[Cluster]) -> list[Run]:
    """The clusters of one line as runs in the order in which they stand from left to right.

    Where the first strong letter runs from right to left, so do the runs; within a shaped run the shaper
    cares for it. A blank between two shaped words belongs to them.
    """
    hands = [(c.hand, c.source) for c in clusters]
    for i in range(1, len(clusters) - 1):
        if clusters[i].text == " " and clusters[i - 1].hand == "shaped" and hands[i - 1] == hands[i + 1]:
            hands[i] = hands[i - 1]
    found: list[Run] = []
    for (hand, source), group in groupby(zip(hands, clusters, strict=True), key=lambda pair: pair[0]):
        members = [cluster.text for _, cluster in group]
        if hand == "emoji":
            found += [Run(text, hand, source) for text in members]
        elif hand == "missing":
            found.append(Run(DOT, "own"))
        else:
            found.append(Run("".join(members), hand, source))
    letters = (bidirectional(letter) for c in clusters for letter in c.text)
    if next((kind for kind in letters if kind in ("L", "R", "AL")), "L") != "L":
        return [run._replace(text=turned(run.text)) for run in reversed(found)]
    return found


def turned(text: str) -> str:
    """A run among runs from the right: what was blank on its left is blank on its right."""
    core = text.strip(" ")
    before = len(text) - len(text.lstrip(" "))
    return " " * (len(text) - before - len(core)) + core + " " * before if core else text


def initial(clusters: Sequence[Cluster]) -> Cluster | None:
    """What stands in a round picture: the first letter or digit, upper case; None where there is none."""
    for cluster in clusters:
        if cluster.hand in ("own", "shaped") and category(cluster.text[0])[0] in "LN":
            upper = cluster.text.upper()
            return cluster._replace(text=upper if len(upper) == len(cluster.text) else cluster.text)
    return None

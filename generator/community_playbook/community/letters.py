"""What does a reader take for one letter? A flag, a family of emoji or a letter with its marks is one.

Enough of UAX 29 for names: marks, joiners, skin tones, tags, pairs of regional indicators, and Hangul jamo.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from unicodedata import category

JOINER = "\u200d"
SELECTORS = "\ufe0e\ufe0f\u20e3"
MOST_MARKS = 16
"""Code points of one letter; whoever stacks more is drawing, not writing."""
SEEN = "LNPS"
BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800•")
"""Letters and signs by their category, and yet no name is to be seen: blank Hangul and Braille, bullets."""


def is_flag_half(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def goes_on(cluster: str, letter: str) -> bool:
    """Does the letter belong to the cluster before it?"""
    if category(letter)[0] == "M" or letter == JOINER or letter in SELECTORS:
        return True
    if "\U0001f3fb" <= letter <= "\U0001f3ff" or "\U000e0020" <= letter <= "\U000e007f":
        return category(cluster[0]) == "So"
    if cluster[-1] == JOINER:  # only pictures are joined to one; 王 and 小 stay two
        return category(letter) == category(cluster[0]) == "So"
    if is_flag_half(letter):
        return is_flag_half(cluster[0]) and len(cluster) == 1
    return "\u1160" <= letter <= "\u11ff" and "\u1100" <= cluster[-1] <= "\u11ff"


def clusters(text: str) -> Iterator[str]:
    """The letters of a text, in order; all of them together are the text."""
    cluster = ""
    for letter in text:
        if cluster and not goes_on(cluster, letter):
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def can_be_seen(text: str) -> bool:
    """Is there anything in it for the eye: a letter, a figure, a sign, a picture?"""
    if text[:1].isalnum() and text[0] not in BLANK:  # nearly every text; the rest only repeats it
        return True
    return any(category(letter)[0] in SEEN and letter not in BLANK for letter in text)


def cut(text: str, most: int) -> str:
    """At most `most` letters, the last one then an ellipsis; none is cut in half, none is a tower of marks.
    The text itself where it is short enough."""
    if len(text) <= most and len(text) <= MOST_MARKS:
        return text
    found = [cluster[:MOST_MARKS] for cluster in islice(clusters(text), most + 1)]
    return "".join(found) if len(found) <= most else "".join(found[: most - 1]) + "…"

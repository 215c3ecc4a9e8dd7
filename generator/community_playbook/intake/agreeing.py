"""Does a header ask whether a member may be named in public? Its words: `agreeing` in `playbook/headers.yml`.

Only what certainly asks for leave to show a name shows anybody. What asks who would rather not be shown
hides, and what may ask either way is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from .cells import cell_vocabulary, folded, read_yes_no, simplified, table_words

SCRIPTS = re.compile("(?<=[\u3400-\u9fff])(?=[a-z])|(?<=[a-z])(?=[\u3400-\u9fff])")
YES_OR_NO = re.compile("(.)不(?=\\1)")
"""能不能, 愿不愿意: a question, no refusal."""
NOT_WORDS = re.compile(r"[^0-9a-z#\u3400-\u9fff]+")
MOSTLY = 0.8
OWN = ("me", "my")
"""Behind a verb that begins a header they ask: "List me publicly"."""


@cache
def agreeing() -> Mapping[str, Sequence[str]]:
    words: Mapping[str, Sequence[str]] = table_words()["agreeing"]
    return words


def joined_and_apart(header: str) -> tuple[str, str]:
    """All of a header, brackets too: without gaps, and as words with a blank on each side."""
    text = SCRIPTS.sub(" ", unicodedata.normalize("NFKC", header).lower().translate(simplified()))
    return NOT_WORDS.sub("", text), f" {NOT_WORDS.sub(' ', text).strip()} "


def asks_to_show(header: str) -> bool:
    """Does it ask whether a member may be named in public? Not if it sets a limit or means something else."""
    asks = says(header, "asks") or orders(header)
    return asks and says(header, "shows") and not narrows(header) and names_somebody(header)


def asks_to_hide(header: str) -> bool:
    """Does it ask who does not want to be named in public?"""
    if any(part in joined_and_apart(header)[0] for part in agreeing()["either"]):
        return False
    return says(header, "hides") or (
        says(header, "refuses") and says(header, "shows") and names_somebody(header)
    )


def may_ask(header: str, cells: Sequence[str]) -> bool:
    """Has a column that was not read, with a word of showing in public above it, cells of yes and no, or a
    header of either?"""
    if says(header, "aside") or not (says(header, "public") or says(header, "hides")):
        return False
    filled = [cell for cell in cells if cell.strip()]
    answers = sum(read_yes_no(cell) is not None for cell in filled)
    return bool(filled) and (says(header, "either") or answers >= MOSTLY * len(filled))


def wants_hiding(text: str) -> bool:
    """What a cell says below a question who would rather not be shown: whatever is no plain no, hides."""
    return folded(text).rstrip("。.!！") not in cell_vocabulary()["unhidden"]


def names_somebody(header: str) -> bool:
    """Does it say that a name, a person or a board is meant, or nothing beside the question?"""
    return says(header, "what") or not beside(header)


def beside(header: str) -> str:
    """What stands in it but for the words of a question."""
    whole, apart = joined_and_apart(header)
    words = [word for part in ("asks", "shows", "refuses", "fillers") for word in agreeing()[part]]
    if whole.isascii():
        spoken = {piece for word in words for piece in word.split()}
        return " ".join(word for word in apart.split() if word not in spoken and not word.isdecimal())
    for word in sorted(words, key=len, reverse=True):
        whole = whole.replace(word, "")
    return whole


def orders(header: str) -> bool:
    words = joined_and_apart(header)[1].split()
    return len(words) > 1 and words[0] in agreeing()["shows"] and words[1] in OWN


def narrows(header: str) -> bool:
    """ "可公开（仅群内）" is no leave to show somebody to everybody."""
    return says(header, "against")


def says(header: str, part: str) -> bool:
    """One of the words: an English one whole, a Chinese one anywhere."""
    whole, apart = joined_and_apart(YES_OR_NO.sub("", header))
    return any(f" {word} " in apart if word.isascii() else word in whole for word in agreeing()[part])

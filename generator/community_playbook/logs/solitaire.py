"""WeChat's own record of a 接龙 inside of a message (`<solitaire_info>`): whose account wrote which entry.

The text stands in `<title>`; of each entry (`<i>`) the account (`<u>`) and where its words are in the text
(`<r>`, start and length in UTF-16 units). Exporters leave out or escape what is around.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

MARK = "solitaire"
BEGINS, ENDS = "<title>", "</title>"
LITERAL = re.compile(r"^<!\[CDATA\[(.*)\]\]>$", re.DOTALL)
ENTRY = re.compile(r"<i>(?P<parts>(?:(?!</?i>).){0,600})</i>", re.DOTALL)
WHO = re.compile(r"<u>(?P<who>[^<>\s]{1,80})</u>")
SPAN = re.compile(r"<r>(?P<at>\d{1,6})-(?P<length>\d{1,5})</r>")


class Written(NamedTuple):
    """`account`: of whoever wrote the entry, which may be for somebody else."""

    account: str
    text: str


def written_in(message: str) -> tuple[str, Sequence[Written]] | None:
    """(the text of the chain, its entries as they are told); None where the message holds no such record."""
    if "<" not in message:
        message = unescape(message)
    start = message.find(BEGINS)
    end = message.find(ENDS, start) if start >= 0 else -1
    if end < 0:
        return None
    inside = message[start + len(BEGINS) : end]
    literal = LITERAL.match(inside)
    text = literal[1] if literal else unescape(inside)
    units = text.encode("utf-16-le", "surrogatepass")
    found = []
    for entry in ENTRY.finditer(unescape(message[end:])):
        who, span = WHO.search(entry["parts"]), SPAN.search(entry["parts"])
        if who and span:
            first = 2 * int(span["at"])
            words = units[first : first + 2 * int(span["length"])].decode("utf-16-le", "replace")
            found.append(Written(who["who"], words))
    return text, found

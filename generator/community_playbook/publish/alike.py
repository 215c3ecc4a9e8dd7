"""Pages that differ by their texts and addresses alone have one tree, so the parser reads one of them.

A page is cut where it may differ: at texts between two tags, at what attributes say to people, and at
addresses; line by line, as most lines are those of other pages too. What is cut out holds no quotation mark
and no bracket (an attribute no equals sign either), so wherever a parser stands when it comes to it,
whatever else stands there instead leaves it in the same place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, count
from typing import NamedTuple

from .markup import Page, read_page

DIFFERS = re.compile(
    r""">[^<>"'&\s\0][^<>"']*(?=<)"""
    r"""| (?:content|value|max|alt|aria-label|download|data-src|data-name)="[^"'<>=]+\""""
    r"""|( (?:href|src)=")([^"'<>=&\0\r]+)(?=")"""
)
HOLE = "\ue000"
"""Stands for an address while the parser reads, with the number of the address after it."""
LONGEST, MOST, LINES = 1 << 15, 500, 10_000
"""Bytes of a page (there are thousands of short ones, and each long one is different), trees, lines."""


class Known(NamedTuple):
    """What one tree says. `fetched`: of each address that is cut out; None of one that no reader gets."""

    ids: frozenset[str]
    fixed: frozenset[tuple[bool, str]]
    """(is fetched, address) of those that are part of the tree."""
    fetched: tuple[bool | None, ...]


class Line(NamedTuple):
    """`outline`: the number of what is left where it was cut, the same for the same."""

    outline: int
    addresses: tuple[str, ...]


class Alike:
    """Remembers the trees in which nothing can be at fault but where an address leads."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, ...], Known] = {}
        self.outlines: dict[tuple[tuple[str, ...], tuple[str | None, ...]], int] = {}
        self.cut = lru_cache(LINES)(self.cut_line)

    def read(self, content: bytes) -> Page:
        """As `markup.read_page` reads it; of a page whose tree is known, only its ids and addresses."""
        if len(content) > LONGEST:
            return read_page(content.decode())
        tree, cut_out = zip(*map(self.cut, content.split(b"\n")), strict=True)
        addresses = tuple(chain.from_iterable(cut_out))
        found = self.known.get(tree)
        if found is None:
            html = content.decode()
            page = read_page(html)
            if len(self.known) < MOST and HOLE not in html and is_plain(page):
                self.known[tree] = known_of(html, len(addresses))
            return page
        there = zip(found.fetched, map(str.strip, addresses), strict=True)
        read = {(fetched, address) for fetched, address in there if fetched is not None}
        return Page(["?"], 1, {*found.ids}, read | found.fixed)

    def cut_line(self, line: bytes) -> Line:
        pieces = DIFFERS.split(line.decode())
        left = tuple(pieces[::3]), tuple(pieces[1::3])
        outline = self.outlines.setdefault(left, len(self.outlines))
        return Line(outline, tuple(filter(None, pieces[2::3])))


def is_plain(page: Page) -> bool:
    """Whether no text of the page could be at fault: no style, no script, nothing that is told."""
    told = page.active or page.styles or any(map(str.strip, page.scripts))
    return page.headings == 1 and any(page.titles[:1]) and not told


def known_of(html: str, addresses: int) -> Known:
    """What the tree of a page says, with numbers where its addresses are cut out."""
    numbers = count()
    lines = [
        DIFFERS.sub(lambda m: f"{m[1]}{HOLE}{next(numbers)}" if m[1] else m[0], x) for x in html.split("\n")
    ]
    page = read_page("\n".join(lines))
    numbered = {int(address[1:]): fetched for fetched, address in page.addresses if address[:1] == HOLE}
    fixed = frozenset(one for one in page.addresses if one[1][:1] != HOLE)
    return Known(frozenset(page.ids), fixed, tuple(map(numbered.get, range(addresses))))

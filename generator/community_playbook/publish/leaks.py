"""Does anything that will be public hold a private contact? The last look before `share/` leaves the machine.

Each line is looked at once, however many pages it stands on: as it is written, and as a browser, an address
or a script would read it. Names of our own files are no contacts, whatever digits they are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from ..contacts import allowed_in, kind_names, public_kind
from ..problems import Place, Problem

PUBLIC = "share/"
READ = (".html", ".js", ".css", ".svg", ".json", ".txt", ".csv", ".ics", ".xml", ".webmanifest")
OWN = re.compile(
    rb'-[0-9a-f]{16}\.png|\bm/[a-z2-7]{12}|FIND="[^"\n]*"|base64,[A-Za-z0-9+/=]*'
    rb'| (?:d|points|viewBox|transform)="[^"\n]*"'
)
"""Digests, slugs, the finder's records, drawings."""
ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})")
SEAMS = bytes.maketrans(b"<>\n", b'"""')
"""No form of a contact goes over one of these: what stands between two of them, and was looked at on another
page, need not be looked at again."""


def spellings(line: str) -> Iterator[str]:
    """The line as written, and as whoever reads it undoes its escapes."""
    yield line
    read = unescape(line) if "&" in line else line
    read = unquote(read) if "%" in read else read
    if "\\" in read:
        read = ESCAPE.sub(lambda found: character(int(found[1] or found[2], 16)), read)
    if read != line:
        yield read


def character(point: int) -> str:
    return chr(point) if point < 0x110000 else ""


def pieces_of(lines: bytes) -> list[bytes]:
    return OWN.sub(b" ", lines).translate(SEAMS).split(b'"')


class Scan:
    """One scan of a build. `allowed`: what the operator has looked at (`publish.allow`) and the community's
    own address."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self.allowed = allowed_in(allowed)
        self.seen: set[bytes] = set()
        self.harmless: set[bytes] = set()
        """Pieces of lines in which there is no contact."""

    def faults(self, name: str, content: bytes) -> Iterator[Problem]:
        """E398 with file and line, for the file's name too; nothing for what is not public."""
        if not name.startswith(PUBLIC):
            return
        yield from self.line_faults(name.encode(), Place(name))
        if not name.endswith(READ):
            return
        fresh = set(content.split(b"\n")) - self.seen
        self.seen |= fresh
        if not self.is_harmless(b"\n".join(fresh)):
            for number, line in enumerate(content.split(b"\n"), 1):
                if line in fresh:
                    fresh.remove(line)
                    yield from self.line_faults(line, Place(name, number))

    def picture_faults(self, name: str, said: str) -> Iterator[Problem]:
        """Of what is drawn on a picture, its QR code too: nobody can read that out of the file's bytes."""
        if kind := public_kind(said, self.allowed):
            yield Problem("E398", Place(name), kind_names(kind))

    def line_faults(self, line: bytes, place: Place) -> Iterator[Problem]:
        for piece in dict.fromkeys(pieces_of(line)):
            if piece not in self.harmless and (kind := self.kind_in(piece)):
                yield Problem("E398", place, kind_names(kind))
                return

    def is_harmless(self, lines: bytes) -> bool:
        """Looks at all of some lines at once."""
        pieces = set(pieces_of(lines)) - self.harmless
        if pieces and self.kind_in(b'"'.join(pieces)):
            return False
        self.harmless |= pieces
        return True

    def kind_in(self, piece: bytes) -> str:
        """The kind of a private contact, in whatever spelling; "" where there is none."""
        text = piece.decode("utf-8", "replace")
        return next(filter(None, (public_kind(spelling, self.allowed) for spelling in spellings(text))), "")

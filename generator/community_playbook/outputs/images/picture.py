"""What decides a picture? Kind, format, words and faces: nothing else is drawn on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha256


class OfferKind(IntEnum):
    """What an incentive gives, as a number of its picture; written as a plain one in the picture's key."""

    exposure = 0
    red_packet = 1
    prize = 2

    __repr__ = int.__repr__


@dataclass(frozen=True, slots=True)
class Face:
    """A round picture: a photo beside the profile, else the initial on one of eight colours."""

    name: str
    colour: int = 0
    photo: str = ""
    mark: str = ""
    """Digest of the photo: another photo under the same name is another picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`texts` by role of the layout (a list where a role repeats by row); `numbers` are what shapes need."""

    kind: str
    format: str
    language: str
    texts: Mapping[str, str | Sequence[str]]
    faces: Sequence[Face] = ()
    numbers: Mapping[str, int | Sequence[int]] = field(default_factory=dict)
    emblem: Sequence[str | int] = ()
    """Shape, glyph, level, years: see `emblems.Emblem`."""
    qr: bool = False
    first: bool = False
    """The golden edition for a first place."""
    edition: str = "screen"
    """screen, or print for black-and-white printers."""

    def key(self, studio: str) -> str:
        """16 hex digits that name the picture of a studio: another content, another name."""
        return sha256(f"{studio}\0{self!r}".encode()).hexdigest()[:16]

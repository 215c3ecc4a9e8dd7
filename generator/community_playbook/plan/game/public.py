"""What may others see of a member? The only door to everything that leaves the operator's hands (law 7).

Whoever did not consent is shown as the first character and two stars: rank and points stay, so that no gap
betrays anybody; city, trade and picture do not.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category, combining, normalize

from ...community.people import Member
from .boards import Board, Row
from .points import Number

STARS = "**"
JOINERS = "\u200d\ufe0e\ufe0f"
SLUG = 12
"""Letters of a slug: 60 bits that nobody guesses."""
FACES = 8


@dataclass(frozen=True, slots=True)
class PublicMember:
    """One member on one board, as anybody may see it."""

    shown_name: str
    """The name, or its first character and two stars; only two stars where there is no name."""
    masked: bool
    rank: int
    value: Number
    movement: int | None
    """Ranks gained or lost; None = new on the board."""
    city: str = ""
    """Key of the city table; "" where masked or unknown."""
    industry: str = ""
    slug: str = ""
    """Of the member's own page; "" where masked, without a name, or where no key was given."""
    face: int = 0
    """0 to 7: the colour behind the initial; it tells nothing of the slug."""
    avatar: str = ""
    """Path of the picture as it stood in the table; "" where masked."""


def slug_and_face(key: bytes, member: str) -> tuple[str, int]:
    """From HMAC-SHA256 over the member's id: 12 characters of base32, and a colour from a byte of its own."""
    digest = hmac.digest(key, member.encode("utf-8", "surrogatepass"), "sha256")
    return b32encode(digest[:10])[:SLUG].decode().lower(), digest[10] % FACES


def mask(name: str) -> str:
    """陈望舒 as 陈**: the first character with its marks, then always two stars, whatever the length."""
    name = normalize("NFC", name).strip()
    head = ""
    for letter in name:
        pictures = head[-1:] == "\u200d" and category(letter) == category(head[0]) == "So"
        joined = bool(head) and (combining(letter) or letter in JOINERS or pictures)
        if head and not joined:
            break
        if letter.isprintable() or joined:
            head += letter
    return head + STARS


def consents(member: Member | None, show: str) -> bool:
    return member is not None and member.consent and show == "consent"


def public_name(member: Member | None, show: str) -> str:
    """`show` is `publish.show` of the profile: consent or nobody."""
    if member is None:
        return STARS
    name = member.nickname
    return name if name and consents(member, show) else mask(name)


def has_page(member: Member | None, show: str) -> bool:
    """Who agreed and has a name that can be seen: a page with two stars on it is nobody's."""
    name = member.nickname if member else ""
    return consents(member, show) and any(category(letter)[0] not in "CZM" for letter in name)


def publish_rows(
    rows: Sequence[Row], people: Mapping[str, Member], show: str, key: bytes | None = None
) -> tuple[PublicMember, ...]:
    """With `key` also slugs, faces and pictures, for the members' site."""
    found = []
    for row in rows:
        member = people.get(row.member)
        open_ = consents(member, show)
        city, industry, avatar = (
            (member.city, member.industry, member.avatar) if member and open_ else ("", "", "")
        )
        slug, face = slug_and_face(key, row.member) if key else ("", 0)
        found.append(
            PublicMember(
                shown_name=public_name(member, show),
                masked=not open_,
                rank=row.rank,
                value=row.value,
                movement=row.movement,
                city=city,
                industry=industry,
                slug=slug if has_page(member, show) else "",
                face=face,
                avatar=avatar if key else "",
            )
        )
    return tuple(found)


def publish_board(
    board: Board, people: Mapping[str, Member], show: str, key: bytes | None = None
) -> tuple[PublicMember, ...]:
    """The top of a board as it may be posted."""
    return publish_rows(board.top, people, show, key)

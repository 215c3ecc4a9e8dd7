"""What may others see of a member? The only door to everything that leaves the operator's hands (law 7).

Whoever did not consent is shown as the first character (a number where few share it) and two stars: rank and
points stay, so that no gap betrays anybody; city, trade and picture do not.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from unicodedata import normalize

from ...community.letters import can_be_seen, clusters
from ...community.people import Member
from .boards import Board, Row
from .points import Number

STARS = "**"
FEW = 5
"""So many members at least share a first letter that is shown of somebody who did not agree."""
SMALL, LARGE = 99, 99_999
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
    """陈望舒 as 陈**: the first letter as a reader counts letters, then always two stars, at any length."""
    name = normalize("NFC", name)
    first = next((n for n, letter in enumerate(name) if letter.isprintable() and letter != " "), len(name))
    return next(clusters(name[first:]), "") + STARS


def as_others_see(members: Sequence[Member], by_name: bool) -> tuple[Member, ...]:
    """The members with what others read of them. `by_name`: who agreed goes by the registered name.

    Who agreed and whose name cannot be seen goes by the other name, else by a number. Of who did not, the
    first letter is shown only where at least five members share it: a rare one would betray.
    """
    called = [
        member if word == member.public else replace(member, public=word)
        for member in members
        for word in (public_word(member, by_name),)
    ]
    masks = [mask(member.nickname) for member in called]
    alike = Counter(masks)
    return tuple(
        replace(member, veil=f"{number_of(member.id, SMALL):02d}{STARS}")
        if member.nickname and alike[masked] < FEW
        else member
        for member, masked in zip(called, masks, strict=True)
    )


def public_word(member: Member, by_name: bool) -> str:
    """For `Member.public`; "" where the nickname will do."""
    names = [member.name, member.alias] if by_name else [member.alias, member.name]
    seen = next(filter(can_be_seen, names), "")
    if not seen and any(names):
        return f"#{number_of(member.id, LARGE):05d}"
    return seen if seen != (member.alias or member.name) else ""


def number_of(member: str, most: int) -> int:
    """1 to `most`, the same every week; many members share one, so it leads to nobody."""
    digest = sha256(f"number:{member}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) % most + 1


def consents(member: Member | None, show: str) -> bool:
    return member is not None and member.consent and show == "consent"


def public_name(member: Member | None, show: str) -> str:
    """`show` is `publish.show` of the profile: consent or nobody."""
    if member is None:
        return STARS
    name = member.nickname
    if name and consents(member, show):
        return name
    return member.veil or mask(name)


def has_page(member: Member | None, show: str) -> bool:
    """Who agreed and has a name that can be seen: a page with two stars on it is nobody's."""
    return consents(member, show) and can_be_seen(member.nickname if member else "")


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

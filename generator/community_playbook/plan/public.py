"""What may others see of a member? The only door to everything that leaves the operator's hands (law 7).

Whoever did not consent is shown as the first character and two stars: rank and points stay, so that no gap
betrays anybody; city, trade and picture do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category, combining, normalize

from ..community.people import Member
from .boards import Board, Row
from .points import Number

STARS = "**"
JOINERS = "\u200d\ufe0e\ufe0f"


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
    name = member.name or member.alias  # never the id: it is nobody's name
    return name if name and consents(member, show) else mask(name)


def publish_rows(rows: Sequence[Row], people: Mapping[str, Member], show: str) -> tuple[PublicMember, ...]:
    found = []
    for row in rows:
        member = people.get(row.member)
        open_ = consents(member, show)
        city, industry = (member.city, member.industry) if member and open_ else ("", "")
        name = public_name(member, show)
        found.append(PublicMember(name, not open_, row.rank, row.value, row.movement, city, industry))
    return tuple(found)


def publish_board(board: Board, people: Mapping[str, Member], show: str) -> tuple[PublicMember, ...]:
    """The top of a board as it may be posted."""
    return publish_rows(board.top, people, show)

"""Which pictures are there for the pages to show? The picture room fills this in, the pages link them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...plan.periods import Period

LINK, PRINT = "link", "print"
"""Feeds that no page shows: link previews (1200x630), and the edition for black-and-white printers."""
HIDDEN = (LINK, PRINT)


class PictureFile(NamedTuple):
    """One picture that lies beside the pages."""

    kind: str
    """rank, points, badge, welcome, board, team, incentive or emblem."""
    feed: str
    """A feed of `templates/images/formats.yml` (moments, story, link ...), poster or print."""
    format: str
    """The ratio as people read it: "3:4"."""
    path: str
    """Below `share/`, with forward slashes."""
    width: int
    height: int
    alt: str
    """What the picture says, in the language of the page."""
    subject: str = ""
    """The badge's id where the kind is badge; a member may have several."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """All pictures of one language; whatever is missing is left out of the pages."""

    members: Mapping[str, Sequence[PictureFile]] = field(default_factory=dict)
    """By slug. The first kind stands first on the page, the others below it in this order."""
    boards: Mapping[tuple[str, Period], Sequence[PictureFile]] = field(default_factory=dict)
    """By (measure, period) of a `PublicBoard`."""
    teams: Sequence[PictureFile] = ()
    incentives: Mapping[str, Sequence[PictureFile]] = field(default_factory=dict)
    """By the id of the offer: "prize-0"."""
    emblems: Mapping[str, PictureFile] = field(default_factory=dict)
    """By the id of the badge."""


NO_PICTURES = Pictures()

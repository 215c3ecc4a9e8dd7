"""What one writer made and others link: pictures, paper, calendars, the workbook. Records and names only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..plan.game.periods import Period

LINK, PRINT, POSTER = "link", "print", "poster"
"""Feeds that the program knows: link previews (1200x630), the edition for black-and-white printers, and the
poster that the operator posts into groups."""
HIDDEN = (LINK, PRINT)
"""No page of a member shows them."""
ALL = "all"
"""The PDF, and the calendar, of everything."""
PAPER_FOLDERS = {"a4": "", "letter": "letter/"}
"""Where the PDFs of a paper stand below the pack's folder."""
CALENDAR, PHONE = "calendar", "today"
"""How the names of files begin that hold the dates, and the week for a phone, of one person."""
MEMBERS = "members"
"""The file in which the operator looks up a member."""
SHEETS, BOOK = "sheets", "playbook.xlsx"
"""The folder of the tables, and all of them as one workbook."""


def calendar_path(who: str) -> str:
    """`who`: the id of a person, or ALL."""
    return f"{CALENDAR}.ics" if who == ALL else f"{CALENDAR}-{file_name(who)}.ics"


def file_name(who: str) -> str:
    """Of a person, in the name of a file: owner, assistant, assistant-2."""
    return who.replace("helper", "assistant")


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


class News(NamedTuple):
    """What is new on a member's page since the last edition, and the words to post it with; "" = nothing."""

    picture: str
    caption: str


NO_NEWS = News("", "")


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


@dataclass(slots=True)
class Shown:
    """By language: the pictures that the pages show, and one tuple a meetup of the profile. Paths are below
    `share/`; without pictures there is no gallery."""

    pictures: dict[str, Pictures] = field(default_factory=dict)
    events: dict[str, list[tuple[PictureFile, ...]]] = field(default_factory=dict)
    drawn: bool = False
    """There is a picture at all."""
    withdrawn: tuple[str, ...] = ()
    """Who had a page in the last build and has none now."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One sheet of the print room. `group`: duty, road, cards or certificate."""

    id: str
    group: str
    title: str
    short: str
    rhythm: str
    who: str
    """"owner", "helper", or "" for what is handed out."""
    pages: int
    thumb: bytes
    """PNG of its first page."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sheet that is not printed yet."""

    title: str
    short: str
    when: str
    """ "from 21 December"."""


@dataclass(frozen=True, slots=True)
class Pack:
    """All paper of one language."""

    sheets: tuple[Printed, ...]
    files: tuple[tuple[str, bytes], ...]
    """PDFs by path below the pack's folder: "01-join-evening.pdf", "letter/all.pdf"."""
    papers: tuple[str, ...]
    missing: frozenset[str]
    """Characters that no font has: a dot stands in their place."""
    waiting: tuple[Waiting, ...] = ()
    without_card: int = 0
    """Newcomers for whom there was no card left."""


def folder_of(packs: Mapping[str, Pack], language: str) -> str:
    """Where the pack of a language lies."""
    return "print/" if language == next(iter(packs)) else f"print/{language}/"

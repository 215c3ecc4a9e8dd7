"""The print room: every sheet with a picture of its first page, for whom and when, one tap to the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..say.frame import Frame
from ..say.hands import capital, who_else, who_name
from ..shelf import ALL, BOOK, SHEETS, Printed, Waiting, calendar_path
from .desk import PrintRoom

PICTURES = "paper"
"""Folder of the small pictures in the site."""


@dataclass(frozen=True, slots=True)
class TextLink:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    files: list[TextLink]
    lines: list[str]


@dataclass(frozen=True, slots=True)
class SheetView:
    duty: bool
    title: str
    short: str
    facts: list[str]
    alt: str
    picture: str
    wide: bool
    url: str
    others: list[TextLink]


@dataclass(frozen=True, slots=True)
class SheetGroup:
    key: str
    title: str
    say: str
    sheets: list[SheetView]


@dataclass(frozen=True, slots=True)
class RoomView:
    kick: str
    phrases: list[str]
    fresh: str
    all: str
    all_say: str
    others: list[TextLink]
    calendar: CalendarLinks
    book: str
    groups: list[SheetGroup]
    waiting: Sequence[Waiting]


def room_view(frame: Frame, room: PrintRoom) -> RoomView:
    words, pack = frame.words, room.pack
    names = {paper: words(f"print.papers.{paper}") for paper in pack.papers}
    views = [sheet_view(frame, room, sheet, names) for sheet in pack.sheets]
    groups = [("duties", [v for v in views if v.duty]), ("extras", [v for v in views if not v.duty])]
    number = len(views)
    count = frame.count(number) if number < len(words.get("numerals")) else words("print.many", n=number)
    return RoomView(
        kick=words("print.kick", paper=" / ".join(names.values())),
        phrases=[p.format(n=count) for p in words.get("print.h1")],
        fresh=words("print.fresh", day=frame.full_day(frame.plan.facts.days.today)),
        all=room.sheet(ALL),
        all_say=words("print.all_say", n=sum(sheet.pages for sheet in pack.sheets)),
        others=[
            TextLink(text=words("print.other", paper=names[paper]), url=room.sheet(ALL, paper))
            for paper in pack.papers[1:]
        ],
        calendar=calendar_view(frame, room),
        book=f"{room.out}{SHEETS}/{BOOK}",
        waiting=pack.waiting,
        groups=[
            SheetGroup(
                key=key,
                title=words(f"print.{key}"),
                say=words(f"print.{key}_say"),
                sheets=found,
            )
            for key, found in groups
            if found
        ],
    )


def calendar_view(frame: Frame, room: PrintRoom) -> CalendarLinks:
    words, crew = frame.words, frame.facts.hands.ids
    whose = {who: words("print.calendars.one", who=capital(who_else(frame, who))) for who in crew}
    what = ("what_alone", "what", "what_several")[min(len(crew), 3) - 1]
    return CalendarLinks(
        files=[
            TextLink(text=text, url=room.out + calendar_path(who))
            for who, text in {ALL: words("print.calendars.all"), **whose}.items()
        ],
        lines=[words(f"calendar.page.{key}") for key in (what, "import", "again")],
    )


def sheet_view(frame: Frame, room: PrintRoom, sheet: Printed, names: dict[str, str]) -> SheetView:
    words, first = frame.words, next(iter(names))
    facts = [who_name(frame, sheet.who)] if sheet.who else []
    facts += [sheet.rhythm] if sheet.rhythm else []
    facts += [words("print.pages", n=sheet.pages)] if sheet.pages > 1 else []
    return SheetView(
        duty=sheet.group == "duty",
        title=sheet.title,
        short=sheet.short,
        facts=facts,
        alt=words("print.alt", title=sheet.title),
        picture=f"{PICTURES}/{sheet.id}.png",
        wide=sheet.group == "certificate",
        url=room.sheet(sheet.id),
        others=[
            TextLink(text=name, url=room.sheet(sheet.id, paper))
            for paper, name in names.items()
            if paper != first
        ],
    )

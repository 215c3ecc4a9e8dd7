"""The gallery: every poster and card of the period, ready to be saved, and how each is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...plan.game.periods import Period
from ..say.feeds import feed_name
from ..say.frame import Frame
from ..say.game.names import board_name
from ..say.game.rows import period_name
from ..say.text import isolate
from ..shelf import POSTER, PictureFile, Shown

SHARE = "../share/"
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class FileLink:
    name: str
    format: str
    src: str


@dataclass(frozen=True, slots=True)
class PictureGroup:
    """One board or card: the picture that is shown, and every file with the feed that it is for."""

    title: str
    src: str
    alt: str
    width: int
    height: int
    files: list[FileLink]


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    say: str
    groups: list[PictureGroup]


@dataclass(frozen=True, slots=True)
class GalleryView:
    phrases: list[str]
    share: str
    members: str
    no_url: bool
    withdrawn: str
    sections: list[Section]


def gallery_view(frame: Frame, shown: Shown) -> GalleryView:
    """Links lead into `share/`, beside the operator's site."""
    pictures = shown.pictures[frame.words.language]
    up = SHARE if frame.words.language == next(iter(shown.pictures)) else f"../{SHARE}"
    words, game = frame.words, frame.plan.game
    boards: list[PictureGroup] = []
    past: list[PictureGroup] = []
    for (measure, period), files in pictures.boards.items():
        view = group(frame, up, title(frame, measure, period), files)
        # an old edition has its poster only
        (boards if len(files) > 1 else past).append(view)
    if pictures.teams:
        boards.append(group(frame, up, pictures.teams[0].alt, pictures.teams))
    names = {state.offer.id: state.offer.name for state in game.offers}
    incentives = [group(frame, up, names[id_], files) for id_, files in pictures.incentives.items()]
    events = [
        group(frame, up, f"{meetup.city} · {frame.day(meetup.day)}", files)
        for meetup, files in zip(
            frame.community.profile.events.meetups, shown.events[words.language], strict=True
        )
    ]
    parts = {"boards": boards, "incentives": incentives, "events": events, "past": past}
    members = sum(1 for files in pictures.members.values() if files)
    count = sum(len(files) for files in pictures.members.values())
    return GalleryView(
        phrases=[
            p.format(n=len(boards) + len(incentives) + len(events), members=frame.number(members))
            for p in words.get("gallery.h1" if members else "gallery.h1_none")
        ],
        share=f"{up}index.html",
        members=words("gallery.members", n=frame.number(members), pictures=frame.number(count))
        if members else "",
        no_url=bool(members) and not frame.community.profile.publish.base_url,
        withdrawn=words(
            "gallery.withdrawn", n=len(shown.withdrawn), names=frame.listed(
                [isolate(name) for name in shown.withdrawn[:MOST_NAMED]]
            ),
        ) if shown.withdrawn else "",
        sections=[
            Section(key=key, title=words(f"gallery.{key}"), say=words(f"gallery.{key}_say"), groups=part)
            for key, part in parts.items()
            if part
        ],
    )  # fmt: skip


def title(frame: Frame, measure: str, period: Period) -> str:
    board = board_name(frame, "picture", measure, period.kind)
    if period.kind == "all":
        return board
    return frame.words("pictures.joined", one=board, two=period_name(frame, period))


def group(frame: Frame, up: str, name: str, files: Sequence[PictureFile]) -> PictureGroup:
    shown = next((f for f in files if f.feed == POSTER), files[0])
    return PictureGroup(
        title=name,
        src=up + shown.path,
        alt=shown.alt,
        width=shown.width,
        height=shown.height,
        files=[
            FileLink(name=feed_name(frame.words, f.feed), format=f.format, src=up + f.path) for f in files
        ],
    )

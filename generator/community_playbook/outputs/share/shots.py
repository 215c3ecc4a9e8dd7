"""The pictures of one kind as a page shows them: one big, the other feeds behind a switch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ..say.feeds import feed_name
from ..shelf import HIDDEN, PictureFile
from .voice import Voice


@dataclass(frozen=True, slots=True)
class Shot:
    id: str
    path: str
    width: int
    height: int
    alt: str
    feed: str
    format: str
    save_as: str


@dataclass(frozen=True, slots=True)
class Shots:
    key: str
    shots: list[Shot]


def groups(files: Sequence[PictureFile]) -> list[tuple[PictureFile, list[PictureFile]]]:
    """(the first one, all) of each kind and subject, in the order given; hidden feeds left out."""
    shown = [file for file in files if file.feed not in HIDDEN]
    found: dict[tuple[str, str], list[PictureFile]] = {}
    for key, same in groupby(shown, key=lambda file: (file.kind, file.subject)):
        found.setdefault(key, []).extend(same)
    return [(same[0], same) for same in found.values()]


def shots_view(voice: Voice, key: str, files: Sequence[PictureFile], name: str) -> Shots | None:
    """`key` is unique on the page; `name` is what the saved file is called. None without a picture."""
    shown = [file for file in files if file.feed not in HIDDEN]
    if not shown:
        return None
    return Shots(
        key=key,
        shots=[
            Shot(
                id=f"{key}-{n}",
                path=file.path,
                width=file.width,
                height=file.height,
                alt=file.alt,
                feed=feed_name(voice.frame.words, file.feed),
                format=file.format,
                save_as=f"{name}-{file.format.replace(':', 'x')}.{file.path.rpartition('.')[2]}",
            )
            for n, file in enumerate(shown)
        ],
    )

"""What stands in the head of each page: title, description, and what link previews ask for."""

from __future__ import annotations

from dataclasses import dataclass

from ...usage import usage
from ..shelf import LINK, PictureFile
from .voice import Voice


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    locale: str
    tag: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Head:
    tag: str
    locale: str
    others: list[OtherLanguage]
    title: str
    full_title: str
    about: str
    kind: str
    root: str
    index: str
    url: str
    picture: PictureFile | None
    picture_url: str
    section: str


def head_view(
    voice: Voice, path: str, title: str, about: str, kind: str, files: list[PictureFile], section: str = ""
) -> Head:
    """`path`: the page below the folder of its language ("m/…/index.html"); `kind`: og:type. The picture is
    the first one for link previews; without a base URL there are no absolute addresses, so none is named."""
    found = next((file for file in files if file.feed == LINK), None)
    folder = voice.home + path.removesuffix("index.html")
    up = voice.way_up(path)
    return Head(
        tag=voice.frame.usage.tag,
        locale=voice.frame.usage.preview,
        others=[
            OtherLanguage(
                locale=usage(language).preview,
                tag=usage(language).tag,
                name=usage(language).name,
                href=up + ("" if language == voice.languages[0] else f"{language}/") + path,
            )
            for language in voice.languages
            if language != voice.language
        ],
        title=title,
        full_title=title if title == voice.name else voice.title(title, voice.name),
        about=about,
        kind=kind,
        root=up,
        index=voice.way_home(path),
        url=voice.url(folder),
        picture=found if found and voice.base_url else None,
        picture_url=voice.url(found.path) if found else "",
        section=section,
    )

"""Every file of the members' site but the pictures: pages in each language, style, script, and the finder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...plan.game.share import Share
from ..say.frame import Frame
from ..shelf import NO_PICTURES, Pictures
from .find import find_js
from .index import index_view
from .member import member_view
from .style import icon_svg, share_css, share_js
from .template import render
from .voice import Voice


@dataclass(frozen=True, slots=True)
class Shared:
    """What all pages of a language know; `t` says a word of the language."""

    t: Callable[..., Any]
    gap: str
    community: str
    motif: str
    link: str
    until: str


def share_files(
    share: Share, frames: Mapping[str, Frame], pictures: Mapping[str, Pictures]
) -> Iterator[tuple[str, bytes]]:
    """(path below `share/`, content). `frames` by language, the first one stands at the root and every other
    one in a folder of its own name; `pictures` by language, a language without pictures is fine."""
    languages = tuple(frames)
    voices = [Voice(frame, share, languages) for frame in frames.values()]
    brand = frames[languages[0]].community.profile.brand.color
    yield "share.css", share_css(brand)
    yield "share.js", share_js()
    yield "icon.svg", icon_svg(brand, voices[0].motif)
    if share.members:
        yield "find.js", find_js(share.members)
    for voice in voices:
        yield from pages(voice, pictures.get(voice.language, NO_PICTURES))


def pages(voice: Voice, pictures: Pictures) -> Iterator[tuple[str, bytes]]:
    """Home, then one page a member, streamed."""
    shared = shared_view(voice)
    yield f"{voice.home}index.html", render("index.html.j2", shared, index_view(voice, pictures)).encode()
    for page in voice.share.members:
        made = render("member.html.j2", shared, member_view(voice, page, pictures))
        yield f"{voice.home}m/{page.slug}/index.html", made.encode()


def shared_view(voice: Voice) -> Shared:
    return Shared(
        t=voice.t,
        gap=voice.frame.usage.gap,
        community=voice.name,
        motif=voice.motif,
        link=voice.frame.community.profile.community.link or "",
        until=voice.t("until", day=voice.frame.full_day(voice.share.until)),
    )

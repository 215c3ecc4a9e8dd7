"""Every file of the members' site but the pictures: pages in each language, style, script, and the finder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from ...plan.game.share import MemberPage, Share
from ..say.frame import Frame
from ..shelf import NO_PICTURES, Pictures
from .find import find_js
from .index import index_view
from .member import member_view
from .style import icon_svg, share_css, share_js
from .template import drawn, render
from .voice import Voice


@dataclass(frozen=True, slots=True)
class Shared:
    """What all pages of a language know; `t` says a word of the language."""

    t: Callable[..., Any]
    gap: str
    community: str
    mark: Markup
    """The motif's drawing; made once, as it stands on every page."""
    hand: Markup
    link: str
    until: str


class PageToMake(NamedTuple):
    """A page that need not be made where it stands already: `path` below `share/`; what it is made of, beside
    what all pages know."""

    path: str
    made_of: str
    make: Callable[[], bytes]


def share_files(
    share: Share, frames: Mapping[str, Frame], pictures: Mapping[str, Pictures]
) -> Iterator[tuple[str, bytes]]:
    """(path below `share/`, content). `frames` by language, the first one stands at the root and every other
    one in a folder of its own name; `pictures` by language, a language without pictures is fine."""
    yield from common_files(share, frames, pictures)
    yield from ((page.path, page.make()) for page in member_pages(share, frames, pictures))


def common_files(
    share: Share, frames: Mapping[str, Frame], pictures: Mapping[str, Pictures]
) -> Iterator[tuple[str, bytes]]:
    """Everything but the members' pages."""
    voices = voices_of(share, frames)
    brand = voices[0].frame.community.profile.brand.color
    yield "share.css", share_css(brand)
    yield "share.js", share_js()
    yield "icon.svg", icon_svg(brand, voices[0].motif)
    if share.members:
        yield "find.js", find_js(share.members)
    for voice in voices:
        made = index_view(voice, pictures.get(voice.language, NO_PICTURES))
        yield f"{voice.home}index.html", render("index.html.j2", shared_view(voice), made).encode()


def member_pages(
    share: Share, frames: Mapping[str, Frame], pictures: Mapping[str, Pictures]
) -> Iterator[PageToMake]:
    """One page a member and language."""
    for voice in voices_of(share, frames):
        shared, shown = shared_view(voice), pictures.get(voice.language, NO_PICTURES)
        emblems = repr(shown.emblems)
        for page in share.members:
            made_of = repr((voice.language, page, shown.members.get(page.slug, ()), emblems))
            make = partial(member_page, voice, shared, page, shown)
            yield PageToMake(f"{voice.home}m/{page.slug}/index.html", made_of, make)


def member_page(voice: Voice, shared: Shared, page: MemberPage, pictures: Pictures) -> bytes:
    return render("member.html.j2", shared, member_view(voice, page, pictures)).encode()


def voices_of(share: Share, frames: Mapping[str, Frame]) -> list[Voice]:
    return [Voice(frame, share, tuple(frames)) for frame in frames.values()]


def shared_view(voice: Voice) -> Shared:
    return Shared(
        t=voice.t,
        gap=voice.frame.usage.gap,
        community=voice.name,
        mark=drawn("marks.j2", "mark", voice.motif),
        hand=drawn("parts.j2", "hand"),
        link=voice.frame.community.profile.community.link or "",
        until=voice.t("until", day=voice.frame.full_day(voice.share.until)),
    )

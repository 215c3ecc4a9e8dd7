"""Every file of the members' site but the pictures: pages in each language, style, script, and the finder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from ...plan.game.share import MemberPage, Share
from ..say.frame import Frame
from ..shelf import NO_PICTURES, News, Pictures
from .captions import news
from .find import find_js
from .index import index_view
from .member import member_path, member_view
from .style import icon_svg, share_css, share_js
from .template import drawn, render
from .voice import Voice


@dataclass(frozen=True, slots=True)
class Shared:
    """What all pages of a language and a depth know; `t` says a word of the language."""

    t: Callable[..., Any]
    gap: str
    community: str
    hand: Markup
    start: Markup
    """From the end of the head to the sign of the community; drawn once, as it stands on every page."""
    end: Markup


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
    pages = MemberPages(share, frames, pictures)
    yield from ((page.path, page.make()) for n in range(len(share.members)) for page in pages.of(n))


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
        note = voice.t(f"index.note_{voice.frame.community.profile.publish.show}")
        shared = shared_view(voice, "index.html", note)
        made = index_view(voice, pictures.get(voice.language, NO_PICTURES))
        yield f"{voice.home}index.html", render("index.html.j2", shared, made).encode()


class Edition(NamedTuple):
    """All members' pages in one language: what they have in common."""

    voice: Voice
    shared: Shared
    shown: Pictures
    emblems: str


class MemberPages:
    """One page a member and language, by the member's number: who makes some of them needs not look at the
    others."""

    def __init__(self, share: Share, frames: Mapping[str, Frame], pictures: Mapping[str, Pictures]) -> None:
        self.members: Sequence[MemberPage] = share.members
        self.editions: list[Edition] = []
        for voice in voices_of(share, frames):
            shown = pictures.get(voice.language, NO_PICTURES)
            shared = shared_view(voice, member_path("-"), voice.t("member.note"))
            self.editions.append(Edition(voice, shared, shown, repr(shown.emblems)))

    def of(self, number: int) -> Iterator[PageToMake]:
        """The pages of one member, one a language."""
        page = self.members[number]
        said, path = repr(page), member_path(page.slug)
        for voice, shared, shown, emblems in self.editions:
            made_of = f"{voice.language} {said} {shown.members.get(page.slug, ())} {emblems}"
            yield PageToMake(voice.home + path, made_of, partial(member_page, voice, shared, page, shown))


def news_of(
    share: Share, frame: Frame, pictures: Mapping[str, Pictures], since: date | None
) -> dict[str, News]:
    """By slug what each page shows that the last edition, of the day `since`, did not."""
    voice = Voice(frame, share, (frame.words.language,))
    shown = pictures.get(voice.language, NO_PICTURES).members
    return {page.slug: news(voice, page, shown.get(page.slug, ()), since) for page in share.members}


def member_page(voice: Voice, shared: Shared, page: MemberPage, pictures: Pictures) -> bytes:
    return render("member.html.j2", shared, member_view(voice, page, pictures)).encode()


def voices_of(share: Share, frames: Mapping[str, Frame]) -> list[Voice]:
    return [Voice(frame, share, tuple(frames)) for frame in frames.values()]


def shared_view(voice: Voice, path: str, note: str) -> Shared:
    """`path`: of any page of that depth; `note`: what stands at its foot."""
    mark = drawn("marks.j2", "mark", voice.motif)
    link = voice.frame.community.profile.community.link or ""
    until = voice.t("until", day=voice.frame.full_day(voice.share.until))
    up, home = voice.way_up(path), voice.way_home(path)
    return Shared(
        t=voice.t,
        gap=voice.frame.usage.gap,
        community=voice.name,
        hand=drawn("parts.j2", "hand"),
        start=drawn("frame.j2", "start", up, home, mark, voice.name, voice.t("skip")),
        end=drawn("frame.j2", "end", note, link, voice.t("join", name=voice.name), voice.name, until),
    )

"""Which sites and files a plan becomes: one site a language, the shared style, and `plan.json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from ..assets import asset
from ..community.community import Community
from ..knowledge.library import Library
from ..plan.plan import Plan
from ..problems import Problem
from ..words import words
from .editions import edition_files
from .look.tokens import site_tokens, with_brand
from .pages.desk import Desk, PrintRoom
from .pages.members import members_page, members_path
from .pages.phone import phone_pages, phone_path
from .pages.render import render_pages
from .pages.settings import site_settings
from .plain import Json
from .plan_json import plan_data, plan_json
from .say.frame import Frame
from .say.people.dossier import doings
from .shelf import Pack, Shown, folder_of


@dataclass(frozen=True, slots=True)
class Site:
    """One language of the operator's site, as `publish` takes it."""

    language: str
    path: str
    settings: Mapping[str, Json]
    docs: Iterable[tuple[str, bytes]]
    """Made as they are asked for, once."""


def make_frames(
    plan: Plan,
    community: Community,
    library: Library,
    languages: tuple[str, ...],
) -> dict[str, Frame]:
    """By language, the first one is the community's own."""
    return {language: Frame(plan, community, library, words(language)) for language in languages}


def sites(
    frames: Mapping[str, Frame],
    problems: tuple[Problem, ...] = (),
    version: str = "",
    shown: Shown | None = None,
    packs: Mapping[str, Pack] | None = None,
) -> list[Site]:
    """The first language stands at the root, every other one below it in a folder of its own name."""
    packs = packs or {}
    languages = tuple(frames)
    found = []
    for language, frame in frames.items():
        path = "playbook" if language == languages[0] else f"playbook/{language}"
        room = PrintRoom(packs[language], folder_of(packs, language), len(path.split("/"))) if packs else None
        top = "../" * len(path.split("/"))
        phones = {who: top + phone_path(who, language, languages[0]) for who in frame.facts.hands.ids}
        members = top + members_path(language, languages[0]) if frame.community.members else ""
        desk = Desk(frame, problems, version, shown, room, phones, members)
        docs = chain(render_pages(desk), style_files(frame))
        found.append(Site(language, path, site_settings(desk, languages), docs))
    return found


def style_files(frame: Frame) -> Iterator[tuple[str, bytes]]:
    """CSS and JavaScript; the brand's colours and the words of paper are written into the tokens."""
    for kind in ("css", "js"):
        for path in sorted(asset("templates", "site", kind).iterdir()):
            if path.name == "tokens.css":
                yield f"css/{path.name}", with_brand(path.read_text("utf-8"), brand(frame)).encode()
            else:
                yield f"{kind}/{path.name}", path.read_bytes()


def brand(frame: Frame) -> str:
    profile, page_words = frame.community.profile, frame.words.get("site.page_words")
    left = frame.words("site.name", name=profile.community.name)
    return site_tokens(profile.brand.color, left, tuple(page_words))


def phone_files(frames: Mapping[str, Frame]) -> Iterator[tuple[str, bytes]]:
    """The week of each person on duty, one file in each language."""
    first = next(iter(frames))
    for frame in frames.values():
        yield from phone_pages(frame, first, dict(style_files(frame)))


def member_files(frames: Mapping[str, Frame], links: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """All members, to be looked up by name, one file in each language. `links`: of their own pages."""
    first, frame = next(iter(frames.items()))
    done = doings(frame.community, frame.facts.days.today)
    for frame in frames.values():
        yield from members_page(frame, first, dict(style_files(frame)), links, done)


def plan_files(
    frames: Mapping[str, Frame], problems: tuple[Problem, ...], version: str
) -> Iterator[tuple[str, bytes]]:
    yield "plan.json", plan_json(plan_data(frames, problems, version))
    frame = next(iter(frames.values()))
    yield from edition_files(frame.plan, frame.community)

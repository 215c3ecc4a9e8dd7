"""The public half of a build: what the members' site shows, which pictures it needs, and what went away."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from .community.community import Community
from .community.file_names import PHOTOS
from .community.profile import Profile
from .intake.table_log import shorten
from .outputs.say.frame import Frame
from .outputs.say.motif import motif_of
from .outputs.share.files import MemberPages, PageToMake, common_files, news_of
from .outputs.share.member import member_path
from .outputs.share.voice import home_of
from .outputs.shelf import NO_NEWS, News, Shown
from .plan.game.public import has_page, slug_and_face
from .plan.game.share import Share, make_share
from .problems import Place, PlaybookError, Problem, sorted_problems
from .publish.leaks import Scan
from .publish.marker import Marker, is_as_marked, read_marker
from .publish.stage import Content, Made, make_folders, standing
from .workers import beside, can_copy

if TYPE_CHECKING:  # the drawing room is entered only where there is something to draw
    from .outputs.images.gallery import Gallery
    from .outputs.images.press import Job
    from .outputs.images.studio import Style

FOLDER = "share"
SHOWN = 8
MANY = 500
"""Members with a page: from so many on a second process saves more than it costs."""
PORTIONS = 200
"""Into so many the members' pages are cut, to be made by whichever process is free."""


@dataclass(frozen=True, slots=True)
class Drawings:
    gallery: Gallery
    style: Style


@dataclass(frozen=True)
class MembersSite:
    share: Share
    pictures: Drawings | None
    """None where none are wanted."""
    shown: Shown
    problems: tuple[Problem, ...]
    photos: tuple[str, ...]
    out: Path
    marker: Marker
    links: Mapping[str, str] = field(default_factory=dict)
    """See `links_of`."""
    allowed: tuple[str, ...] = ()
    """Contacts that everybody may read."""
    known: str = ""
    """Names all that decides a member's page beside the member: program, texts, profile, day."""

    def files(
        self,
        frames: Mapping[str, Frame],
        portions: Iterable[int],
        processes: int | None,
        progress: Callable[[str], None],
    ) -> Iterator[tuple[str, Content]]:
        """All below `share/`, of the members' pages those in `portions`."""
        yield PHOTOS, (json.dumps({"photos": sorted(self.photos)}, ensure_ascii=False) + "\n").encode()
        for name, content in common_files(self.share, frames, self.shown.pictures):
            yield f"{FOLDER}/{name}", content
        yield from self.member_pages(frames, portions)
        if self.pictures is not None:
            yield from self.drawn(self.pictures, processes, progress)

    def member_pages(
        self, frames: Mapping[str, Frame], portions: Iterable[int]
    ) -> Iterator[tuple[str, Content]]:
        """Those of some portions; what the last build made of the same is taken from there."""
        pages = MemberPages(self.share, frames, self.shown.pictures)
        members = len(self.share.members)
        for portion in portions:
            for number in range(members * portion // PORTIONS, members * (portion + 1) // PORTIONS):
                yield from map(self.member_page, pages.of(number))

    def member_page(self, page: PageToMake) -> tuple[str, Content]:
        name = f"{FOLDER}/{page.path}"
        source = sha256(f"{self.known}{page.made_of}".encode()).hexdigest()[:32]
        found = standing(self.out, name, self.marker.files.get(name), source)
        return name, found or Made(page.make(), source)

    def drawn(
        self, pictures: Drawings, processes: int | None, progress: Callable[[str], None]
    ) -> Iterator[tuple[str, Content]]:
        from .outputs.images.press import press

        for name, content in pictures.gallery.files:
            yield f"{FOLDER}/{name}", content
        self.refuse_leaks(pictures.gallery.jobs)
        fresh: list[Job] = []
        for job in pictures.gallery.jobs:
            name = f"{FOLDER}/{job.path}"
            mark = self.marker.files.get(name)
            if mark is not None and is_as_marked(self.out / name, mark):
                yield name, self.out / name
            else:
                fresh.append(job)
        for path, picture in press(
            pictures.style, fresh, processes, lambda n, of: progress(f"pictures:{n}:{of}")
        ):
            yield f"{FOLDER}/{path}", picture

    def refuse_leaks(self, jobs: Iterable[Job]) -> None:
        """Raises PlaybookError E398 where a contact would be drawn, or is kept from the last edition: no
        look at the file would find it. Each text is looked at once, on the first picture that shows it."""
        scan, faults, seen = Scan(self.allowed), list[Problem](), set[str]()
        for job in jobs:
            texts = set(texts_on(job)) - seen
            seen |= texts
            for text in sorted(texts):
                faults += scan.picture_faults(f"{FOLDER}/{job.path}", text)
        if faults:
            raise PlaybookError(sorted_problems(faults))

    def news(self, frame: Frame) -> dict[str, News]:
        """By id of who has a page: what is new on it since the last edition."""
        monday = frame.plan.agenda.monday
        before = [edition.first_day for edition in frame.community.editions if edition.monday < monday]
        found = news_of(self.share, frame, self.shown.pictures, max(before, default=None))
        return {member: found.get(path.split("/")[1], NO_NEWS) for member, path in self.links.items()}

    def is_large(self, processes: int | None) -> bool:
        """Whether writing it takes so long that another process should do a half."""
        return are_many(self.share.members, processes)


def are_many(pages: Sequence[object], processes: int | None) -> bool:
    return (processes or os.cpu_count() or 1) > 1 and len(pages) >= MANY


def folders_meanwhile(
    tree: Path, community: Community, languages: Sequence[str], key: bytes, processes: int | None
) -> AbstractContextManager[object]:
    """While the block runs, another process makes the folders of the members' pages: they need no plan, and
    a disk takes as long for a folder as we for what is in it. What it cannot make is made, or told, later."""
    links = list(links_of(community, key).values())

    def make() -> None:
        make_folders(
            tree,
            (
                f"{FOLDER}/{home_of(language, languages)}{link.rpartition('/')[0]}"
                for link in links
                for language in languages
            ),
        )

    return beside(make) if are_many(links, processes) and can_copy() else nullcontext()


def texts_on(job: Job) -> Iterator[str]:
    """All that somebody reads on a picture, or scans."""
    yield from (face.name for face in job.picture.faces)
    for said in job.picture.texts.values():
        yield from [said] if isinstance(said, str) else said


def style_of(profile: Profile, folder: Path) -> Style:
    """What all pictures of a community share. Raises PlaybookError E340 for a font that is none."""
    from .outputs.images.studio import Style

    brand = profile.brand
    files = [name for name in (brand.logo, *brand.fonts) if name]
    contents = b"".join(sha256((folder / name).read_bytes()).digest() for name in files)
    return Style(
        colour=brand.color,
        motif=motif_of(profile.community.name, brand.motif),
        community=profile.community.name,
        link=(profile.community.link or "")
        if not (profile.community.link or "").startswith("mailto:")
        else "",
        logo=brand.logo or "",
        fonts=tuple(brand.fonts),
        mark=sha256(contents).hexdigest()[:16] if files else "",
        folder=str(folder),
    )


def make_members_site(
    path: Path,
    out: Path,
    frames: Mapping[str, Frame],
    key: bytes,
    marks: Mapping[str, str],
    pictures: str,
    known: str = "",
) -> MembersSite:
    """`marks`: digest of each member's own picture; `pictures`: all, boards or none; `known`: see there."""
    frame = next(iter(frames.values()))
    plan, community = frame.plan, frame.community
    share = make_share(plan.game, community, key, plan.facts.days.today, plan.facts.waiting)
    drawings, shown, problems = None, Shown(), list[Problem]()
    if pictures != "none":
        from .outputs.images.drawn_names import with_drawn_names
        from .outputs.images.gallery import codes_too_fine, make_gallery

        style = style_of(community.profile, path.parent)
        drawn, left_out = with_drawn_names(share, style)
        gallery = make_gallery(drawn, frames, style, key, marks, members=pictures == "all")
        drawings, shown = Drawings(gallery, style), gallery.shown
        problems = lost_characters(style, gallery.jobs, path)
        if left_out:
            found = ", ".join(shorten(name) for name in left_out[:SHOWN])
            problems.append(Problem("W347", Place(str(path)), {"n": str(len(left_out)), "found": found}))
        if gallery.jobs and (fine := codes_too_fine(style, gallery.jobs)):
            problems.append(Problem("W345", Place(str(path)), {"found": ", ".join(fine)}))
    marker = read_marker(out) or Marker()
    shown.withdrawn = withdrawn(marker, share, frame, key)
    links = links_of(community, key)
    allowed = community.profile.public_contacts
    return MembersSite(
        share, drawings, shown, tuple(problems), tuple(marks), out, marker, links, allowed, known
    )


def lost_characters(style: Style, jobs: Sequence[Job], path: Path) -> list[Problem]:
    """Never a box: what no font has is drawn as a dot, and named."""
    from .outputs.images.gallery import missing_characters

    missing = missing_characters(style, jobs)
    if not missing:
        return []
    shown = " ".join(f"{c} (U+{ord(c[0]):04X})" for c in missing[:SHOWN])
    return [Problem("W340", Place(str(path)), {"n": str(len(missing)), "found": shown})]


def withdrawn(marker: Marker, share: Share, frame: Frame, key: bytes) -> tuple[str, ...]:
    """Members whose page and pictures the last build had and this one has not: by name as far as the roster
    knows them, each with the address that leads nowhere now."""
    found = re.compile(rf"{FOLDER}/m/([a-z2-7]+)/index\.html")
    before = {match[1] for name in marker.files if (match := found.fullmatch(name))}
    gone = before - {page.slug for page in share.members}
    if not gone:
        return ()
    show = frame.community.profile.publish.show
    names = {
        slug_and_face(key, member.id)[0]: member.shown
        for member in (*frame.community.members, *frame.community.former)
        if member.state or not has_page(member, show)
    }
    site = (frame.community.profile.publish.base_url or "").rstrip("/")
    addresses = {slug: f"{site or FOLDER}/m/{slug}/" for slug in gone}
    return tuple(sorted(f"{names[slug]} ({at})" if slug in names else at for slug, at in addresses.items()))


def links_of(community: Community, key: bytes) -> dict[str, str]:
    """By id of who has a page: where it stands below `share/`. Each goes to its member alone."""
    show = community.profile.publish.show
    return {m.id: member_path(slug_and_face(key, m.id)[0]) for m in community.members if has_page(m, show)}

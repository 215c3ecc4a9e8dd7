"""The public half of a build: what the members' site shows, which pictures it needs, and what went away."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from .community.profile import Profile
from .intake.previous import PHOTOS
from .outputs.images.gallery import Gallery, codes_too_fine, make_gallery, missing_characters
from .outputs.images.press import Job, press
from .outputs.images.studio import Style
from .outputs.say.frame import Frame
from .outputs.say.motif import motif_of
from .outputs.share.files import share_files
from .plan.game.public import has_page, slug_and_face
from .plan.game.share import Share, make_share
from .problems import Place, Problem
from .publish.marker import Marker, is_as_marked, read_marker

FOLDER = "share"
SHOWN = 8
MANY = 500
"""Members with a page: from so many on a second process saves more than its start takes, half a second."""


@dataclass(frozen=True)
class MembersSite:
    share: Share
    gallery: Gallery
    style: Style
    problems: tuple[Problem, ...]
    photos: tuple[str, ...]
    out: Path
    marker: Marker

    def files(
        self, frames: Mapping[str, Frame], processes: int | None, progress: Callable[[str], None]
    ) -> Iterator[tuple[str, bytes | Path]]:
        """Everything below `share/`; what the last build drew already is taken from there."""
        yield PHOTOS, (json.dumps({"photos": sorted(self.photos)}, ensure_ascii=False) + "\n").encode()
        for name, content in share_files(self.share, frames, self.gallery.shown.pictures):
            yield f"{FOLDER}/{name}", content
        for name, content in self.gallery.files:
            yield f"{FOLDER}/{name}", content
        fresh: list[Job] = []
        for job in self.gallery.jobs:
            name = f"{FOLDER}/{job.path}"
            mark = self.marker.files.get(name)
            if mark is not None and is_as_marked(self.out / name, mark):
                yield name, self.out / name
            else:
                fresh.append(job)
        for path, picture in press(
            self.style, fresh, processes, lambda n, of: progress(f"pictures:{n}:{of}")
        ):
            yield f"{FOLDER}/{path}", picture

    def is_large(self, processes: int | None) -> bool:
        """Whether writing it takes so long that a second process can build the operator's site meanwhile."""
        return (processes or os.cpu_count() or 1) > 1 and len(self.share.members) >= MANY


def style_of(profile: Profile, folder: Path) -> Style:
    """What all pictures of a community share. Raises PlaybookError E340 for a font that is none."""
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
) -> MembersSite:
    """`marks`: digest of each member's own picture; `pictures`: all, boards or none."""
    frame = next(iter(frames.values()))
    plan, community = frame.plan, frame.community
    share = make_share(plan.game, community, key, plan.facts.days.today)
    style = style_of(community.profile, path.parent)
    gallery = Gallery()
    if pictures != "none":
        gallery = make_gallery(share, frames, style, key, marks, members=pictures == "all")
    marker = read_marker(out) or Marker()
    gallery.shown.withdrawn = withdrawn(marker, share, frame, key)
    problems = lost_characters(style, gallery.jobs, path)
    if gallery.jobs and (fine := codes_too_fine(style, gallery.jobs)):
        problems.append(Problem("W345", Place(str(path)), {"found": ", ".join(fine)}))
    return MembersSite(share, gallery, style, tuple(problems), tuple(marks), out, marker)


def lost_characters(style: Style, jobs: Sequence[Job], path: Path) -> list[Problem]:
    """Never a box: what no font has is drawn as a dot, and named."""
    missing = missing_characters(style, jobs)
    if not missing:
        return []
    shown = " ".join(f"{c} (U+{ord(c[0]):04X})" for c in missing[:SHOWN])
    return [Problem("W340", Place(str(path)), {"n": str(len(missing)), "found": shown})]


def withdrawn(marker: Marker, share: Share, frame: Frame, key: bytes) -> tuple[str, ...]:
    """Members whose page and pictures the last build had and this one has not: by name as far as the roster
    knows them, else by the last part of the link."""
    found = re.compile(rf"{FOLDER}/m/([a-z2-7]+)/index\.html")
    before = {match[1] for name in marker.files if (match := found.fullmatch(name))}
    gone = before - {page.slug for page in share.members}
    if not gone:
        return ()
    show = frame.community.profile.publish.show
    names = {
        slug_and_face(key, member.id)[0]: member.shown
        for member in frame.community.members
        if not has_page(member, show)
    }
    return tuple(sorted(names.get(slug, slug) for slug in gone))

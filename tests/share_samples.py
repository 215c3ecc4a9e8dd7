"""The members' site of an example or of a small community, with pictures that are only paths."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from PIL import Image

from community_playbook.community.community import Community
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.share.files import share_files
from community_playbook.outputs.share.find import same_name
from community_playbook.outputs.shelf import PictureFile, Pictures
from community_playbook.plan.game.share import Share, make_share
from community_playbook.plan.plan import Plan, make_plan
from community_playbook.words import words
from example_plans import planned
from making import TODAY

KEY = b"a secret of at least sixteen bytes"
DAY = date(2026, 11, 22)
FEEDS = (("moments", "1:1", 1080, 1080), ("xiaohongshu", "3:4", 1080, 1440), ("story", "9:16", 1080, 1920),
         ("link", "1.91:1", 1200, 630))  # fmt: skip


def files(kind: str, folder: str, alt: str, subject: str = "") -> list[PictureFile]:
    return [
        PictureFile(kind, feed, ratio, f"{folder}/{kind}{subject}-{feed}.png", w, h, alt, subject)
        for feed, ratio, w, h in FEEDS
    ]


def poster(stem: str) -> list[PictureFile]:
    whole = [PictureFile("board", "poster", "3:4", f"boards/{stem}-poster.png", 1080, 1440, stem)]
    printed = [PictureFile("board", "print", "3:4", f"boards/{stem}-print.png", 1080, 1440, stem)]
    return [*whole, *files("board", f"boards/{stem}", stem), *printed]


def pictures_of(share: Share, community: Community) -> Pictures:
    """A rank and a points picture for everybody, one for each badge; a poster for each board."""
    members = {
        page.slug: [
            *(files("rank", f"m/{page.slug}", page.shown_name) if page.standing else ()),
            *(files("points", f"m/{page.slug}", page.shown_name) if page.points else ()),
            *(f for b in page.badges for f in files("badge", f"m/{page.slug}", b.name, b.id)),
            *(files("welcome", f"m/{page.slug}", page.shown_name) if page.fresh else ()),
        ]
        for page in share.members
    }
    boards = {
        (b.measure, b.period): poster(f"{b.measure}-{b.period.kind}-{b.period.start}")
        for b in (*share.past, *share.boards)
    }
    emblems = {
        b.id: PictureFile("emblem", "", "1:1", f"e/{b.id}.svg", 240, 240, b.name)
        for b in community.profile.badges
    }
    offers = {
        f"{kind}-{n}": files("incentive", f"incentives/{kind}-{n}", kind)
        for kind in ("exposure", "red_packet", "prize")
        for n in range(4)
    }
    return Pictures(members, boards, files("team", "boards", "team"), offers, emblems)


def site(plan: Plan, community: Community, languages: Iterable[str]) -> tuple[Share, dict[str, bytes]]:
    share = make_share(plan.game, community, KEY, plan.facts.days.today)
    frames = {one: Frame(plan, community, load_library(), words(one)) for one in languages}
    pictures = pictures_of(share, community)
    return share, dict(share_files(share, frames, dict.fromkeys(frames, pictures)))


@cache
def example_site(name: str, languages: tuple[str, ...]) -> tuple[Community, Share, dict[str, bytes]]:
    result = planned(name)
    assert result.plan is not None
    assert result.community is not None
    return result.community, *site(result.plan, result.community, languages)


def small_site(community: Community, languages: Iterable[str] = ("zh",)) -> tuple[Share, dict[str, bytes]]:
    return site(make_plan(community, load_library(), TODAY), community, languages)


def found_by(find_js: bytes, name: str) -> list[str]:
    """What somebody who types this name is shown: written once more, from the format alone."""
    text = find_js.decode()
    assert text.startswith('var FIND="')
    data = text.removeprefix('var FIND="').removesuffix('"\n')
    typed = same_name(name)
    key, pad = sha256(f"find:{typed}".encode()).hexdigest()[:10], sha256(f"page:{typed}".encode()).digest()
    rows = [data[at : at + 26] for at in range(0, len(data), 26)]
    hidden = [b64decode(row[10:]) for row in rows if row[:10] == key]
    return [bytes(a ^ b for a, b in zip(slug, pad, strict=False)).decode() for slug in hidden]


def write_site(folder: Path, share: Share, community: Community, made: dict[str, bytes]) -> Path:
    """On the disk, with plain pictures a tenth of their size."""
    for path, content in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    found = pictures_of(share, community)
    lists = [*found.members.values(), *found.boards.values(), *found.incentives.values(), found.teams]
    for file in {file.path: file for files in lists for file in files}.values():
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        size = (file.width // 10, file.height // 10)
        Image.new("P", size).save(folder / file.path)
    for file in found.emblems.values():
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        drawing = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
        )
        (folder / file.path).write_text(drawing)
    return folder

"""A small community with all that a gallery draws: boards, teams, badges, incentives, meetups, and two who did
not agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from community_playbook.community.community import Community
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.images.gallery import Gallery, make_gallery
from community_playbook.outputs.images.studio import Style
from community_playbook.outputs.say.frame import Frame
from community_playbook.plan.game.share import Share, make_share
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, profile
from share_samples import KEY

HIDDEN = "secret"
"""Stands in every text about somebody who did not agree."""
STYLE = Style("#0B6B4F", "beam", "灯塔", "https://example.org/join")
POINTS = {
    "mode": "ledger", "teams": "squads", "newcomer_days": 30,
    "rules": [{"action": "article", "points": 20, "name": "写文章"}, {"action": "answer", "points": 5}],
}  # fmt: skip
BADGES = [
    {"id": "two", "name": "两篇作者", "when": {"action": "article", "count": 2}},
    {"id": "year", "name": "一年", "when": {"years": 1}},
]
INCENTIVES = {
    "red_packet": [{"name": "周榜红包", "amount": 66, "for": {"rank": 3, "period": "week"}}],
    "prize": [{"name": "茶礼", "value": 399, "for": {"rank": 1, "period": "month"}}],
}
EVENTS = {"meetups": [{"city": "杭州", "day": TODAY + timedelta(9), "seats": 6, "going": ["a", "x", "b"]}]}
PEOPLE = (
    Member("a", "陈望舒", consent=True, squad="远航队", joined=TODAY - timedelta(800), city="chengdu", avatar="a.png"),
    Member("b", "Kevin 陈", consent=True, squad="远航队", joined=TODAY - timedelta(5)),
    Member("c", "老周", consent=True, squad="破浪", joined=TODAY - timedelta(90)),
    Member("d", "没分的人", consent=True, squad="破浪"),
    Member("x", f"甲{HIDDEN}", consent=False, squad="破浪", alias=f"乙{HIDDEN}", avatar=f"{HIDDEN}.png", city=HIDDEN),
    Member(f"{HIDDEN}-id", f"丙{HIDDEN}", consent=False, squad="远航队", industry=HIDDEN),
    *(Member(f"e{i}", f"成员{i}", consent=i % 2 == 0, squad=("远航队", "破浪")[i % 2]) for i in range(6)),
)  # fmt: skip
DEEDS = tuple(
    sorted(
        LedgerEntry(TODAY - timedelta(ago), member, action, 1, None, "")
        for ago, member, action in (
            (1, "a", "article"), (2, "a", "article"), (3, "b", "answer"), (1, "c", "article"), (2, "x", "article"),
            (3, "x", "answer"), (4, f"{HIDDEN}-id", "article"), (9, "a", "answer"), (10, "c", "article"), (40, "b", "article"),
        )
    )
)  # fmt: skip


def community(people: Any = PEOPLE, deeds: Any = DEEDS, **parts: Any) -> Community:
    wanted = {"points": POINTS, "badges": BADGES, "incentives": INCENTIVES, "events": EVENTS} | parts
    return Community(profile(**wanted), tuple(people), tuple(deeds))


def with_member(**changes: Any) -> tuple[Member, ...]:
    """The people, the first of them changed."""
    return (replace(PEOPLE[0], **changes), *PEOPLE[1:])


def frames_of(found: Community, languages: tuple[str, ...] = ("zh",)) -> tuple[Share, dict[str, Frame]]:
    library = load_library()
    plan = make_plan(found, library, TODAY)
    share = make_share(plan.game, found, KEY, TODAY)
    return share, {language: Frame(plan, found, library, words(language)) for language in languages}


def gallery(
    found: Community | None = None, style: Style = STYLE, languages: tuple[str, ...] = ("zh",), **more: Any
) -> Gallery:
    share, frames = frames_of(found or community(), languages)
    return make_gallery(share, frames, style, KEY, more.pop("marks", {"a.png": "1234"}), **more)


def paths(found: Gallery) -> set[str]:
    return {job.path for job in found.jobs}


def write_photo(path: Path, colour: str = "#AA3311") -> Path:
    from PIL import Image

    Image.new("RGB", (40, 30), colour).save(path)
    return path

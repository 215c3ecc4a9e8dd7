"""Small communities for the tests, made from a few words."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from community_playbook.community.community import Community
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.community.profile import Profile
from community_playbook.intake.library import load_library
from community_playbook.plan.plan import Plan, make_plan
from community_playbook.publish.marker import FileMark, mark_file

TODAY = date(2026, 11, 22)


def profile(kind: str = "knowledge", hours: float = 10, **parts: Any) -> Profile:
    """A profile; `parts` are its top-level parts, `community` and `operator` are merged."""
    data: dict[str, Any] = {
        "community": {"name": "灯塔", "kind": kind},
        "operator": {"hours_per_week": hours},
    }
    for key, value in parts.items():
        data[key] = {**data.get(key, {}), **value} if isinstance(value, dict) else value
    return Profile.model_validate(data)


def groups(count: int, members: int = 300, tier: str = "member") -> list[dict[str, Any]]:
    return [
        {"id": f"{tier[0]}{i:02d}", "name": f"{i} 群", "tier": tier, "members": members}
        for i in range(1, count + 1)
    ]


def members(count: int, **fields: Any) -> tuple[Member, ...]:
    """Members who joined one a day, the newest yesterday; every third lives in Chengdu and consents."""
    found = []
    for i in range(count):
        known = {
            "id": f"m{i:04d}", "name": f"成员{i}", "city": "chengdu" if i % 3 == 0 else "hangzhou",
            "industry": "餐饮" if i % 2 else "电商", "skills": ("直播",), "groups": ("m01",),
            "joined": TODAY - timedelta(days=i + 1), "consent": i % 3 == 0,
        }  # fmt: skip
        found.append(Member(**known | fields))
    return tuple(found)


def ledger(*rows: tuple[int, str, str]) -> tuple[LedgerEntry, ...]:
    """Rows of (days ago, member, action)."""
    made = (
        LedgerEntry(TODAY - timedelta(days=ago), member, action, 1, None, "") for ago, member, action in rows
    )
    return tuple(sorted(made))


def community(kind: str = "knowledge", hours: float = 10, **parts: Any) -> Community:
    people, deeds = parts.pop("people", ()), parts.pop("deeds", ())
    return Community(profile(kind, hours, **parts), people, deeds)


def plan(kind: str = "knowledge", hours: float = 10, **parts: Any) -> Plan:
    return make_plan(community(kind, hours, **parts), load_library(), TODAY)


def chosen(found: Plan) -> set[str]:
    return {c.id for c in found.choices if c.state in ("now", "next")}


def marks(tree: Path) -> dict[str, FileMark]:
    """What a build would say of the files of a finished tree."""
    names = sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file())
    return {name: mark_file(tree / name) for name in names}

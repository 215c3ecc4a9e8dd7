"""Wishes about moves: whoever is unknown, gone or no member is told with the place, and so is what clashes."""

from __future__ import annotations

from pathlib import Path

import pytest

from community_playbook.app import read_profile
from community_playbook.intake.profile.wishes import odd_wishes
from community_playbook.reading import read_tables
from community_playbook.words import words
from making import TODAY

PROFILE = """community: {name: 青竹, kind: knowledge}
operator: {hours_per_week: 6}
members: members.csv
groups: [{id: g1, name: 一群}, {id: g2, name: 二群}]
rotation:
  stay: ["001", 李三, "zzz"]
  together: [["001", "002"], ["003"], ["002", "003"]]
  apart: [["002", "003"], ["003", "007"], ["004", "b01"]]
content:
  loans:
    - {tool: 灯, to: 王二, since: 2026-11-01}
    - {tool: 幕布, to: "0004", since: 2026-11-01}
    - {tool: 音箱, to: "007", since: 2026-11-01}
    - {tool: 相机, to: gone, since: 2026-01-01, back: 2026-01-08, review: 2026-01-09}
  commissions:
    - {who: "qqq", title: 租房先看哪三处}
    - {who: "003", title: 合同里别漏的}
    - {who: gone, title: 去年那篇, shown: 2025-12-01, brought: 三位来问}
"""
MEMBERS = """编号,姓名,群,状态
001,张一,一群,
002,王二,二群,
003,李三,一群,
004,赵四,二群,
007,钱七,二群,已退群
b01,小助手,二群,机器人
"""
TOLD = [
    ("6:17", "W198", "可能是：003"),
    ("6:21", "W195", "没有编号“zzz”"),
    ("7:14", "W152", "“001” 写了留下"),
    ("7:30", "W150", "只写了“003”一位"),
    ("8:11", "W151", "“002, 003” 在 together 里"),
    ("8:35", "W196", "“007” 已经退群"),
    ("8:51", "W197", "“b01” 是机器人"),
    ("11:21", "W198", "可能是：002"),
    ("12:22", "W198", "可能是：004"),
    ("16:13", "W195", "没有编号“qqq”"),
]


def found(tmp_path: Path, profile: str, members: str = MEMBERS) -> list[tuple[str, str, str, str]]:
    """(line:column, code, told in Chinese, told in English) of each, in order of place."""
    path = tmp_path / "profile.yml"
    path.write_text(profile, "utf-8")
    (tmp_path / "members.csv").write_text(members, "utf-8")
    said, places, _ = read_profile(path)
    community, _ = read_tables(path, said, TODAY)
    problems = sorted(odd_wishes(community, places), key=lambda p: (p.place.line, p.place.column))
    return [
        (f"{p.place.line}:{p.place.column}", p.code, words("zh").problem(p), words("en").problem(p))
        for p in problems
    ]


def test_each_is_told_where_it_stands(tmp_path: Path) -> None:
    made = found(tmp_path, PROFILE)
    assert [(where, code) for where, code, _, _ in made] == [(where, code) for where, code, _ in TOLD]
    for (_, _, zh, en), (_, _, part) in zip(made, TOLD, strict=True):
        assert part in zh and en.startswith(("rotation.", "content."))


@pytest.mark.parametrize(
    "wishes",
    [
        '{stay: ["001"], together: [["002", "003"]], apart: [["002", "004"]]}',
        "{}",
        '{together: [["001", "002"]]}',
    ],
)
def test_wishes_that_can_be_kept_are_not_spoken_of(tmp_path: Path, wishes: str) -> None:
    assert found(tmp_path, PROFILE.split("rotation:")[0] + f"rotation: {wishes}\n") == []

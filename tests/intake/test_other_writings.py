"""What people write and no program does: dates, numbers of members, states and tables in other clothes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from community_playbook.community.community import Community
from community_playbook.intake.profile.profile import load_profile
from community_playbook.reading import read_tables

TODAY = date(2026, 11, 24)
PROFILE = (
    "community: {name: a, kind: knowledge, timezone: Asia/Shanghai}\noperator: {hours_per_week: 6}\n"
    "members: m.csv\nledger: l.csv\npoints: {mode: ledger, rules: [{action: answer, points: 5}]}\n"
)
ROSTER = "编号,姓名\n001,张一\n002,王二\n003,李三\n"
LEDGER = "日期,编号,动作\n2026-11-17,001,answer\n"


def read(home: Path, members: str = ROSTER, ledger: str = LEDGER) -> tuple[Community, list[str]]:
    for name, text in (("profile.yml", PROFILE), ("m.csv", members), ("l.csv", ledger)):
        (home / name).write_text(text, "utf-8")
    profile, _, _ = load_profile(home / "profile.yml")
    community, problems = read_tables(home / "profile.yml", profile, TODAY)
    return community, [p.code for p in problems]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("2026-11-17T19:00/21:00", 68_400),
        ("2026-W47-2", None),
        ("17. November 2026", None),
        ("二〇二六年十一月十七日", None),
        ("二零二六年十一月十七日 晚上7点到9点", 68_400),
        ("2026/11/17 （二）", None),
        ("2026 11 17", None),
        ("26年11月17日", None),
        ("民国115年11月17日", None),
        ("令和8年11月17日 19:00", 68_400),
    ],
)
def test_a_day_that_no_program_writes(text: str, second: int | None, tmp_path: Path) -> None:
    community, codes = read(tmp_path, ledger=f'日期,编号,动作\n"{text}",001,answer\n')
    assert [(e.day, e.second) for e in community.ledger] == [(date(2026, 11, 17), second)] and codes == []


@pytest.mark.parametrize(
    "text", ["2026-W54-1", "2026 11 31", "二十年十一月", "民国十七日", "令和8年13月1日", "十十月一日"]
)
def test_what_is_no_day_stays_none(text: str, tmp_path: Path) -> None:
    community, codes = read(tmp_path, ledger=f'日期,编号,动作\n"{text}",001,answer\n')
    assert community.ledger == () and "W220" in codes


@pytest.mark.parametrize("text", ["No.002", "no 2", "#002", "2号", "编号：2", "ID:002", "學號2"])
def test_what_a_number_is_called_does_not_matter(text: str, tmp_path: Path) -> None:
    community, codes = read(tmp_path, ledger=f"日期,编号,动作\n2026-11-17,{text},answer\n")
    assert [e.member for e in community.ledger] == ["002"] and codes == []


@pytest.mark.parametrize("text", ["张一 王二", "张一&王二", "王二和李三", "张一＋李三", "王二 跟 李三"])
def test_two_in_one_cell_are_told_however_they_are_joined(text: str, tmp_path: Path) -> None:
    community, codes = read(tmp_path, ledger=f"日期,姓名,动作\n2026-11-17,{text},answer\n")
    assert community.ledger == () and "W239" in codes


@pytest.mark.parametrize("header", ["身份", "標籤", "个人标签"])
def test_a_column_of_nothing_but_states_is_none_of_tags(header: str, tmp_path: Path) -> None:
    rows = "001,甲,群主/管理員\n002,乙,機器人\n003,丙,已註銷\n004,丁,已被移出群聊\n"
    community, _ = read(tmp_path, f"编号,姓名,{header}\n{rows}")
    assert [(m.id, m.role) for m in community.members] == [("001", "owner")]
    assert {m.id: m.state for m in community.former} == {"002": "bot", "003": "left", "004": "left"}
    tagged, _ = read(tmp_path, f"编号,姓名,{header}\n001,甲,宝妈\n002,乙,管理员\n")
    assert [(m.skills, m.role) for m in tagged.members] == [(("宝妈",), ""), ((), "staff")]


@pytest.mark.parametrize("rule", ["|---|---|---|", "| :--- | :---: | ---: |", "|----------|--|--|"])
def test_a_table_as_markdown_has_no_row_of_dashes(rule: str, tmp_path: Path) -> None:
    ledger = f"| 日期 | 编号 | 动作 |\n{rule}\n| 2026-11-17 | 001 | answer |\n"
    members = f"| 编号 | 姓名 | 城市 |\n{rule}\n| 001 | 张一 | 杭州 |\n"
    community, codes = read(tmp_path, members, ledger)
    assert codes == [] and len(community.ledger) == 1 and [m.id for m in community.members] == ["001"]

"""Who is there, who left, who is a bot: from status columns and lists of roles; and off every board they go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from community_playbook.app import read_profile
from community_playbook.community.people import Member
from community_playbook.community.profile import TableOptions
from community_playbook.intake.cities import load_cities
from community_playbook.intake.headers import recogniser
from community_playbook.intake.life import looks_like_a_bot, read_life
from community_playbook.intake.members import read_members
from community_playbook.intake.tables import read_grid
from community_playbook.plan.game.game import make_game
from community_playbook.reading import read_tables
from making import TODAY

PLAIN = TableOptions()


def read(text: str) -> tuple[dict[str, Member], list[str]]:
    grid, _ = read_grid(text.encode(), "m.csv", TableOptions(), recogniser("members"))
    assert grid is not None
    members, _, problems = read_members(grid, TableOptions(), "Asia/Shanghai", load_cities())
    return {m.id: m for m in members}, [p.code for p in problems]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Admin, Member", ("staff", "")), ("Member；群主", ("owner", "")), ("成员/管理员", ("staff", "")),
        ("Bot", ("", "bot")), ("Deactivated Member", ("", "")), ("Member, Deactivated", ("member", "left")),
        ("@管理员", ("staff", "")), ("已退群", ("", "left")), ("Primary Owner", ("owner", "")),
        ("在群", ("", "active")), ("Team Lead", ("", "")), ("群主兼管理员", ("owner", "")), ("群主&管理员", ("owner", "")), ("助理＋讲师", ("staff", "")), ("机器人助手", ("", "bot")), ("不在", ("", "left")), ("管理员（轮值）", ("staff", "")), ("Moderator (EU)", ("staff", "")), ("removed (spam)", ("", "left")), ("Coach (Owner)", ("", "")), ("Super Admin & Coach", ("staff", "")), ("lead", ("", "")), ("", ("", "")),
    ],
)  # fmt: skip
def test_a_cell_of_roles_and_states(cell: str, found: tuple[str, str]) -> None:
    assert read_life(cell)[:2] == found


@pytest.mark.parametrize(
    "cell", ["群主本人", "副管理", "管理员小王", "Head Admin", "Community Manager", "Coach (Owner)"]
)
def test_a_role_that_may_be_one_of_ours_is_told(cell: str) -> None:
    """Else whoever leads the group would lead its board, without a word."""
    found, told = read(f"编号,昵称,角色\n1,甲,{cell}\n2,乙,讲师\n3,丙,Leader of the pack\n")
    assert (found["1"].role, told) == (cell, ["W251"])


@pytest.mark.parametrize(
    ("header", "cell", "state"),
    [
        ("状态", "已退群", "left"), ("状态", "正常", ""), ("成员状态", "机器人", "bot"), ("Status", "Deactivated", "left"),
        ("Status", "Bot", "bot"), ("Status", "Member", ""), ("是否退群", "是", "left"), ("是否退群", "否", ""),
        ("是否在群", "否", "left"), ("是否在群", "是", ""), ("is_bot", "TRUE", "bot"), ("Is Bot", "false", ""),
        ("退群时间", "2026-10-01", "left"), ("left at", "", ""), ("Deactivated", "yes", "left"), ("active", "no", "left"),
        ("角色", "已退群", "left"), ("退群", "是", "left"), ("是否在职", "否", "left"), ("status", "Left the group", "left"), ("Role", "Member, Bot", "bot"), ("Membership Status", "churned", "left"),
    ],
)  # fmt: skip
def test_status_columns_of_any_tool(header: str, cell: str, state: str) -> None:
    members, codes = read(f'编号,姓名,{header}\n1,甲,"{cell}"\n2,乙,\n')
    assert ([members["1"].state, members["2"].state], codes) == ([state, ""], [])


def test_a_status_that_is_no_state_is_told_and_counts_as_there() -> None:
    members, codes = read("编号,姓名,状态\n1,甲,单身\n2,乙,在群\n")
    assert ([m.state for m in members.values()], codes) == (["", ""], ["W212"])


def test_a_role_of_ones_own_stays_and_a_status_may_hold_a_role() -> None:
    members, _ = read("编号,姓名,角色,状态\n1,甲,首席铲屎官,Admin\n2,乙,领跑员,\n3,丙,lead,\n")
    assert [m.role for m in members.values()] == ["首席铲屎官", "领跑员", "lead"]


@pytest.mark.parametrize(
    ("header", "cell", "role", "state", "tags"),
    [
        ("身份", "管理员、摄影", "staff", "", ("摄影",)), ("身份", "宝妈，群主", "owner", "", ("宝妈",)),
        ("身份标签", "摄影 管理员 会英语", "staff", "", ("摄影", "会英语")), ("您的身份", "@管理员/骑行", "staff", "", ("骑行",)),
        ("标签", "VIP;已退群;杭州", "", "left", ("VIP", "杭州")), ("Tags", "Photo, Moderator", "staff", "", ("Photo",)),
        ("标签", "運營、機器人、創始人", "", "", ("運營", "機器人", "創始人")), ("技能", "管理员、摄影", "", "", ("管理员", "摄影")),
        ("身份", "群管理员", "staff", "", ()), ("tags", "system admin, coffee", "", "", ("system admin", "coffee")),
    ],
)  # fmt: skip
def test_roles_stand_among_tags(header: str, cell: str, role: str, state: str, tags: tuple[str, ...]) -> None:
    members, _ = read(f'编号,姓名,{header}\n1,甲,"{cell}"\n2,乙,烘焙\n')
    assert (members["1"].role, members["1"].state, members["1"].skills) == (role, state, tags)
    assert members["2"].skills == ("烘焙",)


@pytest.mark.parametrize("word", ["运营", "助理", "创始人", "机器人", "志愿者", "host", "Manager"])
def test_what_may_be_a_trade_or_a_role_stays_a_tag_and_is_told(word: str) -> None:
    members, codes = read(f"编号,姓名,身份\n1,甲,{word}、骑行\n2,乙,管理员\n3,丙,烘焙\n")
    assert (members["1"].role, members["1"].skills, codes) == ("", (word, "骑行"), ["W251"])
    assert members["2"].role == "staff"
    assert read(f"编号,姓名,标签\n1,甲,{word}、骑行\n3,丙,烘焙\n")[1] == []


@pytest.mark.parametrize("means", ["skills", "标签"])
def test_the_profile_may_say_that_they_are_tags_alone(means: str) -> None:
    grid, _ = read_grid(
        "编号,姓名,身份\n1,甲,管理员、骑行\n2,乙,运营\n".encode(), "m.csv", PLAIN, recogniser("members")
    )
    assert grid is not None
    options = TableOptions(columns={"身份": means})
    members, _, problems = read_members(grid, options, "Asia/Shanghai", load_cities())
    assert [(m.role, m.skills) for m in members] == [("", ("管理员", "骑行")), ("", ("运营",))]
    assert problems == []


@pytest.mark.parametrize(
    ("cell", "role", "beside"),
    [
        ("管理员、摄影", "staff", ("摄影",)), ("Admin, Team Lead, Level 10", "staff", ("Team Lead", "Level 10")),
        ("成员；楼栋长", "member", ("楼栋长",)), ("摄影、骑行", "摄影、骑行", ()), ("铲屎官、已退群", "铲屎官", ()), ("群主", "owner", ()),
    ],
)  # fmt: skip
def test_what_stands_beside_a_role_is_kept_as_a_tag(cell: str, role: str, beside: tuple[str, ...]) -> None:
    members, codes = read(f'编号,姓名,角色\n1,甲,"{cell}"\n')
    assert (members["1"].role, [value for _, value in members["1"].traits], codes) == (role, [*beside], [])


def test_what_stands_beside_a_state_is_told() -> None:
    members, codes = read("编号,姓名,状态\n1,甲,在群、请假\n2,乙,已退群、搬家\n")
    assert ([m.state for m in members.values()], codes) == (["", "left"], ["W212"])


def test_a_role_among_tags_is_stronger_than_a_plain_member() -> None:
    members, _ = read("编号,姓名,角色,身份\n1,甲,成员,管理员、骑行\n2,乙,群主,管理员\n3,丙,,群主\n")
    assert [m.role for m in members.values()] == ["staff", "owner", "owner"]


def test_who_left_one_group_and_is_in_another_is_there() -> None:
    for rows in ("1,甲,一群,已退群\n1,甲,二群,在群\n", "1,甲,二群,在群\n1,甲,一群,已退群\n"):
        members, codes = read(f"编号,姓名,群,状态\n{rows}")
        assert (members["1"].state, members["1"].groups, codes) == ("", ("二群",), [])


@pytest.mark.parametrize(
    ("name", "bot"),
    [("Carl-bot", True), ("签到机器人", True), ("MEE6 [bot]", True), ("poll_bot", True), ("Talbot", False),
     ("Abbot", False), ("机器人爱好者", False), ("Robotics Ann", False)],
)  # fmt: skip
def test_names_of_bots(name: str, bot: bool) -> None:
    assert looks_like_a_bot(name) == bot
    assert read(f"编号,姓名\n1,{name}\n")[1] == (["W213"] if bot else [])
    assert read(f"编号,姓名,状态\n1,{name},在群\n")[1] == []


def test_whoever_left_and_bots_stand_nowhere_and_their_entries_are_kept(tmp_path: Path) -> None:
    (tmp_path / "profile.yml").write_text(
        "community: {name: a, kind: knowledge}\noperator: {hours_per_week: 6}\n"
        "members: m.csv\nledger: l.csv\n"
        "points: {mode: ledger, rules: [{action: answer, points: 5}]}\n"
        "incentives: {prize: [{name: 书, value: 30, for: {rank: 1, period: week}, claim_days: 7}]}\n",
        "utf-8",
    )
    (tmp_path / "m.csv").write_text(
        '编号,姓名,角色,状态,同意公开\n1,甲,,已退群,是\n2,乙,,Bot,是\n3,丙,"Admin, Member",,是\n4,丁,,在群,是\n',
        "utf-8",
    )
    day = (TODAY - timedelta(days=7)).isoformat()
    rows = "".join(f"{day},{who},answer,{times}\n" for who, times in ((1, 9), (2, 8), (3, 7), (4, 1)))
    (tmp_path / "l.csv").write_text("日期,编号,动作,数量\n" + rows, "utf-8")
    profile, _, _ = read_profile(tmp_path / "profile.yml")
    community, problems = read_tables(tmp_path / "profile.yml", profile, TODAY)
    assert (problems, len(community.ledger)) == ([], 4)
    assert [m.id for m in community.members] == ["3", "4"]
    assert [m.id for m in community.former] == ["1", "2"]
    game = make_game(community, TODAY)
    assert {row.member for board in game.boards for row in board.rows} == {"4"}
    assert {win.member for offer in game.offers for win in (*offer.due, *offer.so_far)} <= {"4"}
    back = make_game(replace(community, former=(), members=(*community.former, *community.members)), TODAY)
    assert {row.member for board in back.boards for row in board.rows} == {"1", "2", "4"}

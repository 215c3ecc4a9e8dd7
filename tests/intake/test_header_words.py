"""Headers as people write them: questions, traditional letters, and any other by `tables.columns`."""

from __future__ import annotations

import pytest

from community_playbook.community.profile import TableOptions
from community_playbook.intake.cities import load_cities
from community_playbook.intake.headers import field_of, recogniser
from community_playbook.intake.ledger import read_ledger
from community_playbook.intake.members import read_members
from community_playbook.intake.tables import read_grid


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("编号", "id"), ("編號", "id"), ("會員編號", "id"), ("暱稱", "alias"), ("群暱稱", "alias"), ("標籤", "skills"),
        ("怎么称呼您", "name"), ("您怎麼稱呼？", "name"), ("怎么称呼您？（必填）", "name"), ("您在哪个群", "groups"),
        ("在哪個群", "groups"), ("是否同意公示", "consent"), ("是否愿意在排行榜展示昵称", "consent"),
        ("是否願意上榜", "consent"), ("May we show your name?", "consent"), ("進群時間", "joined"), ("狀態", "state"),
        ("戰隊", "team"), ("手機號", "private"), ("電話", "private"), ("聯繫方式", "private"), ("郵箱", "private"),
    ],
)  # fmt: skip
def test_headers_of_members(header: str, field: str) -> None:
    assert field_of(header, "members") == field


@pytest.mark.parametrize(
    "header",
    [
        "是否同意公开姓名", "能不能把你的名字放进排行榜", "可以上光荣榜吗？", "12、是否允許公示暱稱（必填）", "公示意愿",
        "Do you agree to appear on the leaderboard?", "May we publish your nickname?", "Show on leaderboard",
    ],
)  # fmt: skip
def test_a_question_whether_one_may_be_shown_is_known_however_it_is_put(header: str) -> None:
    text = f"编号,昵称,{header}\n1,甲,是\n2,乙,否\n3,丙,\n"
    grid, _ = read_grid(text.encode(), "m.csv", TableOptions(), recogniser("members"))
    assert grid is not None
    members, _, problems = read_members(grid, TableOptions(), "Asia/Shanghai", load_cities())
    assert ([m.consent for m in members], problems) == ([True, False, False], [])


@pytest.mark.parametrize(
    "header",
    [
        "是否愿意参加公开课", "是否愿意收到排行榜通知", "可公开（仅群内）", "同意在群里展示昵称吗", "不同意公开姓名",
        "是否愿意匿名展示名字", "能否公开微信号和昵称", "是否同意公开手机号", "你愿意上台分享吗", "Do not show my name",
        "Are you happy to show your name, only internally?", "May we email you about the leaderboard?",
    ],
)  # fmt: skip
def test_what_asks_with_a_limit_or_for_something_else_shows_nobody(header: str) -> None:
    assert field_of(header, "members") != "consent"


@pytest.mark.parametrize(
    ("header", "field"),
    [("日期", "date"), ("時間", "date"), ("動作", "action"), ("做了什么", "action"), ("您做了什麼", "action"),
     ("數量", "quantity"), ("積分", "points"), ("获得积分", "points"), ("Points earned", "points"), ("金額", "amount"), ("備註", "note"), ("What did you do?", "action")],
)  # fmt: skip
def test_headers_of_a_ledger(header: str, field: str) -> None:
    assert field_of(header, "ledger") == field


def test_words_in_cells_may_be_traditional() -> None:
    text = "編號,姓名,角色,狀態,同意公開\n1,甲,管理員,在群,願意\n2,乙,,已退群,不願意\n合計,2,,,\n"
    grid, _ = read_grid(text.encode(), "m.csv", TableOptions(), recogniser("members"))
    assert grid is not None
    members, _, problems = read_members(grid, TableOptions(), "Asia/Taipei", load_cities())
    assert [(m.role, m.state, m.consent) for m in members] == [("staff", "", True), ("", "left", False)]
    assert problems == []


@pytest.mark.parametrize(
    ("header", "word", "cell", "value"),
    [
        ("您常驻哪个团队？", "group", "一群", ("groups", ("一群",))), ("宝宝在哪一段", "标签", "1-3 岁", ("skills", ("1-3 岁",))),
        ("科目", "skills", "物理、化学", ("skills", ("物理", "化学"))), ("学号后四位", "id", "0012", ("id", "0012")),
        ("Q7. 贵姓", "name", "王", ("name", "王")),
    ],
)  # fmt: skip
def test_any_header_can_be_named(header: str, word: str, cell: str, value: tuple[str, object]) -> None:
    options = TableOptions(columns={header: word})
    text = f"{header},昵称,城市\n{cell},甲,成都\n"
    grid, _ = read_grid(text.encode(), "m.csv", options, recogniser("members", options.columns))
    assert grid is not None
    members, _, problems = read_members(grid, options, "Asia/Shanghai", load_cities())
    assert (getattr(members[0], value[0]), problems) == (value[1], [])


def test_a_ledger_by_named_headers_and_contacts_stay_unread() -> None:
    options = TableOptions(
        columns={"哪一天呀": "date", "谁呀": "member", "干嘛了": "action", "手机号": "note"}
    )
    text = "哪一天呀,谁呀,干嘛了,手机号\n2026-11-17,甲,分享,13900000000\n"
    grid, _ = read_grid(text.encode(), "l.csv", options, recogniser("ledger", options.columns))
    assert grid is not None
    entries, _, problems = read_ledger(grid, options, "Asia/Shanghai", ())
    assert [(e.member, e.action, e.note) for e in entries] == [("甲", "分享", "")]
    assert problems == []

"""Who may be shown, of all columns that ask: only a clear yes, one no is enough, and what was not understood is told."""

from __future__ import annotations

import pytest

from community_playbook.community.profile import TableOptions
from community_playbook.intake.cities import load_cities
from community_playbook.intake.headers import field_of, recogniser
from community_playbook.intake.members import read_members
from community_playbook.intake.tables import read_grid
from community_playbook.problems import Problem

YES_NO = "{}\n1,甲,是\n2,乙,否\n3,丙,\n"


def read(head: str, *rows: str, columns: dict[str, str] | None = None) -> tuple[list[bool], list[Problem]]:
    """(may be shown, by member; what is told)."""
    options = TableOptions(columns=columns or {})
    text = "\n".join([f"编号,昵称,{head}", *(f"{n},成员{n},{row}" for n, row in enumerate(rows)), ""])
    grid, _ = read_grid(text.encode(), "m.csv", options, recogniser("members", options.columns))
    assert grid is not None
    members, _, problems = read_members(grid, options, "Asia/Shanghai", load_cities())
    return [member.consent for member in members], problems


@pytest.mark.parametrize(
    "header",
    [
        "Do you agree to be listed publicly?", "OK to show your name?", "是否可以公开", "是否同意上榜", "可以公开吗", "能公开吗？",
        "愿意被展示吗", "愿意在榜单上露面吗", "同意对外公开吗", "授权公示", "昵称可公开", "想不想上榜？", "您愿不愿意公开",
        "Can we feature you?", "Are you OK with being featured?", "List me publicly", "Include me on the leaderboard",
        "3. 是否展示昵称（必填）",
    ],
)  # fmt: skip
def test_a_question_of_showing_needs_no_word_for_the_name(header: str) -> None:
    assert read(header, "是", "否", "", "no thanks", "没问题") == ([True, False, False, False, True], [])


@pytest.mark.parametrize(
    "header",
    [
        "Do NOT list me", "不希望公开", "不想上榜", "opt out", "Opt-out of leaderboard", "匿名", "是否匿名", "要匿名吗",
        "请勿展示我的名字", "Keep me anonymous", "Hide my name", "我不同意公开姓名", "Stay off the leaderboard",
        "介意公开昵称吗", "Do you mind if we show your name?",
    ],
)  # fmt: skip
def test_a_question_who_would_rather_not_be_shown_only_hides(header: str) -> None:
    assert field_of(header, "members") == "hidden"
    shown, problems = read(header, "是", "否", "")
    assert (shown, [(p.code, str(p.place)) for p in problems]) == ([False] * 3, [("W253", "m.csv:1")])
    shown, problems = read(f"同意公开,{header}", "是,是", "是,否", "是,", "是,看情况", "是,保密", ",否")
    assert shown == [False, True, True, False, False, False]
    assert {(p.code, p.place.line) for p in problems} >= {("W252", 2), ("W252", 5), ("W205", 5), ("W252", 6)}


@pytest.mark.parametrize(
    "second", ["是否愿意在排行榜展示昵称", "可以公开吗", "May we publish your nickname?"]
)
def test_of_several_questions_one_no_is_enough(second: str) -> None:
    shown, problems = read(
        f"同意公开,{second}", "是,不要", "是,可以的", ",yes please", "好的,", "否,是", "是,随缘"
    )
    assert shown == [False, True, True, True, False, False]
    assert {(p.code, p.place.line) for p in problems} == {
        ("W252", 2),
        ("W252", 6),
        ("W252", 7),
        ("W205", 7),
    }


@pytest.mark.parametrize(
    "header",
    [
        "可以晒出来吗", "是否接受公开表扬", "Can we mention you publicly?", "Public profile?", "Share my name publicly",
        "Visible to public", "是否公开（仅限群内）", "Publish my name (members only)", "Private?", "愿意在群里展示昵称吗",
        "榜单显示真名还是匿名", "是否不介意公开", "是否愿意公开收入", "Happy to appear publicly at events?",
    ],
)  # fmt: skip
def test_what_may_ask_shows_nobody_and_is_told_with_its_repair(header: str) -> None:
    shown, problems = read(header, "是", "否", "")
    assert (shown, [(p.code, str(p.place)) for p in problems]) == ([False] * 3, [("W254", "m.csv:1")])
    assert f'"{header}"' == problems[0].facts["repair"]
    assert read(header, "是", "否", "", columns={header: "consent"}) == ([True, False, False], [])
    assert read(f"同意公开,{header}", "是,是", ",是")[1] == []


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("是否参加公开课", "是|否"), ("公开课次数", "3|2"), ("展示次数", "1|0|5"), ("能力", "直播|写作"),
        ("Public speaking experience", "yes|no"), ("List of books", "Dune|Emma"), ("上榜宣言", "加油|冲|是"),
        ("Featured talk", "Rust|Go"), ("最想展示的作品", "一幅画|小店"),
    ],
)  # fmt: skip
def test_what_asks_for_something_else_is_left_alone(header: str, cells: str) -> None:
    shown, problems = read(header, *cells.split("|"))
    assert (set(shown), problems) == ({False}, [])


@pytest.mark.parametrize(
    "yes", ["是的", "没问题", "可以的", "Yes please", "Absolutely!", "我同意", "同意展示", "go ahead"]
)
@pytest.mark.parametrize(
    "no", ["不要", "暂不公开", "算了", "No, thanks", "I'd rather not", "匿名", "Please don't", "还是算了"]
)
def test_answers_in_many_words(yes: str, no: str) -> None:
    assert read("同意公开", f'"{yes}"', f'"{no}"') == ([True, False], [])

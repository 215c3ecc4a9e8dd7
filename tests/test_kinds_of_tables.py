"""What real tables break, kind by kind: which tests try each kind, and with how many inputs.

`TRIED` is the list; the first test holds it against the tests themselves. Below it, kinds that only the way from a
profile with its tables to what is said of them can show.
"""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from community_playbook.app import Options, plan_only, read_profile
from community_playbook.cli import main
from community_playbook.problems import Problem
from community_playbook.reading import read_tables

HERE = Path(__file__).parent
TODAY = date(2026, 11, 24)
LEAST = 3
HERE_TOO = "test_kinds_of_tables"

TRIED = {
    "1 a foreign unit renamed into ours": (
        "intake/test_deeds::test_points_beside_rules_are_asked_about_where_they_differ",
        f"{HERE_TOO}::test_points_under_any_title_are_used_or_asked_about",
    ),
    "2 a range of times is no zone": (
        "intake/test_dates_of_tools::test_a_range_of_times_is_no_zone",
        "intake/test_dates_of_tools::test_a_zone_that_nobody_has_is_no_date",
    ),
    "3 who is there, left, is a bot, leads": (
        "intake/test_life::test_a_cell_of_roles_and_states",
        "intake/test_life::test_status_columns_of_any_tool",
        "intake/test_life::test_names_of_bots",
    ),
    "4 equals": (
        "plan/test_first_come::test_equals_stand_in_the_order_in_which_they_got_there",
        "plan/test_first_come::test_the_time_of_a_cell",
        "intake/test_clock_column::test_a_day_and_its_time_are_read_together",
        "plan/test_first_come::test_what_is_promised_says_what_decides",
    ),
    "5 the same row twice": (
        "intake/test_ledger::test_the_same_row_with_its_time_counts_once",
        "intake/test_ledger::test_the_same_deed_in_another_writing_counts_once",
    ),
    "7 one person, written another way": (
        "intake/test_keys::test_the_same_key_in_another_writing",
        "intake/test_keys::test_several_people_in_one_cell_are_told",
        "intake/test_keys::test_letters_of_another_script_are_named_not_matched",
        "intake/test_keys::test_ids_that_look_alike_are_named_with_both_rows",
        "intake/test_keys::test_what_is_the_same_id_is_one_member",
    ),
    "8 rules and rows in other words": (
        "intake/test_deeds::test_a_rule_is_met_by_action_name_or_another_word",
        f"{HERE_TOO}::test_rules_and_rows_that_do_not_meet_are_told_by_their_words",
    ),
    "12 totals alone": (
        "intake/test_shapes::test_sums_alone_are_named_and_count_once_they_have_a_day",
        "intake/test_shapes::test_totals_as_of_two_days_are_what_came_in_between",
        "test_shapes_taken::test_totals_are_differences_between_two_takings",
    ),
    "15 corrections": ("intake/test_deeds::test_a_correction_needs_its_deed",),
    "16 the share used is said first": (
        "intake/test_deeds::test_the_share_used_is_told_below_nine_tenths",
        f"{HERE_TOO}::test_few_rows_used_are_the_first_thing_said_and_fail_strictly",
    ),
    "17 groups that meet no group": (
        "intake/test_group_words::test_the_same_group_in_another_writing",
        "intake/test_group_words::test_a_group_that_meets_none_is_told_with_the_nearest",
    ),
    "18 all words to repair": (f"{HERE_TOO}::test_every_word_to_repair_is_listed_once_with_its_count",),
    "19 consent, however it is asked": (
        "intake/test_header_words::test_a_question_whether_one_may_be_shown_is_known_however_it_is_put",
        "intake/test_header_words::test_what_asks_with_a_limit_or_for_something_else_shows_nobody",
        "intake/test_consent::test_a_question_of_showing_needs_no_word_for_the_name",
        "intake/test_consent::test_a_question_who_would_rather_not_be_shown_only_hides",
        "intake/test_consent::test_what_may_ask_shows_nobody_and_is_told_with_its_repair",
        "plan/test_what_is_known::test_question_one_is_consent_where_boards_exist_and_nobody_agreed",
    ),
    "21 a ledger without rules": (
        f"{HERE_TOO}::test_rules_that_are_proposed_make_boards_once_they_are_pasted",
    ),
    "23 each repair repairs": (
        "intake/test_repairs::test_what_is_no_profile_is_called_what_it_is",
        "intake/test_repairs::test_a_file_of_the_other_kind_is_never_proposed",
        "intake/test_repairs::test_missing_and_double_ids_are_gone_once_all_repairs_are_made",
    ),
}
PRINTED = {
    1: ("001,answer,5", "10,1"), 2: ("2026-11-15 19:00-21:00",), 3: ("已退群", "Deactivated", "Bot", "Admin, Member"),
    5: ("2026-11-17 20:15,001,answer,1",), 7: ("1", "001", "１００１", "'001", "AliceZ", "@阿苗", "郑晓霞老师", "赵 明洋", "1. Ann Lee", "张一、王二"),
    8: ("回答",), 15: ("-2", "-1"), 17: ("读书会一群", "一群"), 19: ("是否同意公示", "是否愿意在排行榜展示昵称"),
}  # fmt: skip
"""By the number of a kind the inputs with which it was found: they do not count."""
NUMBERS = {1, 2, 3, 4, 5, 7, 8, 12, 15, 16, 17, 18, 19, 21, 23}


def is_other(value: ast.expr, printed: tuple[str, ...]) -> bool:
    """Is it not one of the printed inputs?"""
    texts = [node.value for node in ast.walk(value) if isinstance(node, ast.Constant)]
    return not set(map(str, texts[:1])) & set(printed)


def inputs_of(function: ast.FunctionDef, texts: dict[str, int], printed: tuple[str, ...]) -> int:
    """How many inputs a test is given that are not the printed ones; of a property as many as nobody wants to
    count."""
    number = 1
    for mark in function.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "given":
            number *= LEAST
        if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("parametrize"):
            values = mark.args[1]
            own = isinstance(values, ast.List)
            number *= sum(is_other(v, printed) for v in values.elts) if own else texts[ast.unparse(values)]
    return number


@pytest.mark.parametrize("kind", TRIED)
def test_each_kind_is_tried_with_several_inputs(kind: str) -> None:
    printed = PRINTED.get(int(kind.split()[0]), ())
    for place in TRIED[kind]:
        file, _, name = place.partition("::")
        tree = ast.parse((HERE / f"{file}.py").read_text("utf-8"))
        texts = {}
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.List):
                texts[ast.unparse(node.targets[0])] = sum(is_other(v, printed) for v in node.value.elts)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                pieces = len(set(re.split(r"[|\n]", str(node.value.value).strip())) - set(printed))
                texts[f"{ast.unparse(node.targets[0])}.strip().replace('\\n', '|').split('|')"] = pieces
        (function,) = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name]
        assert inputs_of(function, texts, printed) >= LEAST, place


def test_no_kind_is_forgotten() -> None:
    assert {int(kind.split()[0]) for kind in TRIED} == NUMBERS


ROSTER = "编号,姓名,城市,同意公开\n001,张一,杭州,是\n002,王二,上海,是\n003,李三,北京,否\n"
ARTICLE = "{action: article, name: 写文章, points: 20, daily_cap: 1}"
RULES = (
    f"points: {{mode: ledger, period: week, rules: [{ARTICLE}, {{action: answer, name: 回答, points: 5}}]}}\n"
)


def community_of(folder: Path, ledger: str, more: str = RULES, members: str = ROSTER) -> Path:
    path = folder / "profile.yml"
    path.write_text(
        "community: {name: 青竹, kind: knowledge, platform: wechat}\noperator: {hours_per_week: 6}\n"
        f"members: members.csv\nledger: ledger.csv\n{more}",
        "utf-8",
    )
    (folder / "members.csv").write_text(members, "utf-8")
    (folder / "ledger.csv").write_text(ledger, "utf-8")
    return path


def told(path: Path) -> dict[str, Problem]:
    profile, _, problems = read_profile(path)
    _, found = read_tables(path, profile, TODAY)
    return {problem.code: problem for problem in [*problems, *found]}


@pytest.mark.parametrize("title", ["分值", "获得积分", "得分", "Points earned", "score"])
@pytest.mark.parametrize(("points", "asked"), [("20,10", False), ("20,9", True), ("7,5", True)])
def test_points_under_any_title_are_used_or_asked_about(
    title: str, points: str, asked: bool, tmp_path: Path
) -> None:
    first, second = points.split(",")
    ledger = f"日期,编号,动作,{title},数量\n2026-11-17,001,写文章,{first},1\n2026-11-18,002,回答,{second},2\n"
    path = community_of(tmp_path, ledger)
    assert ("E236" in told(path)) == asked
    for choice, wanted in (("rows", [int(first), int(second)]), ("rules", [20, 10])):
        path = community_of(tmp_path, ledger, f"{RULES}tables: {{points: {choice}}}\n")
        done = plan_only(path, Options(TODAY))
        assert done.plan and "E236" not in told(path)
        board = done.plan.game.board("points", "week")
        assert sorted(int(row.value) for row in board.rows) == sorted(wanted)


@pytest.mark.parametrize(
    ("rows", "idle", "count"),
    [
        (["点评"] * 5 + ["回答"], "article", "5"),
        (["Blog post"] * 3 + ["article"], "answer", "3"),
        (["發文章", "答疑", "答疑"], "article, answer", "3"),
        (["回答", "写文章", "签到", "签到"], "", ""),
        (["回答"] * 12 + ["答"], "", ""),
    ],
)
def test_rules_and_rows_that_do_not_meet_are_told_by_their_words(
    rows: list[str], idle: str, count: str, tmp_path: Path
) -> None:
    lines = "".join(f"2026-11-{10 + n},00{n % 3 + 1},{word}\n" for n, word in enumerate(rows))
    found = told(community_of(tmp_path, f"日期,编号,动作\n{lines}")).get("W234")
    assert (found.facts["idle"], found.facts["count"]) == (idle, count) if found else not idle
    if found:
        path = community_of(
            tmp_path,
            f"日期,编号,动作\n{lines}",
            RULES.replace("name:", f"also: [{found.facts['repair']}], name:", 1),
        )
        assert int(told(path)["W234"].facts["count"] if "W234" in told(path) else 0) < int(count)


@pytest.mark.parametrize(
    ("ledger", "members", "place"),
    [
        ("2026-11-17,001,回答\n2026-11-18,009,回答\n", ROSTER, "ledger.csv"),
        ("2026-11-17,001,回答\n某天,002,回答\n2026-11-19,,回答\n", ROSTER, "ledger.csv"),
        ("2026-11-17,001,回答\n", ROSTER + ",赵四,,\n,钱五,,\n", "members.csv"),
    ],
)
def test_few_rows_used_are_the_first_thing_said_and_fail_strictly(
    ledger: str, members: str, place: str, tmp_path: Path
) -> None:
    path = community_of(tmp_path, f"日期,编号,动作\n{ledger}", members=members)
    run = CliRunner().invoke
    words = ["check", str(path), "--today", TODAY.isoformat()]
    done = run(main, words, color=True)
    lines = [line for line in done.output.splitlines() if place in line]
    assert "W200" in lines[0] and done.exit_code == 0, done.output
    assert any("\x1b[31m" in line for line in lines)
    assert run(main, ["plan", *words[1:], "--strict"]).exit_code == 1


@pytest.mark.parametrize(
    ("ledger", "words"),
    [
        ("2026-11-17,张小一,回答\n" * 4 + "2026-11-18,路人,回答\n", {"张小一": 4, "路人": 1}),
        ("".join(f"2026-11-17,访客{n},回答\n" for n in range(9)), {f"访客{n}": 1 for n in range(9)}),
        (
            "前天,张一,回答\n前天,王二,回答\n大前天,张一,回答\n2026-11-17,张一,回答\n",
            {"前天": 2, "大前天": 1},
        ),
    ],
)
def test_every_word_to_repair_is_listed_once_with_its_count(
    ledger: str, words: dict[str, int], tmp_path: Path
) -> None:
    path = community_of(tmp_path, f"日期,成员,动作\n{ledger}")
    profile, _, _ = read_profile(path)
    community, _ = read_tables(path, profile, TODAY)
    unmet = [one for reading in community.readings for one in reading.unmet]
    assert {one.word: one.times for one in unmet} == words


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("日期,编号,动作", ["2026-11-17,001,分享", "2026-11-18,002,签到", "2026-11-19,002,签到"]),
        (
            "date,member id,activity",
            ["2026-11-17,001,Code review", "2026-11-18,002,on", "2026-11-18,001,no: yes"],
        ),
        (
            "时间;会员编号;做了什么",
            ["2026-11-17 09:00;001;“带读”: 第 3 章", "2026-11-18 10:00;002;#打卡, 晨跑"],
        ),
    ],
)
def test_rules_that_are_proposed_make_boards_once_they_are_pasted(
    head: str, rows: list[str], tmp_path: Path
) -> None:
    ledger = "\n".join([head, *rows, ""])
    for code, points in (("W249", ""), ("W236", "points: {mode: ledger, rules: []}\n")):
        rules = told(community_of(tmp_path, ledger, points))[code].facts["repair"]
        path = community_of(tmp_path, ledger, f"points: {{mode: ledger, {rules}}}\n")
        done = plan_only(path, Options(TODAY))
        assert done.plan and not {"W236", "W249"} & told(path).keys()
        assert {row.member for row in done.plan.game.board("points", "week").rows} == {"001", "002"}
    assert told(community_of(tmp_path, ledger, "points: {mode: none}\n")) == {}

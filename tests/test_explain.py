"""`playbook explain`: a score taken apart into its rows, and what is said where nobody is found."""

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from community_playbook import app
from community_playbook.assets import asset
from community_playbook.cli import main

pytestmark = pytest.mark.slow

LIGHTHOUSE = str(asset("examples", "lighthouse", "profile.yml"))
DAY = ["--today", "2026-11-22"]


@pytest.fixture(scope="module", autouse=True)
def planned_once():
    """Each question here is about one of two plans of the example: they are made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "plan_only", cache(app.plan_only))
        yield


def run(*words: str):
    return CliRunner().invoke(main, ["explain", *words])


def test_the_rows_add_up_to_every_board():
    answer = json.loads(run("陈望舒", LIGHTHOUSE, "--json", *DAY).output)
    plan = app.plan_only(Path(LIGHTHOUSE), app.Options(date(2026, 11, 22))).plan
    for board in answer["boards"]:
        rows = [r for r in answer["rows"] if board["from"] <= r["day"] <= board["to"]]
        measure = "points" if board["board"] == "points" else "amount"
        assert sum(Decimal(r[measure]) for r in rows) == Decimal(board["value"]), board
    assert {b["kind"] for b in answer["boards"]} == {"week", "month", "all"}
    assert plan.game.boards[0].row(answer["member"]).value == answer["boards"][0]["value"]
    for row in answer["rows"]:
        assert sum(r["quantity"] for r in row["ledger"]) == row["deeds"], (
            "each line is made of its ledger rows"
        )


def test_the_terminal_shows_standing_rows_and_neighbours():
    text = run("17831", LIGHTHOUSE, *DAY, "--lang", "zh").output
    assert text.startswith("陈望舒（17831）")
    assert "上周积分榜：第 3 名，80 分" in text
    assert "回答一个问题" in text
    assert "前后几位" in text
    assert "橘子汽水" in text
    assert len(run("17831", LIGHTHOUSE, *DAY, "--all").output.splitlines()) > len(text.splitlines())


@pytest.mark.parametrize(
    ("who", "wanted"),
    [("陈望", "陈望舒"), ("nobody-at-all", "没有“nobody-at-all”"), ("99999", "没有“99999”")],
)
def test_nobody_is_found(who, wanted):
    result = run(who, LIGHTHOUSE, *DAY)
    assert result.exit_code == 1
    assert wanted in result.output


def test_a_name_of_several_members_asks_for_the_id(tmp_path):
    (tmp_path / "members.csv").write_text("id,name\n1,小美\n2,小美\n", "utf-8")
    (tmp_path / "ledger.csv").write_text("date,id,action\n2026-11-20,1,a\n", "utf-8")
    (tmp_path / "profile.yml").write_text(
        "community: {name: x, kind: knowledge}\noperator: {hours_per_week: 1}\nmembers: members.csv\n"
        "ledger: ledger.csv\npoints: {mode: ledger, rules: [{action: a, points: 1}]}\n", "utf-8",
    )  # fmt: skip
    result = run("小美", str(tmp_path / "profile.yml"), *DAY)
    assert result.exit_code == 1
    assert "1, 2" in result.output
    assert run("2", str(tmp_path / "profile.yml"), *DAY).exit_code == 0


def test_staff_are_on_no_board():
    assert "不上榜" in run("10001", LIGHTHOUSE, *DAY).output

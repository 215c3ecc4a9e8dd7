"""The list of repairs: each word of the tables that met nothing once, however many there are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from community_playbook.app import Options, frame_of, plan_only
from community_playbook.cli import main
from community_playbook.outputs.sheets.files import plan_sheets

PROFILE = """community: {name: 灯塔, kind: knowledge, language: [en]}
operator: {hours_per_week: 10}
members: members.csv
ledger: ledger.csv
points: {mode: ledger, rules: [{action: answer, points: 5}, {action: article, points: 20}]}
"""


def folder(tmp_path: Path, strangers: list[str], cities: list[str], actions: list[str]) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    rows = [f"k{n},成员{n},{city}" for n, city in enumerate(cities)]
    (tmp_path / "members.csv").write_text(
        "编号,姓名,城市\n001,张晓明,杭州\n002,王二,上海\n" + "\n".join(rows), "utf-8"
    )
    deeds = [f"2026-11-17,{name},answer" for name in strangers]
    deeds += [f"2026-11-18,王二,{action}" for action in actions]
    (tmp_path / "ledger.csv").write_text(
        "日期,姓名,动作\n2026-11-17,王二,answer\n" + "\n".join(deeds), "utf-8"
    )
    return tmp_path / "profile.yml"


def rows_of(path: Path) -> list[tuple[object, ...]]:
    done = plan_only(path, Options(date(2026, 11, 24)))
    sheets = {sheet.key: sheet for sheet in plan_sheets(frame_of(done, "en"))}
    return [tuple(row) for row in sheets["repair"].rows] if "repair" in sheets else []


@pytest.mark.parametrize(
    ("strangers", "cities", "actions", "found"),
    [
        (["张小明", "张小明", "赵四"], [], [],
         [("ledger.csv", "姓名", "张小明", 2, "张晓明"), ("ledger.csv", "姓名", "赵四", 1, "")]),
        ([], ["杭洲", "杭洲", "火星"], [],
         [("members.csv", "城市", "杭洲", 2, "杭州"), ("members.csv", "城市", "火星", 1, "")]),
        ([], [], ["anwser", "anwser", "唱歌"],
         [("ledger.csv", "动作", "anwser", 2, "answer"), ("ledger.csv", "动作", "唱歌", 1, "")]),
    ],
)  # fmt: skip
def test_each_word_stands_once_with_its_count_and_what_may_be_meant(
    strangers, cities, actions, found, tmp_path
):
    assert rows_of(folder(tmp_path, strangers, cities, actions)) == found


def test_all_of_many_are_there_and_none_of_a_sound_table(tmp_path):
    names = [f"陌生人{n}号" for n in range(163)]
    assert [row[2] for row in rows_of(folder(tmp_path, names, [], []))] == sorted(names)
    assert rows_of(folder(tmp_path, [], [], [])) == []


@pytest.mark.parametrize("contact", ["13812345678", "lin@example.com", "QQ：1234567"])
def test_no_contact_is_in_the_list(contact, tmp_path):
    assert contact not in repr(rows_of(folder(tmp_path, [f"小美 {contact}"], [f"杭洲 {contact}"], [contact])))


def test_check_lists_them_with_all(tmp_path):
    path = folder(tmp_path, [f"stranger{n}" for n in range(20)], ["杭洲"], [])
    few = CliRunner().invoke(main, ["check", str(path), "--today", "2026-11-24"])
    all_ = CliRunner().invoke(main, ["check", str(path), "--today", "2026-11-24", "--all"])
    assert few.exit_code == all_.exit_code == 0
    assert "stranger17" not in few.output
    assert all(f"ledger.csv:{n + 3} · 姓名: stranger{n} (1)" in all_.output for n in range(20))
    assert "members.csv:4 · 城市: 杭洲 (1) → 杭州?" in all_.output

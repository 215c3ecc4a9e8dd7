"""One person, written another way: certain where only one member fits, else both are named."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.community.people import Member
from community_playbook.community.profile import TableOptions
from community_playbook.intake.cells import read_id
from community_playbook.intake.cities import load_cities
from community_playbook.intake.headers import recogniser
from community_playbook.intake.keys import difference
from community_playbook.intake.ledger import read_ledger
from community_playbook.intake.members import read_members
from community_playbook.intake.tables import read_grid
from community_playbook.problems import Problem

CLUB = (
    Member("001", "郑晓霞"), Member("1002", "赵明洋", "@阿苗"), Member("AliceZ", "Ann Lee"), Member("x7", "José"),
    Member("b1", "张一"), Member("b2", "王二"), Member("b3", "李四"), Member("B4", "李 四"),
)  # fmt: skip


def who(cell: str, club: tuple[Member, ...] = CLUB) -> tuple[list[str], list[Problem]]:
    text = f'日期,成员,动作\n2026-11-17,"{cell.replace(chr(34), chr(34) * 2)}",a\n'
    grid, _ = read_grid(text.encode(), "l.csv", TableOptions(), recogniser("ledger"))
    assert grid is not None
    entries, _, problems = read_ledger(grid, TableOptions(), "Asia/Shanghai", club)
    return [entry.member for entry in entries], problems


@pytest.mark.parametrize(
    ("cell", "member"),
    [
        ("1", "001"), ("０01", "001"), ("'001", "001"), ('="001"', "001"), ("001\u200e", "001"), ("0001", "001"),
        ("郑晓霞老师", "001"), ("3. 郑晓霞", "001"), ("１００２", "1002"), ("1002.0", "1002"), ("赵 明洋", "1002"),
        ("阿苗", "1002"), ("@ 阿苗", "1002"), ("赵明洋同学", "1002"), ("alicez", "AliceZ"), ("ALICEZ", "AliceZ"),
        ("@AliceZ", "AliceZ"), ("1. Ann Lee", "AliceZ"), ("ann  lee", "AliceZ"), ("Ａｎｎ　Ｌｅｅ", "AliceZ"),
        (unicodedata.normalize("NFD", "José"), "x7"), ("\u202aX7\u202c", "x7"), ("李四", "b3"), ("李 四", "B4"),
    ],
)  # fmt: skip
def test_the_same_key_in_another_writing(cell: str, member: str) -> None:
    assert who(cell) == ([member], [])


@pytest.mark.parametrize(
    "cell", ["张一、王二", "张一，王二老师", "b1/b2", "001 和 AliceZ", "José + b2", "张一与郑晓霞"]
)
def test_several_people_in_one_cell_are_told(cell: str) -> None:
    entries, problems = who(cell)
    assert (entries, [p.code for p in problems]) == ([], ["W239"])


@pytest.mark.parametrize(
    ("cell", "near", "letters"),
    [("АliceZ", "AliceZ", "U+0410"), ("Аnn Lee", "Ann Lee", "U+0410"), ("х7", "x7", "U+0445")],
)
def test_letters_of_another_script_are_named_not_matched(cell: str, near: str, letters: str) -> None:
    entries, problems = who(cell)
    assert (entries, [p.code for p in problems]) == ([], ["W238"])
    assert problems[0].facts["near"] == near and letters in problems[0].facts["difference"]


def test_what_fits_two_members_fits_nobody() -> None:
    twins = (Member("Ab", "甲"), Member("aB", "乙"), Member("07", "丙"), Member("007", "丁"))
    for cell in ("ab", "7"):
        entries, problems = who(cell, twins)
        assert entries == [] and problems
    assert [who(m.id, twins)[0] for m in twins] == [[m.id] for m in twins]


def roster(rows: str) -> tuple[list[str], list[Problem]]:
    grid, _ = read_grid(f"编号,姓名\n{rows}".encode(), "m.csv", TableOptions(), recogniser("members"))
    assert grid is not None
    members, _, problems = read_members(grid, TableOptions(), "Asia/Shanghai", load_cities())
    return [m.id for m in members], problems


@pytest.mark.parametrize("other", ["alice", "Аlice", "@Alice", "A lice"])
def test_ids_that_look_alike_are_named_with_both_rows(other: str) -> None:
    ids, problems = roster(f"Alice,甲\n{other},甲\n")
    assert sorted(ids) == sorted(["Alice", other])
    assert [(p.code, p.facts["other"], p.facts["first"]) for p in problems] == [("W215", "Alice", "m.csv:2")]


@pytest.mark.parametrize("other", ["１２", '"=""12"""', "'12", "12.0", "12\u200f"])
def test_what_is_the_same_id_is_one_member(other: str) -> None:
    ids, problems = roster(f"12,甲\n{other},乙\n")
    assert (ids, [p.code for p in problems]) == (["12"], ["W203"])


def test_ids_of_two_people_may_differ_by_case_alone() -> None:
    assert roster("nAQBD,甲\nNaqbd,乙\n")[1] == []
    assert [p.code for p in roster("07,甲\n7,乙\n")[1]] == ["W215"]


@given(st.text(max_size=20))
def test_an_id_that_was_read_is_read_as_itself(text: str) -> None:
    assert read_id(read_id(text)) == read_id(text)


@given(st.text(max_size=8), st.text(max_size=8))
def test_a_difference_can_be_seen(one: str, other: str) -> None:
    assert difference(one, other).isprintable() or not (one + other).isprintable()

"""A ledger becomes deeds; every row is either used or counted under the reason why not."""

from __future__ import annotations

import csv
import io
import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.community.people import LedgerEntry, Member, Reading
from community_playbook.community.profile import TableOptions
from community_playbook.intake.headers import recogniser
from community_playbook.intake.ledger import read_ledger
from community_playbook.intake.tables import read_grid
from community_playbook.problems import Problem

PLAIN = TableOptions()
DAY = date(2026, 3, 5)
CLUB = (
    Member("1", "甲"),
    Member("2", "乙", "二"),
    Member("3", "同名"),
    Member("4", "同名"),
    Member("甲x", "1"),
)
Result = tuple[tuple[LedgerEntry, ...], Reading | None, list[Problem]]


def read(data: str, members: tuple[Member, ...] = (), options: TableOptions = PLAIN, **words: str) -> Result:
    grid, problems = read_grid(data.encode(), "ledger.csv", options, recogniser("ledger"))
    if grid is None:
        return (), None, problems
    return read_ledger(grid, options, "Asia/Shanghai", members, words=words)


def test_a_ledger_as_operators_have_it() -> None:
    entries, reading, problems = read(
        "三月流水,,,,,\n日期,成员,动作,数量,金额,备注\n"
        '2026年3月5日,甲,成交,1,"¥1,280.50",课程\n'
        "2026-03-05,乙,文章,,,\n"
        "2026-03-05 23:30,2,文章,2次,,更正\n"
        "合计,,,3,1280.50,\n,,,,,\n",
        CLUB,
    )
    assert problems == []
    assert entries == (
        LedgerEntry(DAY, "1", "成交", 1, Decimal("1280.5"), "课程"),
        LedgerEntry(DAY, "2", "文章", 1, None, ""),
        LedgerEntry(DAY, "2", "文章", 2, None, "更正", second=23 * 3600 + 1800),
    )
    assert reading is not None
    assert (reading.rows, reading.skipped) == (3, (("blank", 1), ("title", 1), ("total", 1)))
    assert reading.notes == (("names_matched", "2"),)
    assert [(column.field, column.filled) for column in reading.columns] == [
        ("date", 3), ("member", 3), ("action", 3), ("quantity", 2), ("amount", 1), ("note", 2),
    ]  # fmt: skip


def test_ids_come_before_names_and_shared_names_mean_nobody() -> None:
    entries, reading, problems = read(
        "date,member,action\n2026-03-05,1,a\n2026-03-05,二,a\n2026-03-05,同名,a\n", CLUB
    )
    assert [entry.member for entry in entries] == ["1", "2"]
    assert [problem.code for problem in problems] == ["W223"]
    assert reading is not None
    assert reading.skipped == (("ambiguous name", 1),)


@pytest.mark.parametrize(
    ("day", "once"),
    [
        ("2026-03-05 20:15", True), ("2026-03-05T20:15:07", True), ("2026年3月5日 20点15分", True),
        ("2026/3/5 8:15 PM", True), ("2026-03-05", False), ("2026-03-05 00:00:00", False), ("2026年3月5日 周四", False),
    ],
)  # fmt: skip
def test_the_same_row_with_its_time_counts_once(day: str, once: bool) -> None:
    row = f"{day},1,a,一篇\n"
    entries, reading, problems = read(f"date,member,action,note\n{row}{day},1,a,另一篇\n{row}{row}")
    assert reading is not None
    assert len(entries) == (2 if once else 4)
    assert dict(reading.skipped) == ({"repeat": 2} if once else {})
    assert [(p.code, p.facts["first"]) for p in problems[:1]] == ([("W229", "ledger.csv:2")] if once else [])


FIRST = "2026-03-05 20:15,001,answer,1,看了,https://a.example/1"


@pytest.mark.parametrize(
    ("row", "once"),
    [
        ("2026-03-05 20:15:00,1,answer,1,看了,https://a.example/1", True),
        ("2026/3/5 8:15 PM,００１,回答,1次,看了,https://a.example/1", True),
        ("2026年3月5日 20点15分,@阿苗,Answer,,看了 ,HTTPS://a.example/1 ", True),
        ("2026-03-05T12:15:00Z,阿苗老师,答疑,1.0,看了,https://a.example/1", True),
        ("2026-03-05 20:16,1,answer,1,看了,https://a.example/1", False),
        ("2026-03-05 20:15,002,回答,1,看了,https://a.example/1", False),
        ("2026-03-05 20:15,1,提问,1,看了,https://a.example/1", False),
        ("2026-03-05 20:15,1,answer,2,看了,https://a.example/1", False),
        ("2026-03-05 20:15,1,answer,1,又看了,https://a.example/1", False),
        ("2026-03-05 20:15,1,answer,1,看了,https://a.example/2", False),
    ],
)
def test_the_same_deed_in_another_writing_counts_once(row: str, once: bool) -> None:
    """Also where the first of the two is the one in another writing, and where no row has a time."""
    people = (Member("001", alias="阿苗"), Member("002"))
    words = {"answer": "answer", "回答": "answer", "答疑": "answer"}
    for rows in ((FIRST, row), (row, FIRST)):
        table = "\n".join(("date,member,action,quantity,note,第几楼", *rows))
        entries, reading, problems = read(table, people, PLAIN, **words)
        assert reading is not None
        assert (len(entries), dict(reading.skipped)) == ((1, {"repeat": 1}) if once else (2, {}))
        assert [(p.code, p.place.line, p.facts["first"]) for p in problems if p.code == "W229"] == (
            [("W229", 3, "ledger.csv:2")] if once else []
        )


@pytest.mark.parametrize("row", ["2026-13-45 20:15,1,a", "2026-03-05 20:15,9,a", "2026-03-05 20:15,1,"])
def test_a_row_that_cannot_be_read_is_no_repeat(row: str) -> None:
    _, reading, _ = read(f"date,member,action\n{row}\n{row}\n2026-03-05,1,a\n", CLUB)
    assert reading is not None
    assert "repeat" not in dict(reading.skipped)
    assert sum(dict(reading.skipped).values()) == 2


@pytest.mark.parametrize("name", ["Nan", "None", "Null", "NA", "Unknown", "TRUE", "1e5"])
def test_deeds_of_people_called_null(name: str) -> None:
    rows = f"date,member,action,giver\n2026-03-05,{name},a,{name}\n"
    for members, who in (((), name), ((Member("7", name),), "7"), ((Member(name, "甲"),), name)):
        entries, _, problems = read(rows, members)
        assert ([(entry.member, entry.giver) for entry in entries], problems) == ([(who, who)], [])


def test_a_name_helps_where_the_id_is_empty() -> None:
    entries, _, problems = read(
        "date,member_id,member,action\n2026-03-05,,乙,a\n2026-03-05,1,乙,a\n2026-03-05,,,a\n", CLUB
    )
    assert [entry.member for entry in entries] == ["1", "2"]
    assert [problem.code for problem in problems] == ["W221"]


def test_without_members_ids_stay_as_they_are() -> None:
    entries, _, problems = read(
        "date,member,action\n2026-03-05,Ti Zhou,a\n2026-03-05,0012,a\n2026-03-05,13.0,a\n"
    )
    assert [entry.member for entry in entries] == ["0012", "13", "Ti Zhou"]
    assert problems == []


def test_bad_rows_are_counted_by_reason() -> None:
    entries, reading, problems = read(
        "日期,成员,动作,数量,金额\n"
        "2026-03-05,1,a,1,1\n昨天,1,a,,\n3/4,1,a,,\n03/04/2026,1,a,,\n2026-03-05,,a,,\n2026-03-05,9,a,,\n2026-03-05,9,a,,\n"
        "2026-03-05,1,,,\n2026-03-05,1,a,许多,\n2026-03-05,1,a,,许多\n2026-03-05,1.2E+17,a,,\n",
        CLUB,
    )
    assert len(entries) == 1
    assert reading is not None
    assert dict(reading.skipped) == {
        "bad date": 1, "no year": 1, "ambiguous date": 1, "no member": 1, "unknown member": 2, "no action": 1,
        "bad quantity": 1, "bad amount": 1, "damaged id": 1,
    }  # fmt: skip
    assert {problem.code for problem in problems} == {
        "W220", "W228", "E230", "W221", "W222", "W299", "W224", "W225", "W226", "E232",
    }  # fmt: skip


def test_points_in_a_row_are_points() -> None:
    entries, reading, _ = read(
        "日期,昵称,事项,积分\n2026-03-05,甲,分享,20\n2026-03-05,甲,更正,-5\n2026-03-05,甲,来过,\n"
    )
    assert {(e.action, e.quantity, e.points) for e in entries} == {
        ("分享", 1, 20),
        ("更正", 1, -5),
        ("来过", 1, None),
    }
    assert reading is not None
    assert {c.header: c.filled for c in reading.columns}["积分"] == 2
    entries, reading, _ = read("日期,昵称,积分\n2026-03-05,甲,20\n")
    assert (entries[0].action, entries[0].quantity, entries[0].points) == ("points", 1, 20)
    assert reading is not None
    assert ("no_action", "points") in reading.notes
    entries, reading, _ = read("日期,昵称,事项,积分,数量\n2026-03-05,甲,分享,20,3\n")
    assert entries[0].quantity == 3


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ("x,y\n1,2\n", ["E224"]),
        ("成员,动作\n甲,a\n", ["E225"]),
        ("日期,动作\n2026-03-05,a\n", ["E226"]),
        ("日期,成员\n2026-03-05,甲\n", ["E227"]),
        ("动作,备注\na,b\n", ["E225", "E226"]),
        ("日期,成员,动作\n", ["W210"]),
    ],
)
def test_missing_columns(data: str, codes: list[str]) -> None:
    assert [problem.code for problem in read(data)[2]] == codes


def test_a_day_column_is_found_by_its_content() -> None:
    table = "哪天,成员,动作\n" + "".join(f"2026-03-0{n},甲,a\n" for n in range(1, 6))
    entries, reading, _ = read(table)
    assert len(entries) == 5
    assert reading is not None
    assert reading.columns[0].fate == "guessed"


def test_dates_are_decided_by_the_column() -> None:
    entries, reading, problems = read("date,member,action\n03/04/2026,1,a\n25/12/2025,1,a\n")
    assert [entry.day for entry in entries] == [date(2025, 12, 25), date(2026, 4, 3)]
    assert problems == []
    assert reading is not None
    assert reading.notes == (("day_first", "date"),)
    assert [problem.code for problem in read("date,member,action\n03/04/2026,1,a\n")[2]] == ["E230"]


def test_ragged_rows() -> None:
    entries, _, problems = read("date,member,action,quantity,note\n2026-03-05,1,a\n2026-03-05,1,b,2,n,more\n")
    assert entries == (LedgerEntry(DAY, "1", "a", 1, None, ""), LedgerEntry(DAY, "1", "b", 2, None, "n"))
    assert [(problem.code, str(problem.place)) for problem in problems] == [("W201", "ledger.csv:3")]


def test_the_thousandth_unknown_member_is_only_counted() -> None:
    rows = "".join(f"2026-03-05,u{n},a\n" for n in range(1000))
    _, reading, problems = read(f"date,member,action\n{rows}", CLUB)
    assert [problem.code for problem in problems] == ["W222"] * 3 + ["W299"]
    assert problems[-1].facts["count"] == "997"
    assert reading is not None
    assert reading.skipped == (("unknown member", 1000),)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2026-03-05", "2026-03-04 20:00", "03/04/2026", "昨天", ""]),
        st.sampled_from(["1", "2", "甲", "同名", "9", ""]),
        st.sampled_from(["a", "b", ""]),
        st.sampled_from(["", "1", "1.0", "2.50", "-1", "x"]),
        st.sampled_from(["", "66", "66.00", "0.5", "x"]),
        st.sampled_from(["", "n", "m"]),
    ),
    max_size=15,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_shuffled_rows_give_equal_entries_and_no_row_is_lost(
    rows: list[tuple[str, ...]], dice: random.Random
) -> None:
    def result() -> tuple[object, ...]:
        out = io.StringIO()
        csv.writer(out).writerows([("日期", "成员", "动作", "数量", "金额", "备注"), *rows])
        entries, reading, problems = read(out.getvalue(), CLUB)
        assert reading is not None
        assert reading.rows == len(entries)
        assert reading.rows + sum(count for _, count in reading.skipped) == len(rows)
        return repr(entries), reading.in_any_order(), sorted(problem.code for problem in problems)

    before = result()
    dice.shuffle(rows)
    assert result() == before


@given(st.lists(st.tuples(st.dates(), st.integers(-50, 50), st.decimals(-1000, 1000, places=2)), max_size=9))
def test_what_is_written_is_read(rows: list[tuple[date, int, Decimal]]) -> None:
    rows = [row for row in rows if 1900 <= row[0].year <= 2100]
    table = "date,member,action,quantity,amount\n"
    entries, _, problems = read(table + "".join(f"{day},1,a,{count},{money}\n" for day, count, money in rows))
    assert problems == [] or not rows
    assert sorted((entry.day, entry.quantity, entry.amount) for entry in entries) == sorted(rows)


@given(st.binary(max_size=120))
def test_any_bytes_after_a_header_do_not_raise(data: bytes) -> None:
    grid, _ = read_grid(
        b"date,member,action,quantity,amount,note\n" + data, "l.csv", PLAIN, recogniser("ledger")
    )
    if grid:
        read_ledger(grid, PLAIN, "Asia/Shanghai", CLUB)


def test_an_unknown_time_zone_does_not_raise() -> None:
    grid, _ = read_grid(
        b"date,member,action\n2026-03-05T23:00:00Z,1,a\n", "l.csv", PLAIN, recogniser("ledger")
    )
    assert grid is not None
    assert read_ledger(grid, PLAIN, "Mars/Base", ())[0][0].day == DAY

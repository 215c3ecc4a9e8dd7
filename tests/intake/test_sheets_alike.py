"""A workbook with a sheet a month or a group: sheets with the same header are one table, others are named."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from community_playbook.app import Options, plan_only
from community_playbook.runs import problem_lines

PROFILE = """community: {name: 灯塔, kind: knowledge}
operator: {hours_per_week: 10}
members: members.xlsx
ledger: ledger.xlsx
points: {mode: ledger, rules: [{action: answer, points: 5, from: 2026-01-01}]}
"""
MEMBERS = {"名册": [["编号", "姓名"], ["001", "张一"], ["002", "王二"]]}
HEAD = ["日期", "编号", "动作"]
OCTOBER, NOVEMBER = ["2026-10-17", "001", "answer"], ["2026-11-17", "002", "answer"]


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    return out.getvalue()


def read(
    folder: Path,
    ledger: dict[str, list[list[str]]],
    members: dict[str, list[list[str]]] = MEMBERS,
    more: str = "",
):
    (folder / "profile.yml").write_text(PROFILE + more, "utf-8")
    (folder / "members.xlsx").write_bytes(workbook(members))
    (folder / "ledger.xlsx").write_bytes(workbook(ledger))
    done = plan_only(folder / "profile.yml", Options(date(2026, 11, 24)))
    assert done.community
    lines = [(p.code, str(p.place)) for p in done.problems]
    return done.community, lines, problem_lines(done.problems, "zh")


@pytest.mark.parametrize(
    ("sheets", "days"),
    [
        ({"10月": [HEAD, OCTOBER], "11月": [HEAD, NOVEMBER]}, [10, 11]),
        (
            {
                "11月": [HEAD, NOVEMBER],
                "10月": [HEAD, OCTOBER],
                "9月": [HEAD, ["2026-09-17", "001", "answer"]],
            },
            [9, 10, 11],
        ),
        ({"一群": [["十月的流水"], HEAD, OCTOBER], "二群": [HEAD, NOVEMBER]}, [10, 11]),
    ],
)
def test_sheets_with_one_header_are_one_table(sheets, days, tmp_path: Path) -> None:
    community, told, _ = read(tmp_path, sheets)
    assert [deed.day.month for deed in community.ledger] == days
    assert told == []
    notes = dict.fromkeys(key for key, _ in community.readings[1].notes)
    assert list(notes) == ["joined_sheet"]


def test_members_of_several_sheets_are_one_roster(tmp_path: Path) -> None:
    rosters = {
        "一群": [["编号", "姓名", "群"], ["001", "张一", "一群"]],
        "二群": [["编号", "姓名", "群"], ["002", "王二", "二群"]],
    }
    community, told, _ = read(tmp_path, {"a": [HEAD, OCTOBER]}, rosters)
    assert [(m.id, m.groups) for m in community.members] == [("001", ("一群",)), ("002", ("二群",))]
    assert told == []


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"旧表": [["时间", "谁", "干嘛了", "备注"], ["2026-10-01", "001", "answer", ""]]}, ["旧表"]),
        ({"透视": [["姓名", "合计"], ["张一", "5"]], "随记": [["别忘了发榜"]]}, ["透视", "随记"]),
        ({"空的": [], "填写说明": [["先看这里"]]}, []),
    ],
)
def test_other_sheets_are_named_with_the_way_to_them(other, told, tmp_path: Path) -> None:
    community, problems, lines = read(tmp_path, {"11月": [HEAD, NOVEMBER], **other})
    assert len(community.ledger) == 1
    assert problems == ([("W217", "ledger.xlsx  11月!A1")] if told else [])
    assert all(name in lines[0] for name in told)


def test_a_sheet_that_is_named_is_read_alone(tmp_path: Path) -> None:
    sheets = {"10月": [HEAD, OCTOBER], "11月": [HEAD, NOVEMBER]}
    members = {"11月": [["编号", "姓名"], ["001", "张一"], ["002", "王二"]]}
    community, told, _ = read(tmp_path, sheets, members, "tables: {sheet: 11月}\n")
    assert [deed.day.month for deed in community.ledger] == [11]
    assert told == []


@pytest.mark.parametrize(
    "row", [["2026-10-99", "001", "answer"], ["2026-10-17", "009", "answer"], ["", "001", "answer"]]
)
def test_a_fault_in_a_later_sheet_is_told_in_that_sheet(row, tmp_path: Path) -> None:
    _, told, _ = read(tmp_path, {"11月": [HEAD, NOVEMBER], "10月": [HEAD, OCTOBER, row]})
    column = "B" if row[1] == "009" else "A"
    assert [place for code, place in told if code.startswith("W22")] == [f"ledger.xlsx  10月!{column}3"]


@pytest.mark.parametrize("header", ["您常驻哪个团队", "血型", "Favourite colour"])
def test_a_named_header_that_no_table_has_is_told(header, tmp_path: Path) -> None:
    more = f'tables: {{columns: {{"{header}": skills, "编号": id}}}}\n'
    _, told, lines = read(tmp_path, {"a": [HEAD, OCTOBER]}, more=more)
    (code, place), (line,) = told[0], lines
    assert (code, place.rpartition(":")[0]) == ("W194", f"{tmp_path / 'profile.yml'}:6")
    assert f"“{header}”" in line and "编号, 姓名" in line

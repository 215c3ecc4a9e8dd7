"""Tables of any shape, taken: a ledger of another tool, a column a day, totals, several sheets, JSON and others."""

from __future__ import annotations

import csv
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from community_playbook.cli import main

PROFILE = "community: {name: 灯塔, kind: knowledge}\noperator: {hours_per_week: 3}\nmembers: members.csv\n"
MEMBERS = "编号,姓名\n1,张一\n2,王二\n3,李三\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    (tmp_path / "members.csv").write_text(MEMBERS, "utf-8")
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def take(
    home: Path, data: bytes | str, *words: str, name: str = "table.csv", today: str = "2026-11-24"
) -> str:
    (home / "in" / name).write_bytes(data.encode() if isinstance(data, str) else data)
    done = CliRunner().invoke(main, ["take", f"in/{name}", "--write", "--today", today, *words])
    assert done.exit_code == 0, done.output
    return done.output


def refused(home: Path, data: bytes | str, name: str = "table.csv") -> str:
    (home / "in" / name).write_bytes(data.encode() if isinstance(data, str) else data)
    done = CliRunner().invoke(main, ["take", f"in/{name}", "--write", "--today", "2026-11-24"])
    assert done.exit_code == 1, done.output
    assert not (home / "ledger.csv").exists()
    return done.output


def rows(home: Path) -> list[dict[str, str]]:
    with (home / "ledger.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def ledger(home: Path) -> set[tuple[str, str, str, str]]:
    return {(r["date"], r["member_id"], r["action"], r["quantity"]) for r in rows(home)}


def workbook(sheets: dict[str, list[list[object]]], hidden: int = 0) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, table in sheets.items():
            page = book.add_worksheet(name)
            for n, row in enumerate(table):
                page.write_row(n, 0, row)
            if hidden:
                page.set_row(hidden, None, None, {"hidden": True})
    return out.getvalue()


ONE = {("2026-11-17", "1", "回答", "1"), ("2026-11-17", "2", "回答", "2")}
ROWS = "日期,姓名,动作\n2026-11-17,张一,回答\n2026-11-17,王二,回答\n2026-11-17,王二,回答\n"
LEDGERS: dict[str, tuple[str, bytes | str]] = {
    "csv": ("a.csv", ROWS),
    "tsv": ("a.tsv", ROWS.replace(",", "\t")),
    "pipes": ("a.csv", ROWS.replace(",", "|")),
    "semicolons in gbk": ("a.csv", ROWS.replace(",", ";").encode("gb18030")),
    "title rows": ("a.csv", f"十一月流水,,\n群主整理,,\n{ROWS}合计,3,\n"),
    "traditional": ("a.csv", "日期,編號,動作,數量\n2026-11-17,1,回答,1\n2026-11-17,2,回答,2\n"),
    "json": ("a.json", json.dumps([{"日期": "2026-11-17", "编号": n, "动作": "回答"} for n in (1, 2, 2)])),
    "json inside": ("a.json", json.dumps({"code": 0, "data": {"items": [
        {"date": "2026-11-17", "member": {"name": n}, "action": ["回答"]} for n in ("张一", "王二", "王二")]}})),
    "json with ids": ("a.json", json.dumps({"rows": [
        {"date": "2026/11/17", "member_id": "1", "action": "回答", "quantity": 1},
        {"date": "2026/11/17", "member_id": "2", "action": "回答", "quantity": 2.0, "extra": None}]})),
    "sheets": ("a.xlsx", workbook({"一群": [["日期", "编号", "动作"], ["2026-11-17", "1", "回答"]],
                                  "二群": [["日期", "编号", "动作"], *[["2026-11-17", "2", "回答"]] * 2], "说明": [["怎么填"]]})),
    "merged heads": ("a.csv", "谁,,做了什么,\n日期,编号,动作,数量\n2026-11-17,1,回答,1\n2026-11-17,2,回答,2\n"),
    "years from neighbours": ("a.csv", "日期,编号,动作,数量\n2026-11-17,1,回答,1\n11月17日,2,回答,2\n"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_ledger_in_many_shapes(kind: str, home: Path) -> None:
    name, data = LEDGERS[kind]
    take(home, data, name=name)
    assert ledger(home) == ONE
    before = (home / "ledger.csv").read_bytes()
    take(home, data, name=name)
    assert (home / "ledger.csv").read_bytes() == before


def test_hidden_rows_are_told(home: Path) -> None:
    table: list[list[object]] = [
        ["日期", "编号", "动作"],
        ["2026-11-17", "1", "回答"],
        ["2026-11-17", "2", "回答"],
    ]
    said = take(home, workbook({"流水": table}, hidden=2), name="a.xlsx")
    assert "W230" in said or "W231" in said


def test_a_zip_with_backslashes(home: Path) -> None:
    box = BytesIO()
    with zipfile.ZipFile(box, "w") as out:
        out.writestr("导出\\十一月\\流水.csv", ROWS)
    take(home, box.getvalue(), name="a.zip")
    assert ledger(home) == ONE


def test_an_old_workbook_is_told(home: Path) -> None:
    assert "E204" in refused(home, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls")


ATTENDANCE = [
    "姓名,11月1日,11月2日,11月3日\n张一,√,,√\n王二,,√,缺\n",
    "十一月打卡\n编号,2026-11-01,2026-11-02,2026-11-03,合计\n1,1,0,1,2\n2,0,1,0,1\n",
    "姓名;2026/11/1;2026/11/2;2026/11/3\n张一;到;请假;到\n王二;;到;\n",
]


@pytest.mark.parametrize("text", ATTENDANCE)
def test_a_column_a_day(text: str, home: Path) -> None:
    take(home, text)
    assert ledger(home) == {
        (day, who, "打卡", "1")
        for day, who in (("2026-11-01", "1"), ("2026-11-02", "2"), ("2026-11-03", "1"))
    }
    take(home, text, "--as", "早起")
    assert {row["action"] for row in rows(home)} == {"打卡", "早起"}


TOTALS = [
    ("姓名,总积分\n张一,{}\n王二,{}\n", "总积分"),
    ("编号\t累计积分\n1\t{}\n2\t{}\n", "累计积分"),
    ("排行\n姓名,排名,积分\n张一,1,{}\n王二,2,{}\n", "积分"),
]


@pytest.mark.parametrize(("text", "title"), TOTALS)
def test_totals_are_differences_between_two_takings(text: str, title: str, home: Path) -> None:
    assert "期初" in take(home, text.format(120, 80), today="2026-11-01")
    assert not (home / "ledger.csv").exists()
    said = take(home, text.format(135, 70), today="2026-11-08")
    assert "1 位多了，1 位少了" in said
    expected = [("2026-11-08", "1", "points", "15", title)]
    assert [(r["date"], r["member_id"], r["action"], r["points"], r["note"]) for r in rows(home)] == expected
    take(home, text.format(135, 70), today="2026-11-08")
    assert len(rows(home)) == 1
    assert CliRunner().invoke(main, ["check", "profile.yml", "--today", "2026-11-24"]).exit_code == 0


def test_who_is_new_in_totals_counts_from_there_on(home: Path) -> None:
    take(home, "姓名,总次数\n张一,5\n", "--as", "打卡", "--on", "2026-11-01")
    assert "1 位头一回出现" in take(
        home, "姓名,总次数\n张一,9\n王二,7\n", "--as", "打卡", "--on", "2026-11-08"
    )
    assert ledger(home) == {("2026-11-08", "1", "打卡", "4")}
    take(home, "姓名,总次数\n张一,9\n王二,8\n", "--as", "打卡", "--on", "2026-11-15")
    assert ledger(home) == {("2026-11-08", "1", "打卡", "4"), ("2026-11-15", "2", "打卡", "1")}


@pytest.mark.parametrize(
    "data", ["a,b\n", "column,day,member,total\nx,y,1,2\n", "column,day,member,total\nx,2026-01-01,1,many\n"]
)
def test_totals_that_somebody_changed_are_told(data: str, home: Path) -> None:
    (home / "totals.csv").write_text(data, "utf-8")
    assert "E621" in refused(home, "姓名,总积分\n张一,1\n")


def test_orders_of_a_mini_program_count_as_the_operator_says(home: Path) -> None:
    """What people wrote beside their order is not kept."""
    text = "序号,昵称,内容,数量,下单时间\n1,张一,放门口CANARY,2份,2026-11-17 09:00\n2,王二,,1,2026-11-17 09:05\n3,路人,,1,2026-11-17 09:06\n"
    said = take(home, text, "--as", "ordered")
    assert ledger(home) == {("2026-11-17", "1", "ordered", "2"), ("2026-11-17", "2", "ordered", "1")}
    assert "3 行用上 2 行" in said and "路人" in said
    assert "CANARY" not in said + (home / "ledger.csv").read_text("utf-8-sig")


def test_without_a_list_whoever_did_something_becomes_a_member(home: Path) -> None:
    (home / "profile.yml").write_text(PROFILE.replace("members: members.csv\n", ""), "utf-8")
    (home / "members.csv").unlink()
    take(home, ROWS)
    assert "张一" in (home / "members.csv").read_text("utf-8-sig")


def test_the_days_of_the_ledger_may_be_written_otherwise(home: Path) -> None:
    (home / "ledger.csv").write_text(
        "date,member_id,action,quantity\n2026/11/17,1,回答,1\n2026年11月17日,2,回答,1\n", "utf-8"
    )
    (home / "profile.yml").write_text(PROFILE + "ledger: ledger.csv\n", "utf-8")
    take(home, ROWS)
    assert [(r["member_id"], r["quantity"]) for r in rows(home)] == [("1", "1"), ("2", "2")]


@pytest.mark.parametrize(
    "text",
    [
        "日期,姓名,动作\n2026-11-17,路人,回答\n",
        "日期,姓名,动作\n哪天,张一,回答\n",
        '[{"日期": "2026-11-17", "姓名": "张一", "动作"',
    ],
)
def test_what_tells_nothing_is_refused(text: str, home: Path) -> None:
    refused(home, text)


def test_a_list_of_members_with_days_is_still_one(home: Path) -> None:
    take(home, "提交时间,姓名,城市,行业\n2026-11-17 10:00,赵四,杭州,餐饮\n")
    assert not (home / "ledger.csv").exists() and "赵四" in (home / "members.csv").read_text("utf-8-sig")


LISTS = {
    "a workbook": ("a.xlsx", workbook({"root": [["客户列表"], ["客户名称", "描述", "添加人", "添加时间", "手机"],
                                               ["赵四", "", "王助理", "2026-10-01 10:00:00", "13800000001"]]})),
    "semicolons": ("a.csv", "客户名称;描述;添加人;添加时间;手机\n赵四;;王助理;2026-10-01 10:00:00;13800000001\n"),
    "tabs, utf-16": ("a.tsv", "客户名称\t描述\t添加人\t添加时间\t手机\n赵四\t\t王助理\t2026-10-01 10:00:00\t13800000001\n".encode("utf-16")),
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_a_known_list_in_many_shapes(kind: str, home: Path) -> None:
    name, data = LISTS[kind]
    assert "企业微信客户列表" in take(home, data, name=name)
    kept = (home / "members.csv").read_text("utf-8-sig")
    assert "赵四" in kept and "2026-10-01" in kept and "13800000001" not in kept


def test_hidden_rows_of_a_list_are_told(home: Path) -> None:
    said = take(
        home, workbook({"名册": [["编号", "姓名"], ["4", "赵四"], ["5", "钱五"]]}, hidden=2), name="a.xlsx"
    )
    assert "W230" in said or "W231" in said

"""The work sheets of a build: read back by another program they say what the plan says; hostile names stay text."""

import csv
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.dom import minidom

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from community_playbook.cell_text import LONGEST_CELL, guarded, shortened
from community_playbook.community.people import LedgerEntry
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.sheets.cells import sheet_name
from community_playbook.outputs.sheets.files import money_format, plan_sheets, sheet_files
from community_playbook.outputs.sheets.table import Column, Sheet
from community_playbook.outputs.sheets.workbook import csv_bytes, workbook_bytes
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from example_plans import NAMES, example_frame
from making import TODAY, community, members
from tries import tries

HOSTILE = [
    '=HYPERLINK("http://evil.example","x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1",
    "<script>alert(1)</script>", "a\x00b\x08c\ufffe", "שלום=עולם", "👨‍👩‍👧‍👦 家", "http://evil.example", "_x0041_", "0012",
    "'quoted", "{=1+1}", "＝1+1",
]  # fmt: skip


def read(data):
    """Sheet -> rows, as python-calamine sees them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def records(rows):
    head, *body = rows
    return [dict(zip(head, row, strict=True)) for row in body]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.sweep] * (name == "metropolis")) for name in NAMES]
)
def test_every_example_has_its_sheets(name):
    frame = example_frame(name)
    files = dict(sheet_files(frame))
    sheets = plan_sheets(frame)
    assert set(files) == {"sheets/playbook.xlsx", *(f"sheets/{s.key}.csv" for s in sheets)}
    assert [*read(files["sheets/playbook.xlsx"])] == [s.title for s in sheets]
    assert {"week", "messages", "tactics", "days"} <= {s.key for s in sheets}
    for sheet in sheets:
        rows = list(csv.reader(io.StringIO(files[f"sheets/{sheet.key}.csv"].decode("utf-8-sig"))))
        assert len(rows) == len(sheet.rows) + 1
        assert {len(row) for row in rows} == {len(sheet.columns)}
    with zipfile.ZipFile(io.BytesIO(files["sheets/playbook.xlsx"])) as book:
        for entry in book.namelist():
            if entry.startswith("xl/worksheets/sheet"):
                text = book.read(entry).decode()
                minidom.parseString(text)
                assert 'state="frozen"' in text
                assert "<autoFilter" in text
                assert "<f>" not in text
                assert "hyperlink" not in text


@pytest.mark.slow
def test_the_workbook_says_what_the_plan_says():
    frame = example_frame("lighthouse")
    book = read(dict(sheet_files(frame))["sheets/playbook.xlsx"])
    plan, game = frame.plan, frame.plan.game
    week = records(book["本周安排"])
    assert [(r["日期"], r["几点"], r["分钟"]) for r in week] == [
        (s.day, s.start, s.task.minutes) for s in plan.week.slots
    ]
    assert sum(r["分钟"] for r in week if r["谁做"] == "你") == plan.week.owner_minutes
    shown = {(r["榜"], r["编号"]): r for r in records(book["榜单"])}
    main = game.main
    top = [r for r in shown.values() if r["榜"] == "上周积分榜"]
    assert [(r["编号"], r["名次"], r["积分"]) for r in top] == [
        (row.member, row.rank, row.value) for row in main.rows
    ]
    moved = [r["升降"] if r["升降"] != "新进" else None for r in top]
    assert moved == [row.movement for row in main.rows]
    assert len(shown) == sum(len(b.rows) for b in (*game.boards, game.newcomers) if b)
    sales = next(b for b in game.boards if b.id == "sales" and b.period.kind == "week")
    for row in sales.rows:
        assert Decimal(str(shown["上周成交榜", row.member]["成交额"])) == row.value
    people = frame.people
    for (_, member), row in shown.items():
        assert people[member].consent or row["公开写法"] == "一位成员"
    paid = records(book["该给谁"])
    due = [(w.member, w.amount) for s in game.offers for w in s.due]
    assert [(r["编号"], Decimal(str(r["金额"] or 0))) for r in paid] == due
    costs = {r["激励"]: r for r in records(book["激励花费"])}
    for found in game.cost.offers:
        assert Decimal(str(costs[found.offer.name]["九成把握"])) == found.p90
    assert Decimal(str(costs["合计"]["最多"])) == game.cost.hard
    shares = [r for r in records(book["乐高组队"]) if r["需求"] == plan.roadmap.lego.first.name]
    assert sum(r["分成"] for r in shares) == pytest.approx(1)
    assert {r["编号"] for r in shares} - {""} == {s.member for s in plan.roadmap.lego.first.team}
    assert [r["分钟"] for r in records(book["九十天"]) if r["日期"]] == [
        d.piece.minutes for d in plan.roadmap.days.dated
    ]
    tactics = records(book["九招"])
    assert [(r["序号"], r["每周分钟"]) for r in tactics] == [(c.number, c.minutes) for c in plan.choices]


def test_problems_of_the_tables_are_a_sheet():
    frame = example_frame("newborn")
    assert "notes" not in {s.key for s in plan_sheets(frame)}
    from community_playbook.problems import Place, Problem

    odd = Problem("W206", Place("members.csv", 3))
    sheets = {s.key: s for s in plan_sheets(frame, (odd,))}
    assert sheets["notes"].rows == [("members.csv:3", "W206", frame.words.problem(odd))]


@pytest.mark.parametrize(
    ("currency", "language", "expected"),
    [("CNY", "zh", '#,##0.00" 元"'), ("CNY", "en", '"¥"#,##0.00'), ("EUR", "en", '"€"#,##0.00'),
     ("JPY", "en", '"¥"#,##0'), ("KWD", "en", '"KWD"#,##0.000')],
)  # fmt: skip
def test_amounts_have_the_format_of_the_currency(currency, language, expected):
    found = community(community={"currency": currency})
    frame = Frame(make_plan(found, load_library(), TODAY), found, load_library(), words(language))
    assert money_format(frame) == expected


def hostile_frame():
    people = tuple(
        replace(m, id=f"{text[:1]}{i}", name=text, consent=True)
        for i, (m, text) in enumerate(zip(members(len(HOSTILE)), HOSTILE, strict=True))
    )
    deeds = tuple(sorted(LedgerEntry(TODAY, m.id, "=act", 1, None, "") for m in people))
    parts = {"points": {"mode": "ledger", "rules": [{"action": "=act", "points": 3, "name": "=2+3"}]}}
    found = community(people=people, deeds=deeds, **parts)
    return Frame(make_plan(found, load_library(), TODAY), found, load_library(), words("zh"))


def test_hostile_names_stay_text():
    frame = hostile_frame()
    files = dict(sheet_files(frame))
    with zipfile.ZipFile(io.BytesIO(files["sheets/playbook.xlsx"])) as book:
        for entry in book.namelist():
            if entry.startswith("xl/worksheets/sheet"):
                text = book.read(entry).decode()
                assert "<f>" not in text
                assert "hyperlink" not in text
            assert "hyperlink" not in "".join(n for n in book.namelist() if n.endswith(".rels"))
    names = {row[4] for row in read(files["sheets/playbook.xlsx"])["榜单"][1:]}
    assert {'=HYPERLINK("http://evil.example","x")', "-2+3", "0012", "_x0041_", "שלום=עולם", "abc"} <= names
    for name, data in files.items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
                for cell in row:
                    assert not cell.startswith(("=", "+", "@", "\t", "\r", "＝")), (name, cell)
                    assert not cell.startswith("-") or cell[1:].replace(".", "").isdigit(), (name, cell)


@given(st.text(max_size=60))
@example("=1")
@example("\x00=1")
@example("\ud800")
@settings(max_examples=tries(60))
def test_any_text_survives_in_both_kinds_of_file(text):
    sheet = Sheet("x", text, (Column("名", "typed"), Column("n", "number")), [(text, 7)])
    data = workbook_bytes([sheet, sheet], TODAY)
    (first, second), rows = read(data), next(iter(read(data).values()))
    assert first.lower() != second.lower()
    assert len(first) <= 31
    kept = guarded(text).removeprefix("'") if not text.startswith("'") else guarded(text)
    assert rows[1][0] == kept
    assert rows[1][1] == 7
    made = list(csv.reader(io.StringIO(csv_bytes(sheet).decode("utf-8-sig"), newline="")))
    assert made[1] == [guarded(text), "7"]


@given(st.lists(st.text(alphabet="[]:*?/\\'历史表Ahistory👪 ", max_size=40), max_size=6))
def test_sheet_names_are_allowed_and_different(titles):
    taken = set()
    for title in titles:
        name = sheet_name(title, taken)
        assert name.lower() not in taken
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name[0] != "'" != name[-1]
        assert name.lower() != "history"
        taken.add(name.lower())


def test_a_cell_ends_where_excel_ends_it():
    text = "👪" * 20_000
    assert len(shortened(text, LONGEST_CELL)) == LONGEST_CELL // 2
    sheet = Sheet("x", "x", (Column("a", "long"),), [(text,)])
    assert read(workbook_bytes([sheet], TODAY))["x"][1][0] == "👪" * (LONGEST_CELL // 2)


SCRIPT = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from example_plans import example_frame
from test_sheets import hostile_frame
from community_playbook.outputs.sheets.files import sheet_files
digest = hashlib.sha256()
for frame in (example_frame("devguild"), hostile_frame()):
    for name, data in sheet_files(frame):
        digest.update(name.encode() + data)
print(digest.hexdigest())
"""


@pytest.mark.slow
def test_the_same_bytes_whatever_the_hash_seed():
    here = Path(__file__).resolve().parent
    digests = []
    for seed in ("1", "2"):
        path = os.pathsep.join([str(here.parent), *sys.path])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(here)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        digests.append(run.stdout)
    assert digests[0] == digests[1]

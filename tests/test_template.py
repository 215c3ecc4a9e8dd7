"""`playbook template`: what is filled in is read again as it was typed; the empty table holds nobody, and says so."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from community_playbook.cli import main
from community_playbook.community.profile import TableOptions
from community_playbook.intake.cells import says
from community_playbook.intake.cities import load_cities
from community_playbook.intake.headers import field_of
from community_playbook.intake.ledger import load_ledger
from community_playbook.intake.members import load_members
from community_playbook.outputs.sheets.forms import FIELDS, KINDS, form_bytes, make_form
from community_playbook.words import words
from making import profile

LIGHTHOUSE = Path(__file__).resolve().parents[1] / "examples" / "lighthouse" / "profile.yml"
WAYS = [("xlsx", "utf-8"), ("csv", "utf-8"), ("csv", "gb18030")]
LONG = "1234567890123456789"
PROFILE = profile(
    groups=[{"id": "g,1", "name": "一群"}, {"id": "g2"}, {"id": "=g3"}],
    tiers={"member": {"price": 1, "name": "会员"}, "vip": {"price": 9}},
    points={
        "mode": "ledger",
        "teams": "squads",
        "rules": [
            {"action": "写文章", "points": 3},
            {"action": "sale", "amount": True, "name": "成交"},
            {"action": "写文章", "points": 5, "from": date(2026, 5, 1)},
        ],
    },
)


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def read_members(path):
    return load_members(path, path.name, TableOptions(), "Asia/Shanghai", load_cities())


def read_ledger(path, people=()):
    return load_ledger(path, path.name, TableOptions(), "Asia/Shanghai", people)


def filled(form, rows, words_, format_, encoding, path):
    """The table with rows below its example, by the fields of each row; as a person would fill it in."""
    by_title = {column.title: n for n, column in enumerate(form.columns)}
    kind = form.key
    made = [*form.rows]
    for row in rows:
        cells = [""] * len(form.columns)
        for field, value in row.items():
            cells[by_title[words_.get(f"forms.{kind}.columns.{field}")[0]]] = value
        made.append(tuple(cells))
    path.write_bytes(form_bytes(replace(form, rows=made), format_, words_, encoding))
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_header_is_one_that_the_reader_knows(kind, language):
    for field in FIELDS[kind]:
        title, note = words(language).get(f"forms.{kind}.columns.{field}")
        assert field_of(title, kind) == field
        assert note
    assert says("guide", words(language)("forms.guide"))


@pytest.mark.parametrize(("format_", "encoding"), WAYS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_filled_in_is_read_again(language, format_, encoding, tmp_path):
    w = words(language)
    yes, no = w.get("forms.yes_no")
    emoji = "陈🌊😀" if encoding == "utf-8" else "陈垚"
    rows = [
        {"id": "0012", "name": emoji, "groups": "g1、g2；g3", "consent": yes, "joined": date(2026, 3, 5),
         "city": "杭州", "squad": "海帆队", "tier": "vip", "skills": "直播, 选品", "last_message": date(2026, 11, 1)},
        {"id": LONG, "name": "=1+1" if format_ == "xlsx" else "王", "consent": no},
        {"id": "E5", "name": "O'Hara, \"Jo\""},
    ]  # fmt: skip
    path = filled(make_form("members", w, PROFILE), rows, w, format_, encoding, tmp_path / f"m.{format_}")
    people, reading, problems = read_members(path)
    assert problems == []
    assert dict(reading.skipped) == {"example": 1}
    assert reading.notes == ()
    assert all(column.fate == "mapped" for column in reading.columns)
    by_id = {m.id: m for m in people}
    assert set(by_id) == {"0012", LONG, "E5"}
    first = by_id["0012"]
    assert (first.name, first.groups, first.consent) == (emoji, ("g1", "g2", "g3"), True)
    assert (first.joined, first.last_message) == (date(2026, 3, 5), date(2026, 11, 1))
    assert (first.city, first.squad, first.tier) == ("hangzhou", "海帆队", "vip")
    assert first.skills == ("直播", "选品")
    assert by_id[LONG].name == rows[1]["name"]
    assert not by_id[LONG].consent
    assert by_id["E5"].name == 'O\'Hara, "Jo"'

    deeds = [
        {"date": date(2026, 3, 5), "member_id": "0012", "action": "写文章", "quantity": 2, "note": "好文"},
        {"date": date(2026, 3, 6), "member": "O'Hara, \"Jo\"", "action": "sale", "amount": Decimal("59.90")},
        {"date": date(2026, 3, 7), "member_id": LONG, "action": "写文章", "quantity": -1},
    ]  # fmt: skip
    form = make_form("ledger", w, PROFILE)
    path = filled(form, deeds, w, format_, encoding, tmp_path / f"l.{format_}")
    entries, reading, problems = read_ledger(path, people)
    assert problems == []
    assert dict(reading.skipped) == {"example": 1}
    assert [(e.day, e.member, e.action, e.quantity, e.amount) for e in entries] == [
        (date(2026, 3, 5), "0012", "写文章", 2, None),
        (date(2026, 3, 6), "E5", "sale", 1, Decimal("59.9")),
        (date(2026, 3, 7), LONG, "写文章", -1, None),
    ]


@pytest.mark.parametrize(("format_", "encoding"), WAYS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_untouched_table_holds_nobody_and_says_so_once(language, format_, encoding, tmp_path):
    done = run("template", "--lang", language, "--format", format_, "--out", tmp_path,
               *(["--encoding", encoding] if format_ == "csv" else []))  # fmt: skip
    assert done.exit_code == 0, done.output
    for kind, load in (("members", read_members), ("ledger", read_ledger)):
        rows, reading, problems = load(tmp_path / f"{kind}.{format_}")
        assert rows == ()
        assert [p.code for p in problems] == ["W211"]
        assert dict(reading.skipped) == {"example": 1}
        assert reading.notes == ()


def test_a_table_without_ids_goes_by_names(tmp_path):
    w = words("zh")
    path = filled(
        make_form("members", w), [{"name": "王"}, {"name": "李"}], w, "xlsx", "", tmp_path / "m.xlsx"
    )
    people, reading, problems = read_members(path)
    assert [m.id for m in people] == ["李", "王"]
    assert problems == []
    assert dict(reading.skipped) == {"example": 1}
    path = filled(make_form("ledger", w), [{"date": date(2026, 3, 5), "member": "王", "action": "答疑"}], w,
                  "xlsx", "", tmp_path / "l.xlsx")  # fmt: skip
    for known in (people, ()):
        entries, reading, problems = read_ledger(path, known)
        assert [(e.member, e.action) for e in entries] == [("王", "答疑")]
        assert problems == []
        assert dict(reading.skipped) == {"example": 1}


def test_a_member_whose_name_begins_like_the_example_counts(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("id,name\nexampleton,Example Smith\n7,示例大王\n", "utf-8")
    assert [m.id for m in read_members(path)[0]] == ["7", "exampleton"]


def lists_of(data):
    """Header -> (what the drop-down offers, whether anything else is refused)."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    main_sheet = book.get_sheet_by_index(0).to_python()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    lists = book.get_sheet_by_name("lists").to_python()
    found = {}
    for rule in re.findall(r"<dataValidation type=\"list\".*?</dataValidation>", sheet):
        column = ord(re.search(r'sqref="([A-Z])2:[A-Z]1048576', rule)[1]) - 65
        at, last = re.search(r"<formula1>lists!\$([A-Z])\$1:\$\1\$(\d+)</formula1>", rule).groups()
        offered = [row[ord(at) - 65] for row in lists]
        assert offered[int(last) :] == [""] * (len(lists) - int(last))
        found[main_sheet[0][column]] = (offered[: int(last)], 'errorStyle="warning"' not in rule)
    return found


def test_the_drop_downs_hold_what_the_profile_says():
    w = words("zh")
    found = lists_of(form_bytes(make_form("members", w, PROFILE), "xlsx", w))
    assert found == {
        "角色": (["群主", "管理员", "成员"], False),
        "等级": (["member", "vip"], False),
        "同意公开": (["是", "否"], True),
    }
    found = lists_of(form_bytes(make_form("ledger", w, PROFILE), "xlsx", w))
    assert found == {"动作": (["写文章", "sale"], False)}
    usual = lists_of(form_bytes(make_form("ledger", w), "xlsx", w))["动作"][0]
    assert usual == list(w.get("actions").values())


def test_columns_follow_the_profile():
    w = words("en")
    titles = [column.title for column in make_form("members", w, PROFILE).columns]
    assert "squad" in titles
    assert "team" not in titles
    assert "tier" not in [column.title for column in make_form("members", w, profile()).columns]
    groups = next(c for c in make_form("members", w, PROFILE).columns if c.title == "groups")
    assert groups.choices == ()
    assert "g,1 = 一群; g2; =g3" in groups.hint
    assert "squad" not in [column.title for column in make_form("members", w).columns]


def test_ids_are_columns_of_text_and_dates_are_dates():
    w = words("zh")
    with zipfile.ZipFile(io.BytesIO(form_bytes(make_form("members", w), "xlsx", w))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    own = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"', styles))
    kinds = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    looks = {}
    for first, last, style in re.findall(r'<col min="(\d+)" max="(\d+)".*?style="(\d+)"', sheet):
        for n in range(int(first), int(last) + 1):
            looks[n - 1] = own.get(kinds[int(style)], kinds[int(style)])
    titles = [column.title for column in make_form("members", w).columns]
    assert looks[titles.index("编号")] == "@"
    assert looks[titles.index("入群时间")] == "yyyy-mm-dd"


def test_nothing_is_overwritten_unless_asked(tmp_path):
    (tmp_path / "ledger.xlsx").write_bytes(b"mine")
    done = run("template", "--out", tmp_path, "--lang", "en")
    assert done.exit_code == 3
    assert "--force" in done.output
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ledger.xlsx"]
    assert (tmp_path / "ledger.xlsx").read_bytes() == b"mine"
    assert run("template", "--out", tmp_path, "--force").exit_code == 0
    assert (tmp_path / "ledger.xlsx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "members.xlsx").exists()


def test_the_command_teaches_and_refuses(tmp_path):
    done = run("template", "--help")
    assert "Example: playbook template" in done.output
    assert run("template", "--encoding", "gb18030", "--out", tmp_path).exit_code == 2
    assert run("template", "all", "--profile", tmp_path / "none.yml", "--out", tmp_path).exit_code == 1
    done = run("template", "members", "--profile", LIGHTHOUSE, "--out", tmp_path / "new" / "folder")
    assert done.exit_code == 0, done.output
    assert [p.name for p in (tmp_path / "new" / "folder").iterdir()] == ["members.xlsx"]
    (tmp_path / "file").write_text("x")
    assert run("template", "members", "--out", tmp_path / "file").exit_code == 3


def test_the_same_bytes_each_time():
    w = words("zh")
    for kind in KINDS:
        made = {form_bytes(make_form(kind, w, PROFILE), "xlsx", w) for _ in range(2)}
        assert len(made) == 1

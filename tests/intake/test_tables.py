"""Bytes become the right cells, or a problem that says how to repair them; never an exception."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community_playbook.assets import asset
from community_playbook.community.profile import TableOptions
from community_playbook.intake import tables, workbooks
from community_playbook.intake.headers import recogniser
from community_playbook.intake.tables import Grid, column_letters, load_grid, read_grid
from community_playbook.words import Words
from tries import tries

PLAIN = TableOptions()
MEMBERS = recogniser("members")


def read(data: bytes, options: TableOptions = PLAIN) -> list[list[str]] | str:
    """All rows, or the code of the problem."""
    grid, problems = read_grid(data, "t.csv", options, MEMBERS)
    return [cells for _, cells in grid.rows()] if grid else problems[0].code


def workbook(rows: list[list[object]], name: str = "成员", **more: list[list[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd hh:mm"})
    for title, table in {name: rows, **more}.items():
        sheet = book.add_worksheet(title)
        for r, row in enumerate(table):
            for c, value in enumerate(row):
                if value != "":
                    sheet.write(r, c, value)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(codec: str, delimiter: str) -> None:
    text = f"编号{delimiter}姓名{delimiter}城市\r\n1{delimiter}王小明{delimiter}上海，浦东\r\n"
    assert read(text.encode(codec)) == [["编号", "姓名", "城市"], ["1", "王小明", "上海，浦东"]]


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(",;\t"),
)
def test_what_is_written_is_read(rows: list[list[str]], codec: str, delimiter: str) -> None:
    table = [["编号", "姓名", "城市"], *rows]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    assert read(out.getvalue().encode(codec)) == table


@given(
    st.lists(
        st.lists(st.text('赵钱孙李周吴郑王东北 ,;\t"\nabc1', max_size=9), min_size=3, max_size=3), max_size=6
    )
)
def test_what_is_written_in_gb18030_is_read(rows: list[list[str]]) -> None:
    for delimiter in ",;\t":
        table = [["编号", "姓名", "城市"], *rows]
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerows(table)
        assert read(out.getvalue().encode("gb18030"), TableOptions(encoding="gb18030")) == table


@given(st.binary(max_size=300))
def test_any_bytes_do_not_raise(data: bytes) -> None:
    read(data)


@settings(max_examples=tries(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.integers(0, 5000))
def test_a_damaged_workbook_does_not_raise(junk: bytes, at: int) -> None:
    data = workbook([["编号", "姓名"], ["1", "a"]])
    assert isinstance(read(data[:at] + junk + data[at + len(junk) :]), (list, str))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E211"),
        (b"\xef\xbb\xbf \r\n", "E211"),
        (b"id,name\n1,\0a\n", "E207"),
        ("id,name\n1,\0a\n".encode("utf-16"), "E207"),
        ("id,name\n1,王\n".encode("utf-16-le"), "E207"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old excel", "E204"),
        (b"<html><table><tr><td>id</td></tr></table></html>", "E217"),
        (b'{"name": "chat", "messages": [{"id": 1, "from": "a, b"}]}', "E218"),
        (b'\xef\xbb\xbf[\n {"id": 1}\n]', "E218"),
        (b'id,name\n1,"a\n2,b\n3,c\n', "E214"),
        (b"PK\x03\x04 no zip at all", "E208"),
        (b"id,name\n1,\xff\xfe\xfa\n", "E206"),
        ("id,name\n1,Müller\n2,Jürgen\n".encode("latin-1"), "E206"),
        (("id,name\n" + "1,王小明一二三四五六七八\n" * 9).encode()[:-3], "E206"),
        ("编号,姓名\n1,\ue000\n".encode("gb18030"), "E206"),
        (b",".join([b"c"] * 201), "E213"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    assert read(data) == code


def test_a_named_encoding_is_obeyed() -> None:
    text = "编号,姓名\n1,王\n"
    assert read(text.encode("utf-16-le"), TableOptions(encoding="utf-16")) == [["编号", "姓名"], ["1", "王"]]
    assert read(text.encode("gb18030"), TableOptions(encoding="utf-8")) == "E215"
    private = "编号,姓名\n1,\ue000\n".encode("gb18030")
    assert read(private, TableOptions(encoding="gb18030")) == [["编号", "姓名"], ["1", "\ue000"]]


def test_line_breaks_in_cells_and_lines_of_records() -> None:
    grid, _ = read_grid(b'id,name\n1,"a\r\nb"\n\n2,c\n', "t.csv", PLAIN, MEMBERS)
    assert grid is not None
    assert list(grid.rows()) == [(1, ["id", "name"]), (2, ["1", "a\r\nb"]), (4, []), (5, ["2", "c"])]
    assert str(grid.place(5, 1)) == "t.csv:5"


def test_excels_own_line_names_the_delimiter() -> None:
    grid, _ = read_grid(b"sep=;\r\nid;name\r\n1;a\r\n", "t.csv", PLAIN, MEMBERS)
    assert grid is not None
    assert list(grid.rows()) == [(2, ["id", "name"]), (3, ["1", "a"])]


def test_a_long_cell_does_not_stop_the_reader() -> None:
    assert read(b"id,name\n1," + b"x" * 300_000 + b"\n") == [["id", "name"], ["1", "x" * 300_000]]


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 100)
    assert read(b"id\n" + b"1\n" * 101) == "E212"
    assert read(b"id\n" + b'"a\nb"\n' * 100) != "E212"


def test_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def code(path: Path) -> str:
        return load_grid(path, "shown.csv", PLAIN, MEMBERS)[1][0].code

    assert code(tmp_path / "none.csv") == "E201"
    assert code(tmp_path) == "E202"
    assert code(Path("a\0b")) == "E202"
    monkeypatch.setattr(tables, "MAX_BYTES", 10)
    (tmp_path / "large.csv").write_bytes(b"id,name\n1,abc\n")
    assert code(tmp_path / "large.csv") == "E203"


def test_letters_of_columns() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


# --- workbooks


def grid_of(data: bytes, options: TableOptions = PLAIN) -> Grid:
    grid, problems = read_grid(data, "t.xlsx", options, MEMBERS)
    assert grid is not None, problems
    return grid


def test_numbers_dates_and_blank_rows_of_a_workbook() -> None:
    from datetime import date, datetime

    rows: list[list[object]] = [
        ["编号", "姓名", "入群时间", "x"],
        [13.0, " a\nb ", date(2026, 3, 5), 0.1 + 0.2],
        [],
        ["0012", True, datetime(2026, 3, 5, 20, 15), 1e17],
    ]
    grid = grid_of(workbook(rows))
    assert list(grid.rows()) == [
        (1, ["编号", "姓名", "入群时间", "x"]),
        (2, ["13", " a\nb ", "2026-03-05", "0.3"]),
        (4, ["0012", "TRUE", "2026-03-05 20:15:00", "1.00000000000000E+17"]),
    ]
    assert str(grid.place(4, 2)) == "t.xlsx  成员!C4"
    assert (grid.encoding, grid.delimiter) == ("xlsx", ",")


def test_the_sheet_with_most_known_headers_is_read() -> None:
    data = workbook([["请先看说明"]], "说明", 成员=[["编号", "姓名"], ["1", "a"]], 空=[])
    assert grid_of(data).sheet == "成员"
    assert grid_of(data).other_sheets == ("说明",)
    assert grid_of(data, TableOptions(sheet="说明")).sheet == "说明"
    _, problems = read_grid(data, "t.xlsx", TableOptions(sheet="没有"), MEMBERS)
    assert problems[0].code == "E210"
    assert problems[0].facts["sheets"] == "说明, 成员, 空"


def test_cells_merged_downwards_hold_their_text_in_every_row_but_never_a_number() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.merge_range("B1:E1", "标题")
    sheet.write_row("B2", ["编号", "群", "金额"])
    sheet.write_column("B3", ["1", "2", "3"])
    sheet.merge_range("C3:C5", "一群")
    sheet.merge_range("D3:D5", 99)
    book.close()
    assert [cells[1:] for _, cells in grid_of(out.getvalue()).rows()][1:] == [
        ["编号", "群", "金额"], ["1", "一群", "99"], ["2", "一群"], ["3", "一群"],
    ]  # fmt: skip


def test_hidden_sheets_are_not_read() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("a").write_row("A1", ["编号", "姓名"])
    hidden = book.add_worksheet("b")
    hidden.write_row("A1", ["编号", "姓名", "城市"])
    hidden.hide()
    book.close()
    assert grid_of(out.getvalue()).sheet == "a"


@pytest.mark.slow
def test_a_cell_in_the_far_corner_kills_only_the_child() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write("A1", "编号")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    assert len(out.getvalue()) < 10_000
    assert read(out.getvalue()) == "E216"


def test_a_zip_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks.subprocess, "run", lambda *_, **__: pytest.fail("it was opened"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 3_000_000)
    assert read(out.getvalue()) == "E209"


def test_other_office_files_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert read(out.getvalue()) == "E205"


def test_a_child_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_SECONDS", 0.001)
    assert read(workbook([["编号"], ["1"]])) == "E216"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_has_its_sentence(language: str) -> None:
    words = Words(language)
    package = Path(tables.__file__).parents[1]
    code = "".join(path.read_text("utf-8") for path in sorted(package.rglob("*.py")))
    used = set(re.findall(r'"([EW]2\d\d)"', code)) | {"E299", "W299"}
    assert used == {code for code in words.get("problems") if code[1] == "2"}
    facts = {
        "account",
        "action",
        "chosen",
        "columns",
        "days",
        "down",
        "actions",
        "all",
        "code",
        "column",
        "count",
        "day",
        "difference",
        "empty",
        "en",
        "encoding",
        "field",
        "hours",
        "people",
        "first",
        "found",
        "groups",
        "header",
        "idle",
        "kinds",
        "limit",
        "names",
        "near",
        "other",
        "others",
        "percent",
        "points",
        "reason",
        "repair",
        "rows",
        "rule",
        "sheet",
        "sheets",
        "today",
        "used",
        "value",
        "words",
        "zh",
    }
    for key in used:
        words.say(f"problems.{key}", **dict.fromkeys(facts, "x"))
    for key in words.get("import.notes"):
        words.say(f"import.notes.{key}", fact="x")


def test_every_header_word_is_text_and_stands_for_one_field() -> None:
    import yaml

    from community_playbook.intake.headers import fold

    tree = yaml.safe_load(asset("playbook", "headers.yml").read_text("utf-8"))
    for kind in ("members", "ledger"):
        owner: dict[str, str] = {}
        for field, names in tree[kind].items():
            for word in names:
                assert isinstance(word, str), (field, word)
                assert owner.setdefault(fold(word), field) == field, word
    for name, words in [*tree["cells"].items(), *tree["private"].items(), ("ignored", tree["ignored"])]:
        assert all(isinstance(word, str) for word in words), name
    assert codecs.lookup("gb18030")

"""A members table becomes members; what could not be read is told, briefly and with its place."""

from __future__ import annotations

import csv
import io
import random
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.community.people import Member, Reading
from community_playbook.community.profile import TableOptions
from community_playbook.intake.cities import load_cities
from community_playbook.intake.headers import field_of, recogniser
from community_playbook.intake.members import read_members
from community_playbook.intake.tables import read_grid
from community_playbook.problems import Problem, sorted_problems

PLAIN = TableOptions()
Result = tuple[tuple[Member, ...], Reading | None, list[Problem]]


def read(data: str | bytes, options: TableOptions = PLAIN, file: str = "members.csv") -> Result:
    data = data.encode() if isinstance(data, str) else data
    grid, problems = read_grid(data, file, options, recogniser("members"))
    return read_members(grid, options, "Asia/Shanghai", load_cities()) if grid else ((), None, problems)


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.place)) for problem in sorted_problems(problems)]


def test_a_table_as_operators_have_it() -> None:
    members, reading, problems = read(
        "灯塔会员名单,,,,,,,,,,\n"
        ",,,,,,,,,,\n"
        "星球编号（必填）,微信昵称,手机号,所在城市,行业,个人标签,可提供的资源,所在群,入群时间,是否公开,身份证号\n"
        '0012,王小明,13900000000,上海市浦东新区,教育,"数据分析、直播",无,"一群,三群",2026年3月5日,是,310000\n'
        "13,,13900000001,,,暂无,,一群,,,\n"
        "合计：2人,,,,,,,,,,\n"
    )
    assert problems == []
    assert members == (
        Member(
            "0012",
            "王小明",
            city="shanghai",
            city_text="上海市浦东新区",
            industry="教育",
            skills=("数据分析", "直播"),
            groups=("一群", "三群"),
            joined=date(2026, 3, 5),
            consent=True,
        ),
        Member("13", groups=("一群",)),
    )
    assert reading is not None
    assert (reading.header_row, reading.rows, reading.skipped) == (3, 2, (("title", 1), ("total", 1)))
    fates = {column.header: (column.field, column.fate, column.filled) for column in reading.columns}
    assert fates["手机号"] == fates["身份证号"] == ("", "private", 0)
    assert fates["微信昵称"] == ("name", "mapped", 1)
    assert fates["个人标签"] == ("skills", "mapped", 1)
    assert "139" not in repr((members, reading, problems))


def test_english_headers() -> None:
    members, _, problems = read(
        "Member ID,Display Name,Username,E-mail,Location,Company,Skills,Groups,"
        "Joined At,Role,Consent,Last Active\n"
        'u1,Ti Zhou,tz,a@b.c,"Chengdu, China",X,"data analysis, Rust",g1|g2,'
        "2026-03-05T20:00:00Z,Admin,yes,2026-03-06\n"
    )
    assert problems == []
    assert members[0] == Member(
        "u1",
        "Ti Zhou",
        "tz",
        "chengdu",
        "Chengdu, China",
        skills=("data analysis", "Rust"),
        groups=("g1", "g2"),
        role="staff",
        joined=date(2026, 3, 6),
        consent=True,
        last_message=date(2026, 3, 6),
    )


HEADERS = {
    "id": "星球成员号|ID|Member ID|编号（必填）",
    "name": "1、您的姓名（必填）|Display_Name|名 字",
    "alias": "微信昵称|Username",
    "city": "Q2：所在城市*|City",
    "skills": "能提供什么？",
    "joined": "created_at|入群时间",
    "avatar": "头像地址",
    "private": "手机号码|联系电话|来自IP|姓名（电话）|WeChat ID|E-Mail Address|IP|自我介绍|Bio|收货地址|生日",
    "": "备选|tips|Company|",
}


@pytest.mark.parametrize(
    ("name", "header"), [(name, text) for name in HEADERS for text in HEADERS[name].split("|")]
)
def test_headers(name: str, header: str) -> None:
    assert field_of(header, "members") == name


def test_names_serve_as_ids_where_they_can() -> None:
    members, reading, problems = read("昵称,城市\n甲,成都\n乙,\n,北京\n")
    assert [member.id for member in members] == ["乙", "甲"]
    assert told(problems) == [("W206", "members.csv:4")]
    assert reading is not None
    assert reading.notes == (("name_as_id", "昵称"),)
    members, _, problems = read("昵称,城市\n甲,成都\n甲,\n")
    assert (members, told(problems)) == ((), [("E222", "members.csv:1")])
    assert problems[0].facts["names"] == "甲"
    assert told(read("城市,行业\n成都,教育\n")[2]) == [("E221", "members.csv:1")]
    assert [member.id for member in read("编号,昵称\n,甲\n,乙\n")[0]] == ["乙", "甲"]


def test_ids_differ_by_case_and_the_first_of_two_rows_counts() -> None:
    members, reading, problems = read("id,name\nab,1\nAB,2\nab,3\n")
    assert [(member.id, member.name) for member in members] == [("AB", "2"), ("ab", "1")]
    assert told(problems) == [("W203", "members.csv:4")]
    assert problems[0].facts["first"] == "members.csv:2"
    assert reading is not None
    assert reading.skipped == (("duplicate", 1),)


def test_one_no_is_enough() -> None:
    members, _, problems = read("id,name,consent\n1,a,yes\n1,a,no\n")
    assert ([problem.code for problem in problems], members[0].consent) == (["W203"], False)


def test_one_person_in_lists_of_several_groups_is_one_member() -> None:
    members, reading, problems = read("编号,昵称,群,入群时间\n1,甲,二群,2026-02-01\n1,甲,一群,2026-01-01\n")
    assert problems == []
    assert members == (Member("1", "甲", groups=("一群", "二群"), joined=date(2026, 1, 1)),)
    assert reading is not None
    assert reading.skipped == (("merged", 1),)


def test_damaged_ids() -> None:
    members, _, problems = read("编号,昵称\n1.23457E+17,甲\n8,乙\n")
    assert [member.id for member in members] == ["8"]
    assert told(problems) == [("E232", "members.csv:2")]
    rounded = "".join(f"{n}23456789012345000,x{n}\n" for n in range(1, 5))
    assert [code for code, _ in told(read(f"编号,昵称\n{rounded}")[2])] == ["E233"] * 3 + ["E299"]
    assert read("编号,昵称\n123456789012345678,x\n")[2] == []


@pytest.mark.slow
def test_unknown_cities_are_told_five_times_at_most() -> None:
    rows = "".join(f"{n},无名之地{n}\n" for n in range(2000)) + "a,上海滩\nb,四川\nc,上海滩\n"
    members, _, problems = read(f"id,city\n{rows}")
    assert len(problems) == 6
    assert problems[-1].facts["count"] == "1998"
    assert problems[-1].code == "W299"
    members, _, problems = read("id,city\n1,上海滩\n2,四川\n3,火星基地\n4,成都\n")
    assert [problem.code for problem in problems] == ["W202", "W208", "W207"]
    assert problems[0].facts["zh"] == "上海"
    assert [(member.city, member.city_text) for member in members][2:] == [
        ("", "火星基地"),
        ("chengdu", "成都"),
    ]


NAMES = ["Nan", "None", "Null", "NA", "Unknown", "TRUE", "1e5", "nil", "空", "保密", "false", "0"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name_where_a_name_stands(name: str) -> None:
    """Alone, as id, as group and team; 无, - and n/a stay empty everywhere."""
    members, _, problems = read(
        f"id,name,groups,team\n1,{name},{name}|二群,{name}\n2,无,-,n/a\n3,（无）,/,——\n"
    )
    assert (problems, [m.shown for m in members]) == ([], [name, "2", "3"])
    assert (members[0].groups, members[0].team) == ((name, "二群"), name)
    assert (members[1].groups, members[1].team) == ((), "")
    ids, _, problems = read(f"id,name\n{name},甲\n")
    assert ([m.id for m in ids], problems) == ([name], [])
    assert [m.id for m in read(f"姓名,城市\n{name},成都\n李四,成都\n")[0]] == sorted([name, "李四"])


def test_faults_of_one_kind_are_three_and_a_count() -> None:
    rows = "".join(f"{n},{n + 1}月5日,看看{n}\n" for n in range(9))
    members, reading, problems = read(f"id,joined,consent\n{rows}")
    codes = [problem.code for problem in problems]
    assert codes == ["W209", "W209", "W209", "W299", "W205", "W205", "W205", "W299"]
    assert problems[3].facts == {"header": "joined", "count": "6", "code": "W209"}
    assert str(problems[3].place) == "members.csv:5"
    assert not any(member.consent for member in members)
    assert reading is not None
    assert ("consent_unclear", "9") in reading.notes


def test_ambiguous_dates_need_the_option() -> None:
    text = "id,joined\n1,03/04/2026\n2,05/06/2026\n"
    assert [problem.code for problem in read(text)[2]] == ["E230", "E230"]
    members, _, problems = read(text, TableOptions(day_first=True))
    assert (members[0].joined, problems) == (date(2026, 4, 3), [])
    members, reading, problems = read(text + "3,31/12/2025\n")
    assert (members[0].joined, problems) == (date(2026, 4, 3), [])
    assert reading is not None
    assert reading.notes == (("day_first", "joined"),)


def test_two_columns_for_one_field() -> None:
    members, reading, _ = read("id,姓名,名字,微信昵称\n1,甲,乙,丙\n")
    assert members[0] == Member("1", "甲", "丙")
    assert reading is not None
    assert [(column.field, column.fate) for column in reading.columns][2] == ("name", "ignored")
    assert reading.notes == (("second_column", "名字"),)
    assert read("id,微信昵称,群昵称\n1,甲,乙\n")[0][0] == Member("1", "甲", "乙")


def test_only_cities_and_days_are_guessed_and_never_from_private_columns() -> None:
    table = "id,哪儿的,什么时候来的,生日\n" + "".join(
        f"{n},成都,2026-03-0{n},1990-01-0{n}\n" for n in range(1, 6)
    )
    members, reading, _ = read(table)
    assert members[0] == Member("1", city="chengdu", city_text="成都", joined=date(2026, 3, 1))
    assert reading is not None
    assert [column.fate for column in reading.columns] == ["mapped", "guessed", "guessed", "private"]
    assert "1990" not in repr((members, reading))
    _, reading, _ = read(table.replace("什么时候来的", "更新时间"))
    assert reading is not None
    assert [column.fate for column in reading.columns] == ["mapped", "guessed", "ignored", "private"]


def test_ragged_rows() -> None:
    members, _, problems = read("id,name,city\n1\n2,甲,成都,多,\n3,乙,北京,,\n\n")
    assert [member.id for member in members] == ["1", "2", "3"]
    assert told(problems) == [("W201", "members.csv:3")]


def test_a_long_cell_is_cut_and_noted() -> None:
    members, reading, _ = read(f"id,industry\n1,{'x' * 5000}\n")
    assert len(members[0].industry) == 4000
    assert reading is not None
    assert reading.notes == (("cut_cells", "1"),)


@pytest.mark.parametrize(("data", "code"), [("1,2\n3,4\n", "E220"), ("", "E211"), ("id,name\n", "W210")])
def test_tables_without_anything(data: str, code: str) -> None:
    assert [problem.code for problem in read(data)[2]] == [code]


def test_gb18030_with_semicolons() -> None:
    members, reading, problems = read("编号;昵称;城市\n1;王小明;广州\n".encode("gb18030"))
    assert (members[0].name, members[0].city, problems) == ("王小明", "guangzhou", [])
    assert reading is not None
    assert (reading.encoding, reading.delimiter) == ("gb18030", ";")


def test_a_workbook_tells_cells() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("名单")
    sheet.merge_range("A1:D1", "灯塔会员名单")
    sheet.write_row("A3", ["编号", "昵称", "城市", "入群时间"])
    sheet.write_row("A4", [13, "甲", "上海滩", "3月5日"])
    sheet.write_row("A5", [12345678901234567, "乙", "成都", 46086])
    sheet.write_row("A6", [14, "丙", "成都", 46087])
    book.close()
    members, reading, problems = read(out.getvalue(), file="members.xlsx")
    assert [member.id for member in members] == ["13", "14"]
    assert told(problems) == [
        ("E232", "members.xlsx  名单!A5"),
        ("W202", "members.xlsx  名单!C4"),
        ("W209", "members.xlsx  名单!D4"),
    ]
    assert members[1].joined == date(2026, 3, 6)
    assert reading is not None
    assert (reading.encoding, reading.sheet, reading.header_row) == ("xlsx", "名单", 3)


ROWS = st.lists(
    st.tuples(
        st.integers(1, 10**6),
        st.sampled_from(["甲", "乙", ""]),
        st.sampled_from(["成都", "上海滩", "火星", ""]),
        st.sampled_from(["2026-03-05", "03/04/2026", "25/12/2025", "3月5日", ""]),
        st.sampled_from(["是", "否", "?", ""]),
    ),
    max_size=12,
    unique_by=lambda row: row[0],
)


@given(ROWS, st.randoms(use_true_random=False))
def test_shuffled_rows_give_equal_members(
    rows: list[tuple[int, str, str, str, str]], dice: random.Random
) -> None:
    def result() -> tuple[object, ...]:
        out = io.StringIO()
        csv.writer(out).writerows([("编号", "昵称", "城市", "入群时间", "是否公开"), *rows])
        members, reading, problems = read(out.getvalue())
        assert reading is not None
        assert reading.rows + sum(count for _, count in reading.skipped) == len(rows)
        return members, reading.in_any_order(), sorted(problem.code for problem in problems)

    before = result()
    dice.shuffle(rows)
    assert result() == before


@given(st.binary(max_size=120))
def test_any_bytes_after_a_header_do_not_raise(data: bytes) -> None:
    read(b"id,name,city,joined,consent,skills\n" + data)


@given(st.text('编号昵称城市id,name joined;\t\n"1-上海2026/3=+@', max_size=80))
def test_any_text_does_not_raise(text: str) -> None:
    read(text)

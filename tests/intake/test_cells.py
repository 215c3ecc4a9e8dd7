"""One cell: tags, yes or no, numbers; and dates, which may need their whole column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.intake.cells import (
    LARGEST,
    clean,
    is_damaged,
    read_id,
    read_number,
    read_quantity,
    read_role,
    read_yes_no,
    split_tags,
)
from community_playbook.intake.dates import AMBIGUOUS, BAD, NO_YEAR, DateColumn

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 3, 5)


def column(*texts: str, day_first: bool | None = None) -> list[date | str]:
    dates = DateColumn(SHANGHAI, day_first, lambda: texts)
    return [dates.read(text) for text in texts]


SAME_DAY = """
2026-03-05|2026/3/5|2026.3.5|20260305|2026年3月5日|2026年3月5号|２０２６年３月５日
2026 年 3 月 5 日| 2026-03-05 |'2026-03-05
2026-03-05 20:15|2026-03-05 20:15:00|2026/3/5 20:15:07|2026年3月5日 20时15分|2026年3月5日20:15|20260305201500
2026/3/5 下午8:15|2026-03-05 8:15 PM|2026-03-05 周四|2026年3月5日 星期四 20:15|2026-03-05 20:15:00 +0800
2026-03-05T20:15:00+08:00|2026-03-05T12:15:00Z|2026-03-05T12:15:00.123Z|2026-03-04T18:00:00Z
2026-03-04 16:30:00 UTC|2026-03-04T13:00:00-05:00|1772712900|1772712900000|1772712900.000100
5 Mar 2026|5th March 2026|Mar 5, 2026|March 5 2026|Thu, 5 Mar 2026 20:15:00 +0800
"""


@pytest.mark.parametrize("text", SAME_DAY.strip().replace("\n", "|").split("|"))
def test_forms_of_a_date(text: str) -> None:
    assert column(text) == [DAY]


NO_DAY = "|昨天|2026-02-30|2026-13-01|32/32/2026|1826-01-01|2026-03-05 abc|2026|202603|12345|2026-03-05 25:00"
NO_DAY += "|99999999999|²⁰²⁶-03-05x|0000-00-00 00:00:00|9999-12-31T23:00:00-12:00"
REASONS = {BAD: NO_DAY, NO_YEAR: "3月5日|3/5|3-5 20:15", AMBIGUOUS: "5.1.26|03/04/2026"}


@pytest.mark.parametrize(
    ("reason", "text"), [(why, text) for why in REASONS for text in REASONS[why].split("|")]
)
def test_what_is_no_date(reason: str, text: str) -> None:
    assert column(text) == [reason]


def test_a_column_decides_what_a_cell_cannot() -> None:
    assert column("03/04/2026", "25/12/2025") == [date(2026, 4, 3), date(2025, 12, 25)]
    assert column("03/04/2026", "12/25/2025") == [date(2026, 3, 4), date(2025, 12, 25)]
    assert column("03/04/2026", "25/12/2025", "12/25/2025")[0] == AMBIGUOUS
    assert column("5.1.26", "31.1.99") == [date(2026, 1, 5), date(1999, 1, 31)]
    assert column("5.1.26", "25.1.26") == [AMBIGUOUS, AMBIGUOUS]  # the 25th, or the year 2025
    assert column("05/05/2026") == [date(2026, 5, 5)]
    assert column("03/04/2026", day_first=True) == [date(2026, 4, 3)]
    assert column("03/04/2026", "5.1.26", day_first=False) == [date(2026, 3, 4), date(2026, 5, 1)]
    assert column("13/04/2026", day_first=False) == [BAD]


def test_serials_need_a_whole_column() -> None:
    assert column("46086", "46087.75", "合计") == [DAY, date(2026, 3, 6), BAD]
    assert column("46086", "2026-03-05") == [BAD, DAY]


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_reason(text: str) -> None:
    assert isinstance(column(text, "03/04/2026")[0], (date, str))


@given(
    st.dates(date(1970, 1, 2), date(2068, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d %b %Y"]),
)
def test_a_written_day_is_read(day: date, form: str) -> None:
    assert column(day.strftime(form)) == [day]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("数据分析,直播", ("数据分析", "直播")),
        ("直播，写作；设计;摄影、剪辑/出海|选品", ("直播", "写作", "设计", "摄影", "剪辑", "出海", "选品")),
        ("数据分析 直播　写作", ("数据分析", "直播", "写作")),
        ("data analysis, Rust", ("data analysis", "Rust")),
        ("data analysis", ("data analysis",)),
        ("AI 绘画", ("AI 绘画",)),
        ("Ti Zhou", ("Ti Zhou",)),
        ("#直播 #私域", ("直播", "私域")),
        ("直播\n写作", ("直播", "写作")),
        ("直播,,直播, ", ("直播",)),
        ("无", ()), ("-", ()), ("暂无", ()), ("N/A", ()), ("none", ()), ("", ()), ("无、直播", ("直播",)),
    ],
)  # fmt: skip
def test_tags(text: str, tags: tuple[str, ...]) -> None:
    assert split_tags(text) == tags


def test_yes_and_no() -> None:
    yes = [
        "是",
        "同意",
        "愿意",
        "可以",
        "√",
        "✓",
        "yes",
        "Yes",
        "Y",
        "TRUE",
        "1",
        "1.0",
        "ｙｅｓ",
        "A.同意",
        " 是。",
        "on",
    ]
    no = ["否", "不同意", "不愿意", "no", "N", "FALSE", "0", "0.0", "✗", "未同意", "B、不同意"]
    assert {read_yes_no(text) for text in yes} == {True}
    assert {read_yes_no(text) for text in no} == {False}
    assert {read_yes_no(text) for text in ["", "看情况", "maybe", "2", "x"]} == {None}


def test_roles() -> None:
    texts = ["群主", "Owner", "管理员", "小助理", "Staff", "群友", "讲师", ""]
    roles = ["owner", "owner", "staff", "staff", "staff", "member", "讲师", ""]
    assert [read_role(text) for text in texts] == roles


def test_ids_are_text() -> None:
    assert [read_id(text) for text in ["0012", "13.0", " aB ", "1.5", "1.2.0", "无", "\u200b7\ufeff"]] == [
        "0012", "13", "aB", "1.5", "1.2.0", "", "7",
    ]  # fmt: skip
    assert is_damaged("1.23457E+17")
    assert not is_damaged("1e10")


def test_clean_keeps_emoji_whole() -> None:
    assert clean(" a\n b\u200b ") == "a b"
    assert clean("👩‍🚀 ok") == "👩‍🚀 ok"
    assert [clean(text) for text in ["无", "Ｎ／Ａ", "null", "无名", "-", "——", "Nancy"]] == [
        "",
        "",
        "",
        "无名",
        "",
        "",
        "Nancy",
    ]


NUMBERS = """
12=12|12.50=12.5|¥1,234.50=1234.5|￥ 88元=88|1,234,567=1234567|12,50=12.5|1.234,56=1234.56|-5=-5|−5=-5|-¥5=-5
(100.00)=-100|１２=12|1.2万=12000|RMB 66=66|+3=3|0.1=0.1|1 234=1234|1.5e3=1500|.5=0.5|$9.99=9.99|0.00=0|-0=0
"""


@pytest.mark.parametrize("case", NUMBERS.strip().replace("\n", "|").split("|"))
def test_numbers(case: str) -> None:
    text, number = case.split("=")
    assert str(read_number(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1_000",
        "nan",
        "inf",
        "1 2",
        "1,23,4",
        "--5",
        "1e99",
        "1e-99999999",
        "9" * 30,
        "五",
        "1.2.3",
        "٣a",
        "²",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_quantities() -> None:
    assert [read_quantity(text) for text in ["3", "3次", "2 篇", "+5", "-1", "1.0", "x"]] == [
        3,
        3,
        2,
        5,
        -1,
        1,
        None,
    ]
    assert read_quantity("1.5") == Decimal("1.5")
    assert isinstance(read_quantity("1.0"), int)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_written_number_is_read_exactly(number: Decimal) -> None:
    assert read_number(f"{number:,}") == number


CELLS = st.text(max_size=40) | st.text("0123456789.,-+()¥万次 ５²", max_size=12)


@given(CELLS)
def test_any_text_is_a_number_or_none(text: str) -> None:
    """And what was read, written down again, is the same number: nothing doubtful got through."""
    number, quantity = read_number(text), read_quantity(text)
    for found in (number, quantity):
        assert found is None or (-LARGEST <= found <= LARGEST and read_number(f"{found:f}") == found)
    assert number is None or quantity == number
    assert quantity is None or isinstance(quantity, int) == (quantity == quantity.__trunc__())
    assert number is None or any(letter.isdigit() for letter in text)


@given(CELLS)
def test_any_text_becomes_one_clean_line(text: str) -> None:
    line = clean(text)
    assert clean(line) == line == line.strip()
    assert "\n" not in line and "  " not in line
    assert read_id(read_id(text)) == read_id(text)
    assert read_yes_no(text) in (True, False, None)
    tags = split_tags(text)
    assert all(tags) and len(set(tags)) == len(tags)
    assert not set("".join(tags)) & set(",，;；、/／|｜\n\r")

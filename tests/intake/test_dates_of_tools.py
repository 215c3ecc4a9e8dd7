"""Days as other tools write them: ranges of times, zones, halves of a day, months, days without a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.intake.dates import BAD, NO_YEAR, DateColumn

DAY = date(2026, 11, 15)


def column(texts: Iterable[str], zone: str = "Asia/Shanghai") -> tuple[list[date | str], set[str]]:
    texts = tuple(texts)
    dates = DateColumn(ZoneInfo(zone), None, lambda: texts)
    return [dates.read(text) for text in texts], dates.notes


RANGES = """
2026-11-15 19:00-21:00|2026-11-15 07:00-09:00|2026/11/15 19:00～21:00|2026-11-15 19:00 – 21:00
2026-11-15 19:00:00-21:00:00|2026年11月15日 晚上7点-9点|2026-11-15 7pm-9pm|2026-11-15 19:00 to 21:00
2026-11-15 19:00至次日01:00|2026-11-15 19:00 - 2026-11-16 01:00|15 Nov 2026 19:00-21:00|20261115 19:00-21:00
"""


@pytest.mark.parametrize("text", RANGES.strip().replace("\n", "|").split("|"))
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "UTC"])
def test_a_range_of_times_is_no_zone(text: str, zone: str) -> None:
    assert column([text], zone)[0] == [DAY]


@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 23), st.sampled_from("-~–—至"))
def test_whatever_the_range_the_day_stands(hour: int, minute: int, later: int, mark: str) -> None:
    text = f"2026-11-15 {hour:02}:{minute:02}{mark}{(hour + later) % 24:02}:{minute:02}"
    assert column([text], "Pacific/Auckland")[0] == [DAY]


@given(st.integers(-12, 14), st.integers(0, 23))
def test_a_zone_that_exists_moves_the_day(hours: int, hour: int) -> None:
    """Against the sum made by hand: Shanghai is eight hours ahead."""
    moved = DAY + timedelta(days=(hour - hours + 8) // 24)
    assert column([f"2026-11-15 {hour:02}:00:00{hours:+03}:00"])[0] == [moved]
    assert column([f"2026-11-15T{hour:02}:00{hours:+03}:00"])[0] == [moved]


@pytest.mark.parametrize("zone", ["+17:00", "+05:15", "+14:30", "+23:00"])
def test_a_zone_that_nobody_has_is_no_date(zone: str) -> None:
    texts = [f"2026-11-15T19:00:00{zone}", f"2026-11-15 19:00:00{zone}", f"15 Nov 2026 7:00 pm {zone}"]
    assert column(texts)[0] == [BAD] * 3


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-15 12:30 AM UTC-8", 15),  # 16:30 in Shanghai; at noon it would be the 16th
        ("2026-11-15 12:05 a.m. UTC-5", 15),
        ("2026-11-15 凌晨12点半 UTC-7", 15),
        ("2026-11-15 12:30 PM UTC-8", 16),
        ("2026/11/15 8:15:00 下午 GMT+8", 15),
        ("2026/11/15 11:30:00 下午 GMT+7", 16),
    ],
)
def test_half_past_midnight_is_not_noon(text: str, day: int) -> None:
    assert column([text])[0] == [date(2026, 11, day)]


@pytest.mark.parametrize(
    "text",
    ["15-Nov-26", "15Nov2026", "15/Nov/26 20:15", "20261115 20:15", "2026 年 11 月 15 日 20 点 15 分",
     "2026年11月15日 20点半", "20261115T2015"[:8]],
)  # fmt: skip
def test_forms_that_tools_write(text: str) -> None:
    assert column([text])[0] == [DAY]


def test_a_month_stands_for_its_first_day_and_says_so() -> None:
    assert column(["2026年3月", "2026年11月份"]) == ([date(2026, 3, 1), date(2026, 11, 1)], {"month_only"})


def test_a_missing_year_comes_from_the_rows_around() -> None:
    days, notes = column(["2026-12-30", "12月31日", "1月2日", "2027-01-05", "1月7日 20:15"])
    assert days == [
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2027, 1, 2),
        date(2027, 1, 5),
        date(2027, 1, 7),
    ]
    assert notes == {"year_nearby"}
    assert column(["9月17日", "2026-10-02"])[0] == [date(2026, 9, 17), date(2026, 10, 2)]


def test_a_year_is_not_made_up() -> None:
    assert column(["9月17日", "9月18日"])[0] == [NO_YEAR] * 2
    assert column(["2026-10-02", "3/5", "2月30日"])[0][1:] == [NO_YEAR] * 2
    assert column(["2026-01-01", "3月5日", "2024-01-01", "3月5日"])[0][1] == NO_YEAR

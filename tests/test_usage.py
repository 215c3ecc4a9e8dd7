"""How languages write: what CLDR knows, what `language.yml` says otherwise, and American English laid over it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.assets import asset
from community_playbook.outputs.say.text import amount
from community_playbook.usage import languages, usage
from community_playbook.words import words

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 1))
START, LATER = date(2026, 11, 22), date(2026, 12, 3)


@pytest.mark.parametrize(
    ("language", "day", "full", "near", "far", "named"),
    [
        (
            "zh",
            "11 月 22 日",
            "2026 年 11 月 22 日",
            "11 月 22 日至 28 日",
            "11 月 22 日至 12 月 3 日",
            "甲、乙、丙",
        ),
        (
            "en",
            "22 November",
            "22 November 2026",
            "22–28 November",
            "22 November – 3 December",
            "甲, 乙 and 丙",
        ),
        ("en-US", "Nov 22", "Nov 22, 2026", "Nov 22–28", "Nov 22 – Dec 3", "甲, 乙, and 丙"),
    ],
)
def test_days_and_lists(language, day, full, near, far, named):
    own = usage(language)
    assert own.written(START, own.day) == day
    assert own.written(START, own.full_day) == full
    assert own.days(START, START + timedelta(days=6)) == near
    assert own.days(START, LATER) == far
    assert own.listed(["甲", "乙", "丙"]) == named


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(1, "1 小时", "1 hour"), (2.5, "2.5 小时", "2.5 hours"), (1200, "1,200 小时", "1,200 hours")],
)
def test_units(value, zh, en):
    assert usage("zh").unit(value, "hour") == zh
    assert usage("en").unit(value, "hour") == en


def test_a_word_or_a_sign_stands_with_an_amount():
    shown = {one: str(amount(Decimal("1234.5"), "CNY", usage(one))) for one in ("zh", "en", "en-US")}
    assert shown == {"zh": "1,234.50 元", "en": "¥1,234.50", "en-US": "¥1,234.50"}


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_clock_of_twelve_hours_names_one_moment(hour, minute):
    clock = f"{hour:02d}:{minute:02d}"
    assert usage("zh").time(clock) == usage("en").time(clock) == clock
    found = re.fullmatch(r"(\d{1,2})(?::(\d\d))? ([ap]m)", usage("en-US").time(clock))
    assert found
    back = int(found[1]) % 12 + (12 if found[3] == "pm" else 0)
    assert (back, int(found[2] or 0)) == (hour, minute)


def test_midnight_noon_and_whole_hours():
    shown = {clock: usage("en-US").time(clock) for clock in ("00:00", "12:00", "20:00", "20:30", "24:00", "")}
    assert list(shown.values()) == ["12 am", "12 pm", "8 pm", "8:30 pm", "midnight", ""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neighbours, favourite colour", "Neighbors, favorite color"),
        ("{{ colour }} and {colour} at 14:00: [colour](colour.html)", "{{ colour }} and {colour} at 2 pm: [color](colour.html)"),
        ("{% if join_start < '18:00' %}18:00{% endif %}", "{% if join_start < '18:00' %}6 pm{% endif %}"),
        ('<a class="grey">grey</a>, `grey`', '<a class="grey">gray</a>, `grey`'),
        ("1.91:10, 2026-11-22T20:30:15", "1.91:10, 2026-11-22T20:30:15"),
    ],
)  # fmt: skip
def test_american_words_and_clocks_where_people_read(text, expected):
    assert usage("en-US").spelled(text) == expected
    assert usage("en").spelled(text) == text


@pytest.mark.slow
def test_every_spelling_is_needed_and_none_is_left():
    """Each stands in our texts; and the spelled words of the interface hold none of them."""
    texts = [p for folder in ("templates/words/en", "playbook") for p in asset(*folder.split("/")).rglob("*")]
    said = " ".join(p.read_text("utf-8") for p in texts if p.name == "en.md" or p.suffix == ".yml").lower()
    british = set(usage("en-US").spellings)
    assert {word for word in british if not re.search(rf"\b{word}\b", said)} == set()
    tree = re.sub(r"{\w*}|'\w+':", "", str(words("en-US").tree).lower())
    assert {word for word in british if re.search(rf"\b{word}\b", tree)} == set()


def test_faults_quote_clocks_as_they_stand_in_files():
    assert "20:00-22:00" in words("en-US").get("problems.E149")


@pytest.mark.parametrize("language", languages())
def test_every_language_is_whole(language):
    own = usage(language)
    assert own.name
    assert own.tag
    assert words(language).get("site.name")
    for name in own.alike:
        assert name == name.lower()


@given(DAYS)
def test_a_span_within_a_month_names_it_once(day):
    first = day.replace(day=1)
    for language in languages():
        own = usage(language)
        assert own.days(first, first + timedelta(days=6)).count(own.written(first, "MMM")) <= 1

"""Foreign text stays inert in Markdown and HTML, and looks the same; authored text becomes HTML."""

import re
from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from community_playbook.outputs.say.text import (
    Composer,
    amount,
    duration,
    inline,
    make_filters,
    mdtext,
    number,
    number_parts,
    strip,
)
from community_playbook.usage import usage
from community_playbook.words import words

HOSTILE = [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://evil.example/a.png)", "</div><h1>x",
    "`code`", "**bold**", "==mark==", "{{ 7 * 7 }}", "{% raw %}", "&lt;b&gt;", "# head", "- item", "1. item", "| a |",
    "<https://evil.example>", "a\n\n# b", "'\" onload=alert(1)", "\u202egnp.exe", "~~~", "[^1]: x", "***", "\\",
]  # fmt: skip


def shown(markdown_text):
    return strip(Markdown(extensions=["md_in_html", "attr_list", "tables"]).convert(markdown_text))


@pytest.mark.parametrize("payload", HOSTILE)
def test_known_payloads_are_inert_and_unchanged(payload):
    made = Markdown(extensions=["md_in_html", "attr_list", "tables"]).convert(f"x {mdtext(payload)} y")
    assert made.count("<") == 2, made  # only the <p> around it
    assert shown(f"x {mdtext(payload)} y") == re.sub(r"\s+", " ", f"x {payload} y")


@given(st.text(max_size=60))
def test_any_text_is_inert(text):
    made = Markdown(extensions=["md_in_html", "attr_list", "tables"]).convert(f"x {mdtext(text)} y")
    assert made.count("<") == 2
    assert made.startswith("<p>x ")


def test_a_fact_is_never_a_template_and_never_markup():
    composer = Composer({"name": "{{ 7*7 }}<b>**x**</b>"}, words("en"), "USD")
    made = inline(composer.render(composer.html, ["**Hi** {{ name }}"], "here")[0])
    assert made.startswith("<strong>Hi</strong> ")
    assert made.count("<") == 2
    assert strip(made) == "Hi {{ 7*7 }}<b>**x**</b>"
    assert composer.render(composer.plain, ["Hi {{ name }}"], "here") == ["Hi {{ 7*7 }}<b>**x**</b>"]


def test_a_misspelt_fact_stops_and_says_where():
    composer = Composer({"name": "x"}, words("en"), "USD")
    with pytest.raises(ValueError, match=r"stars \(en\): 'nmae' is undefined"):
        composer.render(composer.html, ["{{ nmae }}"], "stars")


def test_figures_and_links():
    assert inline("a ==325== b") == "a <mark>325</mark> b"
    assert inline("[x](tactic:stars)") == '<a href="tactic-stars.html">x</a>'


@pytest.mark.parametrize(
    ("value", "text"), [(5200, "5,200"), (5.0, "5"), (0.5, "0.5"), (Decimal("66.10"), "66.1"), (0, "0")]
)
def test_numbers(value, text):
    assert number(value) == text


def test_filters_speak_both_languages():
    zh, en = make_filters(words("zh"), "CNY"), make_filters(words("en"), "USD")
    assert (zh["money"](5), en["money"](5), en["money"](Decimal("5.50"))) == ("5 元", "$5", "$5.50")
    assert make_filters(words("en"), "CNY")["money"](66) == "¥66"
    assert make_filters(words("zh"), "EUR")["money"](1200) == "€1,200"
    assert (zh["listed"]("甲乙丙"), en["listed"]("abc"), en["listed"]("a")) == (
        "甲、乙、丙",
        "a, b and c",
        "a",
    )
    assert (zh["day"](date(2026, 11, 23)), en["day"](date(2026, 11, 23))) == ("11 月 23 日", "23 November")
    assert (en["plural"](1, "newcomer"), en["plural"](2, "newcomer"), en["plural"](3, "city", "cities")) == (
        "1 newcomer", "2 newcomers", "3 cities",
    )  # fmt: skip
    assert (zh["percent"](0.384), zh["hours_long"](1.5), en["hours_long"](1)) == ("38%", "1.5 小时", "1 hour")


@pytest.mark.parametrize(
    ("minutes", "zh", "en"), [(0, "0 分", "0 min"), (60, "1 小时", "1 h"), (95, "1 小时 35 分", "1 h 35 min")]
)
def test_durations(minutes, zh, en):
    assert (duration(minutes, words("zh")), duration(minutes, words("en"))) == (zh, en)


@given(
    st.decimals(-(10**7), 10**7, places=2),
    st.sampled_from(["USD", "EUR", "CHF", "JPY", "GBP", "TWD"]),
    st.booleans(),
)
def test_the_parts_of_an_amount_are_the_amount_that_the_locale_writes(value, currency, zh):
    wanted = format_currency(value, currency, locale="zh_CN" if zh else "en_US")
    if value == int(value):
        wanted = wanted.removesuffix(".00")
    assert str(amount(value, currency, usage("zh" if zh else "en"))) == wanted


@pytest.mark.parametrize(
    ("value", "zh", "parts"),
    [
        (66, True, ("", "66", "", "元")),
        (Decimal("-1234.5"), True, ("-", "1,234", ".50", "元")),
        (66, False, ("¥", "66", "", "")),
    ],
)
def test_yuan_is_a_word_in_chinese_and_a_sign_in_english(value, zh, parts):
    assert tuple(amount(value, "CNY", usage("zh" if zh else "en"))) == parts
    shown = make_filters(words("zh" if zh else "en"), "CNY")["money"](value)
    assert shown == "".join(parts[:3]) + (" 元" if zh else "")


@given(st.one_of(st.integers(0, 10**9), st.decimals(0, 10**7, places=3)))
def test_the_parts_of_a_number_are_the_number(value):
    assert "".join(number_parts(value)) == number(value)

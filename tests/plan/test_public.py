"""Law 7: whoever did not consent is one character and two stars, and nothing else of them leaves."""

import re
import unicodedata
from dataclasses import astuple

import pytest
from game_samples import day, gain
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.people import Member
from community_playbook.plan.game.boards import Row, make_board, tally
from community_playbook.plan.game.periods import week_of
from community_playbook.plan.game.public import (
    FEW,
    STARS,
    as_others_see,
    has_page,
    mask,
    public_name,
    publish_board,
    publish_rows,
)
from tries import tries

LETTERS = st.characters(categories=["L", "N"])
NAMES = st.one_of(
    st.text(max_size=12),
    st.text(LETTERS, min_size=1, max_size=40),
    st.text("王小明é\u0301\u200d\ufe0f👩🏽🚀\u200b \u202eA*", max_size=8),
)
SHOW = st.sampled_from(["consent", "nobody"])


def bases(text):
    """Letters and digits that can be read in a text."""
    return [c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] in "LN"]


@settings(max_examples=tries(400))
@given(NAMES)
def test_a_mask_shows_one_character_at_most(name):
    shown = mask(name)
    assert shown.endswith(STARS)
    head = shown.removesuffix(STARS)
    tidy = unicodedata.normalize("NFC", name).strip()
    assert head in tidy
    assert len(bases(head)) <= 1
    if "\u200d" not in head:
        tail = head[2:] if "\U0001f1e6" <= head[:1] <= "\U0001f1ff" else head[1:]  # two halves are one flag
        marks = [c for c in tail if unicodedata.category(c)[0] != "M" and c not in "🏻🏼🏽🏾🏿"]
        assert not marks, "after the first character only its own marks"


@settings(max_examples=tries(200))
@given(LETTERS, st.text(LETTERS, max_size=60), st.text(max_size=60))
def test_a_mask_does_not_tell_how_long_a_name_is(first, rest, other):
    """Two names with the same beginning look the same, however they go on."""
    name = first + "明"
    assert mask(name) == mask(name + rest) == mask(name + other)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("陈望舒", "陈**"),
        ("陈", "陈**"),
        ("  陈 望", "陈**"),
        ("", "**"),
        (" \t", "**"),
        ("\u200b\u202e陈望舒", "陈**"),
        ("e\u0301lodie", "é**"),
        ("x\u0301\u0302y", "x\u0301\u0302**"),
        ("👩\u200d🚀小月", "👩\u200d🚀**"),
        ("❤\ufe0f小月", "❤\ufe0f**"),
        ("王\u200d小\u200d明", "王\u200d**"),
        ("王\u200d👩", "王\u200d**"),
        ("𠮷野家", "𠮷**"),
        ("🇨🇳小明", "🇨🇳**"),
        ("👨\u200d👩\u200d👧\u200d👦一家", "👨\u200d👩\u200d👧\u200d👦**"),
        ("👍🏽阿苗", "👍🏽**"),
        ("नमस्ते", "न**"),
        ("निशा", "नि**"),
        ("1️⃣号", "1️⃣**"),
    ],
)
def test_masks(name, shown):
    assert mask(name) == shown


WORDS = st.text("陈望舒林晚秋abcxyzÅß", min_size=2, max_size=6)


@st.composite
def people(draw):
    """Ids, names and all else differ from each other, so that any of them can be found again."""
    found = []
    for i in range(draw(st.integers(1, 12))):
        name, alias = draw(WORDS), draw(WORDS)
        found.append(
            Member(
                id=f"id{i:02d}#",
                name=draw(st.sampled_from(["", name + f"-{i}n"])),
                alias=draw(st.sampled_from(["", alias + f"-{i}a"])),
                city=draw(st.sampled_from(["", f"city{i}!"])),
                industry=draw(st.sampled_from(["", f"trade{i}!"])),
                consent=draw(st.booleans()),
            )
        )
    return found


@settings(max_examples=tries(200))
@given(people(), SHOW, st.data())
def test_nothing_of_anybody_who_did_not_consent_is_published(members, show, data):
    strangers = [f"stranger{i}" for i in range(data.draw(st.integers(0, 3)))]
    ids = [m.id for m in members] + strangers
    values = data.draw(st.lists(st.integers(1, 4), min_size=len(ids), max_size=len(ids)))
    earned = [gain(0, *pair) for pair in zip(ids, values, strict=True)]
    board = make_board("points", week_of(day(0)), tally(earned), {ids[0]: 3}, True)
    shown = publish_board(board, {m.id: m for m in members}, show)
    assert [(p.rank, p.value, p.movement) for p in shown] == [
        (r.rank, r.value, r.movement) for r in board.top
    ], "no gap betrays anybody"
    text = repr([astuple(p) for p in shown])
    for member in members:
        if not member.consent or show == "nobody":
            for secret in (member.id, member.name, member.alias, member.city, member.industry):
                assert not secret or secret not in text
    assert not any(stranger in text for stranger in strangers)
    for public, row in zip(shown, board.top, strict=True):
        member = next((m for m in members if m.id == row.member), None)
        open_ = member is not None and member.consent and show == "consent"
        assert public.masked == (not open_)
        if open_:
            assert (public.city, public.industry) == (member.city, member.industry)
            assert public.shown_name == (member.alias or member.name or STARS)
        else:
            assert (public.city, public.industry) == ("", "")
            assert public.shown_name.endswith(STARS)


@given(people())
def test_show_nobody_masks_all(members):
    rows = [Row(1, m.id, 1, 0) for m in members]
    found = publish_rows(rows, {m.id: m for m in members}, "nobody")
    assert all(p.masked and p.shown_name.endswith(STARS) and not p.city + p.industry for p in found)
    assert len(found) == len(members)


def test_without_a_name_only_two_stars():
    """An id is often a telephone number; `shown_name` promises two stars where there is no name."""
    member = Member("13800138000", consent=True)
    assert public_name(member, "consent") == STARS
    assert not has_page(member, "consent"), "a page with two stars on it is nobody's"


def test_a_letter_that_few_share_is_a_number():
    """One 欧阳 among 300 members is known by the letter alone; a number says nothing and stays the same."""
    many = [Member(f"m{n}", name=f"王{n}") for n in range(FEW)]
    few = [Member(f"f{n}", name=f"欧{n}") for n in range(FEW - 1)]
    seen = {m.id: public_name(m, "consent") for m in as_others_see([*many, *few], False)}
    assert {seen[m.id] for m in many} == {"王**"}
    assert all(re.fullmatch(r"\d\d\*\*", seen[m.id]) for m in few)
    again = {m.id: public_name(m, "consent") for m in as_others_see([*reversed(few), *many], False)}
    assert again == seen


@pytest.mark.parametrize(
    "name", ["\u3164", "\u2800\u2800", "\u200b", "\u202e", "\u115f\u1160", "\ufe0f", "\u0301"]
)
def test_who_agreed_under_a_name_that_nobody_sees_goes_by_the_other_or_a_number(name):
    one, other = as_others_see(
        [Member("a", name=name, consent=True), Member("b", "陈望", name, consent=True)], False
    )
    assert re.fullmatch(r"#\d{5}", public_name(one, "consent"))
    assert public_name(other, "consent") == "陈望"
    assert has_page(one, "consent") and has_page(other, "consent")
    assert (one.shown, other.shown) == ("a", "陈望"), "on the operator's own pages it is the id"

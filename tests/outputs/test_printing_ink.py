"""What comes out of a text as ink: every letter of it, bold where it was, a dot where nobody can draw it."""

from html import escape
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup
from picture_samples import FONTLESS, HARD

from community_playbook.outputs.look.clusters import DOT, clean
from community_playbook.outputs.printing.ink import Ink

pytestmark = pytest.mark.slow

FLOWER, TECHNOLOGIST = "🌸", "👩‍💻"
HOSTILE = '#panic("x") *b* = H $x$ \\u{41} @label <a> `raw` //x /* */ [#import] & "q" \'q\' \\ ~ _ - +'
LETTERS = "abzÄ 0!.,、。（汉字灯塔" + HOSTILE + "\t\n\u3000"
"""Each is drawn as it is: no mark that melts with the letter before it, no curly quote, no disguise."""
plain_texts = st.text(st.sampled_from(LETTERS), max_size=60)
rich_texts = st.lists(
    st.sampled_from([*"ab 汉字.#<", FLOWER, TECHNOLOGIST, FONTLESS, "שלום", "محمد"]), max_size=40
).map("".join)
any_texts = st.text(max_size=80) | st.sampled_from(HARD)


def said(runs) -> str:
    return "".join(run["t"] for run in runs)


def letters(runs) -> list[tuple[str, bool]]:
    return [(letter, run.get("b", False)) for run in runs for letter in run["t"] if not letter.isspace()]


@pytest.mark.parametrize(
    ("text", "set_as"),
    [("“AI工具”", "“AI工具”"), ("lists “React” too", 'lists "React" too'), ("“I can’t write.”", '"I can\'t write."'),
     ("“演讲”", "“演讲”"), ("“工具AI”", "“工具AI”")],
)  # fmt: skip
def test_quotes_are_straight_in_pairs(text, set_as):
    assert "".join(run["t"] for run in Ink().text(text)) == set_as


@given(plain_texts | rich_texts)
def test_a_text_comes_out_as_it_was_cleaned(text):
    assert said(Ink().text(text)) == clean(text).replace(FONTLESS, DOT)


@given(any_texts)
@example("é̂́̂́ Ł")
@example("\x00\ud800\u202e\u2066x")
def test_whatever_strangers_write_can_be_printed(text):
    """Letter by letter something is drawn: ours, another font's, an emoji or a dot."""
    ink = Ink()
    runs = ink.text(text)
    assert all(run["t"] for run in runs)
    assert not any(c in said(runs) for c in "\n\r\t\0\u202e\u2066\u2069")
    for run in runs:
        if "e" in run:
            assert ink.emoji[run["e"]].startswith("<svg")
            continue
        for letter in run["t"]:
            assert ink.fonts.own(letter) or ink.fonts.other(letter) or ink.fonts.other(run["t"]), hex(
                ord(letter)
            )
    assert not ink.missing & set(normalize("NFC", "abc 汉字"))


@given(rich_texts, rich_texts)
def test_emoji_are_recorded_with_their_drawing(first, second):
    ink = Ink()
    runs = ink.text(first) + ink.text(second)
    pictures = [run for run in runs if "e" in run]
    whole = first + second
    assert len(pictures) == whole.count(FLOWER) + whole.count(TECHNOLOGIST)
    assert {run["e"] for run in pictures} == set(ink.emoji)
    assert all(drawing.startswith("<svg") for drawing in ink.emoji.values())
    assert ink.missing == ({FONTLESS} if FONTLESS in first + second else set())


@given(rich_texts)
def test_letters_from_right_to_left_are_told(text):
    for run in Ink().text(text):
        strong = {letter for letter in run["t"] if letter.isalpha() and "e" not in run}
        hebrew = {letter for letter in strong if "\u0590" <= letter < "\u0700"}
        assert (bool(hebrew) == run.get("rtl", False)) if strong else True, run
        assert not hebrew or hebrew == strong, "one direction a run"


parts = st.lists(
    st.tuples(
        st.sampled_from(["", "strong", "b", "mark", "em", "a"]),
        st.text(st.sampled_from(LETTERS), max_size=12),
    ),
    max_size=8,
)


@given(parts)
def test_only_what_was_strong_is_bold_and_blanks_stay(found):
    made = "".join(f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text) for tag, text in found)
    runs = Ink().prose(Markup(made))
    wanted = [
        (letter, tag in ("strong", "b", "mark"))
        for tag, text in found
        for letter in text
        if not letter.isspace()
    ]
    assert letters(runs) == wanted
    assert " ".join(said(runs).split()) == " ".join("".join(text for _, text in found).split())


@given(plain_texts)
def test_a_text_that_is_no_markup_stays_as_it_is(text):
    ink = Ink()
    assert said(ink.prose(text)).strip() == clean(text)
    assert not any(run.get("b") for run in ink.prose(f"<strong>{text}</strong>"))
    assert said(ink.prose(f"<b>{text}</b>")).replace(" ", "") == clean(f"<b>{text}</b>").replace(" ", "")
    bold = ink.text(text, bold=True)
    assert all(run.get("b") for run in bold if "e" not in run)


@given(
    st.lists(
        st.sampled_from([*"ab汉字 .", TECHNOLOGIST, "e\u0302", "👍🏽", "שלום"]), min_size=200, max_size=700
    ).map("".join)
)
@example("汉" * 299 + TECHNOLOGIST)
@example("a" * 299 + "e\u0302")
@example(("汉字 ab " * 200).strip())
def test_a_long_text_is_whole_wherever_it_is_cut(text):
    """An emoji of several code points and a letter with its mark stay one."""
    whole = " ".join(normalize("NFC", text).split())
    assert " ".join(said(Ink().long(text, False)).split()) == whole


@pytest.mark.parametrize("text", [" a", "a ", " a ", " ", "  ", ""])
def test_blanks_at_the_ends_of_a_piece_stay(text):
    assert said(Ink().long(text, False)) == (" ".join(text.split(" ")) if text.strip() else text[:1])


def test_what_no_font_has_is_a_dot_and_is_named():
    ink = Ink()
    assert said(ink.text(f"甲{FONTLESS}乙")) == f"甲{DOT}乙"
    assert ink.missing == {FONTLESS}
    assert said(ink.text("𝓚𝓮𝓿𝓲𝓷")) == "Kevin"
    assert "Playbook Sans" in ink.families

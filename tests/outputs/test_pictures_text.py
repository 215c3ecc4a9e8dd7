"""Names from strangers: cleaned, cut into what a reader takes for one character, and never a missing-glyph box."""

from unicodedata import category, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_samples import FONTLESS, GREEN, HARD, studio

from community_playbook.outputs.images.studio import draw_line
from community_playbook.outputs.look.clusters import (
    COMPLEX,
    MOST_CHARACTERS,
    MOST_MARKS,
    Cluster,
    clean,
    initial,
    is_complex,
    runs,
)
from community_playbook.outputs.look.emoji import FIRST, blocks, emoji_picture, find_emoji
from community_playbook.outputs.look.fonts import own_font, own_path, read_font
from tries import tries

FAMILY, ENGLAND, CODER = "👨‍👩‍👧‍👦", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "👩‍💻"
LETTERS = st.sampled_from([
    "a", "é", "e\u0301", "\u0301", "\u0302", "\u0489", " ", "\t", "\n", "\u2028", "\u00a0", "\u3000", "张", "𠮷", "\u200b",
    "\u200c", "\u200d", "\u200e", "\u202e", "\u2066", "\u2069", "\ufeff", "\ufe0e", "\ufe0f", "\u20e3", "\ue000", "\U000f0000",
    "\ud800", "\x00", "\x1b", "\x7f", "\x9f", "\U000e0067", "\U000e007f", "1", "#", "👍", "🏽", "🇨", "🇳", "👩", "💻", "محمد",
    "\u064e", "ש", "\u05b0", "ส", "\u0e49", "न", "\u094d", "\u0958", "𝓚", "ﬁ", "\uffff", FONTLESS,
])  # fmt: skip
NAMES = st.one_of(st.text(max_size=40), st.lists(LETTERS, max_size=24).map("".join))


def hands(text):
    return [(c.text, c.hand) for c in studio().clusters(text)]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("e\u0301", "é"), ("a\u202eb\u2066c\x07\u200b\ufeff", "abc"), ("x\ue000y\U000f0000z", "xyz"), ("\ud800a", "a"),
     ("a\u0301\u0302\u0303\u0304b", "á\u0302\u0303b"), ("  a \t\n\u2028 \u3000b ", "a b"), ("\u0301a", "a"),
     (FAMILY, FAMILY), (ENGLAND, ENGLAND), ("1\ufe0f\u20e3", "1\ufe0f\u20e3"), ("\u200e\u200f\u061c", ""),
     ("กั้้้้้้้", "กั้้้"), ("", "")],
)  # fmt: skip
def test_a_name_is_cleaned(text, cleaned):
    assert clean(text) == cleaned


@given(NAMES)
def test_what_is_left_may_be_drawn(text):
    made = clean(text)
    assert len(made) <= len(normalize("NFC", text[:MOST_CHARACTERS]))
    assert made == " ".join(made.split(" ")).strip()
    assert "  " not in made
    marks = 0
    for letter in made:
        kind = category(letter)
        joins = letter == "\u200d" or 0xE0020 <= ord(letter) <= 0xE007F
        assert kind not in ("Cc", "Cs", "Co", "Zl", "Zp")
        assert kind != "Cf" or joins
        assert kind != "Zs" or letter == " "
        marks = marks + 1 if kind in ("Mn", "Me") and letter not in "\ufe0e\ufe0f\u20e3" else 0
        assert marks <= MOST_MARKS * (2 if is_complex(letter) else 1)
    assert clean(clean(made)) == clean(made)


def test_a_book_for_a_name_is_cut_first():
    assert len(clean("张" * 100_000)) == MOST_CHARACTERS
    assert len(clean("\u0958" * 100_000)) <= 2 * MOST_CHARACTERS


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        (f"{FAMILY}x", [(FAMILY, "emoji"), ("x", "own")]),
        ("🇨🇳🇺🇸", [("🇨🇳", "emoji"), ("🇺🇸", "emoji")]),
        (f"{ENGLAND}!", [(ENGLAND, "emoji"), ("!", "own")]),
        ("1️⃣#⃣1", [("1️⃣", "emoji"), ("#⃣", "emoji"), ("1", "own")]),
        ("👍🏽👍", [("👍🏽", "emoji"), ("👍", "emoji")]),
        ("❤️☀️", [("❤️", "emoji"), ("☀️", "emoji")]),
        ("☀\ufe0e☀", [("☀", "own"), ("☀", "own")]),
        ("©™→★", [("©", "own"), ("™", "own"), ("→", "own"), ("★", "own")]),
        ("محمد", [(c, "shaped") for c in "محمد"]),
        ("שלום", [(c, "shaped") for c in "שלום"]),
        ("น้ำ", [("น้", "shaped"), ("ำ", "shaped")]),
        ("स्ते", [("स्", "shaped"), ("ते", "shaped")]),
        ("한", [("한", "shaped")]),
        ("e\u0301Ñ", [("é", "own"), ("Ñ", "own")]),
        ("e\u0302\u0301\u0323", [("ệ\u0301", "shaped")]),
        ("𝓚𝓮ﬁⒶ①", [("K", "own"), ("e", "own"), ("f", "own"), ("i", "own"), ("Ⓐ", "own"), ("①", "own")]),
        ("𠮷㐂垚", [("𠮷", "shaped"), ("㐂", "own"), ("垚", "own")]),
        (f"甲{FONTLESS}乙", [("甲", "own"), (FONTLESS, "missing"), ("乙", "own")]),
        ("a\u200db\u200d", [("a", "own"), ("b", "own")]),
        ("🇨", [("🇨", "emoji")]),
    ],
)  # fmt: skip
def test_what_a_reader_takes_for_one_character(text, clusters):
    assert hands(text) == clusters


@settings(max_examples=tries(300))
@given(NAMES)
def test_any_name_is_cut_into_what_somebody_draws(text):
    drawing = studio()
    points = read_font(str(own_path())).points
    for cluster in drawing.clusters(text):
        assert cluster.text
        if cluster.hand == "own":
            assert len(cluster.text) == 1
            assert ord(cluster.text) in points
        elif cluster.hand == "shaped":
            assert {ord(c) for c in cluster.text} <= read_font(cluster.source).points
        elif cluster.hand == "emoji":
            assert cluster.source in blocks()
        else:
            assert cluster.hand == "missing"
    text = "".join(run.text for run in runs(drawing.clusters(text)) if run.hand == "own")
    assert {ord(c) for c in text} <= points


@pytest.mark.slow
def test_no_letter_of_our_font_is_the_missing_box():
    """Every character of the font leaves ink (but for blanks), and none of it is the box."""
    font, empty = own_font(24, 400), set()
    box = font.getmask(chr(0x10FFFF), "L", anchor="ls")
    box = box.size, bytes(box)
    for point in sorted(read_font(str(own_path())).points):
        mask = font.getmask(chr(point), "L", anchor="ls")
        assert (mask.size, bytes(mask)) != box, hex(point)
        if not mask.getbbox():
            empty.add(point)
    assert all(category(chr(point))[0] in "ZC" or point in (0x2800, 0x115F, 0x3164) for point in empty), empty


@pytest.mark.slow
def test_a_line_cuts_nothing_off_a_letter():
    """The mask of a line holds the highest capital with its marks and the deepest tail."""
    font, size, cut = own_font(100, 700), 100, ""
    for point in sorted(read_font(str(own_path())).points):
        _, top, _, bottom = font.getbbox(chr(point), anchor="ls")
        if (top < -size or bottom > 0.3 * size) and category(chr(point))[0] == "L":
            mask, rise = draw_line(chr(point), size, 700)
            _, high, _, low = mask.getbbox()
            cut += chr(point) if (high - rise, low - rise) != (top, bottom) else ""
    assert cut == ""


def test_what_no_font_has_becomes_a_dot_and_is_named():
    drawing = studio(GREEN, "disc")
    drawing.missing.clear()
    assert [(run.text, run.hand) for run in runs(drawing.clusters(f"甲{FONTLESS}"))] == [
        ("甲", "own"),
        ("·", "own"),
    ]
    drawing.clusters(f"{FONTLESS}乙")
    assert drawing.missing == {FONTLESS}
    assert not any(
        c.hand == "missing" for name in HARD for c in drawing.clusters(name) if FONTLESS not in name
    )


def test_every_script_that_we_promise_is_drawn():
    drawing = studio()
    for text in ("محمد", "שלום", "สมชาย", "नमस्ते", "한국어", "Ελλάδα", "Мария", "Nguyễn", "𠮷", "ŋ", "ɓ"):
        for cluster in drawing.clusters(text):
            assert cluster.hand in ("own", "shaped"), (text, cluster)
            if cluster.hand == "shaped":
                mask, _ = drawing.fonts.shaped(cluster.text, cluster.source, 40, 400)
                assert mask.getbbox(), cluster
                assert 2 < mask.width < 100, cluster


@pytest.mark.parametrize(
    ("text", "seen"),
    [("Ali محمد", ["Ali ", "محمد"]), ("محمد علي", ["محمد علي"]), ("👍 محمد", ["محمد", " ", "👍"]),
     ("שלום Ali", ["Ali ", "שלום"]), ("محمد 5", ["5 ", "محمد"]), ("张三👍李", ["张三", "👍", "李"]),
     ("· محمد ·", ["· ", "محمد", " ·"])],
)  # fmt: skip
def test_runs_stand_from_left_to_right(text, seen):
    """A right-to-left name is turned around, with the blank between its runs on the right side of each."""
    assert [run.text for run in runs(studio().clusters(text))] == seen


def test_every_drawing_finds_itself():
    """Of all sequences that begin alike the longest one wins; the style mark may be left out."""
    for name in blocks():
        whole = "".join(chr(int(point, 16)) for point in name.split("-"))
        for written in {whole, whole.replace("\ufe0f", "")}:
            if ord(written[0]) >= FIRST or "\u20e3" in written:
                assert find_emoji(written, 0) == (len(written), name), name
                assert find_emoji(f"x{written}x", 1) == (len(written), name), name


def test_every_drawing_survives_the_cleaning():
    """On any Python: its table of characters may be older than the drawings."""
    lost = [
        name
        for name in blocks()
        if clean(written := "".join(chr(int(point, 16)) for point in name.split("-"))) != written
    ]
    assert lost == []


@pytest.mark.parametrize("name", ["1f600", "1f469-200d-1f4bb", "1f1e8-1f1f3", "31-20e3", "2764"])
def test_an_emoji_is_a_picture(name):
    picture = emoji_picture(name, 40)
    assert picture.size == (40, 40)
    assert picture.mode == "RGBA"
    assert picture.getchannel("A").getextrema() == (0, 255)
    assert len(picture.getcolors(1600)) > 3


@pytest.mark.parametrize(
    ("name", "letter"),
    [("Kevin", "K"), ("élan", "É"), ("1号店", "1"), ("「王」", "王"), (f"{CODER}阿May", "阿"), ("ßa", "ß"), ("محمد", "م"),
     ("שלום", "ש"), (CODER, None), ("·!", None), ("", None)],
)  # fmt: skip
def test_the_initial(name, letter):
    found = initial(studio().clusters(name))
    assert (found and found.text) == letter


def test_the_scripts_that_need_a_shaper_never_go_to_our_font():
    for low, high in COMPLEX:
        for point in range(low, high + 1):
            assert is_complex(chr(point))
            own = [c.text for c in studio().clusters(chr(point)) if c.hand == "own"]
            assert not any(is_complex(letter) for letter in own)
    assert not is_complex("张")
    assert initial((Cluster("ก", "shaped", "x"),)).text == "ก"

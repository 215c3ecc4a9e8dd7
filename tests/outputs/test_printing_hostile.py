"""Names and texts of strangers are printed letter by letter: never obeyed, never on top of anything, never outside."""

import json
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_reader import read_paper
from paper_samples import LINK, Pack, flat, make_pack, pack
from picture_samples import FONTLESS, HARD
from test_printing import card_boxes, left_out

from community_playbook.community.community import Community
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.outputs.look.clusters import clean
from community_playbook.outputs.printing.ink import Ink
from community_playbook.outputs.printing.typeset import Order, typeset
from making import TODAY, profile
from sweeps import swept
from tries import tries

pytestmark = pytest.mark.slow

MARKUP = (
    '#panic("x")', "*bold*", "= Heading", "$x^2$", "\\u{41}", "@label", "<a>", "`raw`", "// gone", "/* gone */",
    '[#import "/x"]', "\"q\" 'q'", "C:\\new", "_under_ ~ -- ---", "- item", "+ item", "</b><b>", "&lt;&#65;",
    "{{ name }}{% raw %}", "=cmd|' /C calc'!A0",
)  # fmt: skip
WORDS = (
    "字" * 118,
    "many short words that go on and on until there is no room left for them on this line at all, and one more",
    "Wolfeschlegelsteinhausenbergerdorff",
    "W" * 119,
)
"""What the profile lets through: at most 120 letters."""
LONG = "长" * 400
ENDLESS = "https://example.org/" + "a" * 380


def hostile(names=(), **parts) -> Community:
    """Every text of an operator or a member is one of `names`, in turn."""
    people = tuple(
        Member(
            f"h{i:02d}", name, joined=TODAY - timedelta(i % 3), consent=True, industry=name, city="chengdu"
        )
        for i, name in enumerate(names)
    )
    others = tuple(Member(f"z{i:03d}", f"路人{i}") for i in range(120))
    deeds = tuple(LedgerEntry(TODAY - timedelta(1), member.id, "answer", 2, None, "") for member in people)
    texts = [" ".join(name.split()) for name in names if name.strip()]
    some = [text[:120] for text in texts]

    def text(number):
        return some[number % len(some)]

    day = TODAY + timedelta(9)
    going = [member.id for member in people[:4]]
    data = {
        "community": {"name": text(0), "link": LINK},
        "operator": {"assistants": 1, "assistant_hours_per_week": 4},
        "groups": [{"id": f"g{i}", "name": name, "members": 90} for i, name in enumerate(some)],
        "points": {"mode": "ledger", "rules": [{"action": "answer", "points": 5, "name": text(1)}]},
        "badges": [{"id": f"b{i}", "name": name, "when": {"action": "answer", "count": 1 + i % 3}}
                   for i, name in enumerate(some)],
        "incentives": {
            "monthly_budget": 900,
            "red_packet": [{"name": name, "amount": 66, "for": {"rank": 3, "period": "week"}}
                           for name in some],
            "prize": [{"name": text(2), "value": 399, "for": {"rank": 1, "period": "month"}}],
        },
        "content": {"articles_per_week": 2, "messages_per_week": 6, "channels": [{"name": text(3)}]},
        "events": {"meetups": [
            {"city": text(i), "topic": text(i + 1), "host": text(i + 2), "place": text(i + 3), "fee": text(i + 4),
             "day": day, "seats": 6, "going": going} for i in range(3)]},
    }  # fmt: skip
    return Community(profile(**(data | parts)), people + others, tuple(sorted(deeds)))


def faults(made: Pack, paper: str) -> list[str]:
    found = [] if made.all.tagged else ["not tagged"]
    for sheet in made.draft.sheets:
        boxes = card_boxes(paper, sheet["size"]) if sheet["kind"] == "cards" else []
        for number, page in enumerate(made.pages()[sheet["id"]], 1):
            where = f"{sheet['id']} p{number}"
            found += [
                f"{where}: out of its place: {line[:60]}" for line in left_out(page, sheet["kind"], boxes)
            ]
            found += [f"{where}: {a[:40]!r} on {b[:40]!r}" for a, b in page.overlaps()]
            cut = [glyph.text for glyph in page.glyphs if glyph.clipped and glyph.seen]
            found += [f"{where}: cut through: {''.join(cut)[:40]}"] * bool(cut)
            found += [f"{where}: unreadable" for _ in range(page.unmapped)]
            found += [f"{where}: \ufffd"] * ("\ufffd" in page.text)
    return found


def shown(made: Pack, *ids: str) -> str:
    pages = made.pages()
    return "".join(page.flat for id_ in ids for page in pages[id_])


@pytest.mark.parametrize(("language", "paper"), [("zh", "a4"), ("en", "letter")])
def test_markup_is_printed_as_it_is_written(language, paper):
    made = make_pack(hostile(MARKUP), language, paper)
    assert not faults(made, paper)
    wanted = [flat(clean(text)) for text in MARKUP]
    for ids in (
        ("01-join-evening",), ("08-moderation",), ("incentive-cards",), ("incentive-cards-small",),
        ("welcome-cards",), ("name-cards",), ("certificates",), ("11-month-close",),
    ):  # fmt: skip
        text = shown(made, *ids)
        assert [name for name in wanted if name not in text] == [], ids
    tables = shown(made, *(id_ for id_ in made.pages() if "meetup" in id_))
    assert all(name in tables for name in wanted[:4])
    assert wanted[3] in shown(made, "10-commissions"), "the name of the channel"
    assert made.all.author == MARKUP[0]
    assert all(wanted[0] in page.flat for id_ in ("06-week-owner", "roadmap") for page in made.pages()[id_])
    assert not made.draft.missing


@pytest.mark.parametrize(("language", "paper"), [("zh", "letter"), ("en", "a4")])
def test_hard_names_stay_in_their_boxes(language, paper):
    made = make_pack(hostile(HARD), language, paper)
    assert made.draft.missing == {FONTLESS}
    assert "".join(faults(made, paper)) == "", "\n".join(faults(made, paper))
    for name in HARD:
        simple = flat(clean(name).replace(FONTLESS, "·"))
        if simple.isascii() or all("\u4e00" <= letter < "\ua000" or letter == "·" for letter in simple):
            assert simple in shown(made, "welcome-cards"), name


EACH_LONG = list(product(WORDS, ("a4", "letter")))


@pytest.mark.parametrize(
    ("text", "paper"),
    swept(EACH_LONG, lambda *case: EACH_LONG.index(case) % 4 in (0, 3)),
    ids=lambda part: part[:12],
)
def test_long_texts_stay_in_their_boxes(text, paper):
    found = hostile((text, text, "短"))
    made = make_pack(found, "zh", paper)
    assert not faults(made, paper), "\n".join(faults(made, paper))


@pytest.mark.parametrize(("letter", "paper"), [("W", "letter"), ("m", "a4"), ("٠a", "a4"), ("Ж", "letter")])
def test_one_word_of_any_length_stays_in_its_box(letter, paper):
    """Up to 22 letters in a row are no endless word, and wider than a card when they are set in its largest size."""
    made = make_pack(hostile(tuple(letter * n for n in range(7, 23, 3))), "zh", paper)
    assert not faults(made, paper), "\n".join(faults(made, paper))


@pytest.mark.parametrize("text", [LONG, ENDLESS], ids=["Han", "endless"])
def test_names_of_four_hundred_letters_stay_in_their_boxes(text):
    people = [Member(f"h{i}", text, joined=TODAY, consent=True, industry=text) for i in range(3)]
    made = make_pack(Community(hostile(("短",)).profile, tuple(people), ()))
    assert not faults(made, "a4"), "\n".join(faults(made, "a4"))
    assert flat(text)[:12] in shown(made, "name-cards")


def sheet_of(runs, title="x") -> bytes:
    """A sheet with the same runs at every place."""
    head = [{"t": "x"}, *runs]  # our own headings are never empty
    parts = [{"head": head, "items": [{"at": "", "text": runs, "note": runs}], "table": True}]
    table = {
        "cols": [{"label": "x", "width": 1}],
        "rows": [[{"main": runs, "small": runs}], [runs]],
        "height": 7,
    }
    sheet = {
        "kind": "duty", "id": "x", "title": head, "sub": runs, "parts": parts, "table": table, "rules": [runs],
        "rules_label": head, "says": [{"label": runs, "at": "", "lines": [runs]}], "foot": runs, "later": runs, "serves": "",
    }  # fmt: skip
    return json.dumps(dict(pack("quiet").draft.base) | {"paper": "a4", "sheets": [sheet], "title": title})


@pytest.mark.parametrize("text", [*MARKUP, LONG], ids=lambda text: text[:12])
def test_no_place_of_a_sheet_obeys_a_text(text):
    """Straight into the runs, as if nobody had cleaned it."""
    paper = read_paper(typeset(Order("x.pdf", sheet_of([{"t": text}, {"t": text, "b": True}], text))).pdf)
    assert paper.title == text
    assert "".join(page.flat for page in paper.pages).count(flat(text)) >= 20


@settings(max_examples=tries(60))
@given(st.text(max_size=60) | st.sampled_from(HARD))
def test_whatever_strangers_write_can_be_typeset(text):
    """The typesetter refuses a letter that no font has: none of them may reach it."""
    ink = Ink()
    data = json.loads(sheet_of(ink.text(text)))
    paper = read_paper(typeset(Order("x.pdf", json.dumps(data | {"emoji": ink.emoji}))).pdf)
    assert all(page.unmapped == 0 for page in paper.pages)

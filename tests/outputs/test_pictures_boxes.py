"""Every kind, format and language of picture with the hardest names: each text in its box, readable, alone."""

import pytest
from picture_reader import see
from picture_rules import PLACES, SMALLEST, codes, contrasts
from picture_samples import BRANDS, FORMATS, GREEN, HARD, KINDS, MOTIFS, YELLOW, sample, studio

from community_playbook.outputs.images.layouts import formats, kinds, layout
from sweeps import swept

pytestmark = pytest.mark.slow

ALL = [(k, f) for k in KINDS for f in FORMATS]


def turn(kind, format_):
    """The number of a kind and a format, by which they meet everything else in turn."""
    return list(KINDS).index(kind) + FORMATS.index(format_)


def each(third="", values=(), often=lambda kind, format_, value: True):
    """Each kind in each format; with a third axis, of which every run sees what is `often`."""
    if not third:
        return pytest.mark.parametrize(("kind", "format_"), ALL, ids=named)
    cases = swept([(k, f, value) for k, f in ALL for value in values], often)
    return pytest.mark.parametrize(("kind", "format_", third), cases, ids=named)


def named(part):
    return str(part).replace(":", "x")


SOME = {
    "leaderboard": (0, 6, 11),
    "teams": (0, 3, 9),
    "event": (0, 1, 3, 6, 10),
    "incentive": (0, 3, 6, 10, 12),
}
"""Kinds with several names on a picture, or with one that is a small term among others: where they begin."""


def faults(seen, *rules):
    return [fault for rule in rules for fault in rule(seen)]


def has_code(kind, format_):
    return layout(kind, format_).geometry["qr"][2] > 0


def test_no_kind_and_no_format_is_left_out():
    assert set(KINDS) == set(kinds())
    without = {(kind, format_) for kind in KINDS for format_ in FORMATS if not has_code(kind, format_)}
    small = {(kind, format_) for kind, format_ in without if not formats()[format_].geometry["qr"][2]}
    assert {format_ for _, format_ in small} == {"1.91:1"}, "a preview is too small for a code"
    assert {kind for kind, _ in without - small} == {"incentive"}, "the eight terms take the whole foot"


@each()
def test_no_text_of_a_layout_is_too_small(kind, format_):
    plan = layout(kind, format_)
    sizes = {role: item.size for role, item in plan.items.items() if item.size}
    sizes |= {"unit": plan.geometry["unit"]} if plan.geometry.get("unit") else {}
    assert {role: size for role, size in sizes.items() if size < SMALLEST[format_]} == {}


@each("step", (1, 2), lambda kind, format_, step: step == 1 + turn(kind, format_) % 2)
def test_each_brand_and_language_with_hard_names(kind, format_, step):
    """What lies under the letters is looked at pixel by pixel, and each code is read. Two brands of the three: each
    kind, and each format, in each of them all the same; and each brand in each language, over kinds and formats."""
    i = turn(kind, format_)
    number = (i + step) % len(BRANDS)
    language = ("zh", "en")[(number + i) % 2]
    seen = see(studio(BRANDS[number], "beam", language), sample(kind, format_, language, "hard", number + i))
    rules = (*PLACES, contrasts, codes) if language == "zh" else (*PLACES, contrasts)
    found = [f"{BRANDS[number]} {language}: {fault}" for fault in faults(seen, *rules)]
    assert bool(seen.shapes("qr")) == has_code(kind, format_)
    assert not found, "\n".join(found)


PARTS = 3
"""Of the hard names: every run sees one of them in each kind and format, so that each kind and each format sees all."""


@each("part", range(PARTS), lambda kind, format_, part: part == turn(kind, format_) % PARTS)
def test_every_hard_name_stays_in_its_place(kind, format_, part):
    found = []
    for i in SOME.get(kind, range(len(HARD)))[part::PARTS]:
        name = HARD[i]
        seen = see(studio(GREEN), sample(kind, format_, "zh", "hard", i), whole=False)
        found += [f"{i} {name!r}: {fault}" for fault in faults(seen, *PLACES)]
    assert not found, "\n".join(found)


def is_light(kind, format_, motif):
    """Each kind and format with one motif: a light brand is drawn, too, and every run looks."""
    return turn(kind, format_) % len(MOTIFS[1:]) == MOTIFS[1:].index(motif)


@each("motif", MOTIFS[1:], is_light)
def test_every_motif(kind, format_, motif):
    """Where things stand does not hang on the brand."""
    found = []
    for i, brand in enumerate((GREEN, YELLOW) if is_light(kind, format_, motif) else (GREEN,)):
        seen = see(studio(brand, motif), sample(kind, format_, "zh", "plain", i))
        found += [f"{brand}: {fault}" for fault in faults(seen, *PLACES, contrasts)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("kind", "format_"), swept(ALL, lambda kind, format_: turn(kind, format_) % 2 == 0), ids=named
)
def test_for_black_and_white_printers(kind, format_):
    """Black on white, and no colour at all beside that of emoji; every second one, in the same places as in colour."""
    seen = see(studio(GREEN), sample(kind, format_, "zh", "hard", 1, edition="print"))
    assert faults(seen, *PLACES, contrasts, codes) == []
    for box in seen.pen.emoji_boxes:
        seen.bare.paste("#FFFFFF", box)
    assert all(max(colour) == min(colour) for _, colour in seen.bare.getcolors(1 << 20))

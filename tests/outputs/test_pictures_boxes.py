"""Every kind, format and language of picture with the hardest names: each text in its box, readable, alone."""

import pytest
from picture_reader import see
from picture_rules import PLACES, SMALLEST, codes, contrasts
from picture_samples import BRANDS, FORMATS, GREEN, HARD, KINDS, MOTIFS, YELLOW, sample, studio

from community_playbook.outputs.images.layouts import formats, kinds, layout

pytestmark = pytest.mark.slow

EACH = pytest.mark.parametrize(
    ("kind", "format_"),
    [(k, f) for k in KINDS for f in FORMATS],
    ids=lambda part: str(part).replace(":", "x"),
)


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


@EACH
def test_no_text_of_a_layout_is_too_small(kind, format_):
    plan = layout(kind, format_)
    sizes = {role: item.size for role, item in plan.items.items() if item.size}
    sizes |= {"unit": plan.geometry["unit"]} if plan.geometry.get("unit") else {}
    assert {role: size for role, size in sizes.items() if size < SMALLEST[format_]} == {}


@EACH
def test_each_brand_and_language_with_hard_names(kind, format_):
    """What lies under the letters is looked at pixel by pixel, and each code is read."""
    found = []
    turn = list(KINDS).index(kind) + FORMATS.index(format_)
    for number, brand in enumerate(BRANDS):
        if number == turn % len(BRANDS):  # each kind, and each format, in each of them all the same
            continue
        language = ("zh", "en")[(number + turn) % 2]  # each brand in each language, over kinds and formats
        i = number + turn
        seen = see(studio(brand, "beam", language), sample(kind, format_, language, "hard", i))
        rules = (*PLACES, contrasts, codes) if language == "zh" else (*PLACES, contrasts)
        found += [f"{brand} {language} {i}: {fault}" for fault in faults(seen, *rules)]
        assert bool(seen.shapes("qr")) == has_code(kind, format_)
    assert not found, "\n".join(found)


@EACH
def test_every_hard_name_stays_in_its_place(kind, format_):
    found = []
    several = kind in ("leaderboard", "teams", "event")
    for i in SOME[kind] if several or kind == "incentive" else range(len(HARD)):
        name = HARD[i]
        seen = see(studio(GREEN), sample(kind, format_, "zh", "hard", i), whole=False)
        found += [f"{i} {name!r}: {fault}" for fault in faults(seen, *PLACES)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("motif", MOTIFS[1:])
@EACH
def test_every_motif(kind, format_, motif):
    """Where things stand does not hang on the brand: a light one is drawn with one motif of each kind and format."""
    found = []
    light = (list(KINDS).index(kind) + FORMATS.index(format_)) % len(MOTIFS[1:]) == MOTIFS[1:].index(motif)
    for i, brand in enumerate((GREEN, YELLOW) if light else (GREEN,)):
        seen = see(studio(brand, motif), sample(kind, format_, "zh", "plain", i))
        found += [f"{brand}: {fault}" for fault in faults(seen, *PLACES, contrasts)]
    assert not found, "\n".join(found)


@EACH
def test_for_black_and_white_printers(kind, format_):
    """Black on white, and no colour at all beside that of emoji."""
    seen = see(studio(GREEN), sample(kind, format_, "zh", "hard", 1, edition="print"))
    assert faults(seen, *PLACES, contrasts, codes) == []
    for box in seen.pen.emoji_boxes:
        seen.bare.paste("#FFFFFF", box)
    assert all(max(colour) == min(colour) for _, colour in seen.bare.getcolors(1 << 20))

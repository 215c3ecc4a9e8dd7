"""Any brand colour becomes colours that can be read, and two fields that can be told apart."""

import re
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_samples import BRANDS, GREEN, YELLOW

from community_playbook.outputs.images.png import colours
from community_playbook.outputs.look.colours import contrast, mix, rgb, to_hex, to_oklch
from community_playbook.outputs.look.theme import (
    WHITE,
    avatar_colours,
    first_place,
    picture_theme,
    style_sheet,
    theme_roles,
)
from tries import tries

HEX = re.compile(r"#[0-9A-F]{6}")
ANY = st.one_of(
    st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}"),
    st.tuples(st.floats(0, 1), st.floats(0, 0.4), st.floats(0, 360)).map(lambda parts: to_hex(*parts)),
    st.sampled_from(["#000000", "#ffffff", "#808080", "#FEFEFE", "#010101", "#FFFF00", "#00FF00", "#FF0000", "#0000FF"]),
)  # fmt: skip


@settings(max_examples=tries(250))
@given(ANY)
def test_texts_of_any_brand_can_be_read(brand):
    theme = picture_theme(brand)
    assert contrast(theme.on, theme.ground) >= 4.5
    assert contrast(theme.on2, theme.ground) >= 4.5
    assert contrast(theme.ink, theme.paper) >= 4.5
    assert contrast(theme.ink2, theme.paper) >= 4.5
    assert contrast(theme.fact, theme.paper) >= 4.5
    assert contrast(theme.sun, theme.ground) >= 3
    assert contrast(theme.onsun, theme.sun) >= 3
    assert contrast(theme.inside, theme.beam) >= 4.5
    assert contrast(theme.outside, theme.ground) >= 4.5


@settings(max_examples=tries(250))
@given(ANY)
def test_ground_and_paper_are_two_fields(brand):
    theme = picture_theme(brand)
    assert contrast(theme.ground, theme.paper) >= 1.3
    assert contrast(theme.beam, theme.ground) >= 1.3
    assert theme.mode == ("dark" if contrast(theme.on, "#000000") > 10 else "light")


@settings(max_examples=tries(150))
@given(ANY)
def test_the_first_place_can_be_read_too(brand):
    plain = picture_theme(brand)
    theme = first_place(plain)
    assert contrast(theme.on, theme.ground) >= 4.5
    assert contrast(theme.on2, theme.ground) >= 4.5
    assert contrast(theme.sun, theme.ground) >= 3
    assert contrast(theme.inside, theme.beam) >= 4.5
    assert contrast(theme.outside, theme.ground) >= 3
    assert contrast(theme.beam, theme.ground) >= 1.3
    assert theme.beam != plain.beam or plain.beam == plain.sun, "the light is another one"


@settings(max_examples=tries(150))
@given(ANY)
def test_every_role_is_a_colour_and_the_palette_holds_them(brand):
    for theme in (picture_theme(brand), first_place(picture_theme(brand))):
        roles = {name: value for name, value in asdict(theme).items() if name != "mode"}
        assert all(HEX.fullmatch(value) for value in roles.values()), roles
        assert theme_roles(theme) == asdict(theme)
        found = colours(theme)
        assert len(found) <= 256
        assert set(roles.values()) <= set(found)
        assert {theme.colour("ground"), theme.colour("#123456")} == {theme.ground, "#123456"}


def test_the_brand_itself_is_the_field_where_white_can_stand_on_it():
    assert picture_theme(GREEN).ground == GREEN
    assert picture_theme(YELLOW).ground == YELLOW
    assert [picture_theme(brand).mode for brand in BRANDS] == ["dark", "dark", "light"]
    assert picture_theme("#ffffff").mode == "dark"
    assert contrast(picture_theme("#ffffff").ground, WHITE) > 10
    assert picture_theme("#0b6b4f") == picture_theme(GREEN)


@settings(max_examples=tries(60))
@given(ANY)
def test_the_field_keeps_the_hue_of_the_brand(brand):
    light, chroma, hue = to_oklch(brand)
    theme = picture_theme(brand)
    _, other, found = to_oklch(theme.ground)
    if chroma > 0.06 and other > 0.03:
        assert abs((hue - found + 180) % 360 - 180) < 12
    if light > 0.05:
        assert theme.ground != "#000000"


@pytest.mark.parametrize("brand", BRANDS)
def test_printers_get_black_on_white(brand):
    theme = picture_theme(brand, "print")
    assert (theme.ground, theme.paper, theme.beam) == (WHITE,) * 3
    assert (theme.on, theme.ink, theme.fact, theme.inside, theme.outside) == ("#000000",) * 5
    assert all(len(set(rgb(value))) == 1 for name, value in asdict(theme).items() if name != "mode")
    assert first_place(theme) == theme
    assert "stroke:#000" in style_sheet(theme)
    assert "stroke" not in style_sheet(picture_theme(brand))


def test_initials_can_be_read_on_every_avatar():
    found = avatar_colours()
    assert len(set(found)) == 8
    assert all(contrast(WHITE, colour) >= 4.5 for colour in found)
    hues = [to_oklch(colour)[2] for colour in found]
    assert all(abs((a - b + 180) % 360 - 180) > 20 for i, a in enumerate(hues) for b in hues[:i])


def test_mixing_is_what_a_browser_blends():
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"
    assert mix("#102030", "#506070", 0) == "#102030"

"""One brand colour, two themes: the laws of the tokens hold for every colour."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from community_playbook.assets import asset
from community_playbook.outputs.look.colours import contrast, to_hex, to_oklch
from community_playbook.outputs.look.tokens import (
    css_string,
    dark_theme,
    light_theme,
    site_tokens,
    with_brand,
)

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")
PROTOTYPE = {
    "light": "accent #0B6B4F accent-strong #07523C on-accent #FFFFFF tint #E9F2EE tint-2 #C9DFD5 "
    "paper #FBFBF9 raised #FFFFFF ink #16201C ink-2 #55615B line #DCE1DD line-2 #7C8780",
    "dark": "accent #62C9A5 accent-strong #8ADDC0 on-accent #06140F tint #15251F tint-2 #24443A "
    "paper #0F1513 raised #161E1B ink #E7ECE9 ink-2 #A4B0AA line #2A3531 line-2 #6F7D76",
}


@given(colours)
@example("#0B6B4F")
@example("#FFC800")
@example("#E5352B")
@example("#FF6A00")
@example("#7A3CFF")
@example("#2B59FF")
@example("#111111")
@example("#000000")
@example("#FFFFFF")
@example("#888888")
@example("#FFFFFE")
def test_every_brand_reads_in_both_themes(brand: str) -> None:
    for theme in (light_theme(brand), dark_theme(brand)):
        for ground in ("paper", "tint"):
            assert contrast(theme["accent"], theme[ground]) >= 4.5
            assert contrast(theme["accent-strong"], theme[ground]) >= 4.5
            assert contrast(theme["ink"], theme[ground]) >= 7
            assert contrast(theme["ink-2"], theme[ground]) >= 4.5
        assert contrast(theme["ink"], theme["tint-2"]) >= 7
        assert contrast(theme["on-accent"], theme["accent"]) >= 4.5
        assert contrast(theme["on-accent"], theme["accent-strong"]) >= 4.5
        assert contrast(theme["on-fill"], theme["fill"]) >= 4.5
        assert contrast(theme["on-fill"], theme["fill-strong"]) >= 4.5
        assert contrast(theme["line-2"], theme["paper"]) >= 3
        assert theme["accent-strong"] != theme["accent"]
        assert all(re.fullmatch("#[0-9A-F]{6}", value) for value in theme.values())


@given(colours)
def test_the_hue_of_the_brand_stays(brand: str) -> None:
    _, chroma, hue = to_oklch(brand)
    for theme in (light_theme(brand), dark_theme(brand)):
        _, new_chroma, new_hue = to_oklch(theme["accent"])
        if chroma > 0.05 and new_chroma > 0.05:
            assert abs((new_hue - hue + 180) % 360 - 180) < 4


@given(colours)
def test_a_colour_survives_the_way_to_oklch_and_back(colour: str) -> None:
    there_and_back = to_hex(*to_oklch(colour))
    for i in (1, 3, 5):
        assert abs(int(colour[i : i + 2], 16) - int(there_and_back[i : i + 2], 16)) <= 1


def test_the_green_of_the_prototype_is_met() -> None:
    for name, theme in (("light", light_theme("#0B6B4F")), ("dark", dark_theme("#0B6B4F"))):
        words = PROTOTYPE[name].split()
        for token, wanted in zip(words[::2], words[1::2], strict=True):
            for i in (1, 3, 5):
                assert abs(int(theme[token][i : i + 2], 16) - int(wanted[i : i + 2], 16)) <= 4, (name, token)


def test_a_yellow_brand_stays_yellow() -> None:
    light = light_theme("#FFC800")
    assert light["fill"] == "#FFC800"
    assert to_oklch(light["accent"])[1] > 0.1  # as much colour as sRGB has at this depth, no mud
    assert dark_theme("#FFC800")["accent"] == "#FFC800"


def test_a_grey_brand_gives_ink_and_no_colour() -> None:
    for brand in ("#111111", "#888888", "#FFFFFF"):
        assert contrast(light_theme(brand)["accent"], "#FFFFFF") > 7
        assert to_oklch(dark_theme(brand)["accent"])[1] < 0.01


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    with pytest.raises(ValueError):
        contrast("red", "#FFFFFF")


@given(st.text())
@example('"}body{display:none}/*')
@example("a\nb\\22 </style><script>")
def test_a_hostile_name_stays_inside_its_string(name: str) -> None:
    text = css_string(name)
    inside = text[1:-1]
    assert text[0] == text[-1] == '"'
    assert not re.search(r"[\x00-\x1f\"'<>{};]", inside)
    assert re.fullmatch(r"(?:\\[0-9a-f]{6}|[^\\])*", inside)


def test_the_block_fits_into_the_authored_file() -> None:
    css = asset("templates", "site", "css", "tokens.css").read_text("utf-8")
    block = site_tokens("#E5352B", "山行俱乐部", ("第 ", " 页 / 共 ", " 页"))
    new = with_brand(css, block)
    assert block in new
    assert with_brand(new, block) == new
    assert "#0B6B4F" not in new.split("/* brand:end */")[1]
    assert new.count("{") == new.count("}")
    with pytest.raises(ValueError):
        with_brand("body {}", block)


def test_the_authored_file_wears_the_green() -> None:
    css = asset("templates", "site", "css", "tokens.css").read_text("utf-8")
    assert with_brand(css, site_tokens("#0B6B4F")) == css

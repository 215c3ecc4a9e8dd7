"""The files: small, without any metadata, true to the picture, and with a code that every phone reads."""

import io
import struct
import zlib
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_rules import read_codes, recompressed
from picture_samples import BRANDS, FORMATS, GREEN, KINDS, LINK, YELLOW, sample, studio
from PIL import Image, ImageChops, ImageStat

from community_playbook.outputs.images.drawing import draw
from community_playbook.outputs.images.layouts import layout
from community_playbook.outputs.images.picture import Face
from community_playbook.outputs.images.png import WORST_MEAN, encode
from community_playbook.outputs.images.studio import LEAST_MODULE, Studio, Style
from community_playbook.outputs.look.colours import rgb
from community_playbook.outputs.look.emblems import emblem_colours
from community_playbook.outputs.look.theme import avatar_colours, first_place, picture_theme, theme_roles
from tries import tries

pytestmark = pytest.mark.slow

ALLOWED = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"]
MOST = 60 * 1024
MOST_LINK = 300 * 1024
WORST = 40
"""Of a channel, at the edge of a letter; flat fields are exact."""


def chunks(png):
    """(name, data) of each chunk; checks lengths and sums."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, found = 8, []
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(name + data)
        found.append((name, data))
        at += 12 + length
    return found


def opened(png):
    with Image.open(io.BytesIO(png)) as image:
        image.load()
        return image


def errors(image, other):
    """Mean and greatest difference of a channel."""
    found = ImageStat.Stat(ImageChops.difference(image, other))
    return max(found.mean), max(high for _, high in found.extrema)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("brand", [GREEN, YELLOW])
def test_a_square_card_is_small_plain_and_true(kind, brand):
    drawn = draw(studio(brand), sample(kind, "1:1"))
    png = drawn.png()
    assert [name for name, _ in chunks(png)] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert len(png) <= MOST
    image = opened(png)
    assert (image.mode, image.size, image.info) == ("P", (1080, 1080), {})
    flat = image.convert("RGB")
    mean, worst = errors(drawn.image, flat)
    assert worst <= WORST
    assert mean < 1


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("first", [False, True])
def test_flat_fields_keep_their_colour_to_the_bit(brand, first):
    theme = picture_theme(brand)
    theme = first_place(theme) if first else theme
    exact = {value for name, value in asdict(theme).items() if name != "mode"} | set(avatar_colours())
    emblem = set(emblem_colours(theme_roles(theme)).values())
    assert changed(theme, exact) == {}
    assert changed(theme, emblem) == {}, "colours of emblems"


def changed(theme, colours):
    """The colours that a file shows as others: {before: after}."""
    ordered = sorted(colours)
    strip = Image.new("RGB", (len(ordered), 1))
    for x, colour in enumerate(ordered):
        strip.paste(colour, (x, 0, x + 1, 1))
    flat = opened(encode(strip, theme, False, ())).convert("RGB")
    seen = ["#{:02X}{:02X}{:02X}".format(*flat.getpixel((x, 0))) for x in range(len(ordered))]
    return {a: b for a, b in zip(ordered, seen, strict=True) if a != b}


@settings(max_examples=tries(100))
@given(st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}"))
def test_the_fields_of_any_brand_keep_their_colour(brand):
    """But for two colours that are almost one: then the first of them stands for both."""
    theme = picture_theme(brand)
    found = changed(theme, {theme.ground, theme.paper, theme.ink, theme.fact, theme.sun, theme.on})
    assert all(abs(x - y) <= 4 for a, b in found.items() for x, y in zip(rgb(a), rgb(b), strict=True))
    assert theme.ground not in found


@pytest.mark.parametrize("format_", FORMATS)
def test_emoji_keep_their_colours(format_):
    """In the palette as long as that is good enough, else the whole picture is written in full colour."""
    drawing = studio(GREEN)
    for kind, i in (("rank", 6), ("leaderboard", 6), ("welcome", 6)):
        drawn = draw(drawing, sample(kind, format_, "zh", "hard", i))
        assert drawn.emoji_boxes
        png = drawn.png()
        assert {name for name, _ in chunks(png)} <= set(ALLOWED)
        flat = opened(png).convert("RGB")
        for box in drawn.emoji_boxes:
            assert errors(drawn.image.crop(box), flat.crop(box))[0] <= WORST_MEAN


def noise(path, size=(300, 200)):
    """A photo with all colours."""
    Image.merge("RGB", [Image.effect_noise(size, 90) for _ in range(3)]).save(path)


def test_a_photo_is_written_as_it_is(tmp_path):
    noise(tmp_path / "me.png")
    drawing = Studio(Style(GREEN, "beam", "灯塔会员", folder=str(tmp_path)))
    for format_ in ("1:1", "1.91:1"):
        picture = replace(sample("rank", format_), faces=(Face("小满", 0, "me.png"),))
        drawn = draw(drawing, picture)
        assert drawn.photos
        png = drawn.png()
        assert [name for name, _ in chunks(png)] == [b"IHDR", b"IDAT", b"IEND"]
        assert opened(png).mode == "RGB"
        assert ImageChops.difference(opened(png), drawn.image).getbbox() is None
        assert len(png) < MOST_LINK or format_ != "1.91:1"
        x, y, radius = layout("rank", format_).circle("lamp")
        face = drawn.image.crop(
            (int(x - radius / 2), int(y - radius / 2), int(x + radius / 2), int(y + radius / 2))
        )
        assert len(face.getcolors(1 << 20)) > 1000, "the photo is there"
    missing = replace(picture, faces=(Face("小满", 0, "gone.png"),))
    assert not draw(drawing, missing).photos


def test_the_palette_does_not_depend_on_what_was_drawn_before():
    picture = sample("rank", "1:1", "zh", "plain", 1)
    alone = draw(Studio(Style(GREEN, "beam", "灯塔会员", LINK)), picture).png()
    used = studio(GREEN)
    draw(used, sample("rank", "1:1", "zh", "hard", 6)).png()
    draw(used, sample("leaderboard", "3:4", "en", "hard", 3)).png()
    assert draw(used, picture).png() == alone


LENGTHS = (17, 25, 40, 60, 80, 120, 160, 220, 300)


@pytest.mark.parametrize(
    ("kind", "format_"), [("leaderboard", "1:1"), ("leaderboard", "3:4"), ("rank", "9:16")]
)
def test_a_long_link_is_left_out_before_it_cannot_be_read(kind, format_):
    seen = []
    for length in LENGTHS:
        link = "https://a.example/" + "Zx8k" * 80
        drawn = draw(studio(GREEN, "beam", "zh", link[:length]), sample(kind, format_))
        codes = [placed for placed in drawn.placed if placed.kind == "qr"]
        seen.append(bool(codes))
        if codes:
            assert read_codes(recompressed(drawn.image)) == [link[:length]]
            assert codes[0].box.width <= layout(kind, format_).geometry["qr"][2]
        else:
            assert [p.kind for p in drawn.placed].count("mark") == 2, "the sign stands in its place"
    assert seen == sorted(seen, reverse=True)
    assert seen[2]
    assert not seen[-1]
    assert LEAST_MODULE == 3


def test_no_link_and_no_wish_is_no_code():
    for link, qr in (("", True), (LINK, False)):
        drawn = draw(studio(GREEN, "beam", "zh", link), sample("rank", "1:1", qr=qr))
        assert not [placed for placed in drawn.placed if placed.kind == "qr"]
        assert read_codes(drawn.image) == []

"""Every badge that a profile can define gets a picture of one family: by its words, else by its condition."""

import io
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops

from community_playbook.assets import parse_yaml
from community_playbook.community.rewards import Badge, BadgeRule, Given, PointRule
from community_playbook.outputs.look.emblems import (
    Emblem,
    emblem_body,
    emblem_colours,
    emblem_family,
    emblem_of,
    emblem_style,
    emblem_svg,
)

pytestmark = pytest.mark.slow

resvg_py = pytest.importorskip("resvg_py")

FAMILY = emblem_family()
MOTIFS = ("beam", "wave", "peak", "leaf", "disc")
EXAMPLES = Path(__file__).parents[2] / "examples"
DARK = {
    "mode": "dark", "ground": "#0B6B4F", "paper": "#EEF9F4", "ink": "#01291C", "ink2": "#4A6C5E",
    "deep": "#004934", "glow": "#368367", "sun": "#FBCB2F",
}  # fmt: skip
LIGHT = {
    "mode": "light", "ground": "#FFC800", "paper": "#FEFAEE", "ink": "#231C0C", "ink2": "#6D6249",
    "deep": "#E7B616", "glow": "#FFE5A4", "sun": "#231C0C",
}  # fmt: skip
MARKS = dict.fromkeys("poibgakPOtl", "#000000")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240">'


def drawn(svg: str, width: int = 120) -> Image.Image:
    picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width))))
    return picture.convert("RGBA")


def only(emblem: Emblem, classes: str, motif: str = "beam") -> Image.Image:
    """The pixels of some classes as a mask: white where one of them shows."""
    colours = MARKS | dict.fromkeys(classes, "#FFFFFF")
    return drawn(emblem_svg(emblem, colours, motif), 240).convert("L")


def ink(mask: Image.Image) -> int:
    """Pixels more than half covered."""
    return sum(mask.histogram()[128:])


def years_for(glyph: str) -> int:
    return 12 if glyph == "years" else 0


@pytest.mark.parametrize("glyph", FAMILY.glyphs)
@pytest.mark.parametrize("shape", FAMILY.shapes)
def test_every_glyph_stands_on_every_face(shape: str, glyph: str) -> None:
    emblem = Emblem(shape, glyph, 1, years_for(glyph))
    lit = ink(only(emblem, "a"))
    assert lit >= 150, "the accent is seen"
    body = emblem_body(emblem, "beam")
    part = body[body.index('<g class="g"') : body.index('<rect class="p"')]
    alone = drawn(f"{SVG}{emblem_style(MARKS)}{part}</svg>", 240).getchannel("A")
    clip = f'<g transform="translate(120 120) scale(.86) translate(-120 -120)"><path d="{FAMILY.shapes[shape].outline}"/></g>'
    face = drawn(f"{SVG}{clip}</svg>", 240).getchannel("A")
    outside = ImageChops.subtract(alone, face)
    if (shape, glyph) == ("place", "city"):  # it stands on the ground, behind the tab
        outside.paste(0, (0, 185, 240, 240))
    allowed = 25 if (shape, glyph) == ("answer", "bubbles") else 0  # as in the study: a corner on the edge
    assert ink(outside) <= allowed, outside.getbbox()


def test_the_accent_is_one_part() -> None:
    for name, glyph in FAMILY.glyphs.items():
        assert glyph.svg.count('class="a"') == 1, name
        assert set(re.findall(r'class="(\w+)"', glyph.svg)) <= {"a", "k"}, name
        assert "stroke" not in glyph.svg, name
        assert glyph.home in FAMILY.shapes, name


def test_the_circle_of_a_glyph_holds_it() -> None:
    for name, glyph in FAMILY.glyphs.items():
        x, y, radius = glyph.circle
        hole = f'<mask id="m"><rect width="240" height="240" fill="#fff"/><circle cx="{x}" cy="{y}" r="{radius}"/></mask>'
        rest = drawn(f'{SVG}{hole}<g mask="url(#m)">{glyph.svg}</g></svg>', 240).getchannel("A")
        assert ink(rest) == 0, (name, rest.getbbox())


@pytest.mark.parametrize("motif", MOTIFS)
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_every_face_motif_and_level_is_drawn(theme: dict[str, str], motif: str) -> None:
    glyphs, colours = list(FAMILY.glyphs), emblem_colours(theme)
    for row, shape in enumerate(FAMILY.shapes):
        for level in (1, 2, 3):
            for step in range(0, len(glyphs), 7):
                glyph = glyphs[(row + level + step) % len(glyphs)]
                picture = drawn(emblem_svg(Emblem(shape, glyph, level, years_for(glyph)), colours, motif), 72)
                assert picture.size == (72, 72)
                seen = {c[:3] for _, c in picture.getcolors(72 * 72) if c[3] == 255}
                for letter in "pogai":
                    assert tuple(bytes.fromhex(colours[letter][1:])) in seen, (shape, glyph, letter)


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_motif_lights_a_part_of_every_face(motif: str) -> None:
    assert set(FAMILY.beams) == set(MOTIFS)
    for shape in FAMILY.shapes:
        emblem = Emblem(shape, "question", 1, 0)
        lit, face = ink(only(emblem, "b", motif)), ink(only(emblem, "bi", motif))
        assert 0.3 < lit / face < 0.46, (shape, lit / face)


def test_lamps_are_the_level() -> None:
    for shape in FAMILY.shapes:
        for level in (1, 2, 3):
            mask = only(Emblem(shape, "star", level, 0), "l")
            row = mask.crop((0, round(FAMILY.shapes[shape].tab), 240, round(FAMILY.shapes[shape].tab) + 1))
            text = "".join("#" if value > 128 else " " for value in row.tobytes())
            assert len(text.split()) == level


def test_years_are_paths_and_keep_clear_of_the_ring() -> None:
    pictures = set()
    for years in range(1, 100):
        svg = emblem_svg(Emblem("time", "years", 1, years), MARKS | {"g": "#FFFFFF"}, "beam")
        assert "<text" not in svg
        picture = drawn(svg, 240).convert("L")
        number = picture.crop((77, 77, 163, 163))
        box = Image.new("L", (240, 240))
        box.paste(number, (77, 77))
        box = box.crop((84, 86, 156, 154))
        assert ink(box) > 400
        pictures.add(box.tobytes())
        assert picture.getpixel((120, 83)) == 0
    assert len(pictures) == 99


def test_colours_follow_the_study() -> None:
    dark, light = emblem_colours(DARK), emblem_colours(LIGHT)
    study = "p #EEF9F4 o #004934 i #0B6B4F b #368367 g #EEF9F4 a #FBCB2F k #0B6B4F P #EEF9F4 O #004934 t #004934 l #FBCB2F"
    assert dark == dict(zip(study.split()[::2], study.split()[1::2], strict=True))
    assert light["b"] == "#4F4839"
    assert (light["i"], light["g"], light["a"]) == (LIGHT["ink"], LIGHT["ground"], LIGHT["paper"])
    assert set(emblem_colours(LIGHT | {"mode": "print"})) == set(dark)


def test_a_hostile_title_is_only_text() -> None:
    title = '</title><script>alert(1)</script>&"\x00\x1b\ud800'
    svg = emblem_svg(Emblem("create", "article", 1, 0), emblem_colours(DARK), "beam", title)
    root = ElementTree.fromstring(svg)
    assert root.find("{*}script") is None
    assert root.findtext("{*}title") == '</title><script>alert(1)</script>&"'
    assert "<title>" not in emblem_svg(Emblem("create", "article", 1, 0), emblem_colours(DARK), "beam")


def example_emblem(name: str) -> Emblem:
    for path in EXAMPLES.glob("*/profile.yml"):
        profile = parse_yaml(path.read_text("utf-8"))
        badges = [Badge.model_validate(badge) for badge in profile.get("badges", [])]
        rules = [PointRule.model_validate(rule) for rule in profile.get("points", {}).get("rules", [])]
        for badge in badges:
            if badge.id == name:
                return emblem_of(badge, badges, rules)
    raise KeyError(name)


@pytest.mark.parametrize(
    "badge, emblem",
    [
        ("writer-10", ("create", "article", 1, 0)),
        ("answers-100", ("answer", "bubbles", 3, 0)),
        ("three-years", ("time", "years", 2, 3)),
        ("shift-20", ("place", "stall", 1, 0)),
        ("speaker", ("share", "microphone", 1, 0)),
        ("reviewer-50", ("answer", "review", 2, 0)),
        ("five-years", ("time", "years", 3, 5)),
        ("run-50", ("place", "run", 2, 0)),
        ("pacer-10", ("help", "run", 1, 0)),
    ],
)
def test_the_examples(badge: str, emblem: tuple[str, str, int, int]) -> None:
    assert example_emblem(badge) == Emblem(*emblem)


@pytest.mark.parametrize(
    "name, when, glyph",
    [
        ("首次分享", {"action": "share"}, "lamp"),
        ("销冠", {"rank": 1}, "chevrons"),
        ("城市主理人", {"action": "host"}, "city"),
        ("上榜", {"rank": 10}, "podium"),
        ("Number one", {"rank": 1}, "cup"),
        ("千分", {"points": 1000}, "star"),
        ("Trunk", {"action": "x"}, "star"),
        ("Trunk", {}, "heart"),
        ("欢迎大使", {"action": "welcome"}, "wave"),
        ("Meetup regular", {"action": "meetup"}, "table"),
        ("读书人", {"action": "共读"}, "book"),
        ("好问题", {"action": "提问"}, "question"),
        ("Topic starter", {"action": "x"}, "star"),
        ("最佳新人", {}, "sprout"),
        ("Connector", {"action": "introduce"}, "pair"),
        ("Career guide", {"action": "career"}, "star"),
        ("技术答疑", {"action": "答疑"}, "bubbles"),
        ("周榜冠军", {"rank": 1}, "cup"),
    ],
)
def test_words_choose(name: str, when: dict[str, object], glyph: str) -> None:
    badge = Badge(id="b", name=name, when=BadgeRule.model_validate(when))
    assert emblem_of(badge, [badge]).glyph == glyph


def test_words_and_fallbacks_name_what_there_is() -> None:
    chosen = [(line.shape, line.glyph) for line in FAMILY.words] + list(FAMILY.fallback.values())
    assert {shape for shape, _ in chosen} == set(FAMILY.shapes)
    assert {glyph for _, glyph in chosen} == set(FAMILY.glyphs)
    assert set(FAMILY.fallback) == {"years", "rank", "rank_one", "points", "action", "given"}


def test_the_profile_may_choose_the_picture() -> None:
    def chosen(wish: str, **when: object) -> Emblem:
        badge = Badge(id="b", name="写作", emblem=wish, when=BadgeRule.model_validate(when))
        return emblem_of(badge, [badge])

    assert chosen("mountain") == Emblem("place", "mountain", 1, 0)
    assert chosen("no such") == Emblem("create", "article", 1, 0)
    assert chosen("years") == Emblem("create", "article", 1, 0), "no number, no ring"
    assert chosen("years", years=7) == Emblem("time", "years", 3, 7)
    assert chosen("cup", years=100) == Emblem("rank", "cup", 3, 99)


def test_levels_are_places_on_the_ladder() -> None:
    def levels(*whens: dict[str, object]) -> list[int]:
        badges = [Badge(id=f"b{n}", name="b", when=BadgeRule.model_validate(w)) for n, w in enumerate(whens)]
        return [emblem_of(badge, badges).level for badge in badges]

    posts = [{"action": "post", "count": n} for n in (100, 1, 10, 500)]
    assert levels(*posts) == [3, 1, 2, 3]
    assert levels(posts[0], {"action": "answer", "count": 100}, {"action": "talk"}) == [3, 3, 1]
    assert levels({"years": 1}, {"years": 3}) == [1, 2]
    assert [levels({"years": n})[0] for n in (1, 3, 5)] == [1, 2, 3]
    assert [levels({"rank": n})[0] for n in (1, 3, 10)] == [3, 2, 1]
    assert levels({"rank": 1}, {"rank": 10}) == [2, 1]
    assert levels({"points": 100}, {}, {}) == [1, 1, 1]
    given = Badge(id="g", name="?", given=[Given(member="m", day=date(2026, 1, 1), reason="r")])
    assert emblem_of(given, [given]) == Emblem("help", "heart", 1, 0)

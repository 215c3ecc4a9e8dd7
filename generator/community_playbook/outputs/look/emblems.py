"""What does a badge look like? Shape = kind of deed, glyph = the deed, lamps in the tab = its level.

Every part is data in `templates/images/emblems.yml`; only the colours change with the brand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import NamedTuple

from ...assets import asset, parse_yaml
from ...community.rewards import Badge, Condition, PointRule
from .colours import mix

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDE_NUMBER = (0.76, 0.84)
"""How two digits are narrowed and lowered, so that they keep clear of the ring."""


class Emblem(NamedTuple):
    """One picture: `shape` and `glyph` by their names in the YAML, `level` 1 to 3, `years` 0 or 1 to 99."""

    shape: str
    glyph: str
    level: int
    years: int


class Shape(NamedTuple):
    """An outline, the y of its tab's lamps, and the circle (x, y, r) that guests of its face may fill."""

    outline: str
    tab: float
    room: tuple[float, float, float]


class Glyph(NamedTuple):
    """SVG markup, the shape that it was drawn for, and the circle (x, y, r) that holds its ink."""

    home: str
    circle: tuple[float, float, float]
    svg: str


class Words(NamedTuple):
    """The words that choose one shape and glyph."""

    shape: str
    glyph: str
    found: re.Pattern[str]


class Family(NamedTuple):
    """`emblems.yml`, read once."""

    shapes: dict[str, Shape]
    beams: dict[str, str]
    glyphs: dict[str, Glyph]
    digits: dict[str, tuple[float, str]]
    words: list[Words]
    fallback: dict[str, tuple[str, str]]
    """Shape and glyph by kind of condition, what an emblem shows first on top."""
    lamps: dict[str, tuple[int, int]]
    """By kind: from which number on a badge has two lamps and three; falling where less is better."""
    classes: dict[str, dict[str, str | list[str | float]]]


@cache
def emblem_family() -> Family:
    """The parts of all emblems, as authored in `templates/images/emblems.yml`."""
    tree = parse_yaml(asset("templates", "images", "emblems.yml").read_text("utf-8"))
    return Family(
        shapes={n: Shape(s["d"], s["tab"], tuple(s["room"])) for n, s in tree["shapes"].items()},
        beams=tree["beams"],
        glyphs={n: Glyph(g["home"], tuple(g["circle"]), g["svg"]) for n, g in tree["glyphs"].items()},
        digits={digit: (width, path) for digit, (width, path) in tree["digits"].items()},
        words=[Words(line["shape"], line["glyph"], word_pattern(line["words"])) for line in tree["words"]],
        fallback={name: (pair["shape"], pair["glyph"]) for name, pair in tree["fallback"].items()},
        lamps={name: tuple(pair["lamps"]) for name, pair in tree["fallback"].items() if "lamps" in pair},
        classes=tree["classes"],
    )


def word_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Finds any of the words; a Latin word only from its first letter on (run: runner, not trunk)."""
    return re.compile("|".join((r"(?<![a-z])" if w[0].isascii() else "") + re.escape(w) for w in words))


def emblem_of(badge: Badge, badges: Sequence[Badge], rules: Sequence[PointRule] = ()) -> Emblem:
    """The emblem of a badge: by its own wish, its words, or the kind of its condition.

    `badges` are all badges of the profile (for the level), `rules` its point rules (for their names).
    """
    family, years, main = emblem_family(), min(badge.when.years or 0, 99), main_condition(badge)
    wish = (badge.emblem or "").lower()
    if wish in family.glyphs and (wish != "years" or years):
        shape, glyph = family.glyphs[wish].home, wish
    elif main.kind == "years":
        shape, glyph = family.fallback["years"]
    else:
        text = "\n".join(badge_words(badge, rules)).lower()
        found = next(((w.shape, w.glyph) for w in family.words if w.found.search(text)), None)
        shape, glyph = found or fallback(main)
    return Emblem(shape, glyph, emblem_level(badge, badges), years)


def badge_words(badge: Badge, rules: Sequence[PointRule]) -> list[str]:
    """The texts that say what a badge is for."""
    action = badge.when.action
    names = [rule.name for rule in rules if rule.action == action and rule.name]
    return [*([action] if action else []), *names, badge.id, badge.name]


def main_condition(badge: Badge) -> Condition:
    """The one of its conditions that a badge shows: whichever stands first under `fallback:`."""
    order = list(emblem_family().fallback)
    found = badge.when.conditions()
    return min(found, key=lambda c: (*order, c.kind).index(c.kind), default=Condition("given", 1))


def fallback(condition: Condition) -> tuple[str, str]:
    """Shape and glyph of a kind of condition (`<kind>_one`: of a single one); else as given by hand."""
    drawn = emblem_family().fallback
    keys = (f"{condition.kind}_one" if condition.wanted == 1 else condition.kind, condition.kind, "given")
    return next(drawn[key] for key in keys if key in drawn)


def emblem_level(badge: Badge, badges: Sequence[Badge]) -> int:
    """1 to 3: its place among the badges with the same deed or kind of condition, the easiest first.

    A badge alone has its level by the size of what it asks for.
    """
    ladder, step = condition_step(badge)
    kind = ladder[0]
    steps = {s for b in badges for name, s in [condition_step(b)] if name == ladder}
    if len(steps | {step}) > 1:
        return min(sum(s < step for s in steps) + 1, 3)
    two, three = (climbed(kind, lamps) for lamps in emblem_family().lamps.get(kind, (2, 3)))
    return 1 + (step >= two) + (step >= three)


def condition_step(badge: Badge) -> tuple[tuple[str, str], int]:
    """The ladder on which a badge stands, and how high."""
    main = main_condition(badge)
    subject = badge.id if main.kind == "given" else main.deed
    return (main.kind, subject), climbed(main.kind, main.wanted)


def climbed(kind: str, number: int) -> int:
    """A number as a step of a ladder that leads upwards: a rank counts below zero."""
    two, three = emblem_family().lamps.get(kind, (2, 3))
    return number if two < three else -number


def emblem_colours(theme: Mapping[str, str]) -> dict[str, str]:
    """#RRGGBB by class letter, from the roles of a picture theme and its `mode` (dark, light or print)."""
    return {
        letter: theme[role]
        if isinstance(role, str)
        else mix(theme[str(role[0])], theme[str(role[1])], float(role[2]))
        for letter, role in emblem_family().classes[theme["mode"]].items()
    }


def emblem_style(colours: Mapping[str, str]) -> str:
    """The `<style>` block: capital letters are strokes, small ones fills."""
    rules = (f".{c}{{{'stroke' if c.isupper() else 'fill'}:{colour}}}" for c, colour in colours.items())
    return f"<style>{''.join(rules)}</style>"


def emblem_svg(emblem: Emblem, colours: Mapping[str, str], motif: str, title: str = "") -> str:
    """A whole SVG document, without fonts, scripts or links. `motif` is a name under `beams:`."""
    name = f"<title>{escape(NOT_IN_XML.sub('', title))}</title>" if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240">'
        f"{name}{emblem_style(colours)}{emblem_body(emblem, motif)}</svg>"
    )


def emblem_body(emblem: Emblem, motif: str) -> str:
    """The markup inside of the document, 240 units square; its classes need `emblem_style`."""
    family = emblem_family()
    outline = family.shapes[emblem.shape].outline
    return (
        f'<clipPath id="face-{emblem.shape}"><path transform="translate(120 120) scale(.86) '
        f'translate(-120 -120)" d="{outline}"/></clipPath>'
        f'<g stroke-linejoin="round"><path d="{outline}" class="p P" stroke-width="20"/>'
        f'<path d="{outline}" class="o O" stroke-width="6"/></g>'
        f'<g clip-path="url(#face-{emblem.shape})"><rect class="i" width="240" height="240"/>'
        f'<path class="b" d="{family.beams[motif]}"/></g>'
        f"{glyph_markup(emblem)}{tab_markup(family.shapes[emblem.shape].tab, emblem.level)}"
    )


def glyph_markup(emblem: Emblem) -> str:
    """The glyph in its place: as drawn on its home shape, else fitted from its circle into the room."""
    family = emblem_family()
    glyph, (x, y, radius) = family.glyphs[emblem.glyph], family.shapes[emblem.shape].room
    place = ""
    if glyph.home != emblem.shape:
        own_x, own_y, own_radius = glyph.circle
        scale = radius / own_radius
        place = f' transform="translate({x:g} {y:g}) scale({scale:.3f}) translate({-own_x:g} {-own_y:g})"'
    number = years_markup(emblem.years) if emblem.glyph == "years" else ""
    return f'<g class="g"{place}>{glyph.svg}{number}</g>'


def years_markup(years: int) -> str:
    """A number in the middle of the ring of lamps, drawn as paths: no font is needed."""
    if not years:
        return ""
    digits = [emblem_family().digits[digit] for digit in str(years)]
    wide, high = WIDE_NUMBER if len(digits) > 1 else (1.0, 1.0)
    gap = 8.0
    total = sum(width for width, _ in digits) + gap * (len(digits) - 1)
    paths, x = [], -total / 2
    for width, path in digits:
        paths.append(f'<path transform="translate({x:g} -30)" d="{path}"/>')
        x += width + gap
    return f'<g transform="translate(120 120) scale({wide:g} {high:g})">{"".join(paths)}</g>'


def tab_markup(y: float, level: int) -> str:
    """The tab at the foot with one lamp for each level; `y` is the middle of the lamps."""
    width = 26 + 22 * level
    left = 120 - width // 2
    lamps = (f'<circle class="l" cx="{131 - 11 * level + 22 * n}" cy="{y:g}" r="6.5"/>' for n in range(level))
    return (
        f'<rect class="p" x="{left - 5}" y="{y - 19:g}" width="{width + 10}" height="38" rx="19"/>'
        f'<rect class="t" x="{left}" y="{y - 14:g}" width="{width}" height="28" rx="14"/>'
        f"{''.join(lamps)}"
    )

"""Which colours does a picture wear? One brand colour in, two flat fields and one accent out.

The formula is the one of the picture study: white on the brand (dark), ink on it where it is too bright for
white (light), ink as the ground where the brand is close to white, and an edition for black-and-white
printers. Every pair that carries text is computed until its contrast holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from .colours import contrast, mix, step_until, to_hex, to_oklch

WHITE = "#FFFFFF"
AVATAR_HUES = (22, 52, 112, 160, 205, 258, 300, 345)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role, each #RRGGBB. On `ground` stand on, on2 and sun; on `paper` ink, ink2 and fact."""

    mode: str
    """dark, light, or print."""
    ground: str
    on: str
    on2: str
    """Muted, still 4.5:1."""
    paper: str
    ink: str
    ink2: str
    fact: str
    """The brand as text on paper."""
    glow: str
    """Light without text."""
    deep: str
    """Unlit steps of the gauge, rims of emblems."""
    sun: str
    """Rank, points and the hero's ring; 3:1 on the ground: large text and shapes only."""
    onsun: str
    line: str
    """Hairlines on paper."""
    beam: str = ""
    """The zone that the fact stands in."""
    inside: str = ""
    """The fact within the zone."""
    outside: str = ""
    """The fact outside of it."""

    def colour(self, role: str) -> str:
        """The colour of a role, or `role` itself where it is a colour."""
        return role if role.startswith("#") else str(getattr(self, role))


@lru_cache(maxsize=32)
def picture_theme(brand: str, edition: str = "screen") -> Theme:
    """The theme of one brand colour (#RRGGBB). `edition`: screen or print (black on white)."""
    if edition == "print":
        return print_theme()
    if contrast(WHITE, brand) >= 3:
        return dark_theme(brand)
    light = light_theme(brand)
    if contrast(light.ground, light.paper) < 1.3:  # a brand close to white: field and paper would be one
        return dark_theme(to_hex(0.25, min(to_oklch(brand)[1], 0.05), to_oklch(brand)[2]))
    return light


def theme_roles(theme: Theme) -> dict[str, str]:
    """The theme as the emblems take it."""
    return asdict(theme)


@lru_cache(maxsize=32)
def first_place(theme: Theme) -> Theme:
    """The edition for the first place: the light turns gold; a bright brand turns over to ink."""
    if theme.mode == "print":
        return theme
    if theme.mode == "dark":
        return replace(theme, beam=theme.sun, inside=theme.ink, outside=theme.sun)
    return replace(
        theme,
        ground=theme.ink,
        on=theme.paper,
        on2=mix(theme.ink, theme.paper, 0.75),
        sun=theme.ground,
        onsun=theme.ink,
        glow=mix(theme.ink, theme.paper, 0.2),
        deep=mix(theme.ink, theme.paper, 0.1),
        beam=theme.ground,
        inside=theme.ink,
        outside=theme.ground,
    )


def dark_theme(brand: str) -> Theme:
    light, chroma, hue = to_oklch(brand)
    ground = brand.upper()
    while contrast(WHITE, ground) < 4.8:
        light -= 0.005
        ground = to_hex(light, chroma, hue)
    paper = to_hex(0.972, min(0.022, 0.14 * chroma), hue)
    ink = to_hex(0.25, min(chroma, 0.055), hue)
    near_gold = min(abs(hue - 88), 360 - abs(hue - 88)) <= 45 and chroma > 0.03
    sun = paper if near_gold else step_until(lambda c: contrast(c, ground) >= 3.4, 0.86, 0.165, 90, 0.005)
    fact = ground if contrast(ground, paper) >= 4.5 else to_hex(light - 0.06, chroma, hue)
    return Theme(
        mode="dark",
        ground=ground,
        on=WHITE,
        on2=mixed_until(lambda c: contrast(c, ground) >= 4.55, ground, WHITE, 0.74),
        paper=paper,
        ink=ink,
        ink2=step_until(lambda c: contrast(c, paper) >= 5, 0.50, min(chroma, 0.045), hue, -0.01),
        fact=fact,
        glow=to_hex(light + 0.085, 0.95 * chroma, hue),
        deep=to_hex(light - 0.11, 0.92 * chroma, hue),
        sun=sun,
        onsun=ink,
        line=mix(paper, ink, 0.14),
        beam=paper,
        inside=fact,
        outside=WHITE,
    )


def light_theme(brand: str) -> Theme:
    light, chroma, hue = to_oklch(brand)
    ground, ink = brand.upper(), to_hex(0.23, 0.03, hue)
    paper = to_hex(0.985, 0.016, hue)
    return Theme(
        mode="light",
        ground=ground,
        on=ink,
        on2=step_until(lambda c: contrast(c, ground) >= 5.2, 0.40, 0.05, hue, -0.01),
        paper=paper,
        ink=ink,
        ink2=step_until(lambda c: contrast(c, paper) >= 5, 0.50, 0.04, hue, -0.01),
        fact=ink,
        glow=to_hex(min(0.93, light + 0.07), 0.72 * chroma, hue),
        deep=to_hex(light - 0.06, chroma, hue),
        sun=ink,
        onsun=ground,
        line=mix(paper, ink, 0.14),
        beam=paper,
        inside=ink,
        outside=ink,
    )


def print_theme() -> Theme:
    """For black-and-white printers: no fills but the hero's; the zone is drawn with an outline."""
    return Theme(
        mode="print",
        ground=WHITE,
        on="#000000",
        on2="#4A4A4A",
        paper=WHITE,
        ink="#000000",
        ink2="#4A4A4A",
        fact="#000000",
        glow="#E4E4E4",
        deep="#BDBDBD",
        sun="#000000",
        onsun=WHITE,
        line="#B0B0B0",
        beam=WHITE,
        inside="#000000",
        outside="#000000",
    )


def mixed_until(ok: Callable[[str], bool], under: str, over: str, share: float) -> str:
    while share < 1 and not ok(mix(under, over, share)):
        share += 0.01
    return mix(under, over, min(share, 1))


@lru_cache(maxsize=1)
def avatar_colours() -> tuple[str, ...]:
    """The eight colours behind initials; white reaches 4.6:1 on each."""
    return tuple(
        step_until(lambda c: contrast(WHITE, c) >= 4.6, 0.56, 0.13, hue, -0.005) for hue in AVATAR_HUES
    )


def style_sheet(theme: Theme) -> str:
    """The classes of all drawings: g ground, p paper, z light, w glow, d deep, s sun, i ink, o on, n line."""
    roles = {
        "g": theme.ground, "p": theme.paper, "z": theme.beam, "w": theme.glow, "d": theme.deep,
        "s": theme.sun, "i": theme.ink, "o": theme.on, "n": theme.line, "f": theme.fact,
    }  # fmt: skip
    # on a black-and-white printer light and paper are one: a line parts them
    outline = "stroke:#000;stroke-width:3" if theme.mode == "print" else ""
    rules = "".join(f".{name}{{fill:{colour}}}" for name, colour in roles.items())
    return f"<style>{rules}" + (f".p,.z,.w{{{outline}}}" if outline else "") + "</style>"

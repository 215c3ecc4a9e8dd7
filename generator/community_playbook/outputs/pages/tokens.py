"""Which colours does the site wear? One brand colour in, a light and a dark theme out.

Computed in OKLCH (L 0-1, C, H in degrees), measured with the contrast formula of WCAG 2 on the very
8-bit colours that are written. The laws stand in `templates/site/css/tokens.css` and are tests.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable

GREEN_CHROMA = (
    0.0935  # of #0B6B4F, the brand of the design study: its neutrals carry a trace of hue times this
)
PAPER = "#FBFBF9"
BEGIN, END = "/* brand:begin */", "/* brand:end */"

Theme = dict[str, str]


def contrast(a: str, b: str) -> float:
    """The contrast of two hex colours, 1 to 21 (WCAG 2)."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour, 0 to 1."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(colour: str) -> tuple[float, float, float]:
    """The linear red, green and blue of `#RRGGBB`. Raises ValueError for anything else."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise ValueError(f"{colour!r} is not a colour like #0B6B4F")
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def to_oklch(colour: str) -> tuple[float, float, float]:
    """Lightness (0-1), chroma and hue (degrees) of a hex colour. Source: Ottosson 2020, "Oklab"."""
    red, green, blue = linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return light, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def to_linear(light: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Linear channels of an OKLCH colour; outside 0 to 1 where sRGB cannot show it."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def fits(light: float, chroma: float, hue: float) -> bool:
    return all(-0.0005 <= c <= 1.0005 for c in to_linear(light, chroma, hue))


def most_chroma(light: float, chroma: float, hue: float) -> float:
    """The given chroma, or the most that sRGB can show at this lightness and hue."""
    if fits(light, chroma, hue):
        return chroma
    low, high = 0.0, chroma
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(light, middle, hue) else (low, middle)
    return low


def to_hex(light: float, chroma: float, hue: float) -> str:
    """The hex colour; chroma gives way until sRGB can show it, lightness and hue stay."""
    light = min(max(light, 0.0), 1.0)
    text = "#"
    for c in to_linear(light, most_chroma(light, chroma, hue), hue):
        c = min(max(c, 0.0), 1.0)
        text += f"{round(255 * (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055)):02X}"
    return text


def step_until(ok: Callable[[str], bool], light: float, chroma: float, hue: float, step: float) -> str:
    """The first colour that is `ok`, walking in lightness by `step` to black or white."""
    colour = to_hex(light, chroma, hue)
    while not ok(colour) and 0 < light < 1:
        light += step
        colour = to_hex(light, chroma, hue)
    return colour


def light_theme(brand: str) -> Theme:
    """Ink on paper. The accent is the brand, darkened until it reads as text.

    A brand too pale for that (yellow) still shows: `fill`, the ground of buttons and of the winner, and
    the tints stay as bright as it is, with ink upon them; only text and thin shapes take the dark accent.
    """
    light, chroma, hue = to_oklch(brand)
    trace, wash = min(1.0, chroma / GREEN_CHROMA), min(1.5, chroma / GREEN_CHROMA)
    pale = contrast(brand, "#FFFFFF") < 3
    grey = chroma < 0.03
    ink = to_hex(0.232, 0.0163 * trace, hue)
    tint = to_hex(0.953, 0.0109 * wash, hue)
    tint_2 = to_hex(0.884, 0.0271 * wash, hue)
    if pale and not grey:
        tint, tint_2 = to_hex(0.962, min(0.05, 0.45 * chroma), hue), to_hex(0.9, min(0.11, 0.8 * chroma), hue)

    def reads(colour: str) -> bool:
        return min(contrast(colour, PAPER), contrast(colour, tint)) >= 4.5

    start = 0.232 if grey and light > 0.8 else min(light, 0.42) if grey else light
    accent = (
        brand.upper() if start == light and reads(brand) else step_until(reads, start, chroma, hue, -0.004)
    )
    depth = to_oklch(accent)[0]
    strong = to_hex(depth - 0.079 if depth > 0.3 else depth + 0.12, 0.83 * chroma, hue)
    fill, fill_strong, on_fill = accent, strong, "#FFFFFF"
    if pale and not grey:
        fill, on_fill = brand.upper(), ink
        fill_strong = to_hex(light - 0.05, chroma, hue)
    return {
        "accent": accent,
        "accent-strong": strong,
        "on-accent": "#FFFFFF",
        "fill": fill,
        "fill-strong": fill_strong,
        "on-fill": on_fill,
        "tint": tint,
        "tint-2": tint_2,
        "paper": PAPER,
        "raised": "#FFFFFF",
        "ink": ink,
        "ink-2": step_until(lambda c: contrast(c, tint) >= 5.2, 0.48, 0.0176 * trace, hue, -0.004),
        "line": to_hex(0.905, 0.0076 * trace, hue),
        "line-2": step_until(lambda c: contrast(c, PAPER) >= 3.4, 0.612, 0.0166 * trace, hue, -0.004),
    }


def dark_theme(brand: str) -> Theme:
    """Light ink on dark paper: the accent is lifted and what stands on it turns dark."""
    light, chroma, hue = to_oklch(brand)
    trace = min(1.0, chroma / GREEN_CHROMA)
    grey = chroma < 0.03
    paper, tint = to_hex(0.189, 0.01 * trace, hue), to_hex(0.248, 0.0246 * trace, hue)
    # of the lightnesses that read well take the one that keeps most colour; the lighter one if equal
    wanted = 1.18 * chroma
    lifted = max((most_chroma(x / 1000, wanted, hue), x / 1000) for x in range(676, 765, 8))[1]
    start = 0.88 if grey else min(max(light, lifted), 0.92)

    def reads(colour: str) -> bool:
        return min(contrast(colour, paper), contrast(colour, tint)) >= 4.5

    accent = (
        brand.upper() if start == light and reads(brand) else step_until(reads, start, wanted, hue, 0.004)
    )
    on_accent = to_hex(0.176, 0.023 * trace, hue)
    height = to_oklch(accent)[0]
    strong = to_hex(height + 0.072 if height < 0.87 else height - 0.072, 0.83 * wanted, hue)
    return {
        "accent": accent,
        "accent-strong": strong,
        "on-accent": on_accent,
        "fill": accent,
        "fill-strong": strong,
        "on-fill": on_accent,
        "tint": tint,
        "tint-2": to_hex(0.358, 0.0421 * trace, hue),
        "paper": paper,
        "raised": to_hex(0.226, 0.013 * trace, hue),
        "ink": to_hex(0.938, 0.0067 * trace, hue),
        "ink-2": step_until(lambda c: contrast(c, tint) >= 5.2, 0.746, 0.0159 * trace, hue, 0.004),
        "line": to_hex(0.317, 0.0164 * trace, hue),
        "line-2": step_until(lambda c: contrast(c, paper) >= 3.4, 0.576, 0.0197 * trace, hue, 0.004),
    }


def css_string(text: str) -> str:
    """A quoted CSS string that shows `text` and nothing else: every ASCII sign but letters, digits and
    the blank is written by number; controls, surrogates and bidi marks are dropped."""
    shown = [c for c in text if not unicodedata.category(c).startswith("C") and c not in "\u2028\u2029"]
    written = (c if c.isalnum() or c == " " or ord(c) > 127 else f"\\{ord(c):06x}" for c in shown)
    return f'"{"".join(written)}"'


def site_tokens(brand: str, print_left: str = "", page_words: tuple[str, str, str] = ("", " / ", "")) -> str:
    """The CSS of the two `brand` blocks, light and dark, and the foot of printed pages.

    `print_left` stands at the lower left of each sheet (the community's name); `page_words` stand before
    the page number, between it and the number of pages, and after that: ("第 ", " 页 / 共 ", " 页").
    Raises ValueError where `brand` is not #RRGGBB.
    """
    blocks = (
        (":root,[data-md-color-scheme=default]", light_theme(brand), "light"),
        ("[data-md-color-scheme=slate]", dark_theme(brand), "dark"),
    )
    css = ""
    for selector, theme, scheme in blocks:
        values = " ".join(f"--{name}:{value};" for name, value in theme.items())
        css += f"{selector} {{\n  {values}\n  color-scheme:{scheme};\n}}\n"
    before, between, after = (css_string(word) for word in page_words)
    counter = f"{before} counter(page) {between} counter(pages) {after}"
    css += (
        f"@page {{ @bottom-left {{ content:{css_string(print_left)};font:8pt sans-serif }}\n"
        f"  @bottom-right {{ content:{counter};font:8pt sans-serif }} }}\n"
    )
    return css


def with_brand(tokens_css: str, block: str) -> str:
    """`templates/site/css/tokens.css` with `block` between its brand marks.

    Raises ValueError where the marks are missing.
    """
    head, begin, rest = tokens_css.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"tokens.css needs {BEGIN} and {END}")
    return f"{head}{begin}\n{block}{end}{tail}"

"""Which colours does the site wear? One brand colour in, a light and a dark theme out.

Computed in OKLCH (L 0-1, C, H in degrees), measured with the contrast formula of WCAG 2 on the very
8-bit colours that are written. The laws stand in `templates/site/css/tokens.css` and are tests.
"""

from __future__ import annotations

import unicodedata

from .colours import contrast, most_chroma, step_until, to_hex, to_oklch

GREEN_CHROMA = (
    0.0935  # of #0B6B4F, the brand of the design study: its neutrals carry a trace of hue times this
)
PAPER = "#FBFBF9"
BEGIN, END = "/* brand:begin */", "/* brand:end */"

Theme = dict[str, str]


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

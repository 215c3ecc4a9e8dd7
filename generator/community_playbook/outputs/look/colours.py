"""How are colours measured and moved? OKLCH (L 0-1, C, H in degrees) and the contrast formula of WCAG 2,
always on the very 8-bit colours that are written.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable


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


def mix(one: str, other: str, share: float) -> str:
    """`share` of the second colour laid over the first, channel by channel in sRGB (as a browser blends)."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def rgb(colour: str) -> tuple[int, int, int]:
    """#RRGGBB as three numbers of 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

"""How is a path written? Letters and numbers in, the text of an SVG `d` or a whole element out."""

from __future__ import annotations


def path(*parts: str | float) -> str:
    """Commands and numbers in their order; a tenth of a pixel is kept."""
    return " ".join(part if isinstance(part, str) else f"{part:.1f}" for part in parts)


def shape(kind: str, *parts: str | float) -> str:
    """A closed shape of a class."""
    return f'<path class="{kind}" d="{path(*parts)}Z"/>'


def circle(x: float, y: float, r: float) -> str:
    """The path of a full circle."""
    return path("M", x - r, y, "a", r, r, "0 1 1", 2 * r, "0a", r, r, "0 1 1", -2 * r, "0Z")

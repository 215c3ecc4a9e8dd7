"""What several kinds of picture share: lists in texts and numbers, rows, and the emblem of a badge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...look.emblems import Emblem, emblem_body, emblem_colours
from ...look.theme import Theme, theme_roles
from ..layouts import Box
from ..pen import Pen
from ..picture import Picture
from ..placed import Placed


def listed(picture: Picture, role: str) -> list[str]:
    value = picture.texts.get(role, ())
    return [value] if isinstance(value, str) else list(value)


def numbers(picture: Picture, role: str) -> list[int]:
    value = picture.numbers.get(role, ())
    return [value] if isinstance(value, int) else list(value)


def number(picture: Picture, role: str, otherwise: int = 0) -> int:
    value = picture.numbers.get(role, otherwise)
    return value if isinstance(value, int) else otherwise


def emblem_markup(
    theme: Theme, motif: str, emblem: Sequence[str | int], x: float, y: float, side: float
) -> str:
    """The emblem as a part of a layer, its colours kept to itself."""
    shape, glyph, level, years = emblem
    drawn = emblem_body(Emblem(str(shape), str(glyph), int(level), int(years)), motif)
    colours = emblem_colours(theme_roles(theme))
    rules = "".join(
        f".e .{name}{{{'stroke' if name.isupper() else 'fill'}:{colour}}}" for name, colour in colours.items()
    )
    return (
        f'<style>{rules}</style><svg x="{x}" y="{y}" width="{side}" height="{side}" viewBox="0 0 240 240">'
        f'<g class="e">{drawn}</g></svg>'
    )


def place_emblem(pen: Pen, name: str, x: float, y: float, side: float) -> None:
    box = Box(x, y, side, side)
    pen.placed.append(Placed("emblem", "face", box, box, text=name))


def lower(
    pen: Pen, free: float, half: Sequence[str], circles: Sequence[str], whole: Sequence[str] = ()
) -> None:
    """Where rows are missing (`free` pixels of them), the floor and the texts `whole` come down by 0.7 of it,
    the texts `half` and the circles by half of that: no hole above the foot."""
    if free <= 0:
        return
    plan, by = pen.layout, round(0.7 * free)
    items, geometry = dict(plan.items), {**plan.geometry, "floor": plan.floor + by}
    for roles, down in ((half, by // 2), (whole, by)):
        for role in roles:
            if role in items:
                items[role] = items[role].at(y=items[role].box.y + down)
    for name in circles:
        x, y, radius = plan.circle(name)
        geometry[name] = [x, y + by // 2, radius]
    pen.layout = replace(plan, items=items, geometry=geometry)


def rank_disc(
    pen: Pen, rank: int, x: float, y: float, radius: float, size: int, ground: str, colour: str
) -> None:
    """A rank as a badge on a face; where both are black (print), a white edge parts them."""
    if pen.theme.mode == "print" and ground == "sun":
        pen.disc("", x, y, radius + 4, "paper", "ink", size)
    pen.disc(str(rank), x, y, radius, ground, colour, size)

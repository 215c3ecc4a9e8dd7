"""How is one picture drawn? A pen that knows the layout: texts, faces, the two-tone fact, the QR code.

Everything that it draws is recorded with its box, so that tests (and the debug grid) see what a reader sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from ..look.clusters import Cluster, runs
from ..look.emoji import emoji_picture
from ..look.fonts import SIDE, own_advance
from ..look.theme import style_sheet
from .canvas import Canvas
from .fitting import EMOJI_ADVANCE, Fitted, fit
from .layouts import Box, Item
from .picture import Face, Picture
from .placed import Placed
from .png import Corners
from .portraits import draw_disc, draw_face

BASE = 0.88
"""The base line of a line is so far below the top of its box, in parts of the size."""
STRIP_GAP, PERIOD_SHARE = 28, 0.36
"""Pixels between community and date, and the share of the strip that the date may always have."""
LARGE = 48
DESCENT = 0.24
"""Our own letters hang so far below the base line."""
EMOJI_SIZE, EMOJI_RISE = 0.98, 0.86
ON_PAPER = {"on": "ink", "on2": "ink2", "sun": "fact"}
"""What a colour of the ground becomes where the light lies under it."""


@dataclass(slots=True)
class Pen(Canvas):
    zone: Image.Image | None = None
    """Where the light lies (mode L), the size of the picture."""
    layer: tuple[str, int, int, str, int] = ("", 0, 0, "", 0)
    """What was there before anything was put on it: see `studio.render_layer`."""
    light: tuple[str, int, int, int] = ("", 0, 0, 0)
    """Path, floor and size of the zone."""

    def ground(self, body: str, zone: str = "", over: str = "") -> None:
        """The layer that many pictures share: ground, light, shapes, paper below the floor. What reaches
        below it is covered, as a clip takes four times as long. `over` is drawn on the light and below
        nothing; all are SVG markup, `zone` is a path. Where the layout has a `foot`, the paper ends there and
        the ground comes back with the drawing's reflection."""
        plan, floor = self.layout, self.layout.floor
        width, height = plan.width, plan.height
        foot = int(plan.geometry.get("foot", height))
        lit = f'<path class="z" d="{zone}"/>' if zone else ""
        sheet = f'<rect class="p" y="{floor}" width="{width}" height="{foot - floor}"/>'
        ground = f'{style_sheet(self.theme)}<rect class="g" width="{width}" height="{height}"/>'
        mirror = ""
        if foot < height:
            mirrored = f"{lit}{body}" if zone and self.theme.mode != "print" else ""
            mirror = (
                f"{ground}<style>.m .p,.m .z,.m .w,.m .d,.m .s{{fill:{self.theme.deep};stroke:none}}</style>"
                f'<g class="m" transform="matrix(1 0 0 -1 0 {floor + foot})">{mirrored}</g>{sheet}'
            )
        self.layer = (f"{ground}{lit}{body}{sheet}{over}", width, height, mirror, foot)
        self.image = self.studio.layer(*self.layer).copy()
        self.light = (zone, floor, width, height)
        self.zone = self.studio.zone(*self.light) if zone else None

    def strip(self, picture: Picture) -> None:
        """Community on the left, what the picture is about on the right; the longer one gets the room."""
        x, y, side = self.layout.geometry["mark"]
        self.mark(x, y, side, on_paper=False)
        name, right = self.layout.items["community"], self.layout.items.get("period")
        community, period = self.studio.style.community, str(picture.texts.get("period", ""))
        if right is None or not period:
            self.text("community", community)
            return
        total = right.box.right - name.box.x
        wide = self.studio.measure(name.weight)(self.studio.clusters(community), name.size)
        room = max(total - STRIP_GAP - wide, PERIOD_SHARE * total)
        ink = self.text("period", period, right.at(x=right.box.right - room, width=room))
        self.text("community", community, name.at(width=ink.x - STRIP_GAP - name.box.x))

    def mark(self, x: float, y: float, side: float, on_paper: bool) -> None:
        """The sign of the community: its logo, else that of its motif."""
        logo = self.studio.logo(round(side))
        box = Box(x, y, side, side)
        if logo is not None:
            at = round(x), round(y + (side - logo.height) / 2)
            self.put(logo, at, logo)
            self.emoji_boxes.append((*at, at[0] + logo.width, at[1] + logo.height))
        else:
            theme = self.theme
            colours = (theme.fact, theme.fact) if on_paper else (theme.on, theme.sun)
            picture = self.studio.sign(*colours, round(side))
            self.put(picture, (round(x), round(y)), picture)
        self.placed.append(Placed("mark", "mark", box, box))

    def corner(self, picture: Picture) -> None:
        """The QR code straight on the paper, or the community's sign where there is none."""
        x, y, side = self.layout.geometry["qr"]
        if picture.qr and side:
            code = self.studio.qr(side)
            if code is not None:
                at = round(x + side - code.width), round(y + side - code.height)
                self.put(self.theme.ink, at, code)
                box = Box(*at, code.width, code.height)
                self.placed.append(Placed("qr", "qr", box, box, text=self.studio.style.link))
                return
        x, y, side = self.layout.geometry["corner"]
        if side:
            self.mark(x, y, side, on_paper=True)

    def text(self, role: str, text: str, item: Item | None = None, colour: str = "") -> Box:
        """One text in its box, fitted. Returns where it really stands: x, top, width, height of its lines."""
        item = item or self.layout.items[role]
        colour = colour or item.colour
        if not self.studio.clusters(text):
            return item.box._replace(height=0, width=0)
        return self.lines(role, item, self.fitted(text, item), colour)

    def fitted(self, text: str, item: Item) -> Fitted:
        """How a text would stand in its box; nothing is drawn."""

        def fits_height(lines: int, size: int) -> bool:
            return (lines - 1) * item.leading * size + size <= item.box.height + 0.5

        clusters, measure = self.studio.clusters(text), self.studio.measure(item.weight)
        return fit(clusters, measure, item.box.width, item.size, item.lines, item.wrap, fits_height)

    def lines(self, role: str, item: Item, fitted: Fitted, colour: str) -> Box:
        size, step = fitted.size, fitted.size * item.leading
        if colour == "sun" and size < LARGE:  # gold holds 3:1 only
            colour = "on"
        height = size + (len(fitted.lines) - 1) * step
        free = item.box.height - height
        top = item.box.y + {"top": 0.0, "middle": free / 2, "bottom": free}[item.valign]
        if item.valign == "top" and len(fitted.lines) == 1 and size < item.size:
            top += (item.size - size) * BASE  # a shrunken line keeps the base line of its neighbours
        widest, left = 0.0, item.box.right
        measure = self.studio.measure(item.weight)
        for number, line in enumerate(fitted.lines):
            width = measure(line, size)
            free = item.box.width - width
            x = item.box.x + {"left": 0.0, "centre": free / 2, "right": free}[item.align]
            self.line(line, x, top + number * step + BASE * size, size, item.weight, colour)
            widest, left = max(widest, width), min(left, x)
        ink = Box(left, top, widest, height)
        shown = "\n".join("".join(c.text for c in line) for line in fitted.lines)
        self.placed.append(
            Placed(
                role, "text", item.box, ink, size, item.weight, self.theme.colour(colour), shown, fitted.cut
            )
        )
        return ink

    def depth(self, fitted: Fitted, weight: int) -> float:
        """How far the last line hangs lower than our own letters do: Arabic and Thai reach deep."""
        deepest = 0.0
        for run in runs(fitted.lines[-1]):
            if run.hand == "shaped":
                mask, rise = self.studio.fonts.shaped(run.text, run.source, fitted.size, weight)
                deepest = max(deepest, mask.height - rise - DESCENT * fitted.size)
        return deepest

    def line(
        self, clusters: Sequence[Cluster], x: float, base: float, size: int, weight: int, colour: str
    ) -> None:
        """One line from `x` on its base line; where the light crosses it, it turns two-tone like the fact."""
        fill = self.theme.colour(colour)
        width = self.studio.measure(weight)(clusters, size)
        box = (int(x) - 2, int(base - size), int(x + width) + 3, int(base + 0.4 * size))
        lit = self.lit(box) if colour in ON_PAPER else 0
        if lit == 2:
            fill = self.theme.colour(ON_PAPER[colour])
        if lit == 1:
            self.two_tone(clusters, x, base, size, weight, fill, self.theme.colour(ON_PAPER[colour]), box)
        else:
            self.runs(self.image, fill, clusters, x, base, size, weight)

    def runs(
        self,
        image: Image.Image,
        fill: str | int,
        clusters: Sequence[Cluster],
        x: float,
        base: float,
        size: int,
        weight: int,
        shift: tuple[int, int] = (0, 0),
    ) -> None:
        """The runs of a line on an image whose corner is at `shift`; emoji go straight to the picture."""
        left, up = shift
        for run in runs(clusters):
            if run.hand == "own":
                mask, rise = self.studio.line_mask(run.text, size, weight)
                self.stamp(image, fill, (round(x) - SIDE - left, round(base) - rise - up), mask)
                x += sum(own_advance(letter, weight) for letter in run.text) * size
            elif run.hand == "emoji":
                x += self.emoji(run.source, x, base, size)
            else:
                mask, rise = self.studio.fonts.shaped(run.text, run.source, size, weight)
                self.stamp(image, fill, (round(x + 0.02 * size) - left, round(base - rise) - up), mask)
                x += self.studio.fonts.shaped_width(run.text, run.source, weight) * size

    def stamp(self, image: Image.Image, fill: str | int, at: tuple[int, int], mask: Image.Image) -> None:
        """A mask on the picture, or on the mask of a line that will be put there."""
        if image is self.image:
            self.put(str(fill), at, mask)
        else:
            image.paste(fill, at, mask)

    def emoji(self, name: str, x: float, base: float, size: int) -> float:
        """Draws an emoji; returns its advance."""
        side = max(round(EMOJI_SIZE * size), 1)
        at = round(x + (EMOJI_ADVANCE - EMOJI_SIZE) / 2 * size), round(base - EMOJI_RISE * size)
        picture = emoji_picture(name, side)
        self.put(picture, at, picture)
        self.emoji_boxes.append((*at, at[0] + side, at[1] + side))
        return EMOJI_ADVANCE * size

    def lit(self, box: Corners) -> int:
        """0: no light in the box, 2: nothing but light, 1: both."""
        if self.zone is None:
            return 0
        low, high = self.zone.crop(box).getextrema()
        return 0 if high < 8 else 2 if low > 247 else 1  # type: ignore[operator]

    def two_tone(
        self,
        clusters: Sequence[Cluster],
        x: float,
        base: float,
        size: int,
        weight: int,
        outside: str,
        inside: str,
        box: Corners,
    ) -> None:
        """A line that the edge of the light cuts. Emoji keep their own colours."""
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        self.runs(mask, 255, clusters, x, base, size, weight, box[:2])
        self.paint(mask, box[:2], inside, outside)

    def paint(self, mask: Image.Image, at: tuple[int, int], inside: str, outside: str) -> None:
        """A mask in two colours, cut by the light."""
        if self.zone is None or inside == outside:
            self.put(outside, at, mask)
            return
        tint = self.studio.tint(self.light, inside, outside)
        self.put(tint.crop((*at, at[0] + mask.width, at[1] + mask.height)), at, mask)

    def fact(
        self,
        role: str,
        text: str,
        inside: str = "inside",
        outside: str = "outside",
        item: Item | None = None,
    ) -> Box:
        """The one giant fact, as large as its ink may be; two-tone. Returns the box of its ink."""
        item = item or self.layout.items[role]
        mask, below = self.studio.fact_mask(text, item.weight, int(item.box.width), int(item.box.height))
        height = mask.height - below
        x = item.box.x + {"left": 0.0, "centre": 0.5, "right": 1.0}[item.align] * (
            item.box.width - mask.width
        )
        y = item.box.y + {"top": 0.0, "middle": 0.5, "bottom": 1.0}[item.valign] * (item.box.height - height)
        at = round(x), round(y)
        self.paint(mask, at, self.theme.colour(inside), self.theme.colour(outside))
        ink = Box(at[0], at[1], mask.width, height)
        self.placed.append(
            Placed(role, "fact", item.box, ink, height, item.weight, self.theme.colour(inside), text)
        )
        return ink

    def unit(self, text: str, x: float, base: float, size: int, align: str, weight: int = 700) -> Box:
        """A small word beside the fact on its base line, in or out of the light. `x` is its near edge."""
        clusters = self.studio.clusters(text)
        width = self.studio.measure(weight)(clusters, size)
        left = x if align == "left" else x - width
        box = (int(left), int(base - size), int(left + width) + 1, int(base + 0.2 * size))
        lit = self.lit(box)
        if lit == 1:
            self.two_tone(
                clusters, left, base, size, weight,
                self.theme.outside, self.theme.inside, (box[0] - 2, box[1], box[2] + 3, box[3] + size // 4),
            )  # fmt: skip
        else:
            self.line(clusters, left, base, size, weight, self.theme.inside if lit else self.theme.outside)
        ink = Box(left, base - BASE * size, width, size)
        self.placed.append(Placed("unit", "text", ink, ink, size, weight, self.theme.inside, text))
        return ink

    def face(self, face: Face, x: float, y: float, radius: float, ring: int = 0, colour: str = "") -> None:
        """A round picture with a ring around it, `ring` pixels wide."""
        draw_face(self, face, x, y, radius, ring, colour)

    def disc(self, text: str, x: float, y: float, radius: float, ground: str, colour: str, size: int) -> None:
        """A number on a disc, centred by its ink."""
        draw_disc(self, text, x, y, radius, ground, colour, size)

    def rule(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        box = (round(x), round(y), round(x + width), round(y + height))
        self.image.paste(self.theme.colour(colour), box)
        self.touched.append(box)

    def move(self, text: str, item: Item) -> None:
        """How somebody moved: ▲3 and ▼1 with a drawn triangle, – as a bar, anything else as a word."""
        if not text:
            return
        draw, right = ImageDraw.Draw(self.image), item.box.right
        base = item.box.y + BASE * item.size
        if text[0] in "▲▼":
            colour = self.theme.fact if text[0] == "▲" else self.theme.ink2
            ink = self.text("move", text[1:], item, "fact" if text[0] == "▲" else "ink2")
            x, half, high = ink.x - 26, 11, 19
            tip, foot = (base - 5 - high, base - 5) if text[0] == "▲" else (base - 4, base - 4 - high)
            draw.polygon([(x, foot), (x + 2 * half, foot), (x + half, tip)], fill=colour)
            self.touched.append((int(x), int(min(foot, tip)), int(x) + 2 * half + 2, int(max(foot, tip)) + 2))
        elif text == "–":
            draw.rectangle((right - 22, base - 14, right, base - 11), fill=self.theme.ink2)
            self.touched.append((int(right) - 23, int(base) - 15, int(right) + 2, int(base) - 9))
        else:
            self.text("move", text, item, "fact")

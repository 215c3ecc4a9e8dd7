"""One card of one member, as the build would draw it: `playbook card`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from PIL import ImageDraw

from .members_site import links_of, style_of
from .outputs.images.cards import Cards
from .outputs.images.drawing import Drawn, draw
from .outputs.images.layouts import CARD, format_for, layout
from .outputs.images.picture import Picture
from .outputs.images.png import write_png
from .outputs.images.studio import Studio
from .outputs.say.address import page_address
from .outputs.say.frame import Frame
from .plan.game.public import has_page, slug_and_face
from .plan.game.share import MemberPage, make_share

KINDS = ("rank", "points", "badge", "welcome")
"""The proudest first."""
BOX, INK, SAFE = "#FF00FF", "#00C8FF", "#FF8800"


class Wish(NamedTuple):
    """What was asked for; `kind` None = the proudest card that there is, `format` None = the usual one of a
    card, `badge` None = the newest."""

    kind: str | None
    format: str | None
    qr: bool
    badge: str | None = None
    grid: bool = False


def draw_card(path: Path, frame: Frame, member: str, wish: Wish, key: bytes) -> tuple[str, bytes, str]:
    """(file name, PNG, "") or ("", b"", why not): nobody is drawn who did not agree."""
    words, community = frame.words, frame.community
    found = frame.people.get(member)
    if not has_page(found, community.profile.publish.show):
        return "", b"", words("card.no_consent", name=frame.name(member))
    slug = slug_and_face(key, member)[0]
    share = make_share(frame.plan.game, community, key, frame.facts.days.today, frame.facts.waiting)
    page = next(page for page in share.members if page.slug == slug)
    format_ = wish.format or format_for(CARD)
    pictures = possible(Cards(frame, share), page, format_, wish)
    kind = wish.kind or next(kind for kind in KINDS if kind in pictures)
    if kind not in pictures:
        there = ", ".join(k for k in KINDS if k in pictures)
        return "", b"", words("card.none", name=frame.name(member), kind=kind, kinds=there)
    drawn = draw(Studio(style_of(community.profile, path.parent)), pictures[kind])
    if wish.grid:
        draw_grid(drawn, kind, format_)
    content = write_png(drawn.image) if wish.grid else drawn.png()
    safe = "".join(letter for letter in member if letter.isalnum() or letter in "-_")[:40] or "member"
    return f"{safe}-{kind}-{format_.replace(':', 'x')}.png", content, ""


def link_of(frame: Frame, member: str, key: bytes | None) -> str:
    """Of the member's own page, as a build with this key makes it; "" before the first build."""
    return page_address(frame, links_of(frame.community, key)[member]) if key else ""


def possible(cards: Cards, page: MemberPage, format_: str, wish: Wish) -> Mapping[str, Picture]:
    """The cards that there are for a member, by kind."""
    found = {"welcome": cards.welcome(page, format_, wish.qr)}
    if page.standing:
        found["rank"] = cards.rank(page, page.standing, format_, wish.qr)
    if page.points > 0:
        found["points"] = cards.points(page, format_, wish.qr)
    held = next((b for b in page.badges if wish.badge in (None, b.id)), None)
    if held:
        found["badge"] = cards.badge(page, held, format_, wish.qr)
    return found


def draw_grid(drawn: Drawn, kind: str, format_: str) -> None:
    """The boxes of the layout, what was drawn in them, and the safe area."""
    plan, draw = layout(kind, format_), ImageDraw.Draw(drawn.image)
    safe = plan.margin, plan.text_top + 1, plan.width - plan.margin, plan.text_bottom - 2
    draw.rectangle(safe, outline=SAFE, width=2)
    for placed in drawn.placed:
        for box, colour in ((placed.box, BOX), (placed.ink, INK)):
            draw.rectangle((box.x, box.y, box.right, box.bottom), outline=colour, width=2)

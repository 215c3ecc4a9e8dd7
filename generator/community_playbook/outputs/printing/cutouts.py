"""Cards to cut out: what can be earned (A6 and business-card size), and a welcome for each newcomer."""

from __future__ import annotations

from io import BytesIO

import segno

from ...community.people import Member
from ...plan.game.game import OfferState
from ...plan.roster import recent
from ..say.agenda import POINTS
from ..say.frame import Frame
from ..say.game.incentives import card_view
from .ink import Ink
from .paper import CardSheet, PaperCard

NEW_WEEKS = 4
KIND, BIG, LINE, SMALL_LINE, TERM, FIELD = 36, 80, 60, 40, 140, 24
"""How many Latin letters a place on a card holds; the rest is cut with "…"."""
MOST_WELCOMES = 100
"""Cards of each kind; who is left out is told (W348)."""
BLANK_LARGE, BLANK_SMALL = 4, 10
"""A sheet of each to write on, where nobody is new."""


def cut_out_sheets(frame: Frame, ink: Ink) -> list[CardSheet]:
    """Up to four sheets: incentives large and small, where the points run, and welcomes large and small."""
    qr = code(frame.community.profile.community.link or "")
    shown = frame.plan.game.offers if frame.plan.agenda.runs(POINTS) else ()
    offers = [offer_card(frame, ink, state, bool(qr)) for state in shown]
    small = [
        offer_card(frame, ink, state, bool(qr), small=True)
        for state in shown
        for _ in range(min(max(state.offer.places or 1, 1), 10))
    ]
    waiting: list[Member | None] = [*comers(frame)[:MOST_WELCOMES]]
    people: list[Member | None] = [*newcomers(frame)[:MOST_WELCOMES]]
    large = [welcome_card(frame, ink, member, bool(qr)) for member in waiting or [None] * BLANK_LARGE]
    names = [
        welcome_card(frame, ink, member, bool(qr), small=True) for member in people or [None] * BLANK_SMALL
    ]
    found = [
        sheet(frame, ink, "incentive-cards", "large", qr, offers),
        sheet(frame, ink, "incentive-cards-small", "small", qr, small),
        sheet(frame, ink, "welcome-cards", "large", qr, large),
        sheet(frame, ink, "name-cards", "small", qr, names),
    ]
    return [one for one in found if one["cards"]]


def sheet(frame: Frame, ink: Ink, id_: str, size: str, qr: str, cards: list[PaperCard]) -> CardSheet:
    title = ink.text(frame.words(f"print.extra.{id_}.title"))
    return {"kind": "cards", "id": id_, "title": title, "size": size, "qr": qr, "cards": cards}


def offer_card(frame: Frame, ink: Ink, state: OfferState, scanned: bool, small: bool = False) -> PaperCard:
    """The eight terms stand on the large card, so that nobody has to ask; the condition on the small one."""
    view = card_view(frame, state)
    big = f"{view.big} {view.unit}".strip() if view.shown else view.name
    scan = frame.words("print.scan") if scanned else frame.community.profile.community.name
    line = view.terms.condition.text if small else scan
    return {
        "kind": ink.short(view.kind, KIND),
        "big": ink.short(big, BIG),
        "name": ink.short(view.name if view.shown else "", SMALL_LINE if small else LINE),
        "rows": [[ink.text(name), ink.short(text, TERM)] for name, text in view.terms],
        "line": ink.short(line, LINE),
    }


def comers(frame: Frame) -> list[Member]:
    """Who comes in on the next evening."""
    found = [frame.people[arrival.newcomer.id] for arrival in frame.plan.facts.arrivals]
    return [m for m in found if m.name or m.alias]


def newcomers(frame: Frame) -> list[Member]:
    """Who comes next and who came lately: with a card on the coat they find each other."""
    waiting = comers(frame)
    ids = {member.id for member in waiting}
    late = recent(frame.community.members, frame.plan.facts.days.data_day, NEW_WEEKS)
    return [*waiting, *(m for m in late if (m.name or m.alias) and m.id not in ids)]


def without_card(frame: Frame) -> int:
    """How many newcomers have no card, since a sheet ends somewhere."""
    return max(len(newcomers(frame)) - MOST_WELCOMES, 0)


def welcome_card(
    frame: Frame, ink: Ink, member: Member | None, scanned: bool, small: bool = False
) -> PaperCard:
    """A card with a name (or a line for it) and the questions of the introduction, answered by hand."""
    words, name = frame.words, frame.community.profile.community.name
    about = ""
    if member:
        about = " · ".join(part for part in (frame.city(member.city), member.industry) if part)
    fields = [str(field) for field in frame.spoken["intro_fields"]]
    return {
        "kind": ink.short(words("print.welcome.kind", name=name), KIND),
        "big": ink.short(member.shown, BIG) if member else [],
        "name": ink.short(about, SMALL_LINE if small else LINE),
        "rows": [[ink.short(field, FIELD), []] for field in fields],
        "line": ink.text(
            words("print.welcome.line") if scanned else "" if small else words("print.welcome.plain")
        ),
    }


def code(link: str) -> str:
    """The link as a QR code in SVG, black on white with its quiet zone; "" where there is none."""
    if not link or link.startswith("mailto:"):
        return ""
    out = BytesIO()
    segno.make(link, error="m", micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgns=True, light="#fff"
    )
    return out.getvalue().decode()

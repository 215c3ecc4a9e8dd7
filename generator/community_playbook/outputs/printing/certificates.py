"""A certificate for everybody who earned a badge lately, and one to fill in where nobody did."""

from __future__ import annotations

from datetime import date

from ...community.rewards import Badge
from ...plan.game.badges import Holding
from ..look.emblems import emblem_colours, emblem_of, emblem_svg
from ..look.theme import picture_theme, theme_roles
from ..say.frame import Frame
from ..say.game.badges import FRESH_DAYS, badge_rule
from ..say.motif import motif_of
from .ink import Ink
from .paper import Certificate, CertificateSheet

MOST_EACH = 12
NAME, SENTENCE, WHY = 40, 72, 110
"""Latin letters of a line; the rest is cut with "…"."""


def certificates(frame: Frame, ink: Ink) -> CertificateSheet | None:
    """None where the profile has no badge."""
    profile, words = frame.community.profile, frame.words
    if not profile.badges:
        return None
    states = {state.id: state for state in frame.plan.game.badges}
    made: list[Certificate] = []
    for badge in profile.badges:
        holders = states[badge.id].holders if badge.id in states else ()
        fresh = [h for h in holders if (frame.plan.game.until - h.day).days < FRESH_DAYS]
        latest: list[Holding | None] = [*sorted(fresh, key=lambda h: (-h.day.toordinal(), h.member))]
        made += [certificate(frame, ink, badge, holding) for holding in latest[:MOST_EACH] or [None]]
    return {
        "kind": "certificate",
        "id": "certificates",
        "title": ink.text(words("print.certificates.title")),
        "community": ink.short(profile.community.name, SENTENCE),
        "certificates": made,
    }


def certificate(frame: Frame, ink: Ink, badge: Badge, holding: Holding | None) -> Certificate:
    profile, words = frame.community.profile, frame.words
    colours = emblem_colours(theme_roles(picture_theme(profile.brand.color)))
    emblem = emblem_of(badge, profile.badges, profile.points.rules)
    motif = motif_of(profile.community.name, profile.brand.motif)
    member = frame.people.get(holding.member) if holding else None
    name = member.shown if member else holding.member if holding else ""
    day: date | None = holding.day if holding else None
    why = (holding.reason if holding else "") or badge_rule(frame, badge)
    return {
        "emblem": emblem_svg(emblem, colours, motif, badge.name),
        "alt": words("print.certificates.alt"),
        "name": ink.short(name, NAME),
        "sentence": ink.short(words("print.certificates.sentence", badge=badge.name), SENTENCE, bold=True),
        "why": ink.short(why, WHY),
        "day": frame.full_day(day) if day else "",
    }

"""A line to go with each picture, with the member's own facts, as the member would say it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...plan.game.share import MemberPage
from ..say.game.badges import only_years
from ..shelf import News, PictureFile
from .voice import Voice


def caption(voice: Voice, page: MemberPage, file: PictureFile) -> str:
    """Ready to copy; "" where there is nothing to say beside the picture."""
    say = {"rank": rank, "points": points, "badge": badge, "welcome": welcome}.get(file.kind)
    return say(voice, page, file) if say else ""


def picture_title(voice: Voice, page: MemberPage, file: PictureFile) -> str:
    """What the picture is, with the badge that it shows."""
    subject = next((held.name for held in page.badges if held.id == file.subject), "")
    names = voice.t("kinds")
    kind = file.kind if file.kind != "welcome" or page.fresh else "companion"
    kind = names.get(kind, kind)
    return str(voice.t("kind_of", kind=kind, subject=subject)) if subject else str(kind)


def news(voice: Voice, page: MemberPage, files: Sequence[PictureFile], since: date | None) -> News:
    """The first picture that tells of something after the last edition; "" where there is none. Without an
    edition (`since` None) the first one is new."""
    for file in files:
        if since is None or tells_since(page, file, since):
            return News(picture_title(voice, page, file), caption(voice, page, file))
    return News("", "")


def tells_since(page: MemberPage, file: PictureFile, since: date) -> bool:
    if file.kind == "rank":
        return page.standing is not None and page.standing.period.end >= since
    if file.kind == "badge":
        return any(b.day >= since for b in page.badges if not file.subject or b.id == file.subject)
    if file.kind == "points":
        return bool(page.lately)
    return file.kind == "welcome" and page.fresh and page.joined is not None and page.joined >= since


def rank(voice: Voice, page: MemberPage, _: PictureFile) -> str:
    standing = page.standing
    if standing is None:
        return ""
    key = "sales" if standing.measure == "sales" else "deeds" if page.lately else "plain"
    key += "_rank" if standing.by_rank else "_ahead"
    facts = {"span": voice.span_of(standing), "place": voice.place(standing), "name": voice.name}
    return voice.sentence(voice.t(f"captions.{key}", deeds=voice.deeds(page.lately), **facts))


def points(voice: Voice, page: MemberPage, _: PictureFile) -> str:
    text = voice.t("captions.points", name=voice.name, value=voice.value("points", page.points))
    if page.sources:
        text += voice.t("captions.points_from", deeds=voice.deeds(page.sources))
    if page.next:
        lacks = voice.frame.number(page.next.wanted - page.next.done)
        text += voice.t("captions.points_next", badge=page.next.name, n=lacks)
    return str(text + voice.t("captions.end"))


def badge(voice: Voice, page: MemberPage, file: PictureFile) -> str:
    held = next((b for b in page.badges if not file.subject or b.id == file.subject), None)
    if held is None:
        return ""
    rule = voice.badge(held.id)
    years = rule is not None and only_years(rule.when)
    key = "badge_given" if held.reason else "badge_years" if years else "badge"
    facts = {"badge": held.name, "reason": held.reason, "n": rule.when.years if rule else 0}
    return str(voice.t(f"captions.{key}", name=voice.name, rule=voice.rule(held.id), **facts))


def welcome(voice: Voice, page: MemberPage, _: PictureFile) -> str:
    """A newcomer says hello; who is here longer than that says since when."""
    if not page.fresh:
        key = "years" if page.years else "day" if page.joined else "plain"
        facts = {"name": voice.name, "day": voice.day(page.joined) if page.joined else ""}
        return voice.sentence(voice.counted(f"captions.companion.{key}", page.years, **facts))
    city = voice.frame.city(page.city)
    key = "both" if city and page.industry else "city" if city else "industry" if page.industry else "none"
    return str(voice.t(f"captions.welcome.{key}", name=voice.name, city=city, industry=page.industry))

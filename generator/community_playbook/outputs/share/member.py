"""A member's own page: the pictures, a line to go with them, where the points come from, badges, the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...plan.game.points import Number
from ...plan.game.share import HeldBadge, MemberPage, Source
from ..shelf import PictureFile, Pictures
from .captions import caption, picture_title
from .head import Head, head_view
from .shots import Shots, groups, shots_view
from .voice import Voice


@dataclass(frozen=True, slots=True)
class PictureView:
    key: str
    title: str
    pic: Shots | None
    caption: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    deed: str
    each: str
    points: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the points come from."""

    title: str
    span: str
    rows: list[SourceRow]
    rest: str
    rest_word: str
    total: str
    ever: str


@dataclass(frozen=True, slots=True)
class HeldView:
    name: str
    emblem: PictureFile | None
    say: str


@dataclass(frozen=True, slots=True)
class NextView:
    name: str
    emblem: PictureFile | None
    say: str
    done: float
    wanted: float
    label: str


@dataclass(frozen=True, slots=True)
class PastRow:
    span: str
    place: str
    value: str


@dataclass(frozen=True, slots=True)
class MemberView:
    head: Head
    name: str
    phrases: list[str]
    lead: str
    first: PictureView | None
    more: list[PictureView]
    sources: Sources | None
    badges: list[HeldView]
    next: NextView | None
    past: list[PastRow]


def member_view(voice: Voice, page: MemberPage, pictures: Pictures) -> MemberView:
    files = list(pictures.members.get(page.slug, ()))
    found = [picture_view(voice, page, same, n) for n, (_, same) in enumerate(groups(files))]
    heading = "h1" if not found else "h1_one" if len(found) == 1 else "h1_many"
    return MemberView(
        head=head_view(
            voice, member_path(page.slug), title(voice, page), about(voice, page), "profile", files
        ),
        name=page.shown_name,
        phrases=voice.t(f"member.{heading}"),
        lead=lead(voice, page),
        first=found[0] if found else None,
        more=found[1:],
        sources=sources_view(voice, page),
        badges=[held_view(voice, held, pictures) for held in page.badges],
        next=next_view(voice, page, pictures),
        past=[
            PastRow(
                span=voice.span(s.period),
                place=voice.sentence(voice.place(s)),
                value=voice.value(s.measure, s.value),
            )
            for s in page.past
        ],
    )


def member_path(slug: str) -> str:
    """Where a member's page lies, below the folder of its language."""
    return f"m/{slug}/index.html"


def picture_view(voice: Voice, page: MemberPage, files: Sequence[PictureFile], n: int) -> PictureView:
    first = files[0]
    kind = picture_title(voice, page, first._replace(subject=""))
    return PictureView(
        key=f"p{n}",
        title=picture_title(voice, page, first),
        pic=shots_view(voice, f"p{n}", files, f"{page.shown_name}-{kind}"),
        caption=caption(voice, page, first),
    )


def title(voice: Voice, page: MemberPage) -> str:
    """Name and the greatest fact."""
    return voice.title(page.shown_name, fact(voice, page))


def fact(voice: Voice, page: MemberPage) -> str:
    if page.standing:
        return voice.sentence(voice.place(page.standing))
    if page.points:
        return voice.value("points", page.points)
    return page.badges[0].name if page.badges else ""


def about(voice: Voice, page: MemberPage) -> str:
    """One sentence for link previews, in facts."""
    value = voice.value(page.standing.measure, page.standing.value) if page.standing else ""
    span = voice.span_of(page.standing) if page.standing else ""
    recent = page.lately if page.standing else page.sources
    parts = [voice.deeds(recent), value, span]
    if not any(parts) and page.badges:
        parts = [voice.t("member.has_badge", badge=held.name) for held in page.badges[:3]]
    joined = voice.frame.usage.comma.join(part for part in parts if part)
    return voice.sentence(joined or voice.t("member.about", name=voice.name))


def lead(voice: Voice, page: MemberPage) -> str:
    standing = page.standing
    if standing:
        facts = {"value": voice.value(standing.measure, standing.value), "span": voice.span_of(standing)}
        return voice.sentence(voice.t("member.lead", place=voice.place(standing), **facts))
    if page.joined and page.fresh:
        return str(voice.t("member.lead_fresh", day=voice.day(page.joined)))
    if page.joined:
        key = "lead_years" if page.years else "lead_joined"
        return voice.counted(f"member.{key}", page.years, day=voice.frame.full_day(page.joined))
    return str(voice.t("member.lead_plain", name=voice.name))


def sources_view(voice: Voice, page: MemberPage) -> Sources | None:
    """The sum of the edition taken apart; where there is no place to be proud of, the sum of all time."""
    standing = page.standing
    if standing and standing.measure == "points":
        found, total, since = page.lately, standing.value, voice.span_of(standing)
    else:
        found, total = page.sources, page.points
        since = voice.t("member.since", day=voice.day(page.since)) if page.since else ""
    if not found:
        return None
    rest = total - sum(source.points for source in found)
    ever = page.points if total != page.points else 0
    return Sources(
        title=voice.sentence(voice.t("member.sources", value=voice.value("points", total))),
        span=since,
        rows=[
            SourceRow(deed=voice.deed(s), each=each(voice, s), points=voice.frame.number(s.points))
            for s in found
        ],
        rest=voice.frame.number(rest) if rest else "",
        rest_word=voice.t("member.rest" if rest > 0 else "member.corrected"),
        total=voice.value("points", total),
        ever=voice.t("member.ever", value=voice.value("points", ever), day=voice.day(page.since))
        if ever and page.since
        else "",
    )


def each(voice: Voice, source: Source) -> str:
    """What one deed is worth, where a single rule explains the whole sum."""
    rules = voice.frame.community.profile.points.rules
    worth: list[Number] = [r.points for r in rules if r.action == source.action and r.points is not None]
    found = next((points for points in worth if points * source.count == source.points), None)
    return voice.t("member.each", value=voice.value("points", found)) if found else ""


def held_view(voice: Voice, held: HeldBadge, pictures: Pictures) -> HeldView:
    return HeldView(
        name=held.name,
        emblem=pictures.emblems.get(held.id),
        say=voice.t("member.held", what=held.reason or voice.rule(held.id), day=voice.day(held.day)),
    )


def next_view(voice: Voice, page: MemberPage, pictures: Pictures) -> NextView | None:
    near = page.next
    if near is None:
        return None
    facts = {"done": voice.frame.number(near.done), "n": voice.frame.number(near.wanted - near.done)}
    return NextView(
        name=near.name,
        emblem=pictures.emblems.get(near.id),
        say=voice.t("member.next", rule=voice.rule(near.id), **facts),
        done=float(near.done),
        wanted=float(near.wanted),
        label=voice.t("member.progress", done=facts["done"], wanted=voice.frame.number(near.wanted)),
    )

"""The Lego part of the roadmap: the first combination, the missing brick, shares, spare bricks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ....plan.roadmap.lego import Missing, shares
from ..frame import Frame
from .stage import step_page
from .walls import Wall, counted, names, person, wall_view

MOST_IDLE, MOST_NAMES = 12, 3
CENT = Decimal("0.01")
SIZES = (2, 3, 4)


SHOWN_CANDIDATES = 3
"""On the page; all of them stand in the table."""


@dataclass(frozen=True, slots=True)
class FirstView:
    """Next month's first combination; `none`: why there is none."""

    none: str
    wall: Wall | None = None
    name: str = ""
    who: str = ""
    names: str = ""
    say: Sequence[str] = ()
    when: str = ""
    url: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom to ask first."""

    name: str
    city: str
    say: str


@dataclass(frozen=True, slots=True)
class OtherGap:
    what: str
    say: str


@dataclass(frozen=True, slots=True)
class GapView:
    """The missing brick; `none`: why there is none."""

    none: str
    what: str = ""
    unlocks: str = ""
    candidates: Sequence[Candidate] = ()
    nobody: str = ""
    when: str = ""
    url: str = ""
    letter: str = ""
    more: Sequence[OtherGap] = ()
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class ShareRow:
    name: str
    brings: str
    percent: str
    amount: str


@dataclass(frozen=True, slots=True)
class SharesView:
    sizes: list[str]
    rows: list[ShareRow]
    title: str
    amount: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class SpareView:
    idle_say: str
    idle: list[str]
    more: str
    suggestions: list[Suggestion]
    no_suggestion: str


def quoted(frame: Frame, texts: Sequence[str]) -> str:
    shown = [f"“{t}”" for t in texts[:MOST_NAMES]]
    return frame.listed(shown) + (" …" if len(texts) > MOST_NAMES else "")


def dated(frame: Frame, kind: str, key: str) -> str:
    """The day of the first piece of a kind in the next 90 days, as the sentence of a key; "" without one."""
    found = next((d for d in frame.plan.roadmap.days.dated if d.piece.kind == kind), None)
    if found is None:
        return ""
    return frame.words(key, day=frame.day(found.day), weekday=frame.weekday(found.day, "full"),
                       minutes=frame.minutes(found.piece.minutes))  # fmt: skip


def first_view(frame: Frame) -> FirstView:
    """Next month's first combination, or why there is none."""
    words, roadmap = frame.words, frame.plan.roadmap
    combo = roadmap.lego.first
    if combo is None or roadmap.advice in ("wait", "new"):
        return FirstView(words(f"roadmap.next.{no_first(frame)}"))
    who = names(frame, combo.team)
    rare = ""
    if combo.rarest:
        rare = words("roadmap.next.rare", brick=combo.rarest.word, holders=counted(frame, combo.holders))
    size = counted(frame, combo.size, "person")
    meet, pace = dated(frame, "meet", "roadmap.next.meet"), frame.community.profile.upgrade.minutes
    key = "why" if roadmap.ready > 1 else "only"
    say = [words(f"roadmap.next.{key}", size=size, ready=frame.number(roadmap.ready), rare=rare).strip()]
    if combo.city:
        say.append(words("roadmap.next.city", n=frame.number(combo.together), city=frame.city(combo.city)))
    say.append(meet or words("roadmap.next.meet_waits", minutes=frame.minutes(pace.meet)))
    return FirstView(
        wall=wall_view(frame, combo),
        name=combo.name,
        who=words(f"roadmap.next.{'alone' if combo.size == 1 else 'who'}", names=who, name=combo.name),
        names=who,
        say=say,
        when=meet,
        url=step_page("new-offer") + "#say-team",
        letter=words("roadmap.next.letter"),
        none="",
    )  # fmt: skip


def no_first(frame: Frame) -> str:
    roadmap = frame.plan.roadmap
    states = {combo.state for combo in roadmap.lego.combos}
    if roadmap.advice in ("wait", "new"):
        return f"none_{roadmap.advice}"
    if not roadmap.lego.partners:
        return "none_partners"
    if not roadmap.lego.combos:
        return "none_demands"
    return "none_waits" if "waits" in states else "none_ready"


def gap_view(frame: Frame) -> GapView:
    """The missing brick that opens most, and who in the roster has it."""
    words, lego = frame.words, frame.plan.roadmap.lego
    if frame.plan.roadmap.advice in ("wait", "new"):
        return GapView(words(f"roadmap.gap.none_{frame.plan.roadmap.advice}"))
    if not lego.missing:
        rare = [c for c in lego.combos if c.rarest and c.holders]
        rarest = min(rare, key=lambda c: (c.holders, c.place), default=None)
        text = words("roadmap.gap.none" if lego.combos else "roadmap.gap.none_demands")
        if rarest and rarest.rarest:
            holders = counted(frame, rarest.holders)
            text += frame.usage.gap + words("roadmap.gap.fewest", brick=rarest.rarest.word, holders=holders)
        return GapView(text)
    top, *rest = lego.missing
    return GapView(
        none="",
        what=missing_text(frame, top),
        unlocks=unlocks_text(frame, top),
        candidates=[
            candidate_view(frame, top, c.member, c.fit, c.deeds) for c in top.candidates[:SHOWN_CANDIDATES]
        ],
        nobody=words("roadmap.gap.nobody" if frame.community.members else "roadmap.gap.no_roster"),
        when=dated(frame, "recruit", "roadmap.gap.day"),
        url=step_page("new-offer") + "#say-missing",
        letter=words("roadmap.gap.letter"),
        more=[OtherGap(what=missing_text(frame, m), say=unlocks_text(frame, m)) for m in rest],
        minutes=frame.minutes(frame.community.profile.upgrade.minutes.recruit),
    )


def missing_text(frame: Frame, missing: Missing) -> str:
    key = "industry" if not missing.skill else "skill_in" if missing.industry else "skill"
    return frame.words(f"roadmap.gap.{key}", skill=missing.skill, industry=missing.industry)


def unlocks_text(frame: Frame, missing: Missing) -> str:
    combos = {c.place: c for c in frame.plan.roadmap.lego.combos}
    found = [combos[place].name for place in missing.demands]
    alone = [combos[p].name for p in missing.demands if len(combos[p].missing) == 1]
    if not missing.unlocks:
        return frame.words("roadmap.gap.unlocks_none", names=quoted(frame, found))
    n = counted(frame, missing.unlocks, "demand")
    return frame.words("roadmap.gap.unlocks", n=n, names=quoted(frame, alone))


def candidate_view(frame: Frame, missing: Missing, member: str, fit: int, deeds: int) -> Candidate:
    words = frame.words
    told = words.counted(
        "roadmap.gap.candidate_deeds", deeds, n=frame.number(deeds), span=frame.lately("days")
    )
    facts = [told] if deeds else []
    if missing.skill and missing.industry:
        facts.insert(0, words(f"roadmap.gap.candidate_skill.{fit}"))
    elif not missing.skill and fit:
        facts.insert(0, words("roadmap.gap.candidate_fit", n=frame.number(fit)))
    found = person(frame, member)
    return Candidate(found.name, found.city, " · ".join(text for text in (found.city, *facts) if text))


def shares_view(frame: Frame) -> SharesView:
    """One level: each of the team a part, the community one. With amounts for the likely value."""
    words, roadmap = frame.words, frame.plan.roadmap
    combo, result = roadmap.lego.first, roadmap.scenarios.result
    parts = frame.community.profile.upgrade.lego.community_parts
    sizes = []
    for size in SIZES:
        found = shares([str(i) for i in range(size)], community=parts)
        sizes.append(
            words(
                "roadmap.shares.sizes", n=frame.number(size), each=frame.number(found[0].percent),
                community=frame.number(found[-1].percent if parts else 0),
            )
        )  # fmt: skip
    if combo is None or roadmap.advice in ("wait", "new"):
        return SharesView(sizes, [], "", "")
    value = Decimal(0)
    if result and result.lego:
        value = next(i.likely for i in result.lego.inputs if i.name == "project_value")
    rows: list[ShareRow] = []
    seats = {seat.member: seat for seat in combo.team}
    paid = Decimal(0)
    for share in shares(list(seats), community=parts):
        amount = (value * share.percent / 100).quantize(CENT, ROUND_HALF_UP)
        own = share.member != ""
        paid += amount if own else Decimal(0)
        brings = [brick.word for brick in seats[share.member].brings] if own else []
        rows.append(ShareRow(
            name=frame.name(share.member) if own else words("roadmap.shares.community"),
            brings=frame.listed(brings) if own else words("roadmap.shares.community_does"),
            percent=f"{frame.number(share.percent)}%",
            amount=frame.money(amount if own else value - paid) if value else "",
        ))  # fmt: skip
    total = words("roadmap.shares.amount", money=frame.money(value)) if value else ""
    return SharesView(sizes, rows, combo.name, total)


def spare_view(frame: Frame) -> SpareView:
    words, lego = frame.words, frame.plan.roadmap.lego
    join = frame.listed
    suggestions = [
        Suggestion(
            what=words(
                "roadmap.suggest.item", industry=found.industry, skills=" + ".join(found.skills)
            ),
            who=words(
                "roadmap.suggest.who", names=names(frame, found.team),
                counts=join([f"{w} {frame.number(n)}" for w, n in
                             zip((found.industry, *found.skills), found.holders, strict=True)]),
            ),
        )
        for found in lego.suggestions
    ]  # fmt: skip
    rest = len(lego.idle) - MOST_IDLE
    plenty = frame.number(frame.community.profile.upgrade.lego.plenty)
    return SpareView(
        idle_say=words("roadmap.idle.say", n=plenty),
        idle=[
            words("roadmap.idle.item", skill=i.skill, n=frame.number(i.holders))
            for i in lego.idle[:MOST_IDLE]
        ],
        more=words("roadmap.idle.more", n=frame.number(rest)) if rest > 0 else "",
        suggestions=suggestions,
        no_suggestion=words("roadmap.suggest.none", n=plenty),
    )

"""Who carries the community, how that went, and whom to ask this week with the letter. For the operator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from ....plan.people.activity import Activity
from ....plan.people.carrying import NET_SHARE, RUN_SHARE, Carry
from ....plan.people.stars import TACTIC, Star
from ....plan.retold import told_by
from ..actions import deed_name, did
from ..agenda import off
from ..bubble import Bubble, bubble
from ..frame import Frame
from ..game.rows import initial
from ..names import greeted
from ..tactics import message_view
from ..text import inline
from .invitations import host_letter

TOP, FLOOR, TALL = 20, 20, 130
"""Of the curve, in px: what is above and below it, and its height."""
BRACKET = re.compile(r"\s*[（(][^（()）]*[）)]$")
"""How a message is sent, behind its title."""


@dataclass(frozen=True, slots=True)
class Beam:
    """A part of the whole. `kind`: team, stars or rest; `percent` as it is shown."""

    kind: str
    width: float
    percent: int
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """`x` in percent, `y` in px."""

    x: float
    y: float
    share: str
    half: str
    month: str


@dataclass(frozen=True, slots=True)
class Curve:
    points: list[Point]
    run: float
    net: float
    """Where the two lines of ours are, in px."""
    height: int
    label: str


@dataclass(frozen=True, slots=True)
class Number:
    title: str
    value: str
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class StarLine:
    member: str
    name: str
    mark: str
    about: str
    """City, trade and group."""
    job: str
    facts: str
    letter: Bubble


@dataclass(frozen=True, slots=True)
class StarsView:
    kick: str
    phrases: list[str]
    lead: str
    missing: str
    beams: list[Beam]
    label: str
    numbers: list[Number]
    curve: Curve | None
    grade: Markup
    lines: list[StarLine]
    lines_say: str
    off: str


def stars_view(frame: Frame) -> StarsView:
    found, words = frame.facts.carriers.activity, frame.words
    carry, kind = found.carry, state(found)
    told = facts(frame, carry)
    some = kind not in ("none", "few")
    head = "unseen" if kind == "unseen" else "share" if some else kind
    lines = star_lines(frame)
    say = "nobody" if not lines else "one" if len(lines) == 1 else "say"
    span = frame.days(found.since, found.until) if found.deeds else ""
    return StarsView(
        kick=words("stars.kick", days=span, n=frame.number(found.deeds))
        if span
        else words("stars.kick_none"),
        phrases=[part.format(**told) for part in words.get(f"stars.h1.{head}")],
        lead=words(f"stars.lead.{kind}", **told),
        missing=words("stars.none") if kind == "none" else "",
        beams=beams(frame, carry) if some else [],
        label=words("stars.chart", **told),
        numbers=numbers(frame, found) if some else [],
        curve=curve(frame, found) if some else None,
        grade=inline(words(f"stars.grade.{carry.grade}", **told)) if some and kind != "unseen" else Markup(),
        lines=lines,
        lines_say=words(f"stars.next.{say}", n=frame.count(len(lines))) if found.deeds else "",
        off=words("stars.next.off") if lines and not frame.plan.agenda.runs(TACTIC) else "",
    )


def state(found: Activity) -> str:
    """none, few, unseen (nothing of the team is written down), else the grade."""
    if not found.deeds:
        return "none"
    if found.carry.few:
        return "few"
    return "unseen" if not found.carry.staff_share else found.carry.grade


def team(frame: Frame) -> str:
    alone = frame.facts.hands.assistants == 0 and frame.facts.carriers.activity.carry.staff < 2
    return frame.words("stars.who.you" if alone else "stars.who.team")


def facts(frame: Frame, carry: Carry) -> dict[str, object]:
    """What sentences of the page may say. Shares are rounded once, so that they add up."""
    staff, part = round(100 * carry.staff_share), round(100 * carry.half_share)
    return {
        "who": team(frame), "share": staff, "staff": staff, "left": 100 - staff, "part": part,
        "rest": 100 - staff - part, "stars": carry.half_without, "half": carry.half,
        "others": frame.number(carry.members - carry.half_without),
        "n": frame.number(carry.members if carry.few else carry.half_without),
    }  # fmt: skip


def beams(frame: Frame, carry: Carry) -> list[Beam]:
    words = frame.words
    staff, part = round(100 * carry.staff_share), round(100 * carry.half_share)
    rest = carry.members - carry.half_without
    made = [
        Beam("team", 100 * carry.staff_share, staff,
             words("stars.parts.team", who=team(frame), n=frame.number(carry.staff))),
        Beam("stars", 100 * carry.half_share, part,
             words("stars.parts.stars", n=frame.number(carry.half_without))),
        Beam("rest", 100 * (1 - carry.staff_share - carry.half_share), 100 - staff - part,
             words("stars.parts.rest", n=frame.number(rest))),
    ]  # fmt: skip
    return [beam for beam in made if beam.width > 0]


def numbers(frame: Frame, found: Activity) -> list[Number]:
    words, carry, unit = frame.words, found.carry, frame.words("stars.numbers.unit")
    first = found.months[0] if len(found.months) > 1 else None
    since = words("stars.numbers.share.alone", span=frame.lately("days"))
    if first:
        month = frame.month("pictures.month", first.first)
        since = words("stars.numbers.share.since", month=month, share=round(100 * first.carry.staff_share))
    without, effective = frame.number(carry.half_without), frame.number(round(carry.effective_without))
    return [
        Number(words("stars.numbers.share.dt"), str(round(100 * carry.staff_share)), "%", since),
        Number(words("stars.numbers.half.dt"), frame.number(carry.half), unit,
               words("stars.numbers.half.without", n=without)),
        Number(words("stars.numbers.effective.dt"), frame.number(round(carry.effective)), unit,
               words("stars.numbers.effective.how", n=effective)),
    ]  # fmt: skip


def curve(frame: Frame, found: Activity) -> Curve | None:
    """From two months on. The scale holds both of our lines."""
    months, words = found.months, frame.words
    if len(months) < 2:
        return None
    shares = [month.carry.staff_share for month in months]
    most = max(*shares, RUN_SHARE) * 1.1

    def height(share: float) -> float:
        return round(TOP + TALL * (1 - share / most), 1)

    step = 84 / (len(months) - 1)
    points = [
        Point(
            x=round(8 + n * step, 2),
            y=height(month.carry.staff_share),
            share=f"{round(100 * month.carry.staff_share)}%",
            half=frame.number(month.carry.half),
            month=frame.usage.short_month(month.first),
        )
        for n, month in enumerate(months)
    ]
    label = words("stars.trend.chart", first=round(100 * shares[0]), last=round(100 * shares[-1]))
    return Curve(points, height(RUN_SHARE), height(NET_SHARE), TOP + TALL + FLOOR + 48, label)


def star_lines(frame: Frame) -> list[StarLine]:
    return [star_line(frame, star) for star in frame.facts.carriers.activity.batch]


def star_line(frame: Frame, star: Star) -> StarLine:
    words, member = frame.words, frame.people[star.person.id]
    city = frame.city(member.city) or member.city_text
    group = next((g.name for g in frame.facts.sizes.group_list if g.id == star.group), "")
    join = words("stars.facts.join")
    times = frame.number(star.times)
    deed = words.counted(
        "stars.facts.deed", star.times, action=action(frame, star), n=times, day=frame.dated(star.last)
    )
    told = [deed, words("stars.facts.weeks", n=star.weeks)]
    told += [words.counted("stars.facts.helped", star.helped, n=star.helped)] if star.helped else []
    name = frame.name(member.id)
    squad = star.squad or words("stars.squad")
    return StarLine(
        member=member.id,
        name=name,
        mark=initial(member.shown),
        about=join.join(part for part in (city, member.industry, group) if part),
        job=job_said(frame, star, city, squad),
        facts=join.join(told),
        letter=letter(frame, star, name, squad),
    )


def job_said(frame: Frame, star: Star, city: str, squad: str) -> str:
    """What the letter asks for; on stage, where the main business has a letter of its own, its title."""
    told = told_by(TACTIC, frame.plan.rhythms) if star.job == "stage" else None
    if told and "say" in told.rhythm.reaches[TACTIC].own:
        return BRACKET.sub("", stage_letter(frame).label)
    return frame.words(f"stars.jobs.{star.job}", city=city, squad=squad)


def stage_letter(frame: Frame) -> Bubble:
    tactic = frame.library.tactic(TACTIC)
    return message_view(frame, tactic, next(i for i in frame.visible(tactic, "say") if i.id == "ask"))


def action(frame: Frame, star: Star) -> str:
    return deed_name(star.person.action, frame.community.profile, frame.words)


def letter(frame: Frame, star: Star, name: str, squad: str) -> Bubble:
    """For the stage the tactic has it: what is sent is written once."""
    if star.job == "stage":
        return stage_letter(frame)
    if star.job == "host":
        text = host_letter(frame, star.person.id)
    else:
        text = frame.words(f"stars.letters.{star.job}", noticed=noticed(frame, star), squad=squad)
    label = frame.words("stars.letter", name=name)
    return bubble(frame, label, text.splitlines(), who="owner", off=off(frame, TACTIC))


def noticed(frame: Frame, star: Star) -> str:
    """The first line of a letter: what they did, how often, when last."""
    words, told = frame.words, did(star.person.action, star.times, frame.words)
    times = words.counted("stars.times", star.times, n=frame.number(star.times))
    return words(
        f"stars.noticed.{'plain' if not told else 'did_once' if star.times == 1 else 'did'}",
        name=greeted(frame, star.person.id), did=told, action=action(frame, star), times=times,
        day=frame.dated(star.last), span=frame.lately(),
    )  # fmt: skip

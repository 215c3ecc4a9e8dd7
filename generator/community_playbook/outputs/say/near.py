"""What the calendar brings within three weeks: the dates of the profile and the end of a month that counts,
each with the days that are left and with what this week does about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...community.calendar import BigDate
from ...community.rewards import Exposure, PacketReward, Prize
from ...knowledge.rhythms import offset_of
from ...plan.anchors import anchor_days
from ...plan.clock import DAYS
from ...plan.dates import HOLIDAYS, is_quiet, quiet_span
from ...plan.own_dates import own_round, way_of
from ...plan.rhythms import Laid
from .countdown import CountdownView, countdowns, left_said
from .frame import Frame
from .once import once

NEAR_DAYS = 21
BESIDE = frozenset({"term", "opening", "sale", "release", "deadline"})
"""Kinds on which people have time for what they come for: nothing of it has to move."""
GONE = frozenset({"closing", "exam", HOLIDAYS})
"""Kinds beside which nothing else goes on."""
BOARD = "points-and-teams"
POST = "board"


@dataclass(frozen=True, slots=True)
class NearLine:
    """`when`: its days, and how many are left; `text`: what this week does about it."""

    what: str
    when: str
    text: str
    url: str = ""
    """Where all of it stands, step by step."""


@once
def near_lines(frame: Frame) -> list[NearLine]:
    counted = {one.big: view for one, view in zip(frame.plan.counted, countdowns(frame), strict=True)}
    lines = [date_line(frame, big, counted.get(big)) for big in near_dates(frame, counted)]
    return [*lines, *month_line(frame)]


def near_dates(frame: Frame, counted: Mapping[BigDate, CountdownView]) -> list[BigDate]:
    """Within three weeks, or such as ask for something this week."""
    today = frame.facts.days.today
    last = today + timedelta(days=NEAR_DAYS)
    busy = {big for big, view in counted.items() if view.of("late", "week", "unfit")}
    return [
        big for big in frame.facts.days.date_list if (big.last >= today and big.start <= last) or big in busy
    ]


def date_line(frame: Frame, big: BigDate, view: CountdownView | None) -> NearLine:
    when = frame.usage.comma.join([frame.days(big.start, big.last), left_said(frame, big)])
    free = big.kind == HOLIDAYS and big.start <= frame.plan.agenda.monday + timedelta(days=len(DAYS) - 1)
    said = [*(steps_about(frame, view) if view else ()), *done_about(frame, big)]
    said = said or [frame.words("near.free" if free else "near.nothing")]
    url = frame.page(frame.entries[view.id]) if view else ""
    return NearLine(big.what, when, frame.usage.gap.join(said), url)


def steps_about(frame: Frame, view: CountdownView) -> Iterator[str]:
    """What this week does for a date, else what comes next; what this week does not carry."""
    words, week = frame.words, view.of("late", "week")
    later, unfit = view.of("later"), view.of("unfit")
    if week:
        yield words("countdown.week", what=frame.usage.semicolon.join(line.what for line in week))
    elif later:
        yield words("countdown.next", date=later[0].date, weekday=later[0].weekday, what=later[0].what)
    if unfit:
        what = frame.usage.semicolon.join(line.what for line in unfit)
        yield words("countdown.unfit", what=what, time=frame.minutes(sum(line.minutes for line in unfit)))


def done_about(frame: Frame, big: BigDate) -> Iterator[str]:
    """What the plan does this week for a date, and what of the main business lies on it."""
    words, agenda = frame.words, frame.plan.agenda
    sunday = agenda.monday + timedelta(days=len(DAYS) - 1)
    if is_quiet(big) and quiet_span(big)[0] <= sunday:
        yield words("near.quiet")
    for laid in frame.plan.rhythms:
        if said := paused(frame, laid, big):
            yield words("near.paused", what=said)
    other = (step for step in agenda.steps if step.entry not in frame.dates)
    on = [step for step in other if big.start <= step.day <= big.last]
    if held := held_on(frame, big):
        yield words("near.own", what=held)
    elif big.kind in BESIDE:
        return
    elif on:
        key = "near.holiday" if big.kind == HOLIDAYS else "near.jobs"
        yield words.counted(key, len(on), n=len(on))
    else:
        for name, day in hit(frame, big):
            yield words(
                "near.hit" if big.kind in GONE else "near.both",
                what=name,
                day=f"{frame.weekday(day)} {frame.day(day)}",
            )


def held_on(frame: Frame, big: BigDate) -> str:
    """What people come for that this date is: its beats lead to it."""
    plan = frame.plan
    way = way_of(big, frame.library, plan.rhythms, frame.community.profile, plan.topic)
    own = own_round(big, way, plan.rhythms, plan.agenda.monday)
    return frame.title(own.rhythm.entry) if own else ""


def paused(frame: Frame, laid: Laid, big: BigDate) -> str:
    """The beats that fall out of this week for it."""
    folder = frame.folder(laid.rhythm.entry)
    spans = {id_: (first, last) for id_, first, last in laid.seasons}
    beats = [b for id_, out in laid.paused.items() if spans.get(id_) == (big.start, big.last) for b in out]
    return " · ".join(folder.label("beats", beat) for beat in dict.fromkeys(beats))


def hit(frame: Frame, big: BigDate) -> Iterator[tuple[str, date]]:
    """What people come for that lies on a date after this week: the beats on the day of an anchor itself."""
    for laid in frame.plan.rhythms:
        folder = frame.folder(laid.rhythm.entry)
        for anchor in laid.rhythm.cycle.anchors if laid.fits else ():
            said = laid.chosen.anchors.get(anchor.id)
            if said and said.day == big.start:
                continue  # the date is the anchor itself
            days = anchor_days(
                laid.rhythm, anchor.id, laid.chosen, frame.plan.agenda.monday, full=laid.levels.full
            )
            held = any(
                (found := offset_of(on)) and found.anchor == anchor.id and not found.more
                for beat in laid.rhythm.cycle.beats
                for on in beat.on
                if laid.done(beat)
            )
            for day in days if held else ():
                if big.start <= day <= big.last:
                    yield folder.label("anchors", anchor.id), day


def month_line(frame: Frame) -> Iterator[NearLine]:
    """Where a month ends in the week and points or prizes are counted by it: who says so, and when."""
    agenda, words = frame.plan.agenda, frame.words
    end = month_end(agenda.monday)
    prizes = monthly_prizes(frame)
    points = frame.community.profile.points
    by_month = points.mode != "none" and points.period == "month"
    if end > agenda.monday + timedelta(days=len(DAYS) - 1) or not (by_month or prizes):
        return
    steps = [s for s in agenda.of(BOARD, POST) if s.main and not s.setup]
    now = next((s for s in steps if s.day > end), None)
    usual = now or next(iter(steps), None)
    day = now.day if now else usual.day + timedelta(weeks=1) if usual else end + timedelta(days=1)
    yield NearLine(
        frame.month("near.month", end),
        f"{frame.weekday(end)} {frame.day(end)}",
        words(
            f"near.{'prizes' if prizes else 'board'}.{usual.role if usual else 'owner'}",
            day=f"{frame.weekday(day)} {frame.day(day)}",
            clock=frame.clock(usual.start if usual else post_clock(frame)),
            prizes=frame.listed(prizes),
        ),
    )


def month_end(monday: date) -> date:
    """The last day of the month in which a week begins."""
    following = (monday.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)


def monthly_prizes(frame: Frame) -> list[str]:
    """What is promised for a month, under the names that members know."""
    given = frame.community.profile.incentives
    offers: tuple[Prize | PacketReward | Exposure, ...] = (*given.prize, *given.red_packet, *given.exposure)
    return [offer.name for offer in offers if offer.earned.period == "month"]


def post_clock(frame: Frame) -> str:
    """When the tactic posts its board: the hour of an announcement that no step of the week makes."""
    return next(job.clock for job in frame.library.tactic(BOARD).jobs if job.id == POST)

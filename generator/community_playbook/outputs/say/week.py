"""This week: the grid of days, hours and people, where the time goes and what did not fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from ...community.hours import DAY
from ...plan.agenda import step_id
from ...plan.clock import DAYS, clock_minutes
from ...plan.dates import HOLIDAYS, is_quiet, quiet_span
from ...plan.roadmap.roadmap import EXERCISE
from ...plan.week import Slot
from .agenda import Change, change_said
from .bubble import Bubble
from .countdown import CountdownView, countdowns
from .frame import Frame
from .hands import capital, who_name, who_short
from .native import NativeView, safety_view
from .rhythm_seasons import season_name
from .tactics import listed, message_view, said_of


@dataclass(frozen=True, slots=True)
class PersonTime:
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class JobLine:
    start: str
    text: str
    who: str
    minutes: int
    key: bool
    tick: str
    step: str
    change: Change | None


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A part of the day. `window`: the join window opens in it."""

    name: str
    range: str
    window: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What a day holds in a row. `join`: newcomers come in."""

    row: TimeRow
    jobs: list[JobLine]
    join: bool


@dataclass(frozen=True, slots=True)
class DayView:
    name: str
    date: str
    minutes: int
    total: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class UseRow:
    """Minutes of each for one tactic or duty."""

    title: str
    note: str
    url: str
    owner: int
    helper: int


@dataclass(frozen=True, slots=True)
class DutyMessages:
    title: str
    why: str
    messages: list[Bubble]


@dataclass(frozen=True, slots=True)
class LeftLine:
    icon: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class WeekView:
    phrases: list[str]
    people: list[PersonTime]
    rows: list[TimeRow]
    days: list[DayView]
    notes: list[str]
    """What the free time of somebody changed, or could not change; the dates that are near."""
    where: list[UseRow]
    owner_minutes: int
    helper_minutes: int
    helped: bool
    left: list[LeftLine]
    counted: tuple[CountdownView, ...]
    """Dates counted back, where there is no main business on whose page they stand."""
    say: list[DutyMessages]
    safety: NativeView


def week_view(frame: Frame) -> WeekView:
    week, words = frame.plan.week, frame.words
    phrases = words.get("week.h1" if week.slots else "week.h1_none")
    filled = [p.format(n=len(frame.plan.agenda.things), t=frame.minutes(week.minutes)) for p in phrases]
    rows = time_rows(frame)
    return WeekView(
        phrases=filled,
        people=people(frame),
        rows=rows,
        days=[day_view(frame, i, rows) for i in range(7)],
        notes=[*hour_lines(frame), *date_lines(frame)],
        where=where(frame),
        owner_minutes=week.owner_minutes,
        helper_minutes=week.helper_minutes,
        helped=week.helper_capacity > 0,
        left=left_views(frame),
        counted=() if frame.plan.rhythms else countdowns(frame),
        say=duty_views(frame),
        safety=safety_view(frame),
    )


def people(frame: Frame) -> list[PersonTime]:
    week = frame.plan.week
    rows: list[PersonTime] = []
    for hand in frame.facts.hands.crew:
        left = hand.minutes - week.spent(hand.id)
        used = frame.minutes(hand.minutes - left)
        key = "week.key" if left > 0 else "week.key_full"
        who = capital(who_short(frame, hand.id))
        rows.append(PersonTime(hand.id, frame.words(key, who=who, used=used, left=frame.minutes(left))))
    if not week.helper_capacity:
        more = frame.usage.stop + frame.usage.gap + frame.words("week.for_assistant_none")
        rows[0] = replace(rows[0], text=rows[0].text + more)
    return rows


ROWS = {"morning": 12 * 60, "noon": 18 * 60, "evening": 2 * DAY}
"""The parts of a day by the minute at which they end; a night belongs to the evening before it."""


def row_at(clock: str) -> int:
    return next(n for n, end in enumerate(ROWS.values()) if clock_minutes(clock) < end)


def time_rows(frame: Frame) -> list[TimeRow]:
    found = frame.facts.newcomers
    opens = row_at(found.window.start) if found.evening_list else -1
    return [
        TimeRow(frame.words(f"week.{part}"), frame.words(f"week.{part}_range"), n == opens)
        for n, part in enumerate(ROWS)
    ]


def day_view(frame: Frame, index: int, rows: list[TimeRow]) -> DayView:
    day = frame.plan.week.monday + timedelta(days=index)
    slots = frame.plan.week.on(index)
    minutes = sum(s.task.minutes for s in slots)
    join = DAYS[index] in frame.facts.newcomers.evening_list
    opens = next((n for n, row in enumerate(rows) if row.window), 0)
    jobs: list[list[JobLine]] = [[] for _ in rows]
    for slot in slots:
        jobs[opens if slot.task.fixed else row_at(slot.start)].append(job_view(frame, slot))
    return DayView(
        name=frame.weekday(day),
        date=frame.day(day),
        minutes=minutes,
        total=frame.words("week.minutes", m=minutes) if minutes else frame.words("week.rest"),
        cells=[Cell(row, found, join and row.window) for row, found in zip(rows, jobs, strict=True)],
    )


def hour_lines(frame: Frame) -> list[str]:
    """What was moved into somebody's free time, and what stands where nobody is said to be free. By name only
    what others wait for; the rest is counted."""
    week, words = frame.plan.week, frame.words
    lines = []
    for key, slots in (("week.moved", week.moved), ("week.outside", week.outside)):
        named = dict.fromkeys(
            words(f"{key}_one", what=frame.task_text(s.task), who=who_name(frame, s.who), now=at(frame, s),
                  wish=f"{words(f'days.{s.task.day}.short')} {frame.clock(s.task.clock)}")
            for s in slots if s.task.key
        )  # fmt: skip
        others = sum(1 for s in slots if not s.task.key and not s.task.setup)
        if named:
            lines.append(words(key, what=frame.usage.semicolon.join(named)))
        if others:
            lines.append(words(f"{key}_more" if named else f"{key}_all", n=others))
    return lines


def date_lines(frame: Frame) -> list[str]:
    """The dates of the profile that are near, when nothing new starts for them, and jobs on days off."""
    words, week = frame.words, frame.plan.week
    lines = []
    for big in frame.facts.days.date_list:
        days = frame.days(big.start, big.last)
        off = sum(1 for slot in week.slots if big.start <= slot.day <= big.last)
        if big.kind == HOLIDAYS and off:
            lines.append(words("week.off", what=big.what, days=days, n=off))
            continue
        lines.append(words("week.near", what=big.what, days=days))
        if is_quiet(big):
            first, last = quiet_span(big)
            lines[-1] += frame.usage.gap + words("week.quiet", first=frame.day(first), last=frame.day(last))
    return lines


def at(frame: Frame, slot: Slot) -> str:
    return f"{frame.weekday(slot.day)} {frame.clock(slot.start)}"


def job_view(frame: Frame, slot: Slot) -> JobLine:
    task = slot.task
    return JobLine(
        start=frame.clock(slot.start),
        text=frame.task_text(task),
        who=slot.who,
        minutes=task.minutes,
        key=task.key,
        tick=frame.tick(step_id(slot)),
        step=step_id(slot),
        change=change_said(frame, frame.plan.agenda.step(step_id(slot))),
    )


def where(frame: Frame) -> list[UseRow]:
    """Minutes by tactic and duty, the largest first."""
    rows: dict[str, UseRow] = {}
    for slot in frame.plan.week.slots:
        entry, minutes = frame.entries[slot.task.entry], slot.task.minutes
        note = frame.tactic_link(entry) if entry.drawing else frame.words(note_key(frame, slot))
        row = rows.get(entry.id) or UseRow(frame.title(entry), note, frame.page(entry), 0, 0)
        rows[entry.id] = (
            replace(row, owner=row.owner + minutes)
            if slot.who == "owner"
            else replace(row, helper=row.helper + minutes)
        )
    return sorted(rows.values(), key=lambda r: (-(r.owner + r.helper), r.title))


def note_key(frame: Frame, slot: Slot) -> str:
    if slot.task.entry in frame.rhythms:
        return "rhythm.note"
    if slot.task.entry in frame.dates:
        return "countdown.note"
    return "roadmap.title" if slot.task.job == EXERCISE else "week.duties"


def duty_views(frame: Frame) -> list[DutyMessages]:
    """The ready messages of this week's standing duties; those of a tactic stand on its own page."""
    due = {slot.task.entry for slot in frame.plan.week.slots}
    views = []
    for duty in frame.library.duties:
        items = said_of(frame, duty) if duty.id in due else ()
        if items:
            meta = frame.folder(duty).meta
            said = [message_view(frame, duty, item) for item in items]
            views.append(DutyMessages(title=meta["title"], why=meta["why"], messages=said))
    return views


def left_views(frame: Frame) -> list[LeftLine]:
    """Duties that were cut or dropped, and tactics that wait for hours."""
    views = []
    for slot in frame.plan.week.slots:
        if slot.task.trimmed_from:
            facts = {"whole": frame.minutes(slot.task.trimmed_from), "kept": frame.minutes(slot.task.minutes)}
            what = frame.task_text(slot.task)
            key = "week.prepared" if slot.task.setup else "week.trimmed"
            views.append(LeftLine(icon="i-next", what=what, why=frame.words(key, **facts)))
    for laid in frame.plan.rhythms:
        folder = frame.folder(laid.rhythm.entry)
        if not laid.fits:
            why = frame.words("rhythm.too_large", minutes=frame.minutes(round(frame.facts.hands.hours * 60)))
            views.append(LeftLine(icon="i-no", what=frame.title(laid.rhythm.entry), why=why))
        for beat in laid.rhythm.cycle.beats if laid.fits else ():
            season = next((id_ for id_, beats in laid.paused.items() if beat.id in beats), "")
            what = folder.label("beats", beat.id)
            if season:
                why = frame.words("rhythm.paused", what=season_name(frame, laid, season))
                views.append(LeftLine(icon="i-later", what=what, why=why))
            elif beat.id in laid.left or beat.id in laid.levels.dropped:
                views.append(LeftLine(icon="i-no", what=what, why=frame.words("rhythm.left")))
            elif beat.id in laid.late:
                views.append(LeftLine(icon="i-later", what=what, why=frame.words("rhythm.late")))
    views += [
        LeftLine("i-no", line.what, frame.words(f"countdown.left.{line.state}", time=line.time))
        for one in countdowns(frame)
        for line in one.of("unfit", "waits")
    ]
    for task in frame.plan.left_out:
        why = frame.words("week.dropped", whole=frame.minutes(task.minutes))
        views.append(LeftLine(icon="i-no", what=frame.task_text(task), why=why))
    for choice in listed(frame, "later"):
        views.append(LeftLine(
            icon="i-later", what=frame.title(frame.entries[choice.id]), why=frame.refusal(choice),
        ))  # fmt: skip
    return views

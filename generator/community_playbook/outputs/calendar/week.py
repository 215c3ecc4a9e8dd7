"""The weekly rhythm: every task of the planned week as a series of 13 weeks, and the window in which
newcomers are let in (tactic 1). What is done once stands once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from ...knowledge.library import Entry, Item
from ...plan.agenda import step_id
from ...plan.clock import DAYS, clock_minutes
from ...plan.duties import Task
from ...plan.hands import OWNER, role_of
from ...plan.rhythms import Laid, weekly
from ...plan.roadmap.roadmap import EXERCISE
from ...plan.week import Slot
from ..say.agenda import change_said
from ..say.frame import Frame
from ..say.hands import capital, person, who_short
from ..say.text import strip
from .event import TASK_NOTICE, WINDOW_NOTICE, Event, last_day, later, lines, moment, zone_of


def week_events(frame: Frame) -> Iterator[Event]:
    window = window_event(frame)
    counted: Counter[str] = Counter()
    for sitting in sittings(frame.plan.week.slots):
        name = name_of(sitting[0])
        counted[name] += 1
        yield slot_event(frame, sitting, counted[name], window)
    if window:
        yield window


def sittings(slots: Sequence[Slot]) -> list[list[Slot]]:
    """What is done in one go is one entry, though its parts have clocks of their own: nobody wants to be
    called five times in a talk of forty minutes."""
    found: dict[tuple[object, ...], list[Slot]] = {}
    for place, slot in enumerate(slots):
        task = slot.task
        together = task.beat and not task.fixed and not task.until and task.parts == 1
        key = (slot.who, task.entry, task.job, slot.day) if together else (place,)
        found.setdefault(key, []).append(slot)
    return list(found.values())


def is_moved(laid: Laid, task: Task) -> bool:
    """It leads to a round that is on no usual day."""
    day = date.fromordinal(task.round) if task.round else None
    return day is not None and any(one.day == day for one in laid.chosen.rounds if one.moved)


def name_of(slot: Slot) -> str:
    """Of its series: of the job, or of the part of it that has a clock of its own."""
    task = slot.task
    beat = f"-{task.beat.id}" if task.beat and not task.main else ""
    return f"{task.entry}-{task.job}{beat}"


def slot_event(frame: Frame, sitting: Sequence[Slot], number: int, window: Event | None) -> Event:
    """`number`: the how-manieth of its job in the week. Not the weekday: a task that moves stays the same."""
    slot, last = sitting[0], sitting[-1]
    task = slot.task
    start = moment(slot.day, slot.start, zone_of(frame))
    laid = frame.rhythms.get(task.entry)
    once = (
        task.setup or task.spare or task.job == EXERCISE or task.entry in frame.dates
        or (laid is not None and (not weekly(laid, task.job) or is_moved(laid, task)))
    )  # fmt: skip
    entry = frame.entries[task.entry]
    called = task if once else replace(task, round=0)  # each week of a series is about something else
    what = frame.task_text(replace(called, beat=None) if len(sitting) > 1 else called)
    who = capital(who_short(frame, slot.who))
    category = person(frame, slot.who, frame.words(f"calendar.who.{role_of(slot.who)}"))
    return Event(
        key=slot_key(slot, number),
        title=what if slot.who == OWNER else frame.words("calendar.helper_title", who=who, what=what),
        text=slot_text(frame, sitting, entry),
        start=start,
        end=later(moment(last.day, last.start, zone_of(frame)), last.task.minutes),
        categories=(category, frame.title(entry)),
        who=(slot.who,),
        days=() if once else (DAYS[slot.day.weekday()],),
        until=None if once else end_of_series(frame, laid, task.job),
        weeks=join_weeks(frame) if task.fixed or task.until else 1,
        notice=0 if window and rings(window, start) else TASK_NOTICE,
        busy=True,
        step=" ".join(map(step_id, sitting)),
    )


def slot_key(slot: Slot, number: int) -> str:
    task = slot.task
    if task.job == EXERCISE:
        return f"road-{EXERCISE}-{task.entry}-1"
    return f"{name_of(slot)}-{number}"


def end_of_series(frame: Frame, laid: Laid | None = None, beat: str = "") -> datetime:
    """A beat of the main business ends with the day before the time in which it pauses, or before the week in
    which a round is moved or falls out."""
    last = last_day(frame)
    if laid:
        moved = (one.instead for one in laid.chosen.rounds if one.moved and one.instead)
        week = frame.plan.week.monday + timedelta(days=len(DAYS))
        mondays = (day - timedelta(days=day.weekday()) for day in moved)
        last = min([last, *(monday - timedelta(days=1) for monday in mondays if monday >= week)])
        hooks = {hook.id for hook in laid.rhythm.hooks if beat in hook.pause}
        starts = [first for id_, first, _ in laid.seasons if id_ in hooks]
        last = min([last, *(first - timedelta(days=1) for first in starts if first > frame.plan.week.monday)])
    return datetime.combine(last, time(23, 59, 59), zone_of(frame))


def join_weeks(frame: Frame) -> int:
    return 2 if frame.facts.newcomers.fortnightly else 1


def rings(window: Event, start: datetime) -> bool:
    """The notice of the window has just called; a second one minutes later says nothing new."""
    opens = window.start if isinstance(window.start, datetime) else start
    weekday = DAYS[start.weekday()] in window.days
    since = (start.hour - opens.hour) * 60 + start.minute - opens.minute
    return weekday and -WINDOW_NOTICE <= since - TASK_NOTICE <= 0


def slot_text(frame: Frame, sitting: Sequence[Slot], entry: Entry) -> str:
    """What to do, and where the ready messages stand."""
    task, words = sitting[0].task, frame.words
    folder = frame.folder(entry)
    steps = [step(frame, entry, item) for item in job_items(frame, sitting, entry)]
    if task.setup:
        steps = [folder.plain("setup", "")] if folder.has("setup", "") else []
    trimmed = ""
    if task.trimmed_from:
        facts = {"whole": frame.minutes(task.trimmed_from), "kept": frame.minutes(task.minutes)}
        trimmed = words("week.prepared" if task.setup else "week.trimmed", **facts)
    found = (change_said(frame, frame.plan.agenda.step(step_id(slot))) for slot in sitting)
    changes = [f"{one.label}{strip(one.text)}" for one in found if one]
    return lines(*changes, *steps, trimmed, page_of(frame, entry))


def job_items(frame: Frame, sitting: Sequence[Slot], entry: Entry) -> Sequence[Item]:
    items, task = frame.visible(entry, "do"), sitting[0].task
    if task.job != EXERCISE:
        held = {line for slot in sitting if slot.task.beat for line in slot.task.beat.lines}
        return [item for item in items if item.job == task.job and (not held or item.id in held)]
    dated = frame.plan.roadmap.days.dated
    piece = next((d.piece for d in dated if d.piece.kind == EXERCISE and d.piece.what == entry.id), None)
    return [item for item in items if piece and item.id in piece.steps]


def step(frame: Frame, entry: Entry, item: Item) -> str:
    text = frame.folder(entry).plain("do", item.id)
    at = frame.clock_in(entry, item)
    return frame.words("calendar.step_at" if at else "calendar.step", at=at, what=text)


def page_of(frame: Frame, entry: Entry) -> str:
    """On which page of the playbook the whole of it stands, and the words to say."""
    words, said = frame.words, bool(frame.visible(entry, "say"))
    if entry.drawing:
        facts = {"n": entry.number, "title": frame.title(entry)}
        return words("calendar.page_of.tactic_say" if said else "calendar.page_of.tactic", **facts)
    if entry.id in frame.rhythms:
        return words("rhythm.calendar", page=words("rhythm.title"))
    if entry.id in frame.dates:
        return words("countdown.calendar", page=words("rhythm.title" if frame.rhythms else "week.title"))
    if entry.spare:
        return words("calendar.page_of.letters")
    if entry in frame.library.duties:
        return words("calendar.page_of.duty", page=words("week.title"), say=words("week.say")) if said else ""
    return words("calendar.page_of.step", page=words("roadmap.title"), title=frame.title(entry))


def window_event(frame: Frame) -> Event | None:
    """The evenings on which somebody works in the window; the frame of their tasks, so it takes no time."""
    facts, week = frame.facts, frame.plan.week
    evenings = tuple(facts.newcomers.evening_list)
    first, end = clock_minutes(facts.newcomers.notice_clock), clock_minutes(facts.newcomers.join_end)
    inside = [
        slot
        for slot in week.slots
        if DAYS[slot.day.weekday()] in evenings and first <= clock_minutes(slot.start) < end
    ]
    if not inside:
        return None
    zone = zone_of(frame)
    day = week.monday + timedelta(days=DAYS.index(evenings[0]))
    whose = {slot.who for slot in inside}
    return Event(
        key="join-window",
        title=frame.words("calendar.window", n=facts.newcomers.newcomers_evening),
        text=frame.words(
            "calendar.window_text", start=frame.clock("join_start"), end=frame.clock("join_end")
        ),
        start=moment(day, facts.newcomers.join_start, zone),
        end=moment(day, facts.newcomers.join_end, zone),
        categories=(frame.words("week.window"),),
        who=tuple(who for who in frame.facts.hands.ids if who in whose),
        days=evenings,
        until=end_of_series(frame),
        weeks=join_weeks(frame),
        notice=WINDOW_NOTICE,
    )

"""Today: the steps of the agenda by day and clock, with what is sent, in order, and what if nobody answers.

Nothing is decided here: what stands on a day are the agenda's steps of that day, each once. What has not
started is a line with its date, never a step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import inf

from markupsafe import Markup

from ...knowledge.library import Entry, Item
from ...plan.agenda import Step
from ...plan.clock import DAYS, clock_minutes
from ...plan.people.rotation import TACTIC as ROTATION
from ...plan.roadmap.roadmap import EXERCISE
from .agenda import Change, change_said, starts_said
from .bubble import Bubble
from .door import Door, door
from .frame import Frame
from .hands import who_short
from .near import NearLine, near_lines
from .people.letters import page_of_letters, spare_letters
from .people.moves import INVITE, names_of_week, sent_this_week
from .people.moves import JOB as MOVES
from .people.newcomers import comers_on, frame_of, next_evening, told
from .people.outreach import letters_of_step
from .people.second import MATCH, second_names
from .risks import RiskLine, risks_at, with_message
from .roadmap.stage import step_page
from .tactics import message_view

EARLY, LATE = 9 * 60, 22 * 60
"""Minutes of the day between which the strip of a day lies at least."""
NEAR = 0.13
"""Clocks under the strip keep this part of its width between them."""
LINK = re.compile(r"</?a\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Cue:
    """One step of the agenda."""

    tick: str
    step: str
    at: str
    minutes: int
    start: int
    """Minutes since midnight of its day, as `end`; past midnight counted on."""
    end: int
    who: str
    part: bool
    """A part of a job that has a clock of its own."""
    what: str
    to: Markup
    number: str
    """Of its tactic: "第 4 招", or what else it belongs to."""
    url: str
    money: str
    change: Change | None
    how: Sequence[Markup]
    """What the hand does, all at the clock of the cue."""
    names: Sequence[str]
    """Whom it is about, where lists are made by name."""
    messages: Sequence[Bubble]
    """Those that are sent each time, in their order."""
    cases: Sequence[Bubble]
    """Those that are sent only if what their labels say happens."""
    count: str
    unanswered: Bubble | None
    risks: Sequence[RiskLine]
    """What may go wrong at it this week; their messages stand in no other list of the cue."""


@dataclass(frozen=True, slots=True)
class Off:
    """A tactic that has not started."""

    title: str
    starts: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The day from left to right, in percent: blocks of (tick, left, width, owner's), the join window, and
    hours of (left, clock)."""

    first: int
    last: int
    blocks: Sequence[tuple[str, float, float, bool]]
    window: tuple[float, float] | None
    hours: Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class DayPage:
    date: date
    name: str
    short: str
    dated: str
    total: str
    """Its minutes, as they stand on its button."""
    left: str
    jobs: str
    split: str
    """The minutes of each person, where there are two."""
    say: str
    say_today: str
    cues: Sequence[Cue]
    off: Sequence[Off]
    door: Door | None
    strip: Strip | None


@dataclass(frozen=True, slots=True)
class TodayView:
    """`shown`: the day that is open where no clock says otherwise; `alone`: for a phone, without links."""

    days: Sequence[DayPage]
    shown: DayPage
    phrases: Sequence[str]
    jobs: tuple[str, str]
    """How one of them and {n} of them are called."""
    alone: bool
    near: list[NearLine]


def today_view(frame: Frame, who: str = "", alone: bool = False) -> TodayView:
    """The planned week; `who`: only the steps of one person."""
    agenda = frame.plan.agenda
    days = [day_page(frame, agenda.monday + timedelta(days=n), who, alone) for n in range(len(DAYS))]
    left = told_once(frame, [day for day in days if day.date >= agenda.first_day])
    days = [*days[: len(days) - len(left)], *left]
    shown = next((day for day in left if day.cues), left[0])
    begins = [frame.words("today.first", clock=shown.cues[0].at)] if shown.cues else []
    jobs = (frame.words.counted("today.jobs", 1, n=1), frame.words.counted("today.jobs", 2, n="{n}"))
    return TodayView(days, shown, [shown.say, *begins], jobs, alone, near_lines(frame))


def told_once(frame: Frame, days: Sequence[DayPage]) -> list[DayPage]:
    """What is sent only if it happens, or if nobody answers, stands on the first day that has it; on the page
    of what it belongs to it stands all week."""
    seen: set[tuple[str, ...]] = set()

    def new(message: Bubble | None) -> bool:
        key = (message.label, *message.lines) if message else ()
        fresh = bool(key) and key not in seen
        seen.add(key)
        return fresh

    def told(one: Cue) -> Cue:
        for line in one.risks:
            new(line.message)
        cases = [case for case in one.cases if new(case)]
        return replace(
            one,
            cases=cases,
            count=called(frame, len(one.messages), len(cases) + with_message(one.risks)),
            unanswered=one.unanswered if new(one.unanswered) else None,
        )

    return [replace(day, cues=[told(one) for one in day.cues]) for day in days]


def day_page(frame: Frame, day: date, who: str, alone: bool) -> DayPage:
    words = frame.words
    steps = [step for step in frame.plan.agenda.on(day) if who in ("", step.who)]
    cues = [cue(frame, step, alone) for step in steps]
    minutes = sum(step.minutes for step in steps)
    name = frame.weekday(day, "full")
    joins = any(step.window for step in steps)
    return DayPage(
        date=day,
        name=name,
        short=words(f"today.days.{DAYS[day.weekday()]}"),
        dated=frame.day(day),
        total=words("time.minutes", m=minutes) if minutes else words("today.rest"),
        left=frame.minutes(minutes),
        jobs=words.counted("today.jobs", len(steps), n=len(steps)),
        split=split(frame, steps),
        say=say(frame, day, len(steps), joins, name),
        say_today=say(frame, day, len(steps), joins, ""),
        cues=cues,
        off=list(not_started(frame, day)),
        door=door(frame, day) if joins else None,
        strip=strip_of(frame, cues, joins) if cues else None,
    )


def say(frame: Frame, day: date, jobs: int, joins: bool, name: str) -> str:
    """The day in half a sentence; `name`: of the weekday, "" where it is today."""
    words, found = frame.words, frame.facts.newcomers
    if joins:
        count = found.tonight if day == next_evening(frame) else found.newcomers_evening
        when = words("today.on", day=name) if name else words(f"join.today.{found.window.part}")
        return words.counted("today.join", count, when=when, n=count)
    when = words("today.on", day=name) if name else words("today.today")
    key = "today.some" if jobs else "today.none"
    return words.counted(key, jobs, when=when, n=jobs)


def split(frame: Frame, steps: Sequence[Step]) -> str:
    minutes = {one.id: sum(s.minutes for s in steps if s.who == one.id) for one in frame.facts.hands.crew}
    said = [
        frame.words("today.split", who=who_short(frame, who), time=frame.minutes(time))
        for who, time in minutes.items()
        if time
    ]
    return frame.usage.comma.join(said) if len(said) > 1 else ""


def cue(frame: Frame, step: Step, alone: bool) -> Cue:
    risks = risks_at(frame, step)
    frame = frame_of(frame, step)
    words, entry = frame.words, frame.entries[step.entry]
    start = clock_minutes(step.start)
    says = {item.id: item for item in frame.visible(entry, "say")}
    sent = in_order(frame, entry, [says[id_] for id_ in step.messages if id_ in says])
    messages = [message for item in sent for message in sent_now(frame, entry, item, step)]
    messages += [letter._replace(at="") for letter in letters_of_step(frame, step.id)]
    page = page_of_letters(step)
    if alone:  # where pages do not travel with it
        messages += [letter._replace(at="") for letter in spare_letters(frame, step)]
    silent = next((item for item in says.values() if item.unanswered == step.job), None)
    shown = {line.said for line in risks}
    happen = [says[i] for i in step.cases if i in says and says[i] is not silent and i not in shown]
    told = silent is not None and not step.setup and step.part == 1 and step.main and silent.id not in shown
    return Cue(
        tick=frame.tick(step.id),
        step=step.id,
        at=frame.clock(step.start),
        minutes=step.minutes,
        start=start,
        end=start + step.minutes,
        who=step.who,
        part=not step.main,
        what=frame.task_text(step),
        to=to_whom(frame, entry, step),
        number=frame.words("today.letters") if page and not alone else belongs(frame, entry, step),
        url=""
        if alone
        else page
        if page
        else step_page(entry.id)
        if step.job == EXERCISE
        else frame.page(entry),
        money=words("today.money", money=frame.money(step.money)) if step.money else "",
        change=plain_change(frame, step) if alone else change_said(frame, step),
        how=[without_links(text) if alone else text for text in how(frame, entry, step)],
        names=names_of(frame, step),
        messages=messages,
        cases=[message_view(frame, entry, item)._replace(at="") for item in happen],
        count=called(frame, len(messages), len(happen) + with_message(risks)),
        unanswered=message_view(frame, entry, silent) if silent is not None and told else None,
        risks=risks,
    )


def names_of(frame: Frame, step: Step) -> Sequence[str]:
    """Whom a job is about: who moves this week, or who came the last time and may still wait."""
    if step.setup:
        return ()
    if (step.entry, step.job) == (ROTATION, MOVES):
        return names_of_week(frame)
    return second_names(frame, step.day) if (step.entry, step.job, step.main) == (*MATCH, True) else ()


def called(frame: Frame, messages: int, cases: int = 0) -> str:
    """What unfolds below a cue; what is sent only if it happens is counted apart."""
    words = frame.words
    if not messages:
        return words.counted("today.only_cases", cases, n=cases) if cases else words("today.how")
    said = words("today.messages", n=messages) if messages > 1 else words("today.message")
    return words.counted("today.and_cases", cases, said=said, n=cases) if cases else said


def in_order(frame: Frame, entry: Entry, items: Sequence[Item]) -> list[Item]:
    """By their clocks; what has none follows what stands before it."""
    found, last = [], -inf
    for place, item in enumerate(items):
        minute = frame.minute(entry, item)
        last = last if minute is None else minute
        found.append((last, place, item))
    return [item for _, _, item in sorted(found, key=lambda one: one[:2])]


def sent_now(frame: Frame, entry: Entry, item: Item, step: Step) -> list[Bubble]:
    """A message, at the clock of its cue; one for each of those who come, where it is known who they are."""
    if (entry.id, item.id) == (ROTATION, INVITE) and (moved := sent_this_week(frame)):
        return [one._replace(at="") for one in moved]
    come = comers_on(frame, step.day) if item.each else ()
    made = [
        one._replace(label=f"{one.label} · {frame.name(arrival.newcomer.id)}")
        for arrival in come
        for one in told(frame, arrival, entry, item)
    ]
    return [one._replace(at="") for one in made or [message_view(frame, entry, item, step.id)]]


def to_whom(frame: Frame, entry: Entry, step: Step) -> Markup:
    if step.setup or step.job == EXERCISE or not (step.main or step.messages):
        return Markup("")
    parts = frame.folder(entry).paragraphs("jobs", step.job)
    return parts[1] if len(parts) > 1 else Markup("")


def belongs(frame: Frame, entry: Entry, step: Step) -> str:
    if step.job == EXERCISE:
        return frame.words("roadmap.title")
    return frame.belongs_to(entry)


def how(frame: Frame, entry: Entry, step: Step) -> Iterator[Markup]:
    """The steps of the job, as they stand on the page of its tactic, but for those that a message of the same
    name is."""
    folder = frame.folder(entry)
    if step.setup:
        yield folder.first("setup", "")
        return
    for item in frame.visible(entry, "do") if "do" in entry.bands else ():
        said = item.id in (*step.messages, *step.cases) and entry.id not in {*frame.rhythms, *frame.dates}
        known = said or item.id == step.beat
        held = item.job == step.job and (not step.lines or item.id in step.lines)
        if (held and not known) or step.job == EXERCISE:
            yield folder.first("do", item.id)


def plain_change(frame: Frame, step: Step) -> Change | None:
    found = change_said(frame, step)
    return replace(found, text=without_links(found.text)) if found else None


def without_links(text: Markup) -> Markup:
    """Pages of the site do not travel with it."""
    return Markup(LINK.sub("", text))  # noqa: S704


def not_started(frame: Frame, day: date) -> Iterator[Off]:
    """Tactics that would have a job on this day, and begin later."""
    agenda, facts = frame.plan.agenda, frame.facts
    name = DAYS[day.weekday()]
    for entry in frame.library.tactics:
        starts = agenda.starts(entry.id)
        days = {
            on
            for job in entry.jobs
            if job.when(facts.flat)
            for on in (facts.newcomers.evening_list if job.on == ("evenings",) else job.on)
        }
        if starts and name in days:
            title = f"{entry.number:02d} {frame.title(entry)}"
            yield Off(title, starts_said(frame, agenda.standings[entry.id]))


def strip_of(frame: Frame, cues: Sequence[Cue], joins: bool) -> Strip:
    found = frame.facts.newcomers.window
    opens, closes = clock_minutes(found.start), clock_minutes(found.end)
    starts = [cue.start for cue in cues] + [opens] * joins
    ends = [cue.end for cue in cues] + [closes] * joins
    first, last = min(EARLY, min(starts) // 60 * 60), max(LATE, -(-max(ends) // 60) * 60)

    def at(minute: float) -> float:
        return round(100 * (minute - first) / (last - first), 2)

    hours = sorted({first, 12 * 60, last} | ({opens} if joins else set()))
    return Strip(
        first=first,
        last=last,
        blocks=[(c.tick, at(c.start), at(first + c.minutes), c.who == "owner") for c in cues],
        window=(at(opens), at(first + closes - opens)) if joins else None,
        hours=[(at(h), frame.clock(f"{h // 60:02d}:{h % 60:02d}")) for h in spaced(hours, last - first)],
    )


def spaced(hours: Sequence[int], span: int) -> list[int]:
    """Without what would stand on its neighbour."""
    kept: list[int] = []
    for hour in hours:
        if kept and hour - kept[-1] < span * NEAR:
            if hour == hours[-1]:
                kept[-1] = hour
            continue
        kept.append(hour)
    return kept

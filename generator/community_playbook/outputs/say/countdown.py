"""What is done before a date and after it, counted back by the day: as the agenda has it, as dated lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ...community.calendar import BigDate
from ...knowledge.library import Entry, Item
from ...plan.agenda import Step
from ...plan.countdown import Counted, Due
from .bubble import Bubble
from .frame import Frame
from .hands import who_name
from .tactics import message_view, said_of


@dataclass(frozen=True, slots=True)
class CountLine:
    """One step. `before`: how many days before the date, or after it; `state`: done, late (to be made up for
    this week), week, later, dropped (it helps no more), unfit (this week's hours do not carry it) or waits
    (these neither, and next week it still helps)."""

    day: date
    date: str
    weekday: str
    before: str
    what: str
    how: Markup
    who: str
    who_name: str
    minutes: int
    time: str
    """Its minutes in words."""
    state: str
    said: str
    """The state in words; "" where its date says it."""
    step: str
    """Ids of its steps in this week, with blanks between."""
    messages: tuple[Bubble, ...]


@dataclass(frozen=True, slots=True)
class CountdownView:
    """One date. `title`: with the days that are left."""

    id: str
    what: str
    title: str
    when: str
    """Its days."""
    left: int
    """Days until it begins; 0 where it has begun."""
    lines: tuple[CountLine, ...]

    def of(self, *states: str) -> tuple[CountLine, ...]:
        return tuple(line for line in self.lines if line.state in states)

    @property
    def open(self) -> tuple[CountLine, ...]:
        """What is still to be done."""
        return self.of("late", "week", "later")


def countdowns(frame: Frame) -> tuple[CountdownView, ...]:
    """The dates of the next ten weeks, the nearest first."""
    return tuple(countdown_view(frame, one) for one in frame.plan.counted)


def countdown_view(frame: Frame, one: Counted) -> CountdownView:
    big = one.big
    return CountdownView(
        id=one.entry.id,
        what=big.what,
        title=frame.words("countdown.title", what=big.what, left=left_said(frame, big)),
        when=frame.days(big.start, big.last),
        left=max((big.start - frame.facts.days.today).days, 0),
        lines=tuple(count_line(frame, one, due) for due in one.dues),
    )


def left_said(frame: Frame, big: BigDate) -> str:
    today = frame.facts.days.today
    left = (big.start - today).days
    if left > 0:
        return frame.words.counted("near.left", left, n=left)
    if big.last < today:
        return frame.words("countdown.over")
    return frame.words("near.on" if big.last > big.start else "near.today")


def count_line(frame: Frame, one: Counted, due: Due) -> CountLine:
    entry, step = one.entry, due.step
    placed = frame.plan.agenda.of(entry.id, step.id)
    day = placed[0].day if placed else due.day
    state = state_of(frame, due, placed)
    folder = frame.folder(entry)
    who = placed[0].who if placed else "owner" if frame.facts.hands.solo else step.who
    sent = [i for i in frame.visible(entry, "say") if i.job == step.id] if state in OPEN else []
    return CountLine(
        day=day,
        date=frame.day(day),
        weekday=frame.weekday(day),
        before=before_said(frame, one.big, day),
        what=folder.plain("jobs", step.id),
        how=folder.first("do", step.id),
        who=who,
        who_name=who_name(frame, who),
        minutes=step.minutes,
        time=frame.minutes(step.minutes),
        state=state,
        said="" if state in ("week", "later") else frame.words(f"countdown.state.{state}"),
        step=" ".join(s.id for s in placed),
        messages=tuple(message_view(frame, entry, item) for item in sent),
    )


OPEN = ("late", "week", "later")


def state_of(frame: Frame, due: Due, placed: tuple[Step, ...]) -> str:
    ticked = frame.community.journal.about(placed[0].entry, due.step.id) if placed else ()
    if any(line.kind == "done" and line.day >= frame.plan.agenda.monday for line in ticked):
        return "done"
    if due.state == "unfit":
        return "waits" if due.waits else "unfit"
    return "late" if due.state == "week" and due.late else due.state


def before_said(frame: Frame, big: BigDate, day: date) -> str:
    if big.start <= day <= big.last:
        return frame.words("countdown.same")
    days = (big.start - day).days if day < big.start else (day - big.last).days
    return frame.words.counted(f"countdown.{'before' if day < big.start else 'after'}", days, n=days)


def said_at_any_time(frame: Frame, entry: Entry) -> list[Item]:
    """Messages of what people come for that belong to no beat, but for those that a date has too."""
    counted = {item.id for one in frame.plan.counted for item in one.said_for(entry.id)}
    return [item for item in said_of(frame, entry) if not item.job and item.id not in counted]

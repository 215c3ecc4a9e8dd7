"""What texts may say of one round: what it is about, where it is, what messages would leave open in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...community.rhythms import OwnRound
from ...knowledge.rhythms import Beat, offset_of
from ...plan.agenda import Step
from ...plan.clock import DAYS
from ...plan.duties import Task
from ...plan.own_rounds import day_behind, day_meant, round_on
from ...plan.plan import Plan
from ...plan.rhythms import Laid
from ...words import Words
from .named_rounds import Times

NOTHING = OwnRound()
WHAT = "what"
"""The gap that says what a round is about."""


AT_ONCE = 30
"""Minutes around the clock of a round in which something belongs to the round itself."""


@dataclass(frozen=True, slots=True)
class SpokenRound:
    """`what`: what it is about, `next`: what the one behind it is; `day`: its day, as it is written; `place`,
    `seats`, `fee`: of the table that is announced for it. "" and 0 are what nobody said."""

    what: str = ""
    next: str = ""
    day: str = ""
    place: str = ""
    seats: int = 0
    fee: str = ""


def said_of_rounds(plan: Plan, laid: Laid, words: Words, day: date | None) -> Mapping[str, object]:
    """By beat, as they are meant on `day`, else on its first day of this week; and of the next one."""
    meant = {beat.id: round_day(plan, laid, beat, day) for beat in laid.rhythm.cycle.beats}
    coming = next_day(laid, day or plan.facts.days.monday)
    return {
        "about": {beat: spoken_round(laid, words, found) for beat, found in meant.items()},
        "filled": {beat: filled(laid, found) for beat, found in meant.items()},
        "round": spoken_round(laid, words, coming),
        "fill": filled(laid, coming),
    }


def round_day(plan: Plan, laid: Laid, beat: Beat, day: date | None) -> date | None:
    """The day of the round for which a beat is done: on `day`, else on its first day of this week."""
    slots = [s for s in plan.week.slots if (s.task.entry, s.task.job) == (laid.id, beat.id)]
    slot = next((s for s in slots if day in (None, s.day)), None)
    root = date.fromordinal(slot.task.round) if slot and slot.task.round else None
    day = day or (slot.day if slot else plan.facts.days.monday)
    return day_meant(laid.rhythm, laid.chosen, beat, day, root, full=laid.levels.full)


def next_day(laid: Laid, day: date) -> date | None:
    """The day of the first round from a day on."""
    return day_meant(laid.rhythm, laid.chosen, None, day, None, full=laid.levels.full)


def filled(laid: Laid, day: date | None) -> Mapping[str, str]:
    """What messages would leave open in the round of a day: as it is said of that one, else as it is said for
    all. What it is about is one of these; of what is sold, the goods are."""
    own = (round_on(laid.rhythm, laid.chosen, day) if day else None) or NOTHING
    about = {WHAT: own.what, laid.rhythm.topic.goods: own.what} if own.what else {}
    said = {**laid.chosen.fill, **about, **own.fill}
    return {id_: said.get(id_, "") for id_ in laid.rhythm.fill}


def about_on(laid: Laid, day: date) -> str:
    own = round_on(laid.rhythm, laid.chosen, day) or NOTHING
    return filled(laid, day).get(WHAT, "") or own.what


def spoken_round(laid: Laid, words: Words, day: date | None) -> SpokenRound:
    if day is None:
        return SpokenRound()
    behind = day_behind(laid.rhythm, laid.chosen, day, full=laid.levels.full)
    own = round_on(laid.rhythm, laid.chosen, day) or NOTHING
    what, next_ = (about_on(laid, one) if one else "" for one in (day, behind))
    said = words.usage.written(day, words.usage.day)
    return SpokenRound(what, next_, said, own.place, own.seats, own.fee)


def about_said(plan: Plan, laid: Laid | None, task: Task | Step) -> str:
    """What a round is about, where a task is done on its day; "" where nobody said."""
    beat = laid.rhythm.cycle.beat(task.job) if laid else None
    if laid is None or beat is None:
        return ""
    cycle, offset = laid.rhythm.cycle, offset_of(beat.on[0])
    counted = offset and offset.anchor not in DAYS and cycle.root(offset.anchor)[0] is cycle.anchors[0]
    clock = offset_of(beat.clock)
    itself = offset == (cycle.anchors[0].id, 0) and clock is not None and abs(clock.more) <= AT_ONCE
    if not counted or not (beat.key or itself):
        return ""
    if isinstance(task, Step):
        day = round_day(plan, laid, beat, task.day)
    else:
        day = date.fromordinal(task.round) if task.round else None
    return about_on(laid, day) if day else ""


def with_about(
    plan: Plan, laid: Laid | None, task: Task | Step, names: Times, words: Words, text: str
) -> str:
    """The line of a task, with what its round is about; a step is told its name (`names`) anyway."""
    what = about_said(plan, laid, task)
    if not what or (isinstance(task, Step) and task.round and names.get((task.entry, task.round)) == what):
        return text
    return words("rhythm.about", what=text, round=what)

"""What may go wrong this week, and what would make it a good one: each case at the step where it shows, with
its number, what is decided, and the message that is sent then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import Markup

from ...knowledge.library import Entry, Item
from ...plan.agenda import Step
from ...plan.clock import DAYS
from ...plan.rhythms import Laid
from .bubble import Bubble
from .frame import Frame
from .once import once
from .tactics import message_view

MOST, MOST_BESIDE, MOST_DATED = 3, 2, 2
"""Cases of what people come for; of each, where that is two things; of dates."""
NEXT_WEEK = timedelta(days=2 * len(DAYS) - 1)


@dataclass(frozen=True, slots=True)
class RiskLine:
    """`what`: the case, with its number; `then`: what is decided, "" where the message says it; `said`: id of
    that, "" where nothing is sent; `step`: id of the step at which it shows."""

    day: date
    start: str
    when: str
    at: str
    what: str
    then: Markup
    message: Bubble | None
    said: str
    step: str


@once
def risk_lines(frame: Frame) -> list[RiskLine]:
    """In order of time."""
    several = len(frame.plan.rhythms) > 1
    own = [
        line
        for laid in frame.plan.rhythms
        for line in list(risks_of(frame, laid))[: MOST_BESIDE if several else MOST]
    ]
    return sorted(own + dated(frame)[:MOST_DATED], key=lambda line: (line.day, line.start))


def risks_of(frame: Frame, laid: Laid) -> Iterator[RiskLine]:
    """Those whose beat stands in what is left of this week, the gravest first."""
    entry, agenda = laid.rhythm.entry, frame.plan.agenda
    folder = frame.folder(entry)
    told = {item.id: item for item in frame.visible(entry, "say") if not item.usual}
    for item in frame.visible(entry, "risks"):
        steps = [step for step in agenda.of(entry.id, item.job) if step.day >= agenda.first_day]
        if steps:
            line = line_at(frame, entry, steps[0], told.get(item.id))
            yield replace(line, what=folder.label("risks", item.id), then=folder.first("risks", item.id))


def line_at(frame: Frame, entry: Entry, step: Step, said: Item | None) -> RiskLine:
    """With the message that is not sent each time, where there is one."""
    return RiskLine(
        day=step.day,
        start=step.start,
        when=frame.weekday(step.day),
        at=frame.clock(step.start),
        what="",
        then=Markup(""),
        message=message_view(frame, entry, said)._replace(at="") if said else None,
        said=said.id if said else "",
        step=step.id,
    )


def dated(frame: Frame) -> list[RiskLine]:
    """What dates of this week and the next one have ready for a case, at the step that sends it."""
    agenda = frame.plan.agenda
    last = agenda.monday + NEXT_WEEK
    found = []
    for one in frame.plan.counted:
        if one.big.start > last:
            continue
        for item in (item for item in frame.visible(one.entry, "say") if item.case):
            steps = [s for s in agenda.of(one.entry.id, item.job) if s.day >= agenda.first_day]
            if steps:
                line = line_at(frame, one.entry, steps[0], item)
                label = frame.folder(one.entry).label("say", item.id)
                found.append(
                    replace(line, what=frame.words("brief.risk_dated", date=one.big.what, what=label))
                )
    return sorted(found, key=lambda line: (line.day, line.start))


def risks_at(frame: Frame, step: Step) -> Sequence[RiskLine]:
    return [line for line in risk_lines(frame) if line.step == step.id]


def success_of(frame: Frame) -> list[Markup]:
    """One line for each thing that people come for and that is done this week."""
    done = [laid for laid in frame.plan.rhythms if frame.plan.agenda.of(laid.id)]
    return [text for laid in done if (text := frame.folder(laid.rhythm.entry).first("success", ""))]


def with_message(lines: Sequence[RiskLine]) -> int:
    return sum(line.message is not None for line in lines)
